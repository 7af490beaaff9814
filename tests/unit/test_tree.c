/* tree/ and article/ */
#include "tree/tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "article/article.h"

static struct arena arena;

static int
make(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)256 << 20, NULL);
	return 0;
}

static int
drop(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static const char *
xhtml(const struct tree *tree)
{
	struct buf buf = BUF(&arena);

	tree_write_xhtml(&buf, tree->root, NULL);
	return buf_zstr(&buf);
}

static void
vocabulary_is_found(void **state)
{
	(void)state;
	for (int i = 0; i < EL_COUNT; i++)
		assert_int_equal(tree_find_element(tree_element_name((enum element)i)), i);
	assert_int_equal(tree_find_element(STR("script")), EL_NONE);
	assert_int_equal(tree_find_element(STR("P")), EL_NONE);
	assert_int_equal(tree_find_element(STR("")), EL_NONE);
	assert_int_equal(tree_find_element(STR("zzz")), EL_NONE);
	assert_true(tree_is_block(EL_P) && tree_is_block(EL_TD) && tree_is_block(EL_HR));
	assert_false(tree_is_block(EL_EM) || tree_is_block(EL_IMG) || tree_is_block(EL_MROW));
	assert_true(tree_is_math(EL_MATH) && tree_is_math(EL_MI) && tree_is_math(EL_MUNDEROVER));
	assert_false(tree_is_math(EL_P) || tree_is_math(EL_VAR) || tree_is_math(EL_NONE));
	assert_int_equal(tree_content(EL_BR), CONTENT_NOTHING);
}

static void
writes_what_was_made(void **state)
{
	struct tree *tree = tree_new(&arena);
	xmlNode *p = tree_add(tree, tree->root, EL_P), *em, *ul, *li, *img;

	(void)state;
	tree_add_text(tree, p, STR("a < b & "));
	em = tree_add(tree, p, EL_EM);
	tree_add_text(tree, em, STR("c\"\x01\xff"));
	tree_set(tree, em, "lang", STR("de"));
	tree_add(tree, p, EL_BR);
	ul = tree_add(tree, tree->root, EL_UL);
	li = tree_add(tree, ul, EL_LI);
	tree_add_text(tree, li, STR("x"));
	li = tree_add(tree, ul, EL_LI);
	tree_add(tree, li, EL_P);
	img = tree_add(tree, tree->root, EL_IMG);
	tree_set(tree, img, "alt", STR("<\"&\n>"));
	tree_set(tree, img, "src", STR("a.png"));
	tree_set(tree, img, "onclick", STR("x"));
	assert_string_equal(xhtml(tree),
	    "<p>a &lt; b &amp; <em lang=\"de\" xml:lang=\"de\">c\"</em><br/></p>\n"
	    "<ul>\n<li>x</li>\n<li>\n<p></p>\n</li>\n</ul>"
	    "<img src=\"a.png\" alt=\"&lt;&quot;&amp;&#10;&gt;\"/>");
}

static void
writes_math_and_types(void **state)
{
	struct tree *tree = tree_new(&arena);
	xmlNode *p = tree_add(tree, tree->root, EL_P), *a, *math;

	(void)state;
	a = tree_add(tree, p, EL_A);
	tree_set(tree, a, "epub:type", STR("noteref"));
	tree_set(tree, a, "href", STR("#n1"));
	math = tree_add(tree, p, EL_MATH);
	tree_set(tree, math, "display", STR("block"));
	tree_set(tree, math, "class", STR("no"));
	tree_add_text(tree, tree_add(tree, math, EL_MI), STR("x"));
	tree_add(tree, math, EL_MSPACE);
	assert_string_equal(xhtml(tree),
	    "<p><a href=\"#n1\" epub:type=\"noteref\"></a>"
	    "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\">"
	    "<mi>x</mi><mspace/></math></p>\n");
}

/* White space is added only where it is no text. */
static void
breaks_lines_between_blocks_alone(void **state)
{
	struct tree *tree = tree_new(&arena);
	xmlNode *div = tree_add(tree, tree->root, EL_DIV), *pre;

	(void)state;
	tree_add_text(tree, div, STR("a"));
	tree_add(tree, div, EL_P);
	tree_add_text(tree, div, STR("b"));
	pre = tree_add(tree, tree->root, EL_PRE);
	tree_add_text(tree, pre, STR("\n x\n"));
	tree_add(tree, pre, EL_DIV);
	assert_string_equal(xhtml(tree), "<div>a<p></p>b</div>\n<pre>\n x\n<div></div></pre>\n");
}

static void
write_link(struct buf *to, str href, void *with)
{
	buf_add(to, STR("["));
	buf_add(to, href);
	buf_z(to, with);
}

static void
hands_links_over(void **state)
{
	struct tree *tree = tree_new(&arena);
	char end[] = "]";
	struct tree_links links = {write_link, end};
	struct buf buf = BUF(&arena);
	xmlNode *p = tree_add(tree, tree->root, EL_P);

	(void)state;
	tree_set(tree, tree_add(tree, p, EL_A), "href", STR("#in"));
	tree_set(tree, tree_add(tree, p, EL_A), "href", STR("http://out/?a&b"));
	tree_write_xhtml(&buf, tree->root, &links);
	assert_string_equal(
	    buf_zstr(&buf), "<p><a href=\"#in\"></a><a href=\"[http://out/?a&b]\"></a></p>\n");
}

static void
keeps_attributes(void **state)
{
	struct tree *tree = tree_new(&arena);
	xmlNode *p = tree_add(tree, tree->root, EL_P), *td;

	(void)state;
	assert_null(tree_get(p, "class").at);
	tree_set(tree, p, "class", STR("one  two\tthree"));
	assert_true(tree_has_class(p, "two") && tree_has_class(p, "three"));
	assert_false(tree_has_class(p, "thr") || tree_has_class(p, ""));
	tree_set(tree, p, "class", STR(""));
	assert_non_null(tree_get(p, "class").at);
	assert_int_equal(tree_get(p, "class").len, 0);
	tree_set(tree, p, "class", STR_NONE);
	assert_null(tree_get(p, "class").at);
	tree_set(tree, p, "class", STR_NONE);
	tree_set(tree, p, "href", STR("x"));
	assert_null(tree_get(p, "href").at);
	td = tree_add(tree, tree->root, EL_TD);
	tree_set(tree, td, "colspan", STR("2"));
	tree_set(tree, td, "id", STR("i"));
	tree_rename(td, EL_P);
	assert_int_equal(tree_element(td), EL_P);
	assert_null(tree_get(td, "colspan").at);
	assert_true(str_eq(tree_get(td, "id"), STR("i")));
	assert_null(tree_get(tree_add_text(tree, p, STR("x")), "id").at);
}

static void
moves_nodes(void **state)
{
	struct tree *tree = tree_new(&arena);
	xmlNode *p = tree_add(tree, tree->root, EL_P), *a, *b, *c, *wrap;

	(void)state;
	a = tree_add_text(tree, p, STR("a"));
	b = tree_add_text(tree, p, STR("b"));
	c = tree_add_text(tree, p, STR("c"));
	assert_ptr_equal(p->last, c);
	wrap = tree_wrap(tree, a, b, EL_EM);
	assert_string_equal(xhtml(tree), "<p><em>ab</em>c</p>\n");
	tree_unwrap(wrap);
	assert_string_equal(xhtml(tree), "<p>abc</p>\n");
	wrap = tree_wrap(tree, b, c, EL_B);
	assert_ptr_equal(p->last, wrap);
	assert_string_equal(xhtml(tree), "<p>a<b>bc</b></p>\n");
	tree_move(a, p);
	assert_string_equal(xhtml(tree), "<p><b>bc</b>a</p>\n");
	tree_move_before(a, c);
	assert_string_equal(xhtml(tree), "<p><b>bac</b></p>\n");
	tree_move_before(a, a);
	tree_insert_before(tree, b, EL_BR);
	tree_insert_after(tree, c, EL_HR);
	tree_insert_after(tree, b, EL_I);
	assert_string_equal(xhtml(tree), "<p><b><br/>b<i></i>ac<hr/></b></p>\n");
	tree_remove(p);
	assert_string_equal(xhtml(tree), "");
	assert_null(tree->root->children);
	assert_null(tree->root->last);
	tree_unwrap(tree_add(tree, tree->root, EL_P));
	assert_null(tree->root->children);
}

static void
walks(void **state)
{
	struct tree *tree = tree_new(&arena);
	xmlNode *div = tree_add(tree, tree->root, EL_DIV), *p = tree_add(tree, div, EL_P), *text;
	xmlNode *after = tree_add(tree, tree->root, EL_HR);

	(void)state;
	text = tree_add_text(tree, p, STR("x"));
	assert_ptr_equal(tree_next(tree->root, tree->root), div);
	assert_ptr_equal(tree_next(tree->root, div), p);
	assert_ptr_equal(tree_next(tree->root, p), text);
	assert_ptr_equal(tree_next(tree->root, text), after);
	assert_null(tree_next(tree->root, after));
	assert_ptr_equal(tree_skip(tree->root, div), after);
	assert_null(tree_next(div, text));
	assert_null(tree_skip(div, div));
	assert_null(tree_next(after, after));
}

static void
gives_text(void **state)
{
	struct tree *tree = tree_new(&arena);
	xmlNode *p = tree_add(tree, tree->root, EL_P), *ruby;

	(void)state;
	assert_true(tree_is_blank(tree->root));
	tree_add_text(tree, p, STR(" \n\xc2\xa0"));
	assert_true(tree_is_blank(p));
	tree_add_text(tree, p, STR("one "));
	tree_add_text(tree, tree_add(tree, p, EL_EM), STR(" two"));
	tree_add(tree, p, EL_BR);
	tree_add_text(tree, p, STR("three"));
	ruby = tree_add(tree, tree_add(tree, tree->root, EL_P), EL_RUBY);
	tree_add_text(tree, ruby, STR("漢"));
	tree_add_text(tree, tree_add(tree, ruby, EL_RT), STR("kan"));
	assert_string_equal(arena_zstr(&arena, tree_text(&arena, tree->root)), "one two three 漢");
	assert_false(tree_is_blank(tree->root));
	p = tree_add(tree, tree->root, EL_P);
	tree_add(tree, tree_add(tree, p, EL_A), EL_IMG);
	assert_false(tree_is_blank(p));
	assert_int_equal(tree_text(&arena, p).len, 0);
}

/* Millions of nodes, side by side and one in the other, cost what they should. */
static void
takes_many_nodes(void **state)
{
	struct tree *tree = tree_new(&arena);
	xmlNode *p = tree_add(tree, tree->root, EL_P), *deep = p;
	struct buf buf = BUF(&arena);

	(void)state;
	for (int i = 0; i < 200000; i++)
		tree_add_text(tree, p, STR("x"));
	for (int i = 0; i < 100000; i++)
		deep = tree_add(tree, deep, EL_SPAN);
	assert_int_equal(tree_text(&arena, tree->root).len, 200000);
	tree_write_xhtml(&buf, tree->root, NULL);
	assert_int_equal(buf.len, 200000 + 100000 * 13 + 8);
	tree_unwrap(p);
	tree_remove(tree->root->last);
}

static void
counts_against_the_ceiling(void **state)
{
	struct arena small;
	jmp_buf escape;
	struct tree *tree;

	(void)state;
	arena_init(&small, 1 << 20, &escape);
	if (setjmp(escape) == 0) {
		tree = tree_new(&small);
		for (int i = 0; i < 1000000; i++)
			tree_set(tree, tree_add(tree, tree->root, EL_P), "id", STR("x"));
		fail();
	}
	arena_release(&small);
}

static void
articles_have_an_identity(void **state)
{
	struct article *article = article_new(&arena);
	str by_bytes, by_source, by_canonical;

	(void)state;
	by_bytes = article_identifier(&arena, article);
	article->meta.source = STR("http://www.example.com/");
	by_source = article_identifier(&arena, article);
	assert_string_equal(
	    arena_zstr(&arena, by_source), "urn:uuid:fcde3c85-2270-590f-9e7c-ee003d65e0e2");
	article->meta.canonical = STR("http://www.example.com/a");
	by_canonical = article_identifier(&arena, article);
	assert_false(str_eq(by_bytes, by_source) || str_eq(by_canonical, by_source));
	assert_int_equal(by_bytes.len, strlen("urn:uuid:") + 36);
	assert_int_equal(tree_element(article->body->root), EL_BODY);
	assert_true(str_eq(article_media_type(PICTURE_SVG), STR("image/svg+xml")));
	assert_true(str_eq(article_extension(PICTURE_JPEG), STR("jpg")));
	assert_null(article_extension(PICTURE_NONE).at);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(vocabulary_is_found),
	    cmocka_unit_test_setup_teardown(writes_what_was_made, make, drop),
	    cmocka_unit_test_setup_teardown(writes_math_and_types, make, drop),
	    cmocka_unit_test_setup_teardown(breaks_lines_between_blocks_alone, make, drop),
	    cmocka_unit_test_setup_teardown(hands_links_over, make, drop),
	    cmocka_unit_test_setup_teardown(keeps_attributes, make, drop),
	    cmocka_unit_test_setup_teardown(moves_nodes, make, drop),
	    cmocka_unit_test_setup_teardown(walks, make, drop),
	    cmocka_unit_test_setup_teardown(gives_text, make, drop),
	    cmocka_unit_test_setup_teardown(takes_many_nodes, make, drop),
	    cmocka_unit_test(counts_against_the_ceiling),
	    cmocka_unit_test_setup_teardown(articles_have_an_identity, make, drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
