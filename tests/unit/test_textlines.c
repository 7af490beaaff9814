/* Lines of text to a Page. */
#include "parse/parse.h"
#include "parsed.h"

static const char *
body(const char *text)
{
	const struct page *page = parse_text(&ctx, str_of(text));

	assert_true(page->is_dump);
	return strstr(show(page), "body");
}

static void
makes_paragraphs_of_lines(void **state)
{
	(void)state;
	assert_string_equal(body("Title\n\nOne line.\nAnother line.\n"),
	    "body(p(|Title|)p(|One line.|)p(|Another line.|)))");
	assert_string_equal(body("a\r\n\r\n  b\rc\f\n"), "body(p(|a|)p(|b|)p(|c|)))");
	assert_string_equal(body("<b>&amp;"), "body(p(|<b>&amp;|)))");
}

static void
joins_wrapped_lines(void **state)
{
	(void)state;
	assert_string_equal(body("The harbour was quiet when the pilot came down the\n"
				 "steps and counted the lanterns along the quay, as he\n"
				 "did each night before the tide turned and the ferry\n"
				 "left.\n"
				 "\n"
				 "Ruth Ashdown\n"
				 "Lowfield\n"
				 "\n"
				 "Nobody had told him that the bridge would be closed,\n"
				 "nor that the market had moved across the river for a\n"
				 "week.\n"),
	    "body(p(|The harbour was quiet when the pilot came down the steps and counted the lanterns "
	    "along the quay, as he did each night before the tide turned and the ferry left.|)"
	    "p(|Ruth Ashdown|)p(|Lowfield|)p(|Nobody had told him that the bridge would be closed, nor "
	    "that the market had moved across the river for a week.|)))");
}

static void
makes_lists_of_marked_lines(void **state)
{
	(void)state;
	assert_string_equal(body("x\n\n  • a\n  • b\n    • c\n  • d\n\ny\n"),
	    "body(p(|x|)ul(li(|a|)li(|b|ul(li(|c|)))li(|d|))p(|y|)))");
	assert_string_equal(body("1. a\n2. b\n\n3. c\n"), "body(ol(li(|a|)li(|b|)li(|c|))))");
	assert_string_equal(body("- a\n- b\n"), "body(ul(li(|a|)li(|b|))))");
	assert_string_equal(body("- a signature alone\n"), "body(p(|- a signature alone|)))");
	assert_string_equal(
	    body("1984. A year\n\n3) three\n"), "body(p(|1984. A year|)p(|3) three|)))");
}

static void
keeps_fixed_blocks(void **state)
{
	(void)state;
	assert_string_equal(
	    body(
		"Text before it.\n\n    int main(void) {\n        return 0;\n    }\n\nAnd after.\n"),
	    "body(p(|Text before it.|)pre(|int main(void) {\n    return 0;\n}|)p(|And after.|)))");
	assert_string_equal(body("Name      Age\nRuth       41\nIneke       7\n"),
	    "body(pre(|Name      Age\nRuth       41\nIneke       7|)))");
}

static void
knows_the_bullets_of_text_browsers(void **state)
{
	(void)state;
	assert_string_equal(body("  • one\n      □ two\n          ☆ three\n"),
	    "body(ul(li(|one|ul(li(|two|ul(li(|three|))))))))");
	assert_string_equal(body("     * one\n          + two\n               o three\n"
				 "               o four\n          + five\n     * six\n"),
	    "body(ul(li(|one|ul(li(|two|ul(li(|three|)li(|four|)))li(|five|)))li(|six|))))");
	assert_string_equal(body("o one\no two\n# three\n# four\n"),
	    "body(p(|o one|)p(|o two|)p(|# three|)p(|# four|)))");
}

static void
tells_the_width_beside_addresses(void **state)
{
	(void)state;
	assert_string_equal(
	    body("This is a paragraph that was broken at fifty\ncolumns, as text browsers do "
		 "when nobody says\nhow wide the paper is, and it goes on for a few\nlines.\n\n"
		 " 1. https://example.com/an-address-that-is-longer-than-the-lines\n"
		 " 2. https://example.com/an-address-that-is-as-long-as-the-other\n"),
	    "body(p(|This is a paragraph that was broken at fifty columns, as text browsers do "
	    "when nobody says how wide the paper is, and it goes on for a few lines.|)"
	    "ol(li(|https://example.com/an-address-that-is-longer-than-the-lines|)"
	    "li(|https://example.com/an-address-that-is-as-long-as-the-other|))))");
}

static unsigned
layout(const struct page *page, const char *text)
{
	for (size_t i = 0; i < page->count; i++)
		if (page->nodes[i].tag == TAG_TEXT && str_eq(page->nodes[i].text, str_of(text)))
			return page->nodes[i].flags;
	fail_msg("%s is not in the page", text);
	return 0;
}

static void
says_how_lines_stand(void **state)
{
	const struct page *page = parse_text(
	    &ctx, STR("Head\n\n   One.\n   Two.\n\n      Three.\n   Four.\n\n     * five\n"));

	(void)state;
	assert_int_equal(layout(page, "Head"), NODE_APART | NODE_OUT);
	assert_int_equal(layout(page, "One."), NODE_APART);
	assert_int_equal(layout(page, "Two."), 0);
	assert_int_equal(layout(page, "Three."), NODE_APART | NODE_IN);
	assert_int_equal(layout(page, "Four."), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(makes_paragraphs_of_lines, setup, teardown),
	    cmocka_unit_test_setup_teardown(joins_wrapped_lines, setup, teardown),
	    cmocka_unit_test_setup_teardown(makes_lists_of_marked_lines, setup, teardown),
	    cmocka_unit_test_setup_teardown(keeps_fixed_blocks, setup, teardown),
	    cmocka_unit_test(knows_the_bullets_of_text_browsers),
	    cmocka_unit_test(tells_the_width_beside_addresses),
	    cmocka_unit_test(says_how_lines_stand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
