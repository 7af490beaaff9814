/* Markdown to a Page. */
#include "parse/parse.h"
#include "parsed.h"

static const char *
body(const char *text)
{
	return strstr(show(parse_markdown(&ctx, str_of(text))), "body");
}

static void
reads_commonmark_and_tables(void **state)
{
	(void)state;
	assert_string_equal(body("# A\n\nb *c*\n"), "body(h1@id=a(|A|)|\n|p(|b |em(|c|))|\n|))");
	assert_non_null(strstr(body("|a|b|\n|-|-|\n|1|2|\n"), "td(|1|)"));
	assert_non_null(strstr(body("~~x~~ www.example.org"), "del(|x|)"));
	assert_non_null(strstr(body("www.example.org"), "a@href=http://www.example.org("));
	assert_non_null(strstr(body("x[^1]\n\n[^1]: note\n"), "li@id=fn-1("));
	assert_non_null(
	    strstr(body("a <b>raw</b> <script>alert(1)</script>"), "b(|raw|)| |script())"));
}

static void
keeps_the_boxes_of_tasks(void **state)
{
	const char *got = body("- [ ] open\n- [x] done\n");

	(void)state;
	assert_non_null(strstr(got, "li(input@type=checkbox@disabled=()| open|)"));
	assert_non_null(strstr(got, "li(input@type=checkbox@checked=@disabled=()| done|)"));
}

static void
is_written_and_has_front_matter(void **state)
{
	const struct page *page = parse_markdown(&ctx, STR("---\ntitle: T\n---\n\nText\n"));

	(void)state;
	assert_true(page->is_written);
	assert_true(str_eq(page->front->title, STR("T")));
	assert_null(strstr(show(page), "title"));
	page = parse_markdown(&ctx, STR("---\ntitle: T\n\nText without end\n"));
	assert_null(page->front);
	assert_non_null(strstr(show(page), "Text without end"));
	assert_int_equal(records.said[DIAG_FRONT_MATTER_BAD], 1);
}

static void
sets_quotes_when_asked(void **state)
{
	(void)state;
	assert_non_null(strstr(body("\"a\" -- `\"b\" --` $x_\"$"), "|\"a\" -- |"));
	settings.smart = true;
	assert_non_null(strstr(body("\"a\" -- `\"b\" --`..."),
	    "|\xe2\x80\x9c"
	    "a\xe2\x80\x9d \xe2\x80\x93 |"));
	assert_non_null(strstr(body("`\"b\" --`"), "code(|\"b\" --|)"));
}

static void
stays_small(void **state)
{
	static const struct {
		const char *before, *what;
		size_t times;
		const char *between, *more;
		size_t more_times;
	} shapes[] = {
	    {"", "> ", 20000, "end", "", 0},
	    {"", "- ", 20000, "end", "", 0},
	    {"", "[", 50000, "", "]", 50000},
	    {"", "*a **a ", 30000, "", "", 0},
	    {"", "|a", 2000, "|\n|-|-|\n", "|x\n", 2000},
	    {"|a|b|c|d|\n|-|-|-|-|\n", "|x\n", 60000, "", "", 0},
	    {"[x]: /", "u", 80000, "\n\n", "[x] ", 20000},
	    {"[x]: /u \"", "t\n", 40000, "\"\n\n", "[x] ", 20000},
	    {"http://a.b/", ")", 100000, "", "", 0},
	    {"", "a\n-|-\n", 20000, "", "", 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		struct buf buf = BUF(&arena);

		buf_z(&buf, shapes[i].before);
		for (size_t k = 0; k < shapes[i].times; k++)
			buf_z(&buf, shapes[i].what);
		buf_z(&buf, shapes[i].between);
		for (size_t k = 0; k < shapes[i].more_times; k++)
			buf_z(&buf, shapes[i].more);
		buf_z(&buf, "\n\nOrdinary *text*.\n");
		assert_non_null(strstr(body(buf_zstr(&buf)), "|Ordinary |em(|text|)|.|"));
	}
	assert_true(records.said[DIAG_LIMIT_TABLE] > 0);
}

static void
takes_long_texts_in_pieces(void **state)
{
	struct buf buf = BUF(&arena);
	const struct page *page;
	size_t paragraphs = 0;

	(void)state;
	for (int i = 0; i < 60000; i++)
		buf_printf(&buf,
		    "Paragraph %d of a long text, with some words in it to fill the line.\n\n", i);
	page = parse_markdown(&ctx, buf_str(&buf));
	for (uint32_t i = 0; i < page->count; i++)
		paragraphs += page->nodes[i].tag == TAG_P;
	assert_int_equal(paragraphs, 60000);
}

static void
takes_up_code_that_a_piece_cuts(void **state)
{
	struct buf buf = BUF(&arena);
	const struct page *page;
	size_t emphasised = 0;

	(void)state;
	buf_z(&buf, "Before.\n\n```\n");
	for (int i = 0; i < 300000; i++)
		buf_z(&buf, "a *b* c\n");
	buf_z(&buf, "```\n\nAn *end*.\n");
	page = parse_markdown(&ctx, buf_str(&buf));
	for (uint32_t i = 0; i < page->count; i++)
		emphasised += page->nodes[i].tag == TAG_EM;
	assert_int_equal(emphasised, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(reads_commonmark_and_tables, setup, teardown),
	    cmocka_unit_test_setup_teardown(keeps_the_boxes_of_tasks, setup, teardown),
	    cmocka_unit_test_setup_teardown(is_written_and_has_front_matter, setup, teardown),
	    cmocka_unit_test_setup_teardown(sets_quotes_when_asked, setup, teardown),
	    cmocka_unit_test_setup_teardown(stays_small, setup, teardown),
	    cmocka_unit_test_setup_teardown(takes_long_texts_in_pieces, setup, teardown),
	    cmocka_unit_test_setup_teardown(takes_up_code_that_a_piece_cuts, setup, teardown),
	};

	parse_markdown_begin();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
