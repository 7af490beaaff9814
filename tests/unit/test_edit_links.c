/* edit/links.c, edit/ids.c, edit/language.c, edit/headings.c */
#include "edited.h"

static void
links_are_absolute_or_go(void **state)
{
	(void)state;
	check_edited(
	    "<p><a href='../x y'>a</a> <a href='java\nscript:alert(1)'>b</a> "
	    "<a href='data:text/html,x'>c</a> <a href='mailto:m@e.org'>d</a> <a href=''>e</a></p>",
	    "<p><a href=\"https://site.example/x%20y\">a</a> b c <a href=\"mailto:m@e.org\">d</a> e</p>");
	check_edited("<p>x <a href=p.png><img src=p.png alt=P></a></p>",
	    "<p>x <img src=\"https://site.example/dir/p.png\" alt=\"P\"/></p>");
	check_edited("<p><a href='#gone'>a</a> <a href='http://a%20b/'>b</a></p>", "<p>a b</p>");
}

static void
links_beyond_the_limit_are_text(void **state)
{
	struct world world;
	struct buf html = BUF(NULL);
	size_t links = 0;

	(void)state;
	world_begin(&world);
	html.arena = &world.arena;
	for (size_t i = 0; i < LIMIT_ARTICLE_LINKS + 9; i++)
		buf_z(&html, "<a href=http://e.org/>x</a>");
	rebuild_article(&world.ctx, world_page(&world, buf_zstr(&html)), world.article, PAGE_NONE);
	for (const xmlNode *node = world.article->body->root; node;
	     node = tree_next(world.article->body->root, node))
		links += tree_element(node) == EL_A;
	assert_int_equal(links, LIMIT_ARTICLE_LINKS);
	assert_int_equal(world.log.count, 1);
	assert_int_equal(world.log.list[0].code, DIAG_LIMIT_LINKS);
	world_end(&world);
}

static void
ids_are_legal_and_unique(void **state)
{
	(void)state;
	check_edited("<p><a href='#a%20b'>1x2y3</a> <a href='#a_b'>other</a></p><p id='a b'>x</p>"
		     "<p id='a_b'>y</p><p id='unused'>z</p><p id='a b'>again</p>",
	    "<p><a href=\"#x-a_b\">1x2y3</a> <a href=\"#x-a_b-2\">other</a></p><p id=\"x-a_b\">x</p>"
	    "<p id=\"x-a_b-2\">y</p><p>z</p><p>again</p>");
	check_edited("<p><a href='#deep'>there</a></p><div id=deep><div><p>x</p></div></div>",
	    "<p><a href=\"#x-deep\">there</a></p><p id=\"x-deep\">x</p>");
	check_edited("<p><a href='#p1'>to one</a> <a href='#p2'>to two</a></p><a name=p1></a>"
		     "<a id=p2></a><p>x</p>",
	    "<p><a href=\"#x-p1\">to one</a> <a href=\"#x-p1\">to two</a></p><p id=\"x-p1\">x</p>");
}

static void
headings_begin_at_two(void **state)
{
	(void)state;
	check_edited("<h3>a</h3><p>x</p><h5>b</h5><p>x</p><h4>c</h4><p>x</p><h2>d</h2>",
	    "<h2 id=\"s-1\">a</h2><p>x</p><h3>b</h3><p>x</p><h3>c</h3><p>x</p><h2 id=\"s-2\">d</h2>");
	check_edited("<ul><li><h2>a</h2>b</li></ul><blockquote><h2>c</h2></blockquote>",
	    "<ul><li><p><strong>a</strong></p><p>b</p></li></ul>"
	    "<blockquote><p><strong>c</strong></p></blockquote>");
}

static void
the_title_is_not_repeated(void **state)
{
	struct world world;

	(void)state;
	world_begin(&world);
	world.article->meta.title = STR("The  Title!");
	rebuild_article(&world.ctx,
	    world_page(&world, "<h1>the title</h1><p>x</p><p>y</p><h2>The title</h2>"),
	    world.article, PAGE_NONE);
	edit_article(&world.ctx, world.article, NULL);
	assert_string_equal(world_xhtml(&world), "<p>x</p><p>y</p><h2 id=\"s-1\">The title</h2>");
	world_end(&world);
}

static void
languages_are_clean(void **state)
{
	(void)state;
	check_edited(
	    "<p lang=en_US>a</p><p lang=english>b</p><p lang=C>c</p><p lang=zh-Hant dir=up>d</p>",
	    "<p lang=\"en-US\" xml:lang=\"en-US\">a</p><p>b</p><p>c</p>"
	    "<p lang=\"zh-Hant\" xml:lang=\"zh-Hant\">d</p>");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(links_are_absolute_or_go),
	    cmocka_unit_test(links_beyond_the_limit_are_text),
	    cmocka_unit_test(ids_are_legal_and_unique),
	    cmocka_unit_test(headings_begin_at_two),
	    cmocka_unit_test(the_title_is_not_repeated),
	    cmocka_unit_test(languages_are_clean),
	};

	return cmocka_run_group_tests_name("edit_links", tests, NULL, NULL);
}
