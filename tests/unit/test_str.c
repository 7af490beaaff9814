/* core/str.c */
#include "core/str.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void
assert_str(str got, const char *want)
{
	assert_int_equal(got.len, str_of(want).len);
	assert_true(str_eq(got, str_of(want)));
}

static void
compares(void **state)
{
	(void)state;
	assert_true(str_eq(STR_NONE, STR("")));
	assert_true(str_eq(STR("a\0b"), STR("a\0b")));
	assert_false(str_eq(STR("a"), STR("ab")));
	assert_true(str_eq_nocase(STR("Straße"), STR("sTRAße")));
	assert_false(str_eq_nocase(STR("Ä"), STR("ä")));
	assert_false(str_eq_nocase(STR("["), STR("{")));
	assert_true(str_compare(STR("a"), STR("b")) < 0);
	assert_true(str_compare(STR("ab"), STR("a")) > 0);
	assert_true(str_compare(STR_NONE, STR("a")) < 0);
	assert_int_equal(str_compare(STR_NONE, STR("")), 0);
	assert_true(str_compare(STR("\xff"), STR("a")) > 0);
}

static void
looks_at_ends(void **state)
{
	(void)state;
	assert_true(str_starts(STR("abc"), STR("ab")));
	assert_true(str_starts(STR_NONE, STR("")));
	assert_true(str_starts(STR("abc"), STR_NONE));
	assert_false(str_starts(STR("a"), STR("ab")));
	assert_true(str_starts_nocase(STR("HTTP:"), STR("http")));
	assert_true(str_ends(STR("a.html"), STR(".html")));
	assert_false(str_ends(STR("html"), STR(".html")));
	assert_true(str_ends(STR("a"), STR_NONE));
	assert_true(str_ends_nocase(STR("a.HTML"), STR(".html")));
	assert_false(str_ends_nocase(STR("l"), STR(".html")));
}

static void
cuts(void **state)
{
	str rest = STR("a,,b"), part;

	(void)state;
	assert_true(str_cut(&rest, ',', &part));
	assert_str(part, "a");
	assert_true(str_cut(&rest, ',', &part));
	assert_str(part, "");
	assert_true(str_cut(&rest, ',', &part));
	assert_str(part, "b");
	assert_false(str_cut(&rest, ',', &part));
	rest = STR("a,");
	assert_true(str_cut(&rest, ',', &part));
	assert_true(str_cut(&rest, ',', &part));
	assert_str(part, "");
	assert_false(str_cut(&rest, ',', &part));
	rest = STR("");
	assert_true(str_cut(&rest, ',', &part));
	assert_false(str_cut(&rest, ',', &part));
	rest = STR_NONE;
	assert_false(str_cut(&rest, ',', &part));
}

static void
takes_words(void **state)
{
	str rest = STR(" \t one\ntwo\f"), word;

	(void)state;
	assert_true(str_word(&rest, &word));
	assert_str(word, "one");
	assert_true(str_word(&rest, &word));
	assert_str(word, "two");
	assert_false(str_word(&rest, &word));
	rest = STR_NONE;
	assert_false(str_word(&rest, &word));
}

static void
takes_parts(void **state)
{
	(void)state;
	assert_str(str_from(STR("abc"), 1), "bc");
	assert_str(str_from(STR("abc"), 9), "");
	assert_null(str_from(STR_NONE, 3).at);
	assert_str(str_head(STR("abc"), 2), "ab");
	assert_str(str_head(STR("abc"), 9), "abc");
	assert_str(str_trim(STR(" \r\n a b\t")), "a b");
	assert_str(str_trim(STR("   ")), "");
	assert_int_equal(str_trim(STR_NONE).len, 0);
	assert_int_equal(str_int((size_t)INT_MAX + 1), INT_MAX);
	assert_int_equal(str_int(7), 7);
	assert_null(str_of(NULL).at);
	assert_str(str_after_last(STR("a/b/c.d"), '/'), "c.d");
	assert_str(str_after_last(STR("a/"), '/'), "");
	assert_str(str_after_last(STR("a"), '/'), "a");
	assert_null(str_after_last(STR_NONE, '/').at);
}

static void
finds(void **state)
{
	(void)state;
	assert_int_equal(str_find(STR("abcabd"), STR("abd")), 3);
	assert_int_equal(str_find(STR("abc"), STR("")), 0);
	assert_int_equal(str_find(STR_NONE, STR("")), 0);
	assert_int_equal(str_find(STR_NONE, STR("a")), STR_NOT_FOUND);
	assert_int_equal(str_find(STR("ab"), STR("abc")), STR_NOT_FOUND);
	assert_int_equal(str_find(STR("aab"), STR("ab")), 1);
	assert_int_equal(str_find_nocase(STR("xABy"), STR("ab")), 1);
	assert_int_equal(str_find_nocase(STR("x"), STR("ab")), STR_NOT_FOUND);
	assert_int_equal(str_find_nocase(STR_NONE, STR("")), 0);
	assert_int_equal(str_find_char(STR("a.b.c"), '.'), 1);
	assert_int_equal(str_rfind_char(STR("a.b.c"), '.'), 3);
	assert_int_equal(str_find_char(STR_NONE, '.'), STR_NOT_FOUND);
	assert_int_equal(str_rfind_char(STR("abc"), '.'), STR_NOT_FOUND);
}

static void
knows_blanks(void **state)
{
	(void)state;
	assert_true(str_is_blank(STR_NONE));
	assert_true(str_is_blank(STR(" \n\xc2\xa0\xe2\x80\x8b\xe3\x80\x80\xef\xbb\xbf")));
	assert_false(str_is_blank(STR("\xc2\xa0x")));
	assert_false(str_is_blank(STR("\xc2")));
}

static void
reads_numbers(void **state)
{
	uint32_t n = 9;

	(void)state;
	assert_int_equal(str_number(STR("0123x"), 9, &n), 4);
	assert_int_equal(n, 123);
	assert_int_equal(str_number(STR("20261124"), 4, &n), 4);
	assert_int_equal(n, 2026);
	assert_int_equal(str_number(STR("x"), 4, &n), 0);
	assert_int_equal(n, 0);
	assert_int_equal(str_number(STR("99999999999999"), 20, &n), 9);
	assert_int_equal(n, 999999999);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(compares),
	    cmocka_unit_test(looks_at_ends),
	    cmocka_unit_test(cuts),
	    cmocka_unit_test(takes_words),
	    cmocka_unit_test(takes_parts),
	    cmocka_unit_test(finds),
	    cmocka_unit_test(knows_blanks),
	    cmocka_unit_test(reads_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
