/* Lists that are typed: lines, paragraphs and rows of a table that each begin with a bullet. */
#include <string.h>

#include "core/utf8.h"
#include "edit/pass.h"

#define LEAST_ITEMS 2
#define LIMIT_ROWS 1000

/* Length of a bullet at the start of a text; 0 without. */
static size_t
bullet_length(str text)
{
	static const char *const marks[] = {"\xe2\x80\xa2", "\xe2\x80\xa3", "\xe2\x97\xa6",
	    "\xe2\x97\x8f", "\xe2\x97\x8b", "\xe2\x96\xaa", "\xe2\x96\xab", "\xe2\x96\xa0",
	    "\xef\x82\xb7", "\xc2\xb7"};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(text, str_of(marks[i])))
			return str_of(marks[i]).len;
	return 0;
}

/* The first text from `node` on among its siblings, before `end`, that is not blank. */
static xmlNode *
first_text(xmlNode *node, const xmlNode *end)
{
	for (; node && node != end; node = node->next) {
		xmlNode *at = node;

		while (at && tree_element(at) != EL_NONE)
			at = tree_element(at) == EL_IMG ? NULL : at->children;
		if (!at && !tree_is_blank(node))
			return NULL;
		if (at && !pass_is_blank_text(at))
			return at;
	}
	return NULL;
}

/* What follows a bullet and a blank, in a text that begins so; absent in one that does not. */
static str
behind_bullet(const xmlNode *text)
{
	str all = text ? str_trim(pass_text(text)) : STR_NONE, rest;
	size_t n = bullet_length(all), len;

	if (!n)
		return STR_NONE;
	rest = str_from(all, n);
	/* Alone, the words follow in an element. */
	if (!rest.len)
		return rest;
	if (!code_is_space(utf8_decode(rest, &len)))
		return STR_NONE;
	/* The blank that ended the text belongs between its words and what follows. */
	all = pass_text(text);
	return str_from(all, (size_t)(rest.at + len - all.at));
}

static void
take_bullet(xmlNode *text)
{
	str rest = behind_bullet(text);

	/* It ends where the text ends. */
	memmove(text->content, rest.at, rest.len);
	text->content[rest.len] = '\0';
}

/* One past the last node of a line of a paragraph. */
static xmlNode *
line_end(xmlNode *node)
{
	while (node && tree_element(node) != EL_BR)
		node = node->next;
	return node;
}

static bool
is_typed_list(const xmlNode *paragraph)
{
	size_t count = 0;
	xmlNode *node = paragraph->children;

	while (node) {
		xmlNode *end = line_end(node);

		if (node != end && !behind_bullet(first_text(node, end)).at)
			return false;
		count += node != end;
		node = end ? end->next : NULL;
	}
	return count >= LEAST_ITEMS;
}

static void
add_item(struct edit *edit, xmlNode *list, xmlNode *from, const xmlNode *end)
{
	xmlNode *item = tree_add(edit->tree, list, EL_LI), *next;

	take_bullet(first_text(from, end));
	for (; from && from != end; from = next) {
		next = from->next;
		tree_move(from, item);
	}
}

/* Lines of a paragraph. */
static void
from_lines(struct edit *edit, xmlNode *paragraph)
{
	xmlNode *list = tree_insert_before(edit->tree, paragraph, EL_UL),
		*node = paragraph->children;

	tree_set(edit->tree, list, "id", tree_get(paragraph, "id"));
	while (node) {
		xmlNode *end = line_end(node), *next = end ? end->next : NULL;

		if (node != end)
			add_item(edit, list, node, end);
		node = next;
	}
	tree_remove(paragraph);
}

static xmlNode *
next_element(xmlNode *node)
{
	node = node->next;
	while (node && pass_is_blank_text(node))
		node = node->next;
	return node;
}

static bool
is_item(const xmlNode *node)
{
	return node && tree_element(node) == EL_P && !tree_get(node, "class").len &&
	    behind_bullet(first_text(node->children, NULL)).at && !line_end(node->children);
}

/* Paragraphs in a row. */
static xmlNode *
from_paragraphs(struct edit *edit, xmlNode *first)
{
	xmlNode *list = tree_insert_before(edit->tree, first, EL_UL), *next;

	for (xmlNode *node = first; is_item(node); node = next) {
		next = next_element(node);
		add_item(edit, list, node->children, NULL);
		tree_set(edit->tree, list->last, "id", tree_get(node, "id"));
		tree_remove(node);
	}
	return tree_skip(edit->root, list);
}

/* The second cell of a row of two, of which the first is a bullet; NULL of another row. */
static xmlNode *
cell_of(const xmlNode *row)
{
	xmlNode *mark = NULL, *cell = NULL;

	for (xmlNode *node = row->children; node; node = node->next) {
		if (pass_is_blank_text(node))
			continue;
		if (tree_element(node) != EL_TD || cell)
			return NULL;
		*(mark ? &cell : &mark) = node;
	}
	if (!cell || mark->children == NULL)
		return NULL;
	mark = first_text(mark->children, NULL);
	return mark && behind_bullet(mark).at && !behind_bullet(mark).len &&
		!tree_next(mark->parent, mark)
	    ? cell
	    : NULL;
}

static bool
is_list_table(const xmlNode *table)
{
	size_t rows = 0;

	for (const xmlNode *node = tree_next(table, table); node;) {
		enum element element = tree_element(node);

		if (element == EL_TBODY || (element == EL_NONE && pass_is_blank_text(node))) {
			node = tree_next(table, node);
			continue;
		}
		if (element != EL_TR || !cell_of(node) || ++rows > LIMIT_ROWS)
			return false;
		node = tree_skip(table, node);
	}
	return rows > 0;
}

/* Rows of a table whose first column is bullets. */
static void
from_rows(struct edit *edit, xmlNode *table)
{
	xmlNode *list = tree_insert_before(edit->tree, table, EL_UL);

	tree_set(edit->tree, list, "id", tree_get(table, "id"));
	for (xmlNode *node = tree_next(table, table); node; node = tree_next(table, node)) {
		xmlNode *cell = tree_element(node) == EL_TR ? cell_of(node) : NULL, *item;

		if (!cell)
			continue;
		item = tree_add(edit->tree, list, EL_LI);
		tree_set(edit->tree, item, "id", tree_get(cell, "id"));
		tree_move_children(cell, item);
	}
	tree_remove(table);
}

void
edit_bullets(struct edit *edit)
{
	xmlNode *next;

	for (xmlNode *node = edit->root; node; node = next) {
		enum element element = tree_element(node);

		if (element == EL_P && is_typed_list(node)) {
			next = tree_skip(edit->root, node);
			from_lines(edit, node);
		} else if (is_item(node) && is_item(next_element(node))) {
			next = from_paragraphs(edit, node);
		} else if (element == EL_TABLE && is_list_table(node)) {
			next = tree_skip(edit->root, node);
			from_rows(edit, node);
		} else {
			next = tree_next(edit->root, node);
		}
	}
}
