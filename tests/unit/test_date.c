/* core/date.c, date_read.c, date_time.c, date_names.c */
#include "core/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

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
parsed(const char *text, const char *lang)
{
	struct date date;

	if (!date_parse(str_of(text), str_of(lang), &date)) {
		assert_false(date_is_set(date));
		return "-";
	}
	return arena_zstr(&arena, date_iso(&arena, date));
}

struct sample {
	const char *text, *iso, *lang;
};

static void
check(const struct sample *samples, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *got = parsed(samples[i].text, samples[i].lang);

		if (strcmp(got, samples[i].iso) != 0)
			fail_msg("%s: %s, not %s", samples[i].text, got, samples[i].iso);
	}
}

#define CHECK(samples) check(samples, sizeof samples / sizeof *samples)

static void
reads_machine_dates(void **state)
{
	static const struct sample samples[] = {
	    {"2026-11-24", "2026-11-24", NULL},
	    {" \t2026-11-24 ", "2026-11-24", NULL},
	    {"2026-11-24T06:00:00Z", "2026-11-24T06:00:00Z", NULL},
	    {"2026-11-24t06:00:00z", "2026-11-24T06:00:00Z", NULL},
	    {"2026-11-24T06:00:00+01:00", "2026-11-24T06:00:00+01:00", NULL},
	    {"2026-11-24T06:00:00.123456-0530", "2026-11-24T06:00:00-05:30", NULL},
	    {"2026-11-24T06:00", "2026-11-24T06:00:00", NULL},
	    {"2026-11-24 06:00:00 +0100", "2026-11-24T06:00:00+01:00", NULL},
	    {"2026-11-24 06:00:00 UTC", "2026-11-24T06:00:00Z", NULL},
	    {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", NULL},
	    {"20261124", "2026-11-24", NULL},
	    {"20261124T060000Z", "2026-11-24T06:00:00Z", NULL},
	    {"20261124060000", "2026-11-24T06:00:00", NULL},
	    {"2026/11/24/slug", "2026-11-24", NULL},
	    {"2026/1/2", "2026-01-02", NULL},
	    {"2026.11.24", "2026-11-24", NULL},
	    {"Tue, 24 Nov 2026 06:00:00 +0100", "2026-11-24T06:00:00+01:00", NULL},
	    {"24 Nov 26 06:00:00 GMT", "2026-11-24T06:00:00Z", NULL},
	    {"Tue, 24 Nov 2026 06:00:00 EST", "2026-11-24T06:00:00-05:00", NULL},
	    {"Tuesday, 24-Nov-26 06:00:00 GMT", "2026-11-24T06:00:00Z", NULL},
	    {"Tue Nov 24 06:00:00 2026", "2026-11-24T06:00:00", NULL},
	    {"Tue Nov 24 06:00:00 CET 2026", "2026-11-24T06:00:00+01:00", NULL},
	    {"Tue Nov 24 2026 06:00:00 GMT+0100 (CET)", "2026-11-24T06:00:00+01:00", NULL},
	    {"2024-02-29", "2024-02-29", NULL},
	    {"2000-02-29", "2000-02-29", NULL},
	};

	(void)state;
	CHECK(samples);
}

static void
reads_english(void **state)
{
	static const struct sample samples[] = {
	    {"November 24, 2026", "2026-11-24", NULL},
	    {"NOVEMBER 24 2026", "2026-11-24", NULL},
	    {"Nov. 24th, 2026", "2026-11-24", NULL},
	    {"24th November, 2026", "2026-11-24", NULL},
	    {"the 24th of November 2026", "2026-11-24", NULL},
	    {"Tuesday 24 November 2026", "2026-11-24", NULL},
	    {"Tuesday, November 24, 2026", "2026-11-24", NULL},
	    {"24-Nov-2026", "2026-11-24", NULL},
	    {"24Nov2026", "2026-11-24", NULL},
	    {"2026 Nov 24", "2026-11-24", NULL},
	    {"2026/nov/24", "2026-11-24", NULL},
	    {"Sept 3, 2026", "2026-09-03", NULL},
	    {"May 3, 2026", "2026-05-03", NULL},
	    {"November 24, 2026 at 6:30 p.m.", "2026-11-24T18:30:00", NULL},
	    {"November 24, 2026 6:30 PM EST", "2026-11-24T18:30:00-05:00", NULL},
	    {"November 24, 2026 | 12:05am", "2026-11-24T00:05:00", NULL},
	    {"November 24, 2026, 12 pm", "2026-11-24T12:00:00", NULL},
	    {"Nov\xc2\xa0"
	     "24,\xc2\xa0"
	     "2026",
		"2026-11-24", NULL},
	};

	(void)state;
	CHECK(samples);
}

static void
reads_other_languages(void **state)
{
	static const struct sample samples[] = {
	    {"24. November 2026", "2026-11-24", NULL},
	    {"Dienstag, 24. November 2026, 6.30 Uhr", "2026-11-24", NULL},
	    {"Di., 24. März 2026, um 06:30 Uhr", "2026-03-24T06:30:00", NULL},
	    {"24. MÄRZ 2026", "2026-03-24", NULL},
	    {"24.11.2026", "2026-11-24", NULL},
	    {"24. 11. 2026", "2026-11-24", NULL},
	    {"24.11.26", "2026-11-24", NULL},
	    {"3.2.2026 – 18:30", "2026-02-03T18:30:00", NULL},
	    {"mardi 24 novembre 2026", "2026-11-24", NULL},
	    {"mar. 24 nov. 2026", "2026-11-24", NULL},
	    {"Le 1er août 2026 à 18h30", "2026-08-01T18:30:00", NULL},
	    {"1er FEVRIER 2026", "2026-02-01", NULL},
	    {"24 de noviembre de 2026", "2026-11-24", NULL},
	    {"martes, 24 de noviembre del 2026", "2026-11-24", NULL},
	    {"24 novembre 2026", "2026-11-24", NULL},
	    {"1° gennaio 2026, alle 10:00", "2026-01-01T10:00:00", NULL},
	    {"3 de março de 2026", "2026-03-03", NULL},
	    {"24 out 2026", "2026-10-24", "pt-BR"},
	    {"24 d'octubre de 2026", "2026-10-24", NULL},
	    {"24 maart 2026", "2026-03-24", NULL},
	    {"24 mrt. 2026", "2026-03-24", NULL},
	    {"den 24 november 2026", "2026-11-24", NULL},
	    {"tisdag 24 maj 2026 kl. 10.30", "2026-05-24T10:30:00", NULL},
	    {"tirsdag den 24. oktober 2026", "2026-10-24", NULL},
	    {"24. desember 2026", "2026-12-24", NULL},
	    {"24. marraskuuta 2026", "2026-11-24", NULL},
	    {"24. märts 2026", "2026-03-24", NULL},
	    {"24 listopada 2026", "2026-11-24", "pl"},
	    {"24. listopada 2026.", "2026-10-24", "hr"},
	    {"24. lipnja 2026.", "2026-06-24", "hr-HR"},
	    {"24 lipca 2026 r.", "2026-07-24", "pl"},
	    {"24 października 2026", "2026-10-24", NULL},
	    {"24. září 2026", "2026-09-24", NULL},
	    {"24. července 2026", "2026-07-24", NULL},
	    {"24. června 2026", "2026-06-24", NULL},
	    {"24. decembra 2026", "2026-12-24", NULL},
	    {"24 ноября 2026 г., 18:30", "2026-11-24T18:30:00", NULL},
	    {"24 НОЯБРЯ 2026", "2026-11-24", NULL},
	    {"вторник, 3 мая 2026", "2026-05-03", NULL},
	    {"24 листопада 2026", "2026-11-24", "uk"},
	    {"24 ноември 2026 г.", "2026-11-24", NULL},
	    {"24. децембар 2026.", "2026-12-24", NULL},
	    {"24 Νοεμβρίου 2026", "2026-11-24", NULL},
	    {"ΤΡΙΤΗ 24 ΜΑΪΟΥ 2026", "2026-05-24", NULL},
	    {"24 Kasım 2026 Salı", "2026-11-24", NULL},
	    {"24 NİSAN 2026", "2026-04-24", NULL},
	    {"2026. november 24.", "2026-11-24", NULL},
	    {"2026. március 3., kedd", "2026-03-03", NULL},
	    {"24 noiembrie 2026", "2026-11-24", NULL},
	    {"2026 m. lapkričio 24 d.", "2026-11-24", NULL},
	    {"2026. gada 24. novembris", "2026-11-24", NULL},
	    {"2026年11月24日", "2026-11-24", NULL},
	    {"2026年 1月 3日（火） 18時30分", "2026-01-03T18:30:00", NULL},
	    {"２０２６年１１月２４日", "2026-11-24", NULL},
	    {"令和8年11月24日", "2026-11-24", NULL},
	    {"2026년 11월 24일 오후 6:30", "2026-11-24T18:30:00", NULL},
	    {"2026. 11. 24.", "2026-11-24", NULL},
	    {"24 نوفمبر 2026", "2026-11-24", NULL},
	    {"٢٤ نوفمبر، ٢٠٢٦", "2026-11-24", NULL},
	    {"24 أكتوبر 2026", "2026-10-24", NULL},
	    {"الثلاثاء 24 تشرين الثاني 2026", "2026-11-24", NULL},
	    {"۲۴ نوامبر ۲۰۲۶", "2026-11-24", NULL},
	    {"24 בנובמבר 2026", "2026-11-24", NULL},
	    {"24 नवंबर 2026", "2026-11-24", NULL},
	    {"24 พฤศจิกายน พ.ศ. 2569", "2026-11-24", NULL},
	    {"24 tháng 11, 2026", "2026-11-24", NULL},
	    {"24 tháng 11 năm 2026", "2026-11-24", NULL},
	    {"24 Agustus 2026", "2026-08-24", NULL},
	};

	(void)state;
	CHECK(samples);
}

static void
weighs_day_and_month(void **state)
{
	static const struct sample samples[] = {
	    {"2/3/2026", "2026-03-02", NULL},
	    {"2/3/2026", "2026-03-02", "en-GB"},
	    {"2/3/2026", "2026-02-03", "en-US"},
	    {"2/3/2026", "2026-02-03", "EN"},
	    {"2.3.2026", "2026-03-02", "de"},
	    {"24/11/2026", "2026-11-24", "en-US"},
	    {"11/24/2026", "2026-11-24", NULL},
	    {"11/24/2026", "2026-11-24", "de"},
	    {"11/24/26", "2026-11-24", "en"},
	    {"13/13/2026", "-", NULL},
	};

	(void)state;
	CHECK(samples);
}

static void
refuses(void **state)
{
	static const char *const bad[] = {"", " ", "yesterday", "3 days ago", "November 2026",
	    "2026", "2026-11", "24 November", "2026-13-01", "2026-00-10", "2026-02-30",
	    "2023-02-29", "1900-02-29", "1899-12-31", "2101-01-01", "31 April 2026", "0 May 2026",
	    "32.1.2026", "1.2.3", "1.2.2026.5", "10-12-2000-5", "192.168.1.100", "123456789",
	    "20261324", "202611245", "24 Nov 10:30", "November 24", "May 5 people",
	    "24 Foobar 2026", "Marcus 12, 2026", "about 24 November 2026", "x2026-11-24",
	    "24--11--2026", "24/11-2026", "12:30", "\xff\xfe", "24 \xff 2026", "2026年",
	    "2026年13月1日", "T"};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (strcmp(parsed(bad[i], NULL), "-") != 0)
			fail_msg("%s: %s", bad[i], parsed(bad[i], NULL));
}

static const char *
found(const char *text)
{
	struct date date;

	if (!date_find(str_of(text), STR("en-GB"), &date)) {
		assert_false(date_is_set(date));
		return "-";
	}
	return arena_zstr(&arena, date_day_iso(&arena, date));
}

static void
finds(void **state)
{
	static const struct sample samples[] = {
	    {"Posted by Ann on 24 November 2026 in News", "2026-11-24", NULL},
	    {"(Published: 2026-11-24)", "2026-11-24", NULL},
	    {"By A. Writer, Nov 24, 2026 | 5 min read", "2026-11-24", NULL},
	    {"https://example.org/2026/11/24/slug", "2026-11-24", NULL},
	    {"https://example.org/2026/nov/24/slug", "2026-11-24", NULL},
	    {"IMG_2026-11-24.jpg", "2026-11-24", NULL},
	    {"公開日：2026年11月24日 更新", "2026-11-24", NULL},
	    {"発行2026年11月24日", "2026-11-24", NULL},
	    {"Chapter 3, 5 May 2026", "2026-05-05", NULL},
	    {"In 2025 and on 24.11.2026.", "2026-11-24", NULL},
	    {"Version 1.10.2026.3 of 2 June 2026", "2026-06-02", NULL},
	    {"5 out of 2000 people", "-", NULL},
	    {"v2026-11-24", "-", NULL},
	    {"555-12-11-2026", "-", NULL},
	    {"12/11/26", "-", NULL},
	    {"20261124", "-", NULL},
	    {"In May 2026", "-", NULL},
	    {"2026 2027 2028", "-", NULL},
	    {"no date, 24 hours", "-", NULL},
	    {"", "-", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
		if (strcmp(found(samples[i].text), samples[i].iso) != 0)
			fail_msg("%s: %s", samples[i].text, found(samples[i].text));
}

static void
looks_at_a_bounded_head(void **state)
{
	char text[1000];

	(void)state;
	memset(text, ' ', sizeof text);
	strcpy(text + 380, "24 May 2026");
	assert_string_equal(found(text), "2026-05-24");
	text[380] = ' ';
	memset(text, ' ', 400);
	strcpy(text + 400, "24 May 2026");
	assert_string_equal(found(text), "-");
}

static void
counts_days(void **state)
{
	struct date date = date_of_unix(0);

	(void)state;
	assert_int_equal(date_weekday(date), 4);
	assert_string_equal(arena_zstr(&arena, date_utc(&arena, date)), "1970-01-01T00:00:00Z");
	for (int64_t day = -700000; day < 2900000; day += 37) {
		date = date_of_unix(day * 86400 + 86399);
		assert_int_equal(date_to_unix(date), day * 86400 + 86399);
		assert_int_equal(date_weekday(date), ((day % 7) + 7 + 4) % 7);
	}
	date = date_of_unix(INT64_MIN);
	assert_string_equal(arena_zstr(&arena, date_utc(&arena, date)), "0001-01-01T00:00:00Z");
	date = date_of_unix(INT64_MAX);
	assert_string_equal(arena_zstr(&arena, date_utc(&arena, date)), "9999-12-31T23:59:59Z");
	date = date_of_unix(1795500000);
	assert_string_equal(arena_zstr(&arena, date_utc(&arena, date)), "2026-11-24T06:00:00Z");
	assert_int_equal(date_weekday(date), 2);
}

static void
writes_and_compares(void **state)
{
	struct date a, b;

	(void)state;
	assert_true(date_parse(STR("2026-11-24T00:30:00+01:00"), STR_NONE, &a));
	assert_true(date_parse(STR("2026-11-24"), STR_NONE, &b));
	assert_int_equal(date_compare_day(a, b), 0);
	assert_string_equal(arena_zstr(&arena, date_utc(&arena, a)), "2026-11-23T23:30:00Z");
	assert_string_equal(arena_zstr(&arena, date_utc(&arena, b)), "2026-11-24T00:00:00Z");
	assert_string_equal(arena_zstr(&arena, date_iso(&arena, b)), "2026-11-24");
	b.day = 25;
	assert_true(date_compare_day(a, b) < 0);
	b.month = 10;
	assert_true(date_compare_day(a, b) > 0);
	b.year = 2027;
	assert_true(date_compare_day(a, b) < 0);
}

/* Where a date stands, and whether its day and month could be each other. */
static void
test_find_at(void **state)
{
	static const struct {
		const char *text;
		size_t from, to;
		bool may_swap;
	} rows[] = {
	    {"Published 24 November 2026, updated", 10, 26, false},
	    {"on 03/10/2026 at sea", 3, 13, true},
	    {"on 13/10/2026 at sea", 3, 13, false},
	    {"on 10/10/2026 at sea", 3, 13, false},
	    {"2026-03-10", 0, 10, false},
	};
	struct date date;
	size_t from, to;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_true(date_find_at(str_of(rows[i].text), STR("en-GB"), &date, &from, &to));
		assert_int_equal(from, rows[i].from);
		assert_int_equal(to, rows[i].to);
		assert_int_equal(date.may_swap, rows[i].may_swap);
	}
	assert_false(date_find_at(STR("none here"), STR("en"), &date, &from, &to));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(reads_machine_dates, make, drop),
	    cmocka_unit_test_setup_teardown(reads_english, make, drop),
	    cmocka_unit_test_setup_teardown(reads_other_languages, make, drop),
	    cmocka_unit_test_setup_teardown(weighs_day_and_month, make, drop),
	    cmocka_unit_test_setup_teardown(refuses, make, drop),
	    cmocka_unit_test_setup_teardown(finds, make, drop),
	    cmocka_unit_test_setup_teardown(looks_at_a_bounded_head, make, drop),
	    cmocka_unit_test_setup_teardown(counts_days, make, drop),
	    cmocka_unit_test_setup_teardown(writes_and_compares, make, drop),
	    cmocka_unit_test_setup_teardown(test_find_at, make, drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
