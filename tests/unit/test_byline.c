/* Bylines, languages, and the names of sites in titles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "extract/byline.h"
#include "extract/lang.h"
#include "core/lang_script.h"
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
	    {"ana@example.org", BYLINE_DECLARED, "ana"},
	    {"https://example.org/ana", BYLINE_DECLARED, ""},
	    {"1029384756", BYLINE_DECLARED, ""},
	    {"By continuing you agree", BYLINE_SHOWN, ""},
	    {"作者：王小明", BYLINE_SHOWN, "王小明"},
	    {"Ana Reed, Ana Reed", BYLINE_DECLARED, "Ana Reed"},
	    {"Jos\xC3\xA9 Ortega y Gasset", BYLINE_DECLARED, "Jos\xC3\xA9 Ortega y Gasset"},
	    {"Words and pictures by In\xC3\xAAs Valad\xC3\xA3o", BYLINE_SHOWN,
		"In\xC3\xAAs Valad\xC3\xA3o"},
	    {"Words by Ana Reed, photographs by Bo Lind", BYLINE_SHOWN, "Ana Reed"},
	    {"Text and photos: Ana Reed", BYLINE_SHOWN, "Ana Reed"},
	    {"Foto: Bo Lind Text: Ana Reed", BYLINE_SHOWN, "Ana Reed"},
	    {"Photographs by Bo Lind", BYLINE_SHOWN, "Bo Lind"},
	    {"Story by Ana Reed", BYLINE_SHOWN, "Ana Reed"},
	    {"Text und Fotos von Ana Reed", BYLINE_SHOWN, "Ana Reed"},
	    {"Texte et photos : Anne Roy", BYLINE_SHOWN, "Anne Roy"},
	    {"Текст и фото: Анна Рид", BYLINE_SHOWN, "Анна Рид"},
	    {"АВТОР: Анна Рид", BYLINE_SHOWN, "Анна Рид"},
	    {"كتبت: ليان الصياد", BYLINE_SHOWN, "ليان الصياد"},
	    {"文と写真・小野寺澄", BYLINE_SHOWN, "小野寺澄"},
	    {"文／ジョン・スミス", BYLINE_SHOWN, "ジョン・スミス"},
	    {"記者王小明", BYLINE_SHOWN, "王小明"},
	    {"by Ana Reed, 1 August", BYLINE_SHOWN, "Ana Reed"},
	    {"admin", BYLINE_DECLARED, ""},
	    {"", BYLINE_DECLARED, ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		names_are(rows[i].text, rows[i].kind, rows[i].wanted);
}

static void
test_prefix(void **state)
{
	(void)state;
	assert_int_equal(byline_prefix(STR("By Ana Reed")), 3);
	assert_int_equal(byline_prefix(STR("Von Miller")), 0);
	assert_int_equal(byline_prefix(STR("Words fail me")), 0);
	assert_int_equal(byline_prefix(STR("Textile by the yard")), 0);
	/* The credit of a picture is no byline, nor are sentences of the reporter's. */
	assert_int_equal(byline_prefix(STR("Photographs by Bo Lind")), 0);
	assert_int_equal(byline_prefix(STR("文化祭が始まった")), 0);
	assert_int_equal(byline_prefix(STR("记者从市政府获悉")), 0);
	assert_int_equal(byline_prefix(STR("كتبت ليان")), 0);
}

static void
test_script(void **state)
{
	static const char *const rows[][2] = {
	    {"かえるがなくからかえろう、やまのむこうにひがしずむ。", "ja"},
	    {"개구리가 우니까 집에 가자, 산 너머로 해가 진다.", "ko"},
	    {"青蛙叫了我们回家吧太阳落到山的那一边去了", "zh"},
	    {"Поезд ушёл, и все, кто в нём был, запели песню.", "ru"},
	    {"Поїзд пішов, і всі, хто в ньому був, заспівали її.", "uk"},
	    {"Цягнік пайшоў, і ўсе, хто ў ім быў, заспявалі.", "be"},
	    {"Воз је отишао и сви су запевали, ђаци и старци.", "sr"},
	    {"Влакът тръгна и всички в него запяха песента.", "bg"},
	    {"Пойыз кетті, ішіндегілердің бәрі ән айтты, қош.", ""},
	    {"ذهب القطار وغنى كل من كان فيه أغنية قديمة", "ar"},
	    {"قطار رفت و همه کسانی که در آن بودند چهار آواز پرگو", "fa"},
	    {"Το τρένο έφυγε και όλοι τραγούδησαν ένα τραγούδι.", "el"},
	    {"הרכבת יצאה וכל מי שהיה בה שר שיר ישן", "he"},
	    {"รถไฟออกไปแล้วและทุกคนก็ร้องเพลงเก่า", "th"},
	    {"रेलगाड़ी चली गई और सब लोग गाने लगे", "hi"},
	    {"The train left, and all who were in it sang.", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct lang_letters letters = {0};

		lang_script_count(&letters, str_of(rows[i][0]));
		is(lang_script_guess(&letters), letters.all < 60 ? "" : rows[i][1]);
		while (letters.all < 200)
			lang_script_count(&letters, str_of(rows[i][0]));
		is(lang_script_guess(&letters), rows[i][1]);
		while (letters.all < 1000)
			lang_script_count(&letters, STR("but most of it is Latin "));
		is(lang_script_guess(&letters), "");
	}
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

static void
test_person(void **state)
{
	static const char *const persons[] = {
	    "Ana Reed", "Ana de la Reed", "A. B. Reed", "Ana Reed-O'Hara"};
	static const char *const others[] = {"Ana", "Related Stories", "Ana reads",
	    "Editorial Team", "Ana Reed 2", "Close Modal", "Five Words Are Too Many",
	    "Ana Reed, Editor"};

	(void)state;
	for (size_t i = 0; i < sizeof persons / sizeof persons[0]; i++)
		assert_true(byline_is_person(str_of(persons[i])));
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		assert_false(byline_is_person(str_of(others[i])));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_split, begin, end),
	    cmocka_unit_test_setup_teardown(test_prefix, begin, end),
	    cmocka_unit_test_setup_teardown(test_script, begin, end),
	    cmocka_unit_test_setup_teardown(test_counter, begin, end),
	    cmocka_unit_test_setup_teardown(test_desk, begin, end),
	    cmocka_unit_test_setup_teardown(test_lang, begin, end),
	    cmocka_unit_test_setup_teardown(test_strip, begin, end),
	    cmocka_unit_test_setup_teardown(test_person, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
