/* core/tracked.c, core/tracked_target.c */
#include "core/tracked.h"

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

static const struct tracked by = {
    .reader = {"ann@home.example ", 17},
    .counters = {"img.counter.example ", 20},
    .values = {"9f86d081884c7d65 ", 17},
};

/* What a link becomes: an address, "lost" or "own". */
static const char *
clean(const char *address)
{
	str to;

	switch (tracked_clean(&arena, &by, str_of(address), &to)) {
	case TRACKED_LOST:
		return "lost";
	case TRACKED_OWN:
		return "own";
	default:
		return arena_zstr(&arena, to);
	}
}

static void
leaves_others(void **state)
{
	static const char *const same[] = {
	    "https://a.example/2020/03/the-quay?page=2#notes",
	    "https://a.example/watch?v=dQw4w9WgXcQ",
	    "https://a.example/document/d/1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms/edit",
	    "https://web.a.example/web/20200303000000/https://b.example/quay",
	    "https://a.example/r/harbours/comments/abc123/the_quay",
	    "https://go.a.example/abc123",
	    "https://a.example/share-of-the-harbour?ref=b",
	    "https://a.example/login?next=https%3A%2F%2Fb.example%2F",
	    "https://a.example/wiki/H%C3%B6he_zg1",
	    "https://mail.a.example/archives/list/x/thread/K2ZQ7AX3NB5MCU4J",
	    "mailto:ann@home.example",
	    "#n1",
	    "quay.html?utm_source=a",
	};

	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		assert_string_equal(clean(same[i]), same[i]);
}

static void
takes_parameters_off(void **state)
{
	(void)state;
	assert_string_equal(
	    clean("https://a.example/quay?id=4&utm_source=x&UTM_Medium=email&mc_eid=12#n"),
	    "https://a.example/quay?id=4#n");
	assert_string_equal(
	    clean("https://a.example/quay?utm_source=x#utm_medium=y"), "https://a.example/quay");
	assert_string_equal(clean("https://a.example/quay?ref=the-quay-newsletter&q=1"),
	    "https://a.example/quay?q=1");
	assert_string_equal(
	    clean("https://a.example/quay?to=ann%40home.example"), "https://a.example/quay");
	assert_string_equal(
	    clean("https://a.example/quay?x=9f86d081884c7d65"), "https://a.example/quay");
	assert_string_equal(
	    clean("https://a.example/the-quay?v=3&d=teYy4ZxhOz28ITeaNO2r12uEJ7Z1ElyJIPafvUCG2tBj7Uav"),
	    "https://a.example/the-quay?v=3");
}

static void
unwraps(void **state)
{
	static const char quay[] = "https://b.example/the-quay?page=2";
	static const char *const wrapped[] = {
	    "https://t.a.example/c/12ab34cd?url=https%3A%2F%2Fb.example%2Fthe-quay%3Fpage%3D2&s=1",
	    "https://t.a.example/?u=https%253A%252F%252Fb.example%252Fthe-quay%253Fpage%253D2",
	    "https://a.example/url?q=https://b.example/the-quay%3Fpage%3D2&sa=D",
	    "https://a.example/L0/https:%2F%2Fb.example%2Fthe-quay%3Fpage=2/1/0102018a-00/x=347",
	    "https://a.example/v2/url?u=https-3A__b.example_the-2Dquay-3Fpage-3D2&d=DwMFaQ",
	    "https://a.example/v3/__https://b.example/the-quay?page=2__;!!abc!def$",
	    "https://a.example/click/https://b.example/the-quay?page=2",
	    "https://a.example/k/0aF39/aHR0cHM6Ly9iLmV4YW1wbGUvdGhlLXF1YXk_cGFnZT0y",
	    "https://a.example/r/2/"
	    "eyJlIjoiaHR0cHM6Ly9iLmV4YW1wbGUvdGhlLXF1YXk_cGFnZT0yIiwicCI6MX0.c2lnbmF0dXJl",
	    "https://a.example/go?x="
	    "68747470733a2f2f622e6578616d706c652f7468652d717561793f706167653d32",
	    "https://a.example/track/click/3/b.example?p="
	    "eyJwIjoie1widXJsXCI6XCJodHRwczpcXFwvXFxcL2IuZXhhbXBsZVxcXC90aGUtcXVheT9wYWdlPTJcIn0ifQ",
	    /* zlib around "i=1&l=https%3A%2F%2Fb.example%2Fthe-quay%3Fpage%3D2&h=2" */
	    "https://email.a.example/c/eJzLtDVUy7HNKCkpKFY1dlQ1cgOiJL3UisTcgpxUILskI1W3sDSxUtXYrSAx"
	    "PVXV2MVILcPWCADgIRD6",
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrapped / sizeof *wrapped; i++)
		assert_string_equal(clean(wrapped[i]), quay);
	/* One within another, with parameters that count. */
	assert_string_equal(
	    clean("https://a.example/?url=https%3A%2F%2Ft.b.example%2F%3Fu%3Dhttps%253A%252F%252F"
		  "c.example%252Fquay%253Futm_source%253Dx"),
	    "https://c.example/quay");
}

static void
gives_up(void **state)
{
	static const char *const lost[] = {
	    "https://click.a.example/u/0aF39xq2/Zk8Q1aaB",
	    "https://a.example/track/click?u=d66a1f813ab7&id=d2005b9896",
	    "https://img.counter.example/t/t-l-2tecs5q-l-r/",
	    "https://a.example/ss/c/u001.0Okj55pgVYjz52Rr7tR8i3gEUKLddyVHJb3YckjNcg8Wqg6Pgk7yC8U8QXXx",
	    "https://a.example/app-link/post?id=8&token=3xc2HdlQ9lZrp82F769YTf3fpZpkC43x3lmitWQbDhfHI",
	    "https://mail.a.example/view/851ce79b32",
	    "https://a.example/r/81eb2359?m=eb375e35-4f98-ab48-cd24-3b3821d01cef",
	};
	static const char *const own[] = {
	    "https://a.example/unsubscribe?u=1",
	    "https://a.example/page/preferences/",
	    "https://a.example/view/ann@home.example",
	    "https://a.example/intent/tweet?text=quay",
	    "https://t.a.example/?u=https%3A%2F%2Fb.example%2Funsubscribe%3Fx%3D1",
	};
	struct buf huge = BUF(&arena);

	(void)state;
	for (size_t i = 0; i < sizeof lost / sizeof *lost; i++)
		assert_string_equal(clean(lost[i]), "lost");
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		assert_string_equal(clean(own[i]), "own");
	buf_z(&huge, "https://a.example/");
	while (huge.len <= LIMIT_TRACKED_BYTES)
		buf_z(&huge, "quay-");
	assert_string_equal(clean(buf_zstr(&huge)), "lost");
}

static void
knows_tokens(void **state)
{
	static const char *const tokens[] = {"81eb2359", "t-l-2tecs5q-l-r", "u001.0Okj55pgVYjz52Rr",
	    "eb375e35-4f98-ab48-cd24-3b3821d01cef"};
	static const char *const words[] = {
	    "quay", "the-case-for-r7x", "20200303", "a-short-history", "Harbour_of_1911", "ab1"};

	(void)state;
	for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++)
		assert_true(tracked_is_token(str_of(tokens[i])));
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		assert_false(tracked_is_token(str_of(words[i])));
}

static void
knows_pixels(void **state)
{
	(void)state;
	assert_true(
	    tracked_is_pixel(&arena, STR("https://a.example/track/open.php?u=d66a1f813ab7")));
	assert_true(tracked_is_pixel(&arena, STR("https://a.example/t/x-o-3v6l011/o.gif")));
	assert_false(
	    tracked_is_pixel(&arena, STR("https://a.example/images/d66a1f813ab7/quay.jpg")));
	assert_false(tracked_is_pixel(&arena, STR("cid:open@a")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(leaves_others),
	    cmocka_unit_test(takes_parameters_off),
	    cmocka_unit_test(unwraps),
	    cmocka_unit_test(gives_up),
	    cmocka_unit_test(knows_tokens),
	    cmocka_unit_test(knows_pixels),
	};

	return cmocka_run_group_tests(tests, make, drop);
}
