/* What books have beyond an extract: marks around quotations, plain cells, lines of code, wide
 * tables. */
#include "edited.h"

/* What becomes of HTML in a book, without the line ends between blocks. */
static void
check_book(const char *lang, const char *html, const char *expected)
{
	struct world world;
	struct page *page;

	world_begin(&world);
	world.settings.pictures = true;
	page = world_page(&world, html);
	world.article->meta.lang = str_of(lang);
	rebuild_article(&world.ctx, page, world.article, PAGE_NONE);
	edit_article(&world.ctx, world.article, NULL);
	assert_string_equal(world_xhtml(&world), expected);
	world_end(&world);
}

static void
quotations_get_the_marks_of_their_language(void **state)
{
	(void)state;
	check_book("en", "<p>He said <q>now <q>or</q> never</q>.</p>",
	    "<p>He said <span class=\"quoted\">“now <span class=\"quoted\">‘or’</span> "
	    "never”</span>.</p>");
	check_book("de-AT", "<p>Er sagte <q>jetzt</q>, <q lang=\"fr\">oui</q>.</p>",
	    "<p>Er sagte <span class=\"quoted\">„jetzt“</span>, <span class=\"quoted\" "
	    "lang=\"fr\" xml:lang=\"fr\">«\u00a0oui\u00a0»</span>.</p>");
}

static void
marks_that_are_there_are_not_doubled(void **state)
{
	(void)state;
	check_book("en", "<p>He said <q>\"now\"</q>.</p>",
	    "<p>He said <span class=\"quoted\">\"now\"</span>.</p>");
}

static void
extracts_keep_quotations(void **state)
{
	(void)state;
	check_edited("<p>He said <q>now</q>.</p>", "<p>He said <q>now</q>.</p>");
}

static void
paragraphs_in_a_cell_become_lines(void **state)
{
	(void)state;
	check_book("en",
	    "<table><thead><tr><th>A<th>B</thead><tr><td><p>one</p><p>two</p><td>x"
	    "<tr><td>one<p>two</p>three<td><p id=a><i>x</i></p></table><p><a href=\"#a\">x</a></p>",
	    "<table><thead><tr><th scope=\"col\">A</th><th scope=\"col\">B</th></tr></thead>"
	    "<tbody><tr><td>one<br/>two</td><td>x</td></tr>"
	    "<tr><td>one<br/>two<br/>three</td><td><span id=\"x-a\"><i>x</i></span></td></tr>"
	    "</tbody></table><p><a href=\"#x-a\">x</a></p>");
}

static void
formulas_have_a_text(void **state)
{
	(void)state;
	check_book("en",
	    "<p><math><mfrac><mi>a</mi><mn>2</mn></mfrac><mo>+</mo><msup><mi>x</mi><mn>12</mn></msup></math></p>",
	    "<p><math xmlns=\"http://www.w3.org/1998/Math/MathML\" alttext=\"a/2 + x^(12)\">"
	    "<mfrac><mi>a</mi><mn>2</mn></mfrac><mo>+</mo><msup><mi>x</mi><mn>12</mn></msup></math></p>");
}

static void
callouts_are_no_landmarks(void **state)
{
	(void)state;
	check_book("en", "<div class=\"admonition tip\"><p>Set the longest line first.</p></div>",
	    "<aside class=\"callout tip\" role=\"note\"><p>Set the longest line first.</p></aside>");
}

static void
short_code_is_left_alone(void **state)
{
	(void)state;
	check_book(
	    "en", "<pre><code>a = 1\nb = 2</code></pre>", "<pre><code>a = 1\nb = 2</code></pre>");
}

static void
code_with_a_long_line_is_parted(void **state)
{
	(void)state;
	check_book("en",
	    "<pre><code>a = 1\n\nx = one + two + three + four + five + six + seven</code></pre>",
	    "<pre><code><span class=\"line\">a = 1\n</span><span class=\"line\"></span>"
	    "<span class=\"line\">x = one + two + three + four + five + six + seven</span>"
	    "</code></pre>");
}

#define HEADS                                                                                    \
	"<table><caption>Winds</caption><thead><tr><th>Day<th>Wind<th>Temperature<th>Visibility" \
	"<th>Remarks</thead>"

static void
a_wide_table_becomes_a_list(void **state)
{
	(void)state;
	check_book("en",
	    HEADS "<tr><td>Monday<td>north-north-easterly<td>extraordinarily<td>"
		  "incomprehensible<td><b>unfortunately-not-understandable-at-all</b>"
		  "<tr><td>24<td><td>uncharacteristically<td>none<td>x</table>",
	    "<p class=\"caption\">Winds</p><ul class=\"rows\"><li><p class=\"row\">Monday</p>"
	    "<p><span class=\"label\">Wind</span>: north-north-easterly</p>"
	    "<p><span class=\"label\">Temperature</span>: extraordinarily</p>"
	    "<p><span class=\"label\">Visibility</span>: incomprehensible</p>"
	    "<p><span class=\"label\">Remarks</span>: "
	    "<b>unfortunately-not-understandable-at-all</b></p></li>"
	    "<li><p class=\"row\"><span class=\"label\">Day</span>: 24</p>"
	    "<p><span class=\"label\">Temperature</span>: uncharacteristically</p>"
	    "<p><span class=\"label\">Visibility</span>: none</p>"
	    "<p><span class=\"label\">Remarks</span>: x</p></li></ul>");
}

static void
a_table_that_just_fits_is_set_small(void **state)
{
	struct world world;
	struct page *page;

	(void)state;
	world_begin(&world);
	world.settings.pictures = true;
	page = world_page(&world,
	    HEADS "<tr><td>Monday<td>north<td>extraordinarily<td>incomprehensible<td>"
		  "understandable<tr><td>a<td>b<td>c<td>d<td>e</table>");
	rebuild_article(&world.ctx, page, world.article, PAGE_NONE);
	edit_article(&world.ctx, world.article, NULL);
	assert_true(strncmp(world_xhtml(&world), "<table class=\"wide\">", 20) == 0);
	world_end(&world);
}

static void
spans_keep_a_wide_table_a_table(void **state)
{
	struct world world;
	struct page *page;

	(void)state;
	world_begin(&world);
	world.settings.pictures = true;
	page = world_page(&world,
	    HEADS "<tr><td rowspan=2>Monday<td>north-north-easterly-and-still-further<td>"
		  "extraordinarily<td>incomprehensibleness<td>understandable"
		  "<tr><td>b<td>c<td>d<td>e</table>");
	rebuild_article(&world.ctx, page, world.article, PAGE_NONE);
	edit_article(&world.ctx, world.article, NULL);
	assert_true(strncmp(world_xhtml(&world), "<table class=\"wide\">", 20) == 0);
	world_end(&world);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(quotations_get_the_marks_of_their_language),
	    cmocka_unit_test(marks_that_are_there_are_not_doubled),
	    cmocka_unit_test(extracts_keep_quotations),
	    cmocka_unit_test(paragraphs_in_a_cell_become_lines),
	    cmocka_unit_test(formulas_have_a_text),
	    cmocka_unit_test(callouts_are_no_landmarks),
	    cmocka_unit_test(short_code_is_left_alone),
	    cmocka_unit_test(code_with_a_long_line_is_parted),
	    cmocka_unit_test(a_wide_table_becomes_a_list),
	    cmocka_unit_test(a_table_that_just_fits_is_set_small),
	    cmocka_unit_test(spans_keep_a_wide_table_a_table),
	};

	tree_begin();
	return cmocka_run_group_tests_name("edit_paper", tests, NULL, NULL);
}
