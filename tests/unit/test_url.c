/* core/url.c */
#include "core/url.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct arena arena;

static int
make(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)64 << 20, NULL);
	return 0;
}

static int
drop(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static const char *
text(str s)
{
	return s.at ? arena_zstr(&arena, s) : "(absent)";
}

static void
parses(void **state)
{
	struct url url;

	(void)state;
	assert_true(url_parse(&arena, STR(" HTTPS://me:pw@Example.com:8080/a/b?q=1#f \n"), &url));
	assert_string_equal(text(url.scheme), "HTTPS");
	assert_string_equal(text(url.host), "Example.com");
	assert_string_equal(text(url.port), "8080");
	assert_string_equal(text(url.path), "/a/b");
	assert_string_equal(text(url.query), "q=1");
	assert_string_equal(text(url.fragment), "f");
	assert_true(url_parse(&arena, STR("a b?"), &url));
	assert_null(url.scheme.at);
	assert_string_equal(text(url.path), "a b");
	assert_string_equal(text(url.query), "");
	assert_null(url.fragment.at);
	assert_true(url_parse(&arena, STR_NONE, &url));
	assert_non_null(url.path.at);
	assert_true(url_parse(&arena, STR("ht\ntp:\\\\a\\b?c\\d"), &url));
	assert_string_equal(text(url.host), "a");
	assert_string_equal(text(url.path), "/b");
	assert_string_equal(text(url.query), "c\\d");
	assert_true(url_parse(&arena, STR("http://[::1]:80/"), &url));
	assert_string_equal(text(url.host), "[::1]");
	assert_string_equal(text(url.port), "80");
	assert_true(url_parse(&arena, STR("1a:b"), &url));
	assert_null(url.scheme.at);
	assert_true(url_parse(&arena, STR("data:text/html,<a>"), &url));
	assert_string_equal(text(url.path), "text/html,<a>");
}

static void
refuses(void **state)
{
	static const char *const bad[] = {"http://", "http:///", "http://a b/", "http://a:99999/",
	    "http://a:x/", "http://[::1/", "http://[::1]x/", "http://<a>/", "http://:80/",
	    "//a\"b/c"};
	struct url url;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(url_parse(&arena, str_of(bad[i]), &url));
}

struct sample {
	const char *in, *out;
};

/* RFC 3986 sections 5.4.1 and 5.4.2, with a base of a scheme that we know. */
static void
resolves(void **state)
{
	static const struct sample samples[] = {
	    {"g:h", "g:h"},
	    {"g", "http://a/b/c/g"},
	    {"./g", "http://a/b/c/g"},
	    {"g/", "http://a/b/c/g/"},
	    {"/g", "http://a/g"},
	    {"//g", "http://g/"},
	    {"?y", "http://a/b/c/d;p?y"},
	    {"g?y", "http://a/b/c/g?y"},
	    {"#s", "http://a/b/c/d;p?q#s"},
	    {"g#s", "http://a/b/c/g#s"},
	    {"g?y#s", "http://a/b/c/g?y#s"},
	    {";x", "http://a/b/c/;x"},
	    {"g;x?y#s", "http://a/b/c/g;x?y#s"},
	    {".", "http://a/b/c/"},
	    {"./", "http://a/b/c/"},
	    {"..", "http://a/b/"},
	    {"../", "http://a/b/"},
	    {"../g", "http://a/b/g"},
	    {"../..", "http://a/"},
	    {"../../g", "http://a/g"},
	    {"../../../g", "http://a/g"},
	    {"../../../../g", "http://a/g"},
	    {"/./g", "http://a/g"},
	    {"/../g", "http://a/g"},
	    {"g.", "http://a/b/c/g."},
	    {"..g", "http://a/b/c/..g"},
	    {"./../g", "http://a/b/g"},
	    {"./g/.", "http://a/b/c/g/"},
	    {"g/./h", "http://a/b/c/g/h"},
	    {"g/../h", "http://a/b/c/h"},
	    {"g;x=1/../y", "http://a/b/c/y"},
	    {"g?y/../x", "http://a/b/c/g?y/../x"},
	    {"g#s/../x", "http://a/b/c/g#s/../x"},
	    {"%2E%2e/g", "http://a/b/g"},
	    {"..\\g", "http://a/b/g"},
	    {"  g h\t\n", "http://a/b/c/g%20h"},
	    {"ä?ö#ü", "http://a/b/c/%C3%A4?%C3%B6#%C3%BC"},
	    {"a[1]|{x}^`\\", "http://a/b/c/a%5B1%5D%7C%7Bx%7D%5E%60/"},
	    {"100%&%4x%41", "http://a/b/c/100%25&%254x%41"},
	    {"HTTP://B.Example:80/X", "http://b.example/X"},
	    {"https://u:p@b.example:444?x", "https://b.example:444/?x"},
	    {"mailto:a@b", "mailto:a@b"},
	    {"", "(absent)"},
	    {" \n", "(absent)"},
	    {"http://", "(absent)"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		str base = STR("http://a/b/c/d;p?q");

		assert_string_equal(
		    text(url_resolve(&arena, base, str_of(samples[i].in))), samples[i].out);
	}
}

static void
resolves_against_odd_bases(void **state)
{
	(void)state;
	assert_string_equal(text(url_resolve(&arena, STR_NONE, STR("a b/../c"))), "a%20b/../c");
	assert_string_equal(text(url_resolve(&arena, STR("a/b"), STR("c"))), "(absent)");
	assert_string_equal(text(url_resolve(&arena, STR(""), STR("c"))), "(absent)");
	assert_string_equal(text(url_resolve(&arena, STR("mailto:a@b"), STR("c"))), "(absent)");
	assert_string_equal(text(url_resolve(&arena, STR("http://a"), STR("c"))), "http://a/c");
	assert_string_equal(text(url_resolve(&arena, STR("http://a?x"), STR("c"))), "http://a/c");
	assert_string_equal(text(url_resolve(&arena, STR("http://a/b"), STR("//"))), "(absent)");
	assert_string_equal(
	    text(url_resolve(&arena, STR("file:///home/a/b.html"), STR("../c d.png"))),
	    "file:///home/c%20d.png");
	assert_string_equal(
	    text(url_resolve(&arena, STR("https://a/b"), STR("//c.d/e"))), "https://c.d/e");
}

static void
knows_links(void **state)
{
	static const char *const links[] = {
	    "http://a", "HTTPS://a/b", " https://a", "mailto:x@y", "TEL:+49123",
	    "sms:+1555?body=Key", "geo:59.91,10.75"};
	static const char *const others[] = {"javascript:alert(1)", "java\tscript:x",
	    "\x01javascript:x", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "a.html",
	    "//a/b", "#x", "", "http:", "https://", "mailto:", "blob:x", "about:blank", "ftp://a/",
	    "mailto://x"};

	static const char *const hosts[] = {"http://a", "https://A.example:8080/", "http://a_b.c./",
	    "http://1.2.3.4/", "https://w-\xc3\xb6.example/", "http://\xe6\x97\xa5.example/",
	    "http://me:word@a/"};
	static const char *const no_hosts[] = {"http://a%20b/", "http://a%41/", "http://a b/",
	    "http://a..b/", "http://.a/", "http://./", "http://[::1]/", "http://a*b/",
	    "http://a'b/", "http://\xcc\x80/", "http://\xef\xbf\xbd/",
	    "http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/"};

	(void)state;
	for (size_t i = 0; i < sizeof links / sizeof *links; i++)
		assert_true(url_is_link(str_of(links[i])));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		assert_false(url_is_link(str_of(others[i])));
		assert_false(url_is_web(str_of(others[i])));
	}
	for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++)
		assert_true(url_is_web(str_of(hosts[i])));
	for (size_t i = 0; i < sizeof no_hosts / sizeof *no_hosts; i++)
		assert_false(url_is_web(str_of(no_hosts[i])));
	assert_false(url_is_web(STR("mailto:a@b")));
	assert_false(url_is_link(STR_NONE));
}

static void
gives_hosts(void **state)
{
	(void)state;
	assert_string_equal(
	    text(url_host(STR("https://u@www.example.org:8/x"))), "www.example.org");
	assert_string_equal(text(url_host(STR("//cdn.example/x"))), "cdn.example");
	assert_string_equal(text(url_host(STR("a/b"))), "(absent)");
	assert_string_equal(text(url_host(STR("mailto:a@b"))), "(absent)");
	assert_string_equal(text(url_host(STR("file:///a"))), "(absent)");
}

static void
makes_keys(void **state)
{
	static const struct sample samples[] = {
	    {"HTTP://Example.com:80/a/", "http://example.com/a"},
	    {"http://example.com", "http://example.com"},
	    {"http://example.com/#top", "http://example.com"},
	    {"https://e.com/a?utm_source=x&b=1&UTM_medium=y#z", "https://e.com/a?b=1"},
	    {"https://e.com/a/?utm_source=x", "https://e.com/a"},
	    {"https://e.com/a?", "https://e.com/a"},
	    {"https://e.com/a?b=1&&c=/", "https://e.com/a?b=1&c=/"},
	    {"https://e.com/x/../a", "https://e.com/a"},
	    {"", "(absent)"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
		assert_string_equal(text(url_key(&arena, str_of(samples[i].in))), samples[i].out);
}

static void
decodes(void **state)
{
	(void)state;
	assert_string_equal(text(url_decode(&arena, STR("a%20b%C3%A4%zz%4"))), "a b\xc3\xa4%zz%4");
	assert_string_equal(text(url_decode(&arena, STR("%"))), "%");
	assert_int_equal(url_decode(&arena, STR("%00")).len, 1);
	assert_int_equal(url_decode(&arena, STR_NONE).len, 0);
}

/* A path of a million dots and slashes is resolved in linear time. */
static void
is_linear(void **state)
{
	struct buf buf = BUF(&arena);

	(void)state;
	for (int i = 0; i < 300000; i++)
		buf_z(&buf, i % 3 ? "../" : "a/");
	assert_string_equal(
	    text(url_resolve(&arena, STR("http://a/b/"), buf_str(&buf))), "http://a/");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(parses, make, drop),
	    cmocka_unit_test_setup_teardown(refuses, make, drop),
	    cmocka_unit_test_setup_teardown(resolves, make, drop),
	    cmocka_unit_test_setup_teardown(resolves_against_odd_bases, make, drop),
	    cmocka_unit_test_setup_teardown(knows_links, make, drop),
	    cmocka_unit_test_setup_teardown(gives_hosts, make, drop),
	    cmocka_unit_test_setup_teardown(makes_keys, make, drop),
	    cmocka_unit_test_setup_teardown(decodes, make, drop),
	    cmocka_unit_test_setup_teardown(is_linear, make, drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
