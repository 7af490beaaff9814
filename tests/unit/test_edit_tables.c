/* edit/tables.c and edit/grid.c */
#include "edited.h"

static void
header_cells_say_so(void **state)
{
	(void)state;
	check_edited("<table><tr><th>A<th>B<tr><th>c<td>d</table>",
	    "<table><thead><tr><th scope=\"col\">A</th><th scope=\"col\">B</th></tr></thead><tbody><tr>"
	    "<th scope=\"row\">c</th><td>d</td></tr></tbody></table>");
	check_edited("<table><tr><td><b>A</b><td><p><strong>B</strong></p><tr><td>c<td>d</table>",
	    "<table><thead><tr><th scope=\"col\">A</th><th scope=\"col\">B</th></tr></thead><tbody><tr>"
	    "<td>c</td><td>d</td></tr></tbody></table>");
	check_edited("<table><tr><th><th>B<tr><td>c<td>d</table>",
	    "<table><thead><tr><td></td><th scope=\"col\">B</th></tr></thead><tbody><tr>"
	    "<td>c</td><td>d</td></tr></tbody></table>");
}

static void
parts_are_in_order(void **state)
{
	(void)state;
	check_edited("<table><tfoot><tr><td>f<td>g</tfoot><tbody><tr><td>a<td>b</tbody><caption>C"
		     "</caption><thead><tr><th>h<th>i</thead></table>",
	    "<table><caption>C</caption><thead><tr><th scope=\"col\">h</th><th scope=\"col\">i</th></tr>"
	    "</thead><tbody><tr><td>a</td><td>b</td></tr></tbody><tfoot><tr><td>f</td><td>g</td></tr>"
	    "</tfoot></table>");
}

static void
spans_stay_in_the_grid(void **state)
{
	(void)state;
	check_edited("<table><tr><td>a<td>b<tr><td colspan=999999999 rowspan=999999999>x</table>",
	    "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td colspan=\"2\">x</td></tr></tbody>"
	    "</table>");
	check_edited("<table><tr><td rowspan=2>a<td>b<tr><td colspan=2>c</table>",
	    "<table><tbody><tr><td rowspan=\"2\">a</td><td>b</td></tr><tr><td colspan=\"2\">c</td></tr>"
	    "</tbody></table>");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(header_cells_say_so),
	    cmocka_unit_test(parts_are_in_order),
	    cmocka_unit_test(spans_stay_in_the_grid),
	};

	return cmocka_run_group_tests_name("edit_tables", tests, NULL, NULL);
}
