/* Mail: what headers tell of the article, and texts as HTML. */
#include "parsed.h"

#include "unpack/message.h"

/* What a header says as "title|authors|publisher|series". */
static const char *
told(const char *text)
{
	struct buf out = BUF(&arena);
	struct mime_head head;
	const struct front *front;
	size_t end;

	mime_head_read(&arena, str_of(text), &head, &end);
	front = letterhead_read(&ctx, &head);
	buf_add(&out, front->title);
	for (size_t i = 0; i < front->author_count; i++) {
		buf_char(&out, i ? ',' : '|');
		buf_add(&out, front->authors[i]);
	}
	if (!front->author_count)
		buf_char(&out, '|');
	buf_char(&out, '|');
	buf_add(&out, front->publisher);
	buf_char(&out, '|');
	buf_add(&out, front->series);
	return arena_zstr(&arena, buf_str(&out));
}

static void
reads_subjects(void **state)
{
	(void)state;
	assert_string_equal(told("Subject: Fwd: RE: Re[2]: The bell (fwd)\n"), "The bell|||");
	assert_string_equal(told("Subject: Antw: WG: TR: Rif: SV: Odp: The bell\n"), "The bell|||");
	assert_string_equal(told("Subject: \xd0\x9e\xd1\x82\xd0\xb2: The bell\n"), "The bell|||");
	assert_string_equal(
	    told("Subject: \xe8\xbd\xac\xe5\x8f\x91\xef\xbc\x9aThe bell\n"), "The bell|||");
	assert_string_equal(told("Subject: Red: a colour\n"), "Red: a colour|||");
	assert_string_equal(told("Subject: Re:\n"), "Re:|||");
	assert_string_equal(
	    told("List-Id: The bees <bees.a.example>\nSubject: [bees] Re: [bees] A\n"),
	    "A|||The bees");
	assert_string_equal(
	    told("List-Id: <bees.a.example>\nSubject: [PATCH 1/2] A\n"), "[PATCH 1/2] A|||bees");
	assert_string_equal(told("Subject: [bees] A\n"), "[bees] A|||");
	assert_string_equal(told(""), "|||");
}

static void
reads_senders(void **state)
{
	(void)state;
	assert_string_equal(told("From: Ann Lee <ann@a.example>\n"), "|Ann Lee||");
	assert_string_equal(told("From: \"Lee, Ann\" <ann@a.example>, Bo Hill <bo@a.example>\n"),
	    "|Ann Lee,Bo Hill||");
	assert_string_equal(told("From: ann@a.example\n"), "|||");
	assert_string_equal(
	    told("From: Ann Lee from The Weekly Tide <tide@a.example>\nList-Unsubscribe: <x>\n"),
	    "|Ann Lee|The Weekly Tide|");
	assert_string_equal(told("From: The Weekly Tide by Ann Lee <tide@a.example>\n"),
	    "|Ann Lee|The Weekly Tide|");
	assert_string_equal(
	    told("From: Ann Lee | Tidewater <tide@a.example>\n"), "|Ann Lee|Tidewater|");
	assert_string_equal(
	    told("From: Morning Tea <crew@morningtea.example>\nList-Unsubscribe: <x>\n"),
	    "||Morning Tea|");
	assert_string_equal(
	    told("From: The Harbour Review <news@a.example>\n"), "||The Harbour Review|");
	assert_string_equal(told("From: Ann <ann.lee@a.example>\n"), "|Ann||");
	assert_string_equal(
	    told("From: \"'Ann Lee' via bees\" <bees@a.example>\n"), "|Ann Lee|bees|");
}

static const char *
plain(const char *text, bool flowed, bool joins)
{
	return arena_zstr(&arena, plain_html(&ctx, str_of(text), flowed, joins));
}

static void
writes_flowed(void **state)
{
	(void)state;
	assert_string_equal(plain("a \nb\nc\n", true, false), "<p>a b<br>\nc</p>\n");
	assert_string_equal(plain("a \nb", true, true), "<p>ab</p>\n");
	assert_string_equal(plain("> a \n> b\n>> c\n", true, false),
	    "<blockquote>\n<p>a b</p>\n<blockquote>\n<p>c</p>\n</blockquote>\n</blockquote>\n");
	assert_string_equal(plain(" >a\n", true, false), "<p>&gt;a</p>\n");
	assert_string_equal(plain("a \n-- \nsignature\n", true, false), "<p>a</p>\n");
}

static void
writes_fixed(void **state)
{
	(void)state;
	assert_string_equal(plain("one two three four five six seven eight nine ten eleven\n"
				  "twelve\n\nshort\nlines",
				false, false),
	    "<p>one two three four five six seven eight nine ten eleven twelve</p>\n"
	    "<p>short<br>\nlines</p>\n");
	assert_string_equal(
	    plain("see <https://a.example/x>, or (http://b.example).\n", false, false),
	    "<p>see <a href=\"https://a.example/x\">https://a.example/x</a>, or "
	    "<a href=\"http://b.example\">(http://b.example)</a>.</p>\n");
	assert_string_equal(plain("a [1] b [2] [3]\n\nLinks:\n[1] http://a.example/x\n"
				  "[2]: <http://a.example/y>\n",
				false, false),
	    "<p>a <a href=\"http://a.example/x\">[1]</a> b "
	    "<a href=\"http://a.example/y\">[2]</a> [3]</p>\n");
	assert_string_equal(
	    plain("- a\n- b\n  c\n", false, false), "<ul>\n<li>a</li>\n<li>b c</li>\n</ul>\n");
	assert_string_equal(plain("TITLE\n=====\ntext & <b>\n", false, false),
	    "<h2>TITLE</h2>\n<p>text &amp; &lt;b&gt;</p>\n");
	assert_string_equal(
	    plain("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA1\n\na\n"
		  "-----BEGIN PGP SIGNATURE-----\nxx\n-----END PGP SIGNATURE-----\n",
		false, false),
	    "<p>a</p>\n");
	/* A quotation without an answer is the text. */
	assert_string_equal(plain("See:\n> a\n> b\n", false, false),
	    "<p>See:</p>\n<blockquote>\n<p>a<br>\nb</p>\n</blockquote>\n");
	assert_string_equal(plain("", false, false), "");
	assert_string_equal(plain("> > >\n", false, false), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(reads_subjects, setup, teardown),
	    cmocka_unit_test_setup_teardown(reads_senders, setup, teardown),
	    cmocka_unit_test_setup_teardown(writes_flowed, setup, teardown),
	    cmocka_unit_test_setup_teardown(writes_fixed, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
