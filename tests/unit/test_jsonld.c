/* JSON-LD as pages have it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "extract/jsonld.h"

struct state {
	struct arena arena;
	struct diag_log log;
	struct settings settings;
	struct ctx ctx;
};

static int
begin(void **state)
{
	static struct state s;

	memset(&s, 0, sizeof s);
	arena_init(&s.arena, (size_t)512 << 20, NULL);
	s.log.arena = &s.arena;
	s.ctx = (struct ctx){&s.arena, &s.log, &s.settings, STR("test")};
	*state = &s;
	return 0;
}

static int
end(void **state)
{
	struct state *s = *state;

	arena_release(&s->arena);
	return 0;
}

static void
is(str got, const char *wanted)
{
	assert_int_equal(got.len, strlen(wanted));
	assert_memory_equal(got.at, wanted, got.len);
}

static struct jsonld
read_one(void **state, const char *body)
{
	struct state *s = *state;
	struct jsonld out;
	str text = str_of(body);

	jsonld_read(&s->ctx, &text, 1, &out);
	return out;
}

static void
test_mend(void **state)
{
	static const struct {
		const char *in, *out;
	} rows[] = {
	    {"{\"a\":1,}", "[{\"a\":1}]"},
	    {"{\"a\":1}{\"b\":2}", "[{\"a\":1},{\"b\":2}]"},
	    {"\xEF\xBB\xBF// note\n{\"a\": /* b */ \"c\nd\"}", "[{\"a\":\"c d\"}]"},
	    {"//<![CDATA[\n{\"a\":1}\n//]]>", "[{\"a\":1}]"},
	    {"<!-- {\"a\":[1,2,]} -->", "[{\"a\":[1,2]}]"},
	    {"{&quot;a&quot;:&quot;b&quot;}", "[{\"a\":\"b\"}]"},
	    {"{\"a\":\"he said \"yes\" twice\"}", "[{\"a\":\"he said \\\"yes\\\" twice\"}]"},
	    {"{\"a\":\"\\x41\\ud800\"}", "[{\"a\":\"x41\\ufffd\"}]"},
	    {"{\"a\":[{\"b\":\"c", "[{\"a\":[{\"b\":\"c\"}]}]"},
	    {"{\"a\":}", "[{\"a\":null}]"},
	    {"{\"a\":1 \"b\":2};", "[{\"a\":1,\"b\":2}]"},
	    {"", "[]"},
	};
	struct state *s = *state;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		is(jsonld_mend(&s->arena, str_of(rows[i].in)), rows[i].out);
}

static void
test_bounds(void **state)
{
	struct state *s = *state;
	size_t size = (size_t)10 << 20;
	char *deep = arena_alloc(&s->arena, size);
	struct jsonld out;
	str bodies[2] = {{deep, size}, {deep, 100000}};

	memset(deep, '[', size);
	jsonld_read(&s->ctx, bodies, 2, &out);
	assert_false(out.article);
	assert_null(jsonld_mend(&s->arena, bodies[1]).at);
	assert_null(jsonld_mend(&s->arena, bodies[0]).at);
}

static void
test_article(void **state)
{
	struct jsonld out = read_one(state,
	    "{\"@context\":\"https://schema.org\",\"@type\":[\"NewsArticle\",\"Thing\"],"
	    "\"headline\":\"Bread &amp; Salt\",\"alternativeHeadline\":\"A tale\","
	    "\"author\":[{\"@type\":\"Person\",\"name\":\"Ana Reed\"},\"Bo Lind\","
	    "{\"@type\":\"Organization\",\"name\":\"The Wire\"}],"
	    "\"datePublished\":\"2026-11-24T06:00:00+01:00\",\"dateModified\":\"2026-11-25\","
	    "\"image\":[{\"@type\":\"ImageObject\",\"url\":\"https://example.org/a.jpg\"}],"
	    "\"publisher\":{\"@type\":\"Organization\",\"name\":\"Example Post\"},"
	    "\"mainEntityOfPage\":{\"@id\":\"https://example.org/bread\"},"
	    "\"keywords\":\"bread, salt\",\"articleSection\":[\"Food\"],\"inLanguage\":\"en\","
	    "\"isAccessibleForFree\":\"False\"}");

	assert_true(out.article);
	is(out.type, "NewsArticle");
	is(out.headline, "Bread & Salt");
	is(out.alternative, "A tale");
	assert_int_equal(out.persons.count, 2);
	is(out.persons.list[0], "Ana Reed");
	is(out.persons.list[1], "Bo Lind");
	assert_int_equal(out.organizations.count, 1);
	is(out.published, "2026-11-24T06:00:00+01:00");
	is(out.modified, "2026-11-25");
	is(out.image, "https://example.org/a.jpg");
	is(out.publisher, "Example Post");
	is(out.url, "https://example.org/bread");
	is(out.section, "Food");
	is(out.lang, "en");
	assert_int_equal(out.keywords.count, 2);
	is(out.keywords.list[1], "salt");
	assert_int_equal(out.access, JSONLD_PAYWALLED);
}

static void
test_graph(void **state)
{
	struct jsonld out = read_one(state,
	    "{\"@graph\":[{\"@type\":\"WebPage\",\"@id\":\"#p\",\"datePublished\":\"2026-01-02\"},"
	    "{\"@type\":\"Article\",\"headline\":\"One\",\"author\":{\"@id\":\"#who\"}},"
	    "{\"@type\":\"WebSite\",\"name\":\"The Site\"},"
	    "{\"@type\":\"Person\",\"@id\":\"#who\",\"name\":\"Cy Vale\"}]}");

	is(out.headline, "One");
	assert_int_equal(out.persons.count, 1);
	is(out.persons.list[0], "Cy Vale");
	is(out.site, "The Site");
	is(out.page_published, "2026-01-02");
}

static void
test_items_are_not_the_article(void **state)
{
	struct jsonld out = read_one(state,
	    "{\"@type\":\"ItemList\","
	    "\"itemListElement\":[{\"@type\":\"Article\",\"headline\":\"X\"}]}");

	assert_false(out.article);
	assert_int_equal(out.headline.len, 0);
}

static void
test_broken_is_left_out(void **state)
{
	struct jsonld out = read_one(state, "window.x = function () { return 1 }");

	assert_false(out.article);
	out = read_one(state, "{\"@id\":\"a\",\"author\":{\"@id\":\"a\"},\"@type\":\"Article\"}");
	assert_true(out.article);
	assert_int_equal(out.persons.count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_mend, begin, end),
	    cmocka_unit_test_setup_teardown(test_bounds, begin, end),
	    cmocka_unit_test_setup_teardown(test_article, begin, end),
	    cmocka_unit_test_setup_teardown(test_graph, begin, end),
	    cmocka_unit_test_setup_teardown(test_items_are_not_the_article, begin, end),
	    cmocka_unit_test_setup_teardown(test_broken_is_left_out, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
