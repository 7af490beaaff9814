/* core/buf.c and core/diag.c */
#include "core/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "core/diag.h"

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
adds(void **state)
{
	struct buf buf = BUF(&arena);

	(void)state;
	assert_int_equal(buf_str(&buf).len, 0);
	assert_non_null(buf_str(&buf).at);
	assert_string_equal(buf_zstr(&buf), "");
	buf_add(&buf, STR("ab"));
	buf_add(&buf, STR_NONE);
	buf_char(&buf, '-');
	buf_z(&buf, "cd");
	buf_z(&buf, NULL);
	buf_printf(&buf, "%d%s", 7, "");
	buf_printf(&buf, "%s", "");
	buf_utf8(&buf, 0x20AC);
	buf_utf8(&buf, 0x110000);
	assert_string_equal(buf_zstr(&buf), "ab-cd7\xe2\x82\xac\xef\xbf\xbd");
	assert_int_equal(buf.len, 12);
}

static void
grows(void **state)
{
	struct buf buf = BUF(&arena), other = BUF(&arena);

	(void)state;
	for (int i = 0; i < 100000; i++) {
		buf_char(&buf, (char)('a' + i % 26));
		if (i % 1000 == 0)
			buf_z(&other, "x");
	}
	assert_int_equal(buf.len, 100000);
	for (size_t i = 0; i < buf.len; i++)
		assert_int_equal(buf.at[i], 'a' + i % 26);
	assert_int_equal(other.len, 100);
}

struct sample {
	str in;
	const char *text, *attribute;
};

static void
escapes_xml(void **state)
{
	static const struct sample samples[] = {
	    {{"a<b>&\"c'", 9}, "a&lt;b&gt;&amp;\"c'", "a&lt;b&gt;&amp;&quot;c'"},
	    {{"\t\n\r", 3}, "\t\n&#13;", "&#9;&#10;&#13;"},
	    {{"a\0b\x01\x1f\x7f", 6}, "ab\x7f", "ab\x7f"},
	    {{"\xc3\xa4\xf0\x9f\x98\x80", 6}, "\xc3\xa4\xf0\x9f\x98\x80",
		"\xc3\xa4\xf0\x9f\x98\x80"},
	    {{"x\xff\xc3", 3}, "x", "x"},
	    {{"\xc0\x80z\xed\xa0\x80y", 7}, "zy", "zy"},
	    {{"\xef\xbf\xbe|\xef\xbf\xbf|\xef\xbf\xbd", 11}, "||\xef\xbf\xbd", "||\xef\xbf\xbd"},
	    {{"\xc2\x80\xc2\x9f\xc2\x85", 6}, "\xc2\x85", "\xc2\x85"},
	    {{NULL, 0}, "", ""},
	    {{"]]>", 3}, "]]&gt;", "]]&gt;"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		struct buf text = BUF(&arena), attribute = BUF(&arena);

		buf_xml(&text, samples[i].in);
		buf_xml_attribute(&attribute, samples[i].in);
		assert_string_equal(buf_zstr(&text), samples[i].text);
		assert_string_equal(buf_zstr(&attribute), samples[i].attribute);
	}
}

static void
escapes_json(void **state)
{
	struct buf buf = BUF(&arena);

	(void)state;
	buf_json(&buf, STR("a\"\\\n\t\r\x01\x7f/\xc3\xa4\xff"));
	buf_json(&buf, STR_NONE);
	buf_json(&buf, STR(""));
	assert_string_equal(buf_zstr(&buf),
	    "\"a\\\"\\\\\\n\\t\\u000d\\u0001\\u007f/\xc3\xa4\xef\xbf\xbd\"null\"\"");
}

static void
says_diagnostics(void **state)
{
	struct diag_log log = {.arena = &arena};
	str text;

	(void)state;
	assert_false(diag_has_errors(&log));
	for (int i = 0; i < 100; i++)
		diag_say(&log, DIAG_IMAGE_MISSING, STR("a.html"), "%d\x1b[2J\n", i);
	assert_int_equal(log.count, DIAG_REPEAT);
	assert_int_equal(log.said[DIAG_IMAGE_MISSING], 100);
	assert_false(diag_has_errors(&log));
	text = diag_text(&arena, &log.list[3]);
	assert_int_not_equal(str_find(text, STR("picture 3\\x1b[2J\\x0a is not")), STR_NOT_FOUND);
	diag_say(&log, DIAG_INPUT_EMPTY, STR("b"), NULL);
	assert_true(diag_has_errors(&log));
	assert_true(str_eq(log.list[log.count - 1].name, STR("b")));
	assert_null(log.list[log.count - 1].detail.at);
	assert_string_equal(diag_kind(DIAG_INPUT_EMPTY)->code, "INPUT_EMPTY");
}

/* The table is sorted, and a text takes one detail at most. */
static void
diagnostics_are_in_order(void **state)
{
	(void)state;
	for (int i = 0; i < DIAG_COUNT; i++) {
		str text = str_of(diag_kind((enum diag_code)i)->text);
		size_t place = str_find(text, STR("%"));

		if (i > 0)
			assert_true(strcmp(diag_kind((enum diag_code)(i - 1))->code,
					diag_kind((enum diag_code)i)->code) < 0);
		if (place != STR_NOT_FOUND) {
			text = str_from(text, place);
			assert_true(str_starts(text, STR("%s")));
			assert_int_equal(str_find(str_from(text, 2), STR("%")), STR_NOT_FOUND);
		}
	}
}

static void
long_details_are_cut_between_characters(void **state)
{
	struct diag_log log = {.arena = &arena};
	char detail[1000];
	str said;

	(void)state;
	for (size_t i = 0; i < 999; i += 3)
		memcpy(detail + i, "\xe2\x82\xac", 3);
	detail[999] = '\0';
	diag_say(&log, DIAG_INPUT_UNREADABLE, STR("a"), "%s", detail);
	said = log.list[0].detail;
	assert_true(said.len > 400);
	assert_int_equal(said.len % 3, 0);
}

static void
makes_harmless(void **state)
{
	str text = diag_harmless(
	    &arena, STR("a\x1b[31m\n\xc2\x9b\xe2\x80\xae\xff \xc3\xa4\xef\xbf\xbd\xe2\x80\xa8"));

	(void)state;
	assert_true(str_eq(text,
	    STR("a\\x1b[31m\\x0a\\xc2\\x9b\\xe2\\x80\\xae\\xff "
		"\xc3\xa4\xef\xbf\xbd\\xe2\\x80\\xa8")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(adds, make, drop),
	    cmocka_unit_test_setup_teardown(grows, make, drop),
	    cmocka_unit_test_setup_teardown(escapes_xml, make, drop),
	    cmocka_unit_test_setup_teardown(escapes_json, make, drop),
	    cmocka_unit_test_setup_teardown(says_diagnostics, make, drop),
	    cmocka_unit_test_setup_teardown(diagnostics_are_in_order, make, drop),
	    cmocka_unit_test_setup_teardown(long_details_are_cut_between_characters, make, drop),
	    cmocka_unit_test_setup_teardown(makes_harmless, make, drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
