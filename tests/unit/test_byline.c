/* Bylines, languages, and the names of sites in titles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "extract/byline.h"
#include "extract/lang.h"
#include "extract/sitename.h"

static struct arena arena;

static int
begin(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)64 << 20, NULL);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void
is(str got, const char *wanted)
{
	assert_string_equal(arena_zstr(&arena, got), wanted);
}

/* The names joined by a bar. */
static void
names_are(const char *text, enum byline_kind kind, const char *wanted)
{
	struct byline_names names = {0};
	struct buf joined = BUF(&arena);

	byline_split(&arena, str_of(text), kind, &names);
	for (size_t i = 0; i < names.count; i++) {
		if (i)
			buf_char(&joined, '|');
		buf_add(&joined, names.list[i]);
	}
	assert_string_equal(buf_zstr(&joined), wanted);
}

static void
test_split(void **state)
{
	static const struct {
		const char *text;
		enum byline_kind kind;
		const char *wanted;
	} rows[] = {
	    {"By Ana Reed", BYLINE_SHOWN, "Ana Reed"},
	    {"By Ana Reed and Bo Lind", BYLINE_SHOWN, "Ana Reed|Bo Lind"},
	    {"By ANA REED, Bo Lind and Cy Vale", BYLINE_SHOWN, "ANA REED|Bo Lind|Cy Vale"},
	    {"Ana Reed & Bo Lind", BYLINE_DECLARED, "Ana Reed|Bo Lind"},
	    {"Von Ana Reed und Bo Lind", BYLINE_SHOWN, "Ana Reed|Bo Lind"},
	    {"Par Anne Roy et Luc Petit", BYLINE_SHOWN, "Anne Roy|Luc Petit"},
	    {"Written by: Ana Reed, Senior Reporter", BYLINE_SHOWN, "Ana Reed"},
	    {"Ana Reed, PhD, RN", BYLINE_DECLARED, "Ana Reed"},
	    {"By Ana Reed | Jan 2, 2026", BYLINE_SHOWN, "Ana Reed"},
	    {"By Ana Reed Published 2 May 2026", BYLINE_SHOWN, "Ana Reed"},
	    {"Reed, Ana", BYLINE_DECLARED, "Ana Reed"},
	    {"@anareed", BYLINE_DECLARED, ""},
	    {"ana@example.org", BYLINE_DECLARED, ""},
	    {"https://example.org/ana", BYLINE_DECLARED, ""},
	    {"1029384756", BYLINE_DECLARED, ""},
	    {"By continuing you agree", BYLINE_SHOWN, ""},
	    {"作者：王小明", BYLINE_SHOWN, "王小明"},
	    {"Ana Reed, Ana Reed", BYLINE_DECLARED, "Ana Reed"},
	    {"Jos\xC3\xA9 Ortega y Gasset", BYLINE_DECLARED, "Jos\xC3\xA9 Ortega y Gasset"},
	    {"", BYLINE_DECLARED, ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		names_are(rows[i].text, rows[i].kind, rows[i].wanted);
}

static void
test_counter(void **state)
{
	bool counted;

	(void)state;
	is(byline_without_counter(STR("Jane Doe Views  "), &counted), "Jane Doe");
	assert_true(counted);
	is(byline_without_counter(STR("Jane Doe 1,204"), &counted), "Jane Doe");
	assert_false(counted);
}

static void
test_desk(void **state)
{
	(void)state;
	assert_true(byline_is_desk(STR("News Staff")));
	assert_true(byline_is_desk(STR("admin")));
	assert_false(byline_is_desk(STR("Ana Reed")));
}

static void
test_lang(void **state)
{
	static const char *const rows[][2] = {{"en_US", "en-US"}, {"EN-us.UTF-8", "en-US"},
	    {"zh-hant-tw", "zh-Hant-TW"}, {"de", "de"}, {"C", ""}, {"us", ""}, {"x-default", ""},
	    {"und", ""}, {"", ""}, {"english", "en"}, {"es-419", "es-419"}, {"fr, en", "fr"},
	    {"pt-BR-x-private", "pt-BR"}, {"12", ""}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		is(lang_clean(&arena, str_of(rows[i][0])), rows[i][1]);
}

static void
test_strip(void **state)
{
	const str known[] = {STR("The Daily Post"), STR("www.dailypost.example")};

	(void)state;
	is(sitename_strip(&arena, STR("Bread rises | Daily Post"), known, 2), "Bread rises");
	is(sitename_strip(&arena, STR("The Daily Post - Bread rises"), known, 2), "Bread rises");
	is(sitename_strip(&arena, STR("Bread - salt - wine"), known, 2), "Bread - salt - wine");
	is(sitename_strip(&arena, STR("Daily Post"), known, 2), "Daily Post");
	is(sitename_strip(&arena, STR("Well-known facts"), known, 2), "Well-known facts");
	is(sitename_strip(&arena, STR(""), known, 2), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_split, begin, end),
	    cmocka_unit_test_setup_teardown(test_counter, begin, end),
	    cmocka_unit_test_setup_teardown(test_desk, begin, end),
	    cmocka_unit_test_setup_teardown(test_lang, begin, end),
	    cmocka_unit_test_setup_teardown(test_strip, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
