/* Tables: their parts in HTML's order, spans within the grid, and header cells that say so. */
#include "edit/grid.h"
#include "edit/pass.h"

static xmlNode *
first_of(const xmlNode *table, enum element element)
{
	xmlNode *part = table->children;

	while (part && tree_element(part) != element)
		part = part->next;
	return part;
}

/* HTML section 4.9.1: a caption, a thead, bodies, a tfoot, each in its place; what comes twice is
   turned into a body, a second caption into a paragraph before the table. */
static void
order_parts(xmlNode *table)
{
	xmlNode *caption = first_of(table, EL_CAPTION), *head = first_of(table, EL_THEAD);
	xmlNode *foot = first_of(table, EL_TFOOT), *next;

	for (xmlNode *part = table->children; part; part = next) {
		next = part->next;
		switch (tree_element(part)) {
		case EL_CAPTION:
			if (part == caption)
				break;
			tree_move_before(part, table);
			tree_rename(part, EL_P);
			break;
		case EL_THEAD:
		case EL_TFOOT:
			if (part != head && part != foot)
				tree_rename(part, EL_TBODY);
			break;
		case EL_TBODY:
			break;
		default:
			tree_remove(part);
			break;
		}
	}
	if (foot && foot->next)
		tree_move(foot, table);
	if (head && head != table->children)
		tree_move_before(head, table->children);
	if (caption && caption != table->children)
		tree_move_before(caption, table->children);
}

static bool
is_cell(const xmlNode *node, enum element element)
{
	return tree_element(node) == element;
}

/* All cells of the row are header cells, or have nothing but bold text. */
static bool
is_header_row(const xmlNode *row)
{
	size_t filled = 0;

	for (const xmlNode *cell = row->children; cell; cell = cell->next) {
		const xmlNode *only = cell->children;

		if (!only)
			continue;
		if (tree_element(only) == EL_P && !only->next)
			only = only->children;
		filled++;
		if (is_cell(cell, EL_TH))
			continue;
		if (!only || only->next ||
		    (tree_element(only) != EL_B && tree_element(only) != EL_STRONG))
			return false;
	}
	return filled > 0;
}

/* In a row of header cells bold is said by the cell. */
static void
make_header_row(struct tree *tree, xmlNode *row)
{
	for (xmlNode *cell = row->children; cell; cell = cell->next) {
		xmlNode *only = cell->children;

		if (!only) {
			tree_rename(cell, EL_TD);
			continue;
		}
		if (tree_element(only) == EL_P && !only->next)
			only = only->children;
		if (only && !only->next &&
		    (tree_element(only) == EL_B || tree_element(only) == EL_STRONG))
			tree_unwrap(only);
		tree_rename(cell, EL_TH);
		if (!tree_get(cell, "scope").at)
			tree_set(tree, cell, "scope", STR("col"));
	}
}

/* An empty thead, which Markdown needs, goes. The first row of a table without one goes into one
   when it is a row of header cells. */
static void
find_header(struct tree *tree, xmlNode *table)
{
	xmlNode *head = first_of(table, EL_THEAD), *body = first_of(table, EL_TBODY), *row;

	if (head && body && tree_is_blank(head)) {
		tree_remove(head);
		head = NULL;
	}
	if (head) {
		for (row = head->children; row; row = row->next)
			if (is_header_row(row))
				make_header_row(tree, row);
		return;
	}
	row = body ? body->children : NULL;
	if (!row || !(row->next || body->next) || !row->children->next)
		return;
	for (const xmlNode *cell = row->children; cell; cell = cell->next)
		if (tree_get(cell, "rowspan").at)
			return;
	if (!is_header_row(row))
		return;
	head = tree_insert_before(tree, body, EL_THEAD);
	tree_move(row, head);
	make_header_row(tree, row);
	if (!body->children)
		tree_remove(body);
}

/* Header cells in the other rows head their row; empty ones head nothing. */
static void
mark_rows(struct tree *tree, xmlNode *table)
{
	for (xmlNode *node = table; node; node = tree_next(table, node)) {
		if (!is_cell(node, EL_TH))
			continue;
		if (!node->children)
			tree_rename(node, EL_TD);
		else if (!tree_get(node, "scope").at &&
		    tree_element(node->parent->parent) != EL_THEAD)
			tree_set(tree, node, "scope", STR("row"));
	}
}

static void
edit_table(struct edit *edit, xmlNode *table)
{
	struct tree *tree = edit->tree;

	order_parts(table);
	grid_clamp(tree, table);
	find_header(tree, table);
	mark_rows(tree, table);
	if (table->children && table->children == table->last &&
	    tree_element(table->children) == EL_CAPTION) {
		tree_rename(table->children, EL_P);
		tree_unwrap(table);
	}
}

/* A figure of nothing but a table and a caption: the caption is the table's. */
static void
take_caption(struct tree *tree, xmlNode *table)
{
	xmlNode *figure = table->parent, *caption = NULL, *to;

	if (tree_element(figure) != EL_FIGURE || first_of(table, EL_CAPTION))
		return;
	for (xmlNode *child = figure->children; child; child = child->next) {
		if (tree_element(child) == EL_FIGCAPTION && !caption)
			caption = child;
		else if (child != table && !pass_is_blank_text(child))
			return;
	}
	if (!caption)
		return;
	if (caption->children && caption->children == caption->last &&
	    tree_element(caption->children) == EL_P)
		tree_unwrap(caption->children);
	for (const xmlNode *child = caption->children; child; child = child->next)
		if (child->type == XML_ELEMENT_NODE && tree_is_block(tree_element(child)))
			return;
	to = tree_insert_before(tree, table->children, EL_CAPTION);
	tree_move_children(caption, to);
	tree_remove(caption);
	tree_unwrap(figure);
}

/* The first row of a table of nothing but header cells, when it has no other; NULL else. */
static xmlNode *
only_header(xmlNode *table)
{
	xmlNode *only = NULL;

	for (xmlNode *node = table->children; node;) {
		if (tree_element(node) == EL_CAPTION)
			return NULL;
		if (tree_element(node) != EL_TR) {
			node = tree_next(table, node);
			continue;
		}
		if (only || !is_header_row(node))
			return NULL;
		only = node;
		node = tree_skip(table, node);
	}
	return only;
}

static size_t
columns_of(const xmlNode *row)
{
	size_t columns = 0;

	for (const xmlNode *cell = row ? row->children : NULL; cell; cell = cell->next) {
		uint32_t span = 1;

		str_number(tree_get(cell, "colspan"), 4, &span);
		columns += span;
	}
	return columns;
}

/* A head that scrolls apart from its body is a table of its own: it goes to the body's, unless that
   has it too. */
static void
join_head(struct tree *tree, xmlNode *table)
{
	xmlNode *row = only_header(table), *body = table->next, *part, *head;

	while (body && pass_is_blank_text(body))
		body = body->next;
	if (!row || !body || tree_element(body) != EL_TABLE || only_header(body))
		return;
	for (part = body->children; part && tree_element(part) == EL_CAPTION;)
		part = part->next;
	if (!part || columns_of(part->children) != columns_of(row))
		return;
	if (tree_element(part) != EL_THEAD && !is_header_row(part->children)) {
		head = tree_insert_before(tree, part, EL_THEAD);
		tree_move(row, head);
	} else if (!str_eq(tree_text(tree->arena, part->children), tree_text(tree->arena, row))) {
		return;
	}
	tree_remove(table);
}

void
edit_tables(struct edit *edit)
{
	xmlNode *next;

	for (xmlNode *node = edit->root; node; node = next) {
		next = tree_element(node) == EL_TABLE ? tree_skip(edit->root, node)
						      : tree_next(edit->root, node);
		if (tree_element(node) == EL_TABLE && node->children)
			join_head(edit->tree, node);
	}

	for (xmlNode *node = edit->root; node; node = next) {
		next = tree_next(edit->root, node);
		if (tree_element(node) == EL_TABLE) {
			if (node->children)
				take_caption(edit->tree, node);
			next = tree_skip(edit->root, node);
			edit_table(edit, node);
		}
	}
}
