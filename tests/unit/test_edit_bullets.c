/* edit/bullets.c */
#include "edited.h"

static void
lines_become_lists(void **state)
{
	(void)state;
	check_edited("<p>\xe2\x80\xa2 a<br>\xe2\x80\xa2 <b>b</b> c<br/></p>",
	    "<ul><li>a</li><li><b>b</b> c</li></ul>");
	check_edited(
	    "<p>\xe2\x97\x8f\xc2\xa0 a<br>\xe2\x80\xa2 b</p>", "<ul><li>a</li><li>b</li></ul>");
	/* One is a mark, a line without is prose, and so is a mark in a word. */
	check_edited("<p>\xe2\x80\xa2 a</p>", "<p>\xe2\x80\xa2 a</p>");
	check_edited("<p>x<br>\xe2\x80\xa2 a<br>\xe2\x80\xa2 b</p>",
	    "<p>x<br/>\xe2\x80\xa2 a<br/>\xe2\x80\xa2 b</p>");
	check_edited("<p>\xe2\x80\xa2"
		     "a<br>\xe2\x80\xa2"
		     "b</p>",
	    "<p>\xe2\x80\xa2"
	    "a<br/>\xe2\x80\xa2"
	    "b</p>");
}

static void
paragraphs_become_lists(void **state)
{
	(void)state;
	check_edited(
	    "<p>x</p><p>\xe2\x80\xa2 a</p><p id=b>\xe2\x80\xa2 b</p><p>y</p><a href='#b'>z</a>",
	    "<p>x</p><ul><li>a</li><li id=\"x-b\">b</li></ul><p>y</p><p><a href=\"#x-b\">z</a></p>");
}

static void
rows_become_lists(void **state)
{
	(void)state;
	check_edited(
	    "<table border=1><tr><td>\xe2\x80\xa2<td>a <i>b</i><tr><td>\xe2\x80\xa2<td>c</table>",
	    "<ul><li>a <i>b</i></li><li>c</li></ul>");
	check_edited("<table border=1><tr><td>\xe2\x80\xa2<td>a<tr><td>x<td>c</table>",
	    "<table><tbody><tr><td>\xe2\x80\xa2</td><td>a</td></tr>"
	    "<tr><td>x</td><td>c</td></tr></tbody></table>");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lines_become_lists),
	    cmocka_unit_test(paragraphs_become_lists),
	    cmocka_unit_test(rows_become_lists),
	};

	tree_begin();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
