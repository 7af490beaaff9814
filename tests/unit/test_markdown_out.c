/* The Markdown writer: prefixes, gaps and escapes, over trees made by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "write/body.h"

struct fixture {
	struct arena arena;
	struct diag_log log;
	struct article *article;
	xmlNode *root;
};

static int
setup(void **state)
{
	static struct fixture fixture;

	arena_init(&fixture.arena, (size_t)64 << 20, NULL);
	fixture.log = (struct diag_log){.arena = &fixture.arena};
	fixture.article = article_new(&fixture.arena);
	fixture.article->body = tree_new(&fixture.arena);
	fixture.root = fixture.article->body->root;
	*state = &fixture;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *fixture = *state;

	arena_release(&fixture->arena);
	return 0;
}

static xmlNode *
add(struct fixture *fixture, xmlNode *parent, enum element element, const char *text)
{
	xmlNode *node = tree_add(fixture->article->body, parent, element);

	if (text)
		tree_add_text(fixture->article->body, node, str_of(text));
	return node;
}

/* The body alone: what follows the front matter. */
static void
assert_body(struct fixture *fixture, const char *expected)
{
	struct buf buf = BUF(&fixture->arena);
	str text;
	size_t end;

	format_markdown(&buf, fixture->article, &fixture->log);
	text = buf_str(&buf);
	end = str_find(str_from(text, 4), STR("---\n\n"));
	assert_true(end != STR_NOT_FOUND);
	text = str_from(text, end + 4 + 5);
	assert_string_equal(arena_zstr(&fixture->arena, text), expected);
}

static void
test_quotation_after_paragraph(void **state)
{
	struct fixture *f = *state;
	xmlNode *quote;

	add(f, f->root, EL_P, "Before.");
	quote = add(f, f->root, EL_BLOCKQUOTE, NULL);
	add(f, quote, EL_P, "One.");
	add(f, quote, EL_P, "Two.");
	add(f, f->root, EL_P, "After.");
	assert_body(f, "Before.\n\n> One.\n>\n> Two.\n\nAfter.\n");
}

static void
test_nested_lists(void **state)
{
	struct fixture *f = *state;
	xmlNode *list = add(f, f->root, EL_OL, NULL), *item, *inner;

	tree_set(f->article->body, list, "start", STR("9"));
	add(f, list, EL_LI, "nine");
	item = add(f, list, EL_LI, "ten");
	inner = add(f, item, EL_UL, NULL);
	add(f, inner, EL_LI, "a");
	add(f, inner, EL_LI, "b");
	assert_body(f, "9. nine\n10. ten\n    - a\n    - b\n");
}

static void
test_escapes(void **state)
{
	struct fixture *f = *state;

	add(f, f->root, EL_P, "# not a heading, 2*3 [x] snake_case _em_ a<b &amp; c");
	add(f, f->root, EL_P, "1. not a list");
	add(f, f->root, EL_P, "1984. A year");
	add(f, f->root, EL_P, "- no item");
	assert_body(f,
	    "\\# not a heading, 2\\*3 \\[x\\] snake_case \\_em\\_ a\\<b \\&amp; c\n\n"
	    "1\\. not a list\n\n1984\\. A year\n\n\\- no item\n");
}

static void
test_emphasis_keeps_spaces_outside(void **state)
{
	struct fixture *f = *state;
	xmlNode *p = add(f, f->root, EL_P, "a");

	add(f, p, EL_STRONG, " b ");
	tree_add_text(f->article->body, p, STR("c"));
	add(f, p, EL_EM, " ");
	assert_body(f, "a **b** c\n");
}

static void
test_code_fence_outgrows_ticks(void **state)
{
	struct fixture *f = *state;
	xmlNode *pre = add(f, f->root, EL_PRE, NULL), *code = add(f, pre, EL_CODE, "```\nx\n\ny\n");

	tree_set(f->article->body, code, "class", STR("language-c"));
	assert_body(f, "````c\n```\nx\n\ny\n````\n");
}

static void
test_table(void **state)
{
	struct fixture *f = *state;
	xmlNode *table = add(f, f->root, EL_TABLE, NULL), *group, *row;

	group = add(f, table, EL_THEAD, NULL);
	row = add(f, group, EL_TR, NULL);
	add(f, row, EL_TH, "a|b");
	add(f, row, EL_TH, "c");
	group = add(f, table, EL_TBODY, NULL);
	row = add(f, group, EL_TR, NULL);
	add(f, row, EL_TD, "1");
	add(f, row, EL_TD, "2");
	assert_body(f, "| a\\|b | c |\n| --- | --- |\n| 1 | 2 |\n");
}

static void
test_spans_are_filled(void **state)
{
	struct fixture *f = *state;
	xmlNode *table = add(f, f->root, EL_TABLE, NULL), *row, *cell;

	row = add(f, table, EL_TR, NULL);
	cell = add(f, row, EL_TD, "a");
	tree_set(f->article->body, cell, "rowspan", STR("2"));
	cell = add(f, row, EL_TD, "b");
	tree_set(f->article->body, cell, "colspan", STR("2"));
	row = add(f, table, EL_TR, NULL);
	add(f, row, EL_TD, "c");
	add(f, row, EL_TD, "d");
	assert_body(f, "|  |  |  |\n| --- | --- | --- |\n| a | b |  |\n|  | c | d |\n");
}

static void
test_note_and_callout(void **state)
{
	struct fixture *f = *state;
	xmlNode *aside = add(f, f->root, EL_ASIDE, NULL), *title;

	tree_set(f->article->body, aside, "class", STR("callout tip"));
	title = add(f, aside, EL_P, "Mind");
	tree_set(f->article->body, title, "class", STR("title"));
	add(f, aside, EL_P, "Text.");
	aside = add(f, f->root, EL_ASIDE, NULL);
	tree_set(f->article->body, aside, "class", STR("footnote"));
	tree_set(f->article->body, aside, "id", STR("fn1"));
	add(f, aside, EL_P, "One.");
	add(f, aside, EL_P, "Two.");
	assert_body(f, "> [!tip] Mind\n>\n> Text.\n\n[^1]: One.\n\n    Two.\n");
}

static void
test_text_keeps_empty_cells(void **state)
{
	struct fixture *f = *state;
	xmlNode *table = add(f, f->root, EL_TABLE, NULL), *row;

	row = add(f, table, EL_TR, NULL);
	add(f, row, EL_TD, "a");
	add(f, row, EL_TD, NULL);
	add(f, row, EL_TD, "c");
	row = add(f, table, EL_TR, NULL);
	add(f, row, EL_TD, NULL);
	add(f, row, EL_TD, "b c");
	assert_string_equal(
	    arena_zstr(&f->arena, format_body_text(&f->arena, f->article)), "a\t\tc\n\tb c");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_quotation_after_paragraph, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_nested_lists, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_escapes, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_emphasis_keeps_spaces_outside, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_code_fence_outgrows_ticks, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_table, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_spans_are_filled, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_note_and_callout, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_text_keeps_empty_cells, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
