/* page/select.h */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "page/select.h"

static struct arena arena;
static struct page *page;
static unsigned char found[1000];

static void
open(enum tag tag, const char *id, const char *class)
{
	page_open(page, tag, STR_NONE);
	if (id)
		page_attr(page, STR("id"), str_of(id));
	if (class)
		page_attr(page, STR("class"), str_of(class));
}

/* div#a > (p.one.two, section.x > (p#b, my-box > p#c.md:flex)), p#d[lang][href] */
static int
make(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)64 << 20, NULL);
	page = page_new(&arena);
	open(TAG_DIV, "a", NULL);
	open(TAG_P, NULL, "one two");
	page_text(page, STR("text"));
	page_close(page);
	open(TAG_SECTION, NULL, "x");
	open(TAG_P, "b", NULL);
	page_close(page);
	page_open(page, TAG_OTHER, STR("my-box"));
	open(TAG_P, "c", "md:flex One");
	page_close(page);
	page_close(page);
	page_close(page);
	page_close(page);
	open(TAG_P, "d", "");
	page_attr(page, STR("lang"), STR("en-US"));
	page_attr(page, STR("href"), STR("http://E.example/a.html"));
	page_finish(page);
	return 0;
}

static int
drop(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* -1 when it is not understood. */
static int
run(const struct page *on, str text, unsigned char *marks)
{
	uint64_t steps = select_steps(on);
	struct select_fault fault;
	const struct selector *selector = select_parse(&arena, text, &fault);

	if (!selector) {
		assert_non_null(fault.why);
		assert_true(fault.at <= text.len);
		return -1;
	}
	assert_null(fault.why);
	return select_nodes(selector, on, marks, &steps);
}

static int
count(const char *selector)
{
	memset(found, 2, sizeof found);
	return run(page, str_of(selector), found);
}

static void
selects(void **state)
{
	static const struct {
		const char *selector;
		int count;
	} samples[] = {
	    {"p", 4},
	    {"P", 4},
	    {"*", 7},
	    {"div p", 3},
	    {"div > p", 1},
	    {"div>p", 1},
	    {"section p", 2},
	    {"section > p", 1},
	    {"div section p", 2},
	    {"div > section > p", 1},
	    {"div > my-box", 0},
	    {"my-box", 1},
	    {"MY-BOX > p", 1},
	    {"other-box", 0},
	    {".one", 1},
	    {".one.two", 1},
	    {".one.three", 0},
	    {"p.two", 1},
	    {"section.two", 0},
	    {"#b", 1},
	    {"p#b, #c ,div", 3},
	    {"p, p", 4},
	    {"#d", 1},
	    {"[lang]", 1},
	    {"[LANG|=en]", 1},
	    {"[lang|=\"en-US\"]", 1},
	    {"[lang|=e]", 0},
	    {"[lang=en]", 0},
	    {"p[lang='en-us' i]", 1},
	    {"p[lang='en-us' s]", 0},
	    {"[href^=http]", 1},
	    {"[href$='.html']", 1},
	    {"[href*=\"E.ex\"]", 1},
	    {"[href*=\"e.EX\" i]", 1},
	    {"[href*='']", 0},
	    {"[class~=two]", 1},
	    {"[class~='one two']", 0},
	    {"[class='one two']", 1},
	    {"[class='']", 1},
	    {"[ class ]", 4},
	    {".md\\:flex", 1},
	    {".md\\3a flex", 1},
	    {"* > *", 5},
	    {"div div", 0},
	    {"  p  ", 4},
	    {"p + section", 1},
	    {"p+p", 0},
	    {"section ~ p", 0},
	    {"div ~ p", 1},
	    {"p ~ my-box", 1},
	    {"div + p#d", 1},
	    {".one + section > p", 1},
	    {".one ~ section my-box + p", 0},
	    {":first-child", 4},
	    {":last-child", 4},
	    {":only-child", 1},
	    {"p:first-child", 3},
	    {"p:first-of-type", 4},
	    {"p:last-of-type", 4},
	    {":only-of-type", 7},
	    {":nth-child(1)", 4},
	    {":nth-child(2)", 3},
	    {":nth-child( odd )", 4},
	    {":nth-child(even)", 3},
	    {":nth-child(2n)", 3},
	    {":nth-child(2n+1)", 4},
	    {":nth-child(2n + 2)", 3},
	    {":nth-child(-n+1)", 4},
	    {":nth-child(n)", 7},
	    {":nth-child(+n)", 7},
	    {":nth-child(n+2)", 3},
	    {":nth-child(3)", 0},
	    {":nth-child(-3)", 0},
	    {":nth-last-child(2)", 3},
	    {":nth-of-type(1)", 7},
	    {"p:nth-last-of-type(1)", 4},
	    {":NTH-CHILD(2N)", 3},
	    {":not(p)", 3},
	    {"p:not(.one)", 3},
	    {"p:not(.one, #b)", 2},
	    {"p:not(:not(.one))", 1},
	    {"p:not(section p)", 2},
	    {":is(p, section) > p", 1},
	    {":is(div, section) > :not(p)", 2},
	    {":where(#a, #b)", 2},
	    {"*:not(:first-child):not(:last-child)", 0},
	    {":has(p)", 3},
	    {":has(> p)", 3},
	    {":has( > section )", 1},
	    {"div:has(#c)", 1},
	    {"section:has(.one)", 0},
	    {"div:has(.one):not(:has(#zz))", 1},
	    {":has(+ p)", 1},
	    {":has(~ section)", 1},
	    {":has(+ section, > #c)", 2},
	    {"p:has(*)", 0},
	    {":has(:not(p)) > p", 2},
	    {":not(:has(p)):not(p)", 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
		if (count(samples[i].selector) != samples[i].count)
			fail_msg("%s: %d", samples[i].selector, count(samples[i].selector));
}

static void
marks_nodes(void **state)
{
	(void)state;
	assert_int_equal(count("#c"), 1);
	for (uint32_t i = 0; i < page->count; i++)
		assert_int_equal(found[i], str_eq(page_get(page, i, STR("id")), STR("c")));
}

static void
refuses(void **state)
{
	static const char *const bad[] = {"", " ", ",", "p,", ",p", "p >", "> p", "p > > p",
	    "p:hover", "p::before", ".", "#", "p.", "[", "[]", "[a", "[a=]", "[a='x]", "[a='x'",
	    "[a=x y]", "[a!=b]", ".1a", "p{", "p)", "\\", "p\\", "**", "a|b", "!", "p +", "+ p",
	    "p ~ + p", ":", ":nth-child", ":nth-child()", ":nth-child(x)", ":nth-child(2n+)",
	    ":nth-child(+ 2)", ":nth-child(2 of p)", ":nth-child(-odd)", ":nth-child(2",
	    ":first-child()", ":not", ":not()", ":not(p", ":not(p,)", ":is(,p)", ":has(p a)",
	    ":has(>)", ":has(:has(p))", ":has(:is(:has(p)))", "p)", ":not(p))", ":contains(x)",
	    ":not(:not(:not(:not(:not(:not(:not(:not(p))))))))"};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (count(bad[i]) != -1)
			fail_msg("%s: %d", bad[i], count(bad[i]));
	assert_int_equal(run(page, STR_NONE, found), -1);
}

static void
is_bounded(void **state)
{
	struct buf buf = BUF(&arena);

	(void)state;
	for (int i = 0; i < 63; i++)
		buf_z(&buf, "p ");
	assert_int_equal(run(page, buf_str(&buf), found), 0);
	buf_z(&buf, "p");
	assert_int_equal(run(page, buf_str(&buf), found), 0);
	buf_z(&buf, " p");
	assert_int_equal(run(page, buf_str(&buf), found), -1);
	buf.len = 0;
	for (int i = 0; i < 300; i++)
		buf_z(&buf, ".a");
	assert_int_equal(run(page, buf_str(&buf), found), -1);
	buf.len = 0;
	for (int i = 0; i < 5000; i++)
		buf_z(&buf, "a");
	assert_int_equal(run(page, buf_str(&buf), found), -1);
}

static void
goes_deep(void **state)
{
	static unsigned char marks[3000];
	struct page *deep = page_new(&arena);

	(void)state;
	for (int i = 0; i < 1000; i++)
		page_open(deep, TAG_DIV, STR_NONE);
	page_text(deep, STR("x"));
	page_finish(deep);
	assert_true(run(deep, STR("div div > div"), marks) > 200);
}

/* Places are counted by type, also of elements that octavo has no number for, and start again in
   each parent. */
static void
counts_places(void **state)
{
	static const char *const names[] = {"x-a", "x-b", "x-a", "x-b", "x-a"};
	struct page *boxes = page_new(&arena);
	static unsigned char marks[3000];

	(void)state;
	for (int i = 0; i < 2; i++) {
		page_open(boxes, TAG_DIV, STR_NONE);
		for (size_t k = 0; k < 5; k++) {
			page_text(boxes, STR("between"));
			page_open(boxes, TAG_OTHER, str_of(names[k]));
			page_close(boxes);
		}
		page_close(boxes);
	}
	page_finish(boxes);
	assert_int_equal(run(boxes, STR("x-a:nth-of-type(3)"), marks), 2);
	assert_int_equal(run(boxes, STR("x-b:nth-of-type(3)"), marks), 0);
	assert_int_equal(run(boxes, STR("x-a:nth-last-of-type(3):first-child"), marks), 2);
	assert_int_equal(run(boxes, STR("div:nth-child(2) x-b:last-of-type + x-a"), marks), 1);
	assert_int_equal(run(boxes, STR(":nth-child(n+2):nth-last-child(n+2)"), marks), 6);
}

/* A page that is wide, or long in its values, costs steps; when they are spent nothing is found. */
static void
counts_steps(void **state)
{
	static unsigned char marks[30000];
	struct page *wide = page_new(&arena);
	struct select_fault fault;
	const struct selector *selector =
	    select_parse(&arena, STR("a:not(b + a) ~ [class*=xyz]"), &fault);
	uint64_t steps = 1000000, half;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		page_open(wide, TAG_A, STR_NONE);
		page_attr(wide, STR("class"), STR("vwxyz"));
		page_close(wide);
	}
	page_finish(wide);
	assert_int_equal(select_nodes(selector, wide, marks, &steps), 19999);
	assert_true(1000000 - steps < 20000 * 20);
	half = (1000000 - steps) / 2;
	assert_int_equal(select_nodes(selector, wide, marks, &half), -1);
	assert_int_equal(half, 0);
}

static void
says_where(void **state)
{
	static const struct {
		const char *selector;
		size_t at;
		const char *why;
	} samples[] = {
	    {"p >", 3, "is expected here"},
	    {"p..x", 2, "name of a class"},
	    {"p, :hover", 4, "no pseudo-class"},
	    {"[a='x]", 6, "quotation mark"},
	    {"p:not(a", 7, ") is expected"},
	    {"p{}", 1, "does not belong"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		struct select_fault fault;

		assert_null(select_parse(&arena, str_of(samples[i].selector), &fault));
		assert_int_equal(fault.at, samples[i].at);
		assert_non_null(strstr(fault.why, samples[i].why));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(selects, make, drop),
	    cmocka_unit_test_setup_teardown(marks_nodes, make, drop),
	    cmocka_unit_test_setup_teardown(refuses, make, drop),
	    cmocka_unit_test_setup_teardown(is_bounded, make, drop),
	    cmocka_unit_test_setup_teardown(goes_deep, make, drop),
	    cmocka_unit_test_setup_teardown(counts_places, make, drop),
	    cmocka_unit_test_setup_teardown(counts_steps, make, drop),
	    cmocka_unit_test_setup_teardown(says_where, make, drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
