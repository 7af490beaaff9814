/* Messages: fields, encoded words, parameters, mailboxes, transfer encodings, parts. */
#include "core/base64.h"
#include "parsed.h"

#include "mime/mime.h"

static const char *
words(const char *text)
{
	return arena_zstr(&arena, mime_words(&ctx, str_of(text)));
}

static void
reads_words(void **state)
{
	(void)state;
	assert_string_equal(words("plain"), "plain");
	assert_string_equal(words("=?utf-8?Q?a_=C3=A9?="), "a \xc3\xa9");
	assert_string_equal(words("=?ISO-8859-1*en?q?=E9?= and"), "\xc3\xa9 and");
	assert_string_equal(words("x =?utf-8?b?YQ==?=  =?utf-8?b?Yg==?= y"), "x ab y");
	/* A character that is cut in two. */
	assert_string_equal(words("=?utf-8?b?w6nD?= =?utf-8?b?qQ==?="), "\xc3\xa9\xc3\xa9");
	assert_string_equal(words("=?utf-8?q?a?==?utf-8?q?b?="), "ab");
	assert_string_equal(words("=?utf-8?x?a?="), "=?utf-8?x?a?=");
	assert_string_equal(words("=?utf-8?q?a"), "=?utf-8?q?a");
	assert_string_equal(words("=?"), "=?");
	assert_string_equal(words("caf\xe9"), "caf\xc3\xa9");
}

static const char *
parameter(const char *field, const char *name)
{
	str value = mime_parameter(&ctx, str_of(field), name);

	return value.at ? arena_zstr(&arena, value) : NULL;
}

static void
reads_parameters(void **state)
{
	(void)state;
	assert_string_equal(parameter("a/b; charset=utf-8", "charset"), "utf-8");
	assert_string_equal(parameter("a/b;CharSet = \"u \\\"x;\" ; y=z", "charset"), "u \"x;");
	assert_string_equal(parameter("a/b; flag; y=z", "y"), "z");
	assert_null(parameter("a/b; xname=1", "name"));
	assert_null(parameter("", "name"));
	assert_string_equal(
	    parameter("a; filename*=utf-8'en'%c3%a9%20x", "filename"), "\xc3\xa9 x");
	/* A character that is cut in two. */
	assert_string_equal(parameter("a; f*1*=%a9; f*0*=utf-8''%c3; f*2=\"b\"; f*4=no", "f"),
	    "\xc3\xa9"
	    "b");
	assert_string_equal(parameter("a; f=\"=?utf-8?q?=C3=A9?=\"", "f"), "\xc3\xa9");
	assert_string_equal(parameter("a; f*999999999999=x; f*-1=y; f=z", "f"), "z");
}

/* Mailboxes as "name|address;". */
static const char *
mailboxes(const char *text)
{
	struct buf out = BUF(&arena);
	str list = str_of(text);
	struct mime_mailbox mailbox;

	while (mime_mailbox(&ctx, &list, &mailbox)) {
		buf_add(&out, mailbox.name);
		buf_char(&out, '|');
		buf_add(&out, mailbox.address);
		buf_char(&out, ';');
	}
	return arena_zstr(&arena, buf_str(&out));
}

static void
reads_mailboxes(void **state)
{
	(void)state;
	assert_string_equal(mailboxes("Ann Lee <a@b.c>"), "Ann Lee|a@b.c;");
	assert_string_equal(mailboxes("\"Lee, Ann\" <a@b>, d@e (Bo (the boy) Hill)"),
	    "Lee, Ann|a@b;Bo (the boy) Hill|d@e;");
	assert_string_equal(mailboxes("=?utf-8?q?=C3=A9?= <a@b>"), "\xc3\xa9|a@b;");
	assert_string_equal(mailboxes("Crew: a@b, Bo <c@d>;"), "|a@b;Bo|c@d;");
	assert_string_equal(mailboxes("Ann Lee"), "Ann Lee|;");
	assert_string_equal(mailboxes("<a@b"), "|a@b;");
	assert_string_equal(mailboxes(",;, "), "");
}

static void
undoes_encodings(void **state)
{
	(void)state;
	assert_true(str_eq(base64_decode(&arena, STR("aGFy\r\nYm91cg==")), STR("harbour")));
	assert_true(str_eq(base64_decode(&arena, STR("aGFy!Ym91cg")), STR("harbour")));
	assert_true(str_eq(base64_decode(&arena, STR("YQ==Yg==")), STR("ab")));
	assert_int_equal(base64_decode(&arena, STR("=====")).len, 0);
	assert_true(
	    str_eq(mime_quoted_printable(&arena, STR("a=\r\nb =\t \nc=3D=zz \t\r\n="), false),
		STR("ab c==zz\r\n")));
	assert_true(str_eq(mime_quoted_printable(&arena, STR("a_b=20"), true), STR("a b ")));
}

/* Parts as "type(…)" with the length of their bodies. */
static const char *
parts(const char *text)
{
	const struct mime *mime = mime_read(&arena, str_of(text));
	struct buf out = BUF(&arena);

	for (uint32_t i = 0; i < mime->count; i++) {
		for (uint32_t at = mime->parts[i].parent; at != MIME_NONE;
		     at = mime->parts[at].parent)
			buf_char(&out, '.');
		buf_add(&out, mime->parts[i].type);
		buf_printf(&out, " %zu\n", mime->parts[i].tail - mime->parts[i].body);
	}
	return arena_zstr(&arena, buf_str(&out));
}

static void
cuts_parts(void **state)
{
	(void)state;
	assert_string_equal(parts("a: b\n\nabc"), "text/plain 3\n");
	assert_string_equal(parts("no header"), "text/plain 9\n");
	assert_string_equal(parts(""), "text/plain 0\n");
	assert_string_equal(
	    parts("Content-Type: multipart/mixed; boundary=\"x y\"\r\n\r\npre\r\n--x y\r\n\r\na\r\n"
		  "--x y  \r\nContent-Type: TEXT/html\r\n\r\nabc\r\n--x y--\r\nend\r\n"),
	    "multipart/mixed 56\n.text/plain 1\n.text/html 3\n");
	/* The outer boundary ends the inner part; a boundary of which another is the beginning. */
	assert_string_equal(parts("Content-Type: multipart/mixed; boundary=x\n\n--x\n"
				  "Content-Type: multipart/digest; boundary=xx\n\n--xx\n\n\n"
				  "a: b\n--x\n\nlast\n"),
	    "multipart/mixed 70\n.multipart/digest 11\n..message/rfc822 5\n.text/plain 4\n");
	assert_string_equal(parts("Content-Type: multipart/mixed\n\n--q\n\na\n--q--\n"),
	    "multipart/mixed 6\n.text/plain 1\n");
	/* The blank line before the body is missing. */
	assert_string_equal(parts("Subject: a\nthis is text\n"), "text/plain 12\n");
}

static void
bounds_parts(void **state)
{
	struct buf deep = BUF(&arena), many = BUF(&arena);
	const struct mime *mime;

	(void)state;
	for (int i = 0; i < 500; i++)
		buf_printf(&deep, "Content-Type: multipart/mixed; boundary=b%d.\n\n--b%d.\n", i, i);
	mime = mime_read(&arena, buf_str(&deep));
	assert_true(mime->is_flattened);
	assert_int_equal(mime->count, 501);
	buf_z(&many, "Content-Type: multipart/mixed; boundary=x\n\n");
	for (int i = 0; i < LIMIT_MIME_PARTS + 10; i++)
		buf_z(&many, "--x\n\na\n");
	mime = mime_read(&arena, buf_str(&many));
	assert_true(mime->is_cut);
	assert_int_equal(mime->count, LIMIT_MIME_PARTS);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(reads_words, setup, teardown),
	    cmocka_unit_test_setup_teardown(reads_parameters, setup, teardown),
	    cmocka_unit_test_setup_teardown(reads_mailboxes, setup, teardown),
	    cmocka_unit_test_setup_teardown(undoes_encodings, setup, teardown),
	    cmocka_unit_test_setup_teardown(cuts_parts, setup, teardown),
	    cmocka_unit_test_setup_teardown(bounds_parts, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
