/* edit/space.c, edit/shape.c, edit/code.c */
#include "edited.h"

static void
white_space_is_folded(void **state)
{
	(void)state;
	check_edited("<p>  a \n b <b> c </b> d  </p>", "<p>a b <b>c </b>d</p>");
	check_edited("<p>a <br> b</p>", "<p>a<br/>b</p>");
	check_edited("<pre>a\n  b</pre>", "<pre><code>a\n  b</code></pre>");
	check_edited("<p>a\xc2\xa0 b</p>", "<p>a\xc2\xa0 b</p>");
}

static void
nothing_is_empty(void **state)
{
	(void)state;
	check_edited(
	    "<p>&nbsp;</p><h2> </h2><ul><li></li></ul><p>x<b></b><i> </i>y</p>", "<p>x y</p>");
	check_edited("<hr><p>x</p><hr><hr><p>y</p><hr>", "<p>x</p><hr/><p>y</p>");
	check_edited("<table><tr><td>&nbsp;<td> </table><p>x</p>", "<p>x</p>");
	check_edited("<blockquote><p><br></p></blockquote>", "");
}

static void
definition_lists_are_whole(void **state)
{
	(void)state;
	check_edited("<dl><dd>a<dt>b<dd>c<dt>d</dl>",
	    "<div>a</div><dl><dt>b</dt><dd>c</dd></dl><p><strong>d</strong></p>");
	check_edited("<dl><dt>a<dd>&nbsp;</dl>", "<p><strong>a</strong></p>");
}

static void
figures_have_a_picture_and_one_caption(void **state)
{
	(void)state;
	check_edited("<figure><figcaption>a</figcaption><img src=x.png alt=X></figure>",
	    "<figure><img src=\"https://site.example/dir/x.png\" alt=\"X\"/>"
	    "<figcaption>a</figcaption></figure>");
	check_edited("<figure><figcaption>a</figcaption></figure>", "<div><div>a</div></div>");
	check_edited("<p><img src=x.png alt=X></p>",
	    "<figure><img src=\"https://site.example/dir/x.png\" alt=\"X\"/></figure>");
}

static void
code_in_lines_is_a_listing(void **state)
{
	(void)state;
	check_edited("<p><code>a<br>b</code></p>", "<pre><code>a\nb</code></pre>");
}

static void
words_are_counted(void **state)
{
	struct world world;

	(void)state;
	world_begin(&world);
	rebuild_article(
	    &world.ctx, world_page(&world, "<p>one two<p>three"), world.article, PAGE_NONE);
	edit_article(&world.ctx, world.article, NULL);
	assert_int_equal(world.article->words, 3);
	world_end(&world);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(white_space_is_folded),
	    cmocka_unit_test(nothing_is_empty),
	    cmocka_unit_test(definition_lists_are_whole),
	    cmocka_unit_test(figures_have_a_picture_and_one_caption),
	    cmocka_unit_test(code_in_lines_is_a_listing),
	    cmocka_unit_test(words_are_counted),
	};

	return cmocka_run_group_tests_name("edit_space", tests, NULL, NULL);
}
