/* Labels, tables and decoding. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/utf8.h"
#include "decode/convert.h"
#include "decode/decode.h"
#include "decode/western.h"

static struct arena arena;
static struct diag_log records;
static struct settings settings;
static struct ctx ctx;

static int
setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)64 << 20, NULL);
	records = (struct diag_log){.arena = &arena};
	settings = (struct settings){0};
	ctx = (struct ctx){&arena, &records, &settings, STR("x")};
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void
knows_labels(void **state)
{
	static const char *const pairs[][2] = {{"latin1", "windows-1252"}, {" UTF8\n", "UTF-8"},
	    {"ms932", "Shift_JIS"}, {"x-sjis", "Shift_JIS"}, {"koi8-ru", "KOI8-U"},
	    {"gb2312", "GBK"}, {"866", "IBM866"}, {"x-x-big5", "Big5"}, {"unicodefffe", "UTF-16BE"},
	    {"hz-gb-2312", "replacement"}, {"ansi_x3.4-1968", "windows-1252"}};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_string_equal(decode_label(str_of(pairs[i][0])), pairs[i][1]);
	assert_null(decode_label(STR("utf-7")));
	assert_null(decode_label(STR("")));
	assert_null(decode_label(STR("a label longer than any there is")));
}

static void
expect(enum encoding encoding, str bytes, const char *text, size_t bad)
{
	size_t found = 0;
	str got;

	assert_true(convert_bytes(&arena, encoding, bytes, &got, &found));
	if (!str_eq(got, str_of(text)))
		print_error("%.*s\n", STR_ARG(got));
	assert_true(str_eq(got, str_of(text)));
	assert_int_equal(found, bad);
	assert_true(utf8_is_valid(got));
}

static void
converts_single_bytes(void **state)
{
	(void)state;
	expect(ENCODING_WINDOWS_1252, STR("caf\xe9 \x80\x81"), "café €\xc2\x81", 0);
	expect(ENCODING_WINDOWS_1251, STR("\xcf\xf0\xe8\xe2\xe5\xf2"), "Привет", 0);
	expect(ENCODING_WINDOWS_1255, STR("\xf9\xd1"), "\xd7\xa9\xd7\x81", 0);
	expect(ENCODING_WINDOWS_1253, STR("\xaa"), "\xef\xbf\xbd", 1);
	expect(ENCODING_MACINTOSH, STR("\xc6\xdb"), "∆€", 0);
	expect(ENCODING_ISO_8859_8_I, STR("\xf9"), "ש", 0);
}

static void
converts_east_asian(void **state)
{
	(void)state;
	expect(ENCODING_SHIFT_JIS, STR("\x93\xfa\x96\x7b\xb1\x87\x40"), "日本ｱ①", 0);
	expect(
	    ENCODING_EUC_JP, STR("\xc6\xfc\xcb\xdc\x8e\xb1\xa1\xc1\x8f\xb0\xa1"), "日本ｱ～丂", 0);
	expect(ENCODING_ISO_2022_JP, STR("\x1b$B$3$l\x1b(B ok \x1b(J\\"), "これ ok ¥", 0);
	expect(ENCODING_EUC_KR, STR("\xc7\xd1\xb1\xdb\x81\x41"), "한글갂", 0);
	expect(ENCODING_GBK, STR("\xd6\xd0\xce\xc4\x80"), "中文€", 0);
	expect(ENCODING_GB18030, STR("\x81\x30\x84\x36\x90\x30\x81\x30\xa3\xa0"),
	    "¥\xf0\x90\x80\x80\xe3\x80\x80", 0);
	expect(ENCODING_BIG5, STR("\xa4\xa4\xa4\xe5\x88\x62"), "中文Ê̄", 0);
}

static void
mends_what_is_malformed(void **state)
{
	(void)state;
	expect(ENCODING_SHIFT_JIS, STR("\x81<p>\x93"), "\xef\xbf\xbd<p>\xef\xbf\xbd", 2);
	expect(ENCODING_EUC_KR, STR("\xff\xc7"), "\xef\xbf\xbd\xef\xbf\xbd", 2);
	expect(ENCODING_EUC_JP, STR("\x8f\xb0<"), "\xef\xbf\xbd<", 1);
	expect(ENCODING_GB18030, STR("\x81\x30x"),
	    "\xef\xbf\xbd"
	    "0x",
	    1);
	expect(ENCODING_UTF_16LE, STR("a\0\x00\xd8z\0z"), "a\xef\xbf\xbdz\xef\xbf\xbd", 2);
	expect(ENCODING_UTF_8, STR("\xe2\x82<"), "\xef\xbf\xbd<", 1);
}

static void
decodes(str bytes, const char *text)
{
	const char *name;
	str got = decode_document(&ctx, bytes, STR_NONE, true, &name);

	if (!str_eq(got, str_of(text)))
		print_error("%.*s\n", STR_ARG(got));
	assert_true(str_eq(got, str_of(text)));
}

static void
follows_what_is_declared(void **state)
{
	(void)state;
	decodes(STR("\xef\xbb\xbf<meta charset=latin1>\xc3\xa9"), "<meta charset=latin1>é");
	decodes(STR("\xfe\xff\0a\0b"), "ab");
	decodes(STR("<meta charset=koi8-r>\xd0"), "<meta charset=koi8-r>п");
	decodes(STR("<META http-equiv=Content-Type content='text/html; charset=\"cp1251\"'>\xcf"),
	    "<META http-equiv=Content-Type content='text/html; charset=\"cp1251\"'>П");
	decodes(STR("<?xml version='1.0' encoding='windows-1250'?>\x9c"),
	    "<?xml version='1.0' encoding='windows-1250'?>ś");
	decodes(STR("<!-- <meta charset=koi8-r> --><meta charset=utf-16>é"),
	    "<!-- <meta charset=koi8-r> --><meta charset=utf-16>é");
	assert_int_equal(records.count, 0);
	decodes(STR("<meta charset=utf-8>a\xe9"), "<meta charset=utf-8>a\xef\xbf\xbd");
	assert_int_equal(records.said[DIAG_CHARSET_UNREADABLE], 1);
	decodes(STR("<meta charset=utf-7>+ADw-"), "<meta charset=utf-7>+ADw-");
	assert_int_equal(records.said[DIAG_CHARSET_REFUSED], 1);
	decodes(STR("<meta charset=klingon>+ADw-"), "<meta charset=klingon>+ADw-");
	assert_int_equal(records.said[DIAG_CHARSET_UNKNOWN], 1);
	decodes(STR("a\0b"),
	    "a\xef\xbf\xbd"
	    "b");
}

static void
guesses_what_is_not(void **state)
{
	(void)state;
	decodes(STR("<p>na\xefve caf\xe9 fa\xe7"
		    "ade"),
	    "<p>naïve café façade");
	assert_int_equal(records.said[DIAG_CHARSET_GUESSED], 1);
	decodes(STR("<html lang=ru>\xcf\xf0\xe8\xe2\xe5\xf2"), "<html lang=ru>Привет");
	decodes(STR("<\0p\0>\0h\0e\0l\0l\0o\0"), "<p>hello");
	decodes(STR("\xff\xfe\0\0a\0\0\0b\0\0\0"), "ab");
}

/* Malformed UTF-8 gives a replacement for each maximal part, as the standard has it. */
static void
replaces_what_is_no_scalar_value(void **state)
{
	static const char r[] = "\xef\xbf\xbd";
	static const struct {
		str bytes;
		size_t replaced;
	} rows[] = {
	    {{"\xc0\xaf", 2}, 2},                 /* overlong */
	    {{"\xe0\x80\xaf", 3}, 3},             /* overlong */
	    {{"\xed\xa0\x80", 3}, 3},             /* a surrogate */
	    {{"\xed\xa0\xbd\xed\xb8\x80", 6}, 6}, /* a pair of them, CESU-8 */
	    {{"\xf4\x90\x80\x80", 4}, 4},         /* above U+10FFFF */
	    {{"\xf0\x9f\x98", 3}, 1},             /* cut */
	    {{"\xfe\xff\x80", 3}, 3},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t bad = 0;
		str text;

		assert_true(convert_bytes(&arena, ENCODING_UTF_8, rows[i].bytes, &text, &bad));
		assert_int_equal(text.len, rows[i].replaced * 3);
		for (size_t at = 0; at < text.len; at += 3)
			assert_memory_equal(text.at + at, r, 3);
	}
	expect(
	    ENCODING_UTF_8, STR("\xef\xbf\xbe\xf4\x8f\xbf\xbf"), "\xef\xbf\xbe\xf4\x8f\xbf\xbf", 0);
}

static void
says(enum diag_code code, size_t times)
{
	assert_int_equal(records.said[code], times);
}

static void
refutes_a_meta_that_lies(void **state)
{
	(void)state;
	decodes(STR("<meta charset=latin1>d\xc3\xa9j\xc3\xa0 \xe2\x80\x99"),
	    "<meta charset=latin1>déjà ’");
	says(DIAG_CHARSET_REFUTED, 1);
	decodes(STR("<meta charset=utf-8><p>d\xe9j\xe0 vu, na\xefve</p>"),
	    "<meta charset=utf-8><p>déjà vu, naïve</p>");
	says(DIAG_CHARSET_REFUTED, 2);
	decodes(STR("<html lang=ru><meta charset=iso-8859-1>"
		    "\xcf\xf0\xe8\xe2\xe5\xf2 \xcc\xe8\xf0\xf3 \xcf\xf0\xe8\xe2\xe5\xf2 "
		    "\xcc\xe8\xf0\xf3 \xcf\xf0\xe8\xe2\xe5\xf2 \xcc\xe8\xf0\xf3 "
		    "\xcf\xf0\xe8\xe2\xe5\xf2 \xcc\xe8\xf0\xf3"),
	    "<html lang=ru><meta charset=iso-8859-1>"
	    "Привет Миру Привет Миру Привет Миру Привет Миру");
	says(DIAG_CHARSET_REFUTED, 3);
	/* One doubtful place is not enough. */
	decodes(STR("<meta charset=latin1>CAF\xc9\xae"), "<meta charset=latin1>CAFÉ®");
	says(DIAG_CHARSET_REFUTED, 3);
}

static void
mends_mixed_encodings(void **state)
{
	(void)state;
	decodes(STR("<meta charset=utf-8><p>na\xc3\xafve \xe2\x80\x9cyes\xe2\x80\x9d"
		    "<p>It\x92s \x93na\xefve\x94, \xe0 la caf\xe9 \x97 d\xe9j\xe0."),
	    "<meta charset=utf-8><p>naïve “yes”<p>It’s “naïve”, à la café — déjà.");
	says(DIAG_CHARSET_MIXED, 1);
	says(DIAG_CHARSET_UNREADABLE, 0);
	decodes(
	    STR("<meta charset=windows-1252><p>\x93\xe9t\xe9\x94 cafard"
		"<p>d\xc3\xa9j\xc3\xa0 \xc3\xa9t\xc3\xa9 l\xe2\x80\x99\xc3\xa9t\xc3\xa9 na\xc3\xafve "
		"caf\xc3\xa9"),
	    "<meta charset=windows-1252><p>“été” cafard<p>déjà été l’été naïve café");
	says(DIAG_CHARSET_MIXED, 2);
	/* Characters that were cut, and bytes that are no text, are not taken for letters. */
	decodes(STR("na\xc3\xafve caf\xc3\xa9 \xc3\xa9t\xc3\xa9 \xc3\xa0 \xc3\xa9 \xe2\x80\x99"
		    " caf\xc3... \xe2\x80 \xf0\x9f\x98."),
	    "naïve café été à é ’ caf\xef\xbf\xbd... \xef\xbf\xbd \xef\xbf\xbd.");
	says(DIAG_CHARSET_MIXED, 2);
	says(DIAG_CHARSET_UNREADABLE, 1);
}

static void
mends_doubled_utf8(void **state)
{
	static const char doubled[] = "It’s naïve – don’t say “déjà vu”. 20°C, 5€, ½";

	(void)state;
	for (int times = 1; times < 4; times++) {
		str text = STR(doubled), made;

		for (int i = 0; i < times; i++) {
			struct buf out = BUF(&arena);

			for (size_t at = 0; at < text.len; at++) {
				unsigned char byte = (unsigned char)text.at[at];

				buf_utf8(&out, western_code(byte));
			}
			text = buf_str(&out);
		}
		made = decode_document(&ctx, text, STR("utf-8"), true, &(const char *){NULL});
		if (!str_eq(made, STR(doubled)))
			print_error("%.*s\n", STR_ARG(made));
		assert_true(str_eq(made, STR(doubled)));
		says(DIAG_CHARSET_DOUBLED, (size_t)times);
	}
	/* A page about it keeps its examples. */
	decodes(STR("<td>Ã©</td><td>é</td><td>Ã¨</td><td>è</td><td>â€™</td><td>’</td>"),
	    "<td>Ã©</td><td>é</td><td>Ã¨</td><td>è</td><td>â€™</td><td>’</td>");
	decodes(STR("<code>Ã©</code> <code>Ã¨</code> <code>â€™</code> <code>â€œ</code>"),
	    "<code>Ã©</code> <code>Ã¨</code> <code>â€™</code> <code>â€œ</code>");
	decodes(STR("COMMENÇÃO, L’ÉTÉ: «Ã» É» Â©"), "COMMENÇÃO, L’ÉTÉ: «Ã» É» Â©");
	decodes(STR("CAFÉ® CAFÉ® CAFÉ® CAFÉ®"), "CAFÉ® CAFÉ® CAFÉ® CAFÉ®");
	says(DIAG_CHARSET_DOUBLED, 3);
	decodes(STR("ÐŸÑ€Ð¸Ð²ÐµÑ‚ Ð¼Ð¸Ñ€"), "Привет мир");
	decodes(STR("<b>\xc3\xa2\xc2\x86\xc2\x92</b> <b>\xc3\xa2\xc2\x86\xc2\x92</b> "
		    "<b>\xc3\xa2\xc2\x86\xc2\x92</b>"),
	    "<b>→</b> <b>→</b> <b>→</b>");
	says(DIAG_CHARSET_DOUBLED, 5);
}

/* `text` in units of two or four bytes, of either order. */
static str
widen(str text, size_t unit, bool big)
{
	struct buf out = BUF(&arena);
	size_t len;

	for (size_t at = 0; at < text.len; at += len) {
		uint32_t code = utf8_decode(str_from(text, at), &len);

		for (size_t i = 0; i < unit; i++) {
			size_t shift = (big ? unit - 1 - i : i) * 8;

			buf_char(&out, (char)(code >> shift));
		}
	}
	return buf_str(&out);
}

static void
tells_wide_units_without_a_mark(void **state)
{
	static const char *const texts[] = {"<p>plain text of a page",
	    "Привет, мир и все люди в нём.", "彼は言った、 一つだけ。\n次の日\nまた来た。",
	    "Καλημέρα κόσμε και όλοι σε αυτόν.", "שלום לכל העולם ולכל מי שבו"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		for (int big = 0; big < 2; big++)
			for (size_t unit = 2; unit <= 4; unit += 2)
				decodes(widen(str_of(texts[i]), unit, big), texts[i]);
	assert_int_equal(records.count, 0);
	/* Stray zeros make no UTF-16 of a text. */
	decodes(STR("some\0text with\0stray zeros in it\0"),
	    "some\xef\xbf\xbdtext with\xef\xbf\xbdstray zeros in it\xef\xbf\xbd");
	decodes(STR("\xff\xfe\0\0a\0\0\0\0\0\x11\0b\0"), "a\xef\xbf\xbd\xef\xbf\xbd");
	assert_int_equal(records.count, 1);
}

static void
carried(str transport, str bytes, const char *text)
{
	const char *name;
	str got = decode_document(&ctx, bytes, transport, true, &name);

	if (!str_eq(got, str_of(text)))
		print_error("%.*s\n", STR_ARG(got));
	assert_true(str_eq(got, str_of(text)));
}

static void
asks_the_carrier_before_the_page(void **state)
{
	(void)state;
	carried(
	    STR("koi8-r"), STR("<meta charset=windows-1251>\xd0"), "<meta charset=windows-1251>п");
	carried(STR("koi8-r"), STR("\xef\xbb\xbfя"), "я");
	carried(STR("utf-16"), STR("\x3f\x04\x40\x04"), "пр");
	carried(STR("utf-16be"), STR("<p>plain"), "<p>plain");
	carried(STR("us-ascii"), STR("caf\xc3\xa9"), "café");
	carried(STR("latin1"), STR("<meta charset=utf-8>caf\xc3\xa9"), "<meta charset=utf-8>café");
	carried(STR("latin1"), STR("<meta charset=koi8-r>caf\xe9"), "<meta charset=koi8-r>café");
	carried(STR("unknown-8bit"), STR("caf\xc3\xa9"), "café");
	carried(STR("cp932"), STR("\x93\xfa"), "日");
	carried(STR("klingon"), STR("<meta charset=koi8-r>\xd0"), "<meta charset=koi8-r>п");
}

static void
named(str label, str bytes, const char *text)
{
	assert_true(str_eq(decode_text(&ctx, bytes, label), str_of(text)));
}

static void
decodes_text_of_a_named_charset(void **state)
{
	(void)state;
	named(STR("ISO-8859-1*fr"), STR("caf\xe9"), "café");
	named(STR("iso-2022-jp"), STR("\x1b$B$3$l\x1b(B"), "これ");
	named(STR("GB2312"), STR("\xd6\xd0\xce\xc4"), "中文");
	named(STR("iso-2022-jp"), STR("\x1b$B$3\x1b(B\x1b$B$l\x1b(B."), "これ.");
	named(STR_NONE, STR("é"), "é");
	assert_int_equal(records.count, 0);
	named(STR("utf-7"), STR("+AOk-"), "+AOk-");
	assert_int_equal(records.said[DIAG_CHARSET_REFUSED], 1);
	named(STR("iso-2022-kr"), STR("\x1b$)C a"), "\x1b$)C a");
	assert_int_equal(records.said[DIAG_CHARSET_REFUSED], 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(knows_labels, setup, teardown),
	    cmocka_unit_test_setup_teardown(converts_single_bytes, setup, teardown),
	    cmocka_unit_test_setup_teardown(converts_east_asian, setup, teardown),
	    cmocka_unit_test_setup_teardown(mends_what_is_malformed, setup, teardown),
	    cmocka_unit_test_setup_teardown(follows_what_is_declared, setup, teardown),
	    cmocka_unit_test_setup_teardown(guesses_what_is_not, setup, teardown),
	    cmocka_unit_test_setup_teardown(replaces_what_is_no_scalar_value, setup, teardown),
	    cmocka_unit_test_setup_teardown(refutes_a_meta_that_lies, setup, teardown),
	    cmocka_unit_test_setup_teardown(mends_mixed_encodings, setup, teardown),
	    cmocka_unit_test_setup_teardown(mends_doubled_utf8, setup, teardown),
	    cmocka_unit_test_setup_teardown(tells_wide_units_without_a_mark, setup, teardown),
	    cmocka_unit_test_setup_teardown(asks_the_carrier_before_the_page, setup, teardown),
	    cmocka_unit_test_setup_teardown(decodes_text_of_a_named_charset, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
