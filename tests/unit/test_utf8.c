/* core/utf8.c */
#include "core/utf8.h"

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

static void
assert_str(str got, const char *want)
{
	assert_string_equal(arena_zstr(&arena, got), want);
}

static void
goes_round(void **state)
{
	(void)state;
	for (uint32_t code = 0; code <= 0x10FFFF; code++) {
		char at[4];
		size_t len = utf8_encode(code, at), back;
		uint32_t got = utf8_decode((str){at, len}, &back);

		if (code >= 0xD800 && code <= 0xDFFF)
			assert_int_equal(got, UTF8_REPLACEMENT);
		else
			assert_int_equal(got, code);
		assert_int_equal(back, len);
	}
}

/* Each sequence of the table counts as one U+FFFD, as the WHATWG encoding standard has it. */
static void
repairs(void **state)
{
	static const struct {
		const char *in, *out;
	} samples[] = {
	    {"", ""},
	    {"abc", "abc"},
	    {"a\xffz", "a\xef\xbf\xbdz"},
	    {"\x80\xbf", "\xef\xbf\xbd\xef\xbf\xbd"},
	    {"\xc0\xaf", "\xef\xbf\xbd\xef\xbf\xbd"},
	    {"\xe2\x82", "\xef\xbf\xbd"},
	    {"\xe2\x82x", "\xef\xbf\xbdx"},
	    {"\xf0\x9f\x98", "\xef\xbf\xbd"},
	    {"\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
	    {"\xf4\x90\x80\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
	    {"\xe0\x80\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
	    {"\xef\xbf\xbd", "\xef\xbf\xbd"},
	    {"\xc3\xa4\xc3", "\xc3\xa4\xef\xbf\xbd"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		str in = str_of(samples[i].in), out = utf8_repair(&arena, in);

		assert_str(out, samples[i].out);
		assert_true(utf8_is_valid(out));
		assert_int_equal(utf8_is_valid(in), str_eq(in, out));
		if (utf8_is_valid(in))
			assert_ptr_equal(in.at, out.at);
	}
	assert_int_equal(utf8_repair(&arena, STR_NONE).len, 0);
}

static void
counts_and_cuts(void **state)
{
	str euro = STR("a\xe2\x82\xac"
		       "b");

	(void)state;
	assert_int_equal(utf8_count(euro), 3);
	assert_int_equal(utf8_count(STR_NONE), 0);
	assert_int_equal(utf8_head(euro, 9).len, 5);
	assert_int_equal(utf8_head(euro, 4).len, 4);
	assert_int_equal(utf8_head(euro, 3).len, 1);
	assert_int_equal(utf8_head(euro, 2).len, 1);
	assert_int_equal(utf8_head(euro, 1).len, 1);
	assert_int_equal(utf8_head(euro, 0).len, 0);
}

static void
knows_what_xml_allows(void **state)
{
	static const uint32_t no[] = {
	    0, 1, 8, 0xB, 0xC, 0xE, 0x1F, 0x80, 0x84, 0x86, 0x9F, 0xFFFE, 0xFFFF};
	static const uint32_t yes[] = {
	    9, 0xA, 0xD, ' ', 0x85, 0xA0, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFF};
	char at[4];
	size_t len;

	(void)state;
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		assert_false(xml_char_length((str){at, utf8_encode(no[i], at)}, &len));
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
		str one = {at, utf8_encode(yes[i], at)};

		assert_true(xml_char_length(one, &len));
		assert_int_equal(len, one.len);
	}
	assert_false(xml_char_length(STR("\xe2\x82"), &len));
	assert_int_equal(len, 2);
}

static void
classes_and_case(void **state)
{
	static const uint32_t pairs[][2] = {{'A', 'a'}, {0xC4, 0xE4}, {0xD7, 0xD7}, {0x178, 0xFF},
	    {0x160, 0x161}, {0x161, 0x161}, {0x17D, 0x17E}, {0x141, 0x142}, {0x139, 0x13A},
	    {0x391, 0x3B1}, {0x3A3, 0x3C3}, {0x386, 0x3AC}, {0x38C, 0x3CC}, {0x38F, 0x3CE},
	    {0x401, 0x451}, {0x42F, 0x44F}, {0x490, 0x491}, {0x531, 0x561}, {0x1EA0, 0x1EA1},
	    {0x130, 0x130}, {0x131, 0x131}, {0x138, 0x138}, {0x4E00, 0x4E00}};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_int_equal(code_lower(pairs[i][0]), pairs[i][1]);
	assert_true(code_is_word('a') && code_is_word('0') && code_is_word(0xE9));
	assert_true(code_is_word(0x4E00) && code_is_word(0x627) && code_is_word(0x5D0));
	assert_true(code_is_word(0xAC00) && code_is_word(0x30AB) && code_is_word(0x20000));
	assert_false(code_is_word(' ') || code_is_word(0xD7) || code_is_word(0x3002));
	assert_false(code_is_word(0x2014) || code_is_word(0x1F600) || code_is_word(0xFF0C));
	assert_true(
	    code_is_unspaced(0x4E00) && code_is_unspaced(0x3042) && code_is_unspaced(0xE01));
	assert_false(code_is_unspaced(0xAC00) || code_is_unspaced('a') || code_is_unspaced(0x3002));
	assert_true(code_is_space(0xA0) && code_is_space(0x3000) && code_is_space(0x2028));
	assert_false(code_is_space(0x200B) || code_is_space(0x1F));
}

static void
counts_words(void **state)
{
	(void)state;
	assert_int_equal(utf8_words(STR_NONE), 0);
	assert_int_equal(utf8_words(STR("one, two — three!")), 3);
	assert_int_equal(utf8_words(STR("日本語です。")), 3);
	assert_int_equal(utf8_words(STR("한국어 단어")), 2);
	assert_int_equal(utf8_words(STR("… — !")), 0);
	assert_int_equal(utf8_words(STR("a\xff"
					"b")),
	    2);
}

static void
folds(void **state)
{
	(void)state;
	assert_str(utf8_fold_space(&arena,
		       STR("  a \n\t b\xc2\xa0\xe3\x80\x80"
			   "c ")),
	    "a b c");
	assert_str(utf8_fold_space(&arena, STR("soft\xc2\xadhy\xe2\x80\x8bphen\xef\xbb\xbf")),
	    "softhyphen");
	assert_str(utf8_fold_space(&arena, STR_NONE), "");
	assert_str(utf8_fold_space(&arena, STR("\x01 a \xe2\x80\x8b b")), "a b");
	assert_str(
	    utf8_fold_words(&arena, STR("The “Crane”, 2nd — ÄÖ ЁЖ!")), "the crane 2nd äö ёж");
	assert_str(utf8_fold_words(&arena, STR("--")), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(goes_round),
	    cmocka_unit_test_setup_teardown(repairs, make, drop),
	    cmocka_unit_test(counts_and_cuts),
	    cmocka_unit_test(knows_what_xml_allows),
	    cmocka_unit_test(classes_and_case),
	    cmocka_unit_test(counts_words),
	    cmocka_unit_test_setup_teardown(folds, make, drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
