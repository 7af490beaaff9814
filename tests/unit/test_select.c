/* page/select.c */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "page/page.h"

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

static int
count(const char *selector)
{
	memset(found, 2, sizeof found);
	return page_select(page, str_of(selector), found);
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
	    "p:hover", "p::before", "p + p", "p ~ p", ".", "#", "p.", "[", "[]", "[a", "[a=]",
	    "[a='x]", "[a='x'", "[a=x y]", "[a!=b]", ".1a", "p{", "p)", "\\", "p\\", "**", "a|b",
	    "!"};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (count(bad[i]) != -1)
			fail_msg("%s: %d", bad[i], count(bad[i]));
	assert_int_equal(page_select(page, STR_NONE, found), -1);
}

static void
is_bounded(void **state)
{
	struct buf buf = BUF(&arena);

	(void)state;
	for (int i = 0; i < 63; i++)
		buf_z(&buf, "p ");
	assert_int_equal(page_select(page, buf_str(&buf), found), 0);
	buf_z(&buf, "p");
	assert_int_equal(page_select(page, buf_str(&buf), found), 0);
	buf_z(&buf, " p");
	assert_int_equal(page_select(page, buf_str(&buf), found), -1);
	buf.len = 0;
	for (int i = 0; i < 300; i++)
		buf_z(&buf, ".a");
	assert_int_equal(page_select(page, buf_str(&buf), found), -1);
	buf.len = 0;
	for (int i = 0; i < 5000; i++)
		buf_z(&buf, "a");
	assert_int_equal(page_select(page, buf_str(&buf), found), -1);
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
	assert_true(page_select(deep, STR("div div > div"), marks) > 200);
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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
