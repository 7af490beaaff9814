/* What the content model asks of lists and figures, after other passes took things out. */
#include <string.h>

#include "core/utf8.h"
#include "edit/pass.h"

#define BREAK_MARKS 3
#define BREAK_BYTES 40

/* The definition list as HTML has it: one or more dt, then one or more dd, and so on. What does
   not fit is moved out, before or behind. */
static void
shape_terms(struct tree *tree, xmlNode *node)
{
	xmlNode *last;

	while (node->children && tree_element(node->children) == EL_DD) {
		xmlNode *lost = node->children;

		tree_move_before(lost, node);
		tree_rename(lost, EL_DIV);
	}
	while ((last = node->last) && tree_element(last) == EL_DT) {
		xmlNode *paragraph = tree_insert_after(tree, node, EL_P);

		tree_move(last, paragraph);
		tree_rename(last, EL_STRONG);
	}
	if (!node->children)
		tree_remove(node);
}

/* What stands in a caption without a paragraph gets one. */
static void
wrap_run(struct tree *tree, xmlNode *caption)
{
	for (const xmlNode *child = caption->children; child; child = child->next)
		if (child->type == XML_ELEMENT_NODE && tree_is_block(tree_element(child)))
			return;
	if (caption->children)
		tree_wrap(tree, caption->children, caption->last, EL_P);
}

/* A figure holds at most one caption, as its last child: the first one found, others become parts
   of it. A caption alone is no figure. */
static void
shape_figure(struct tree *tree, xmlNode *node)
{
	xmlNode *caption = NULL, *next;

	for (xmlNode *child = node->children; child; child = next) {
		next = child->next;
		if (tree_element(child) != EL_FIGCAPTION)
			continue;
		if (!caption) {
			caption = child;
		} else {
			wrap_run(tree, caption);
			tree_move(child, caption);
			tree_rename(child, EL_DIV);
		}
	}
	if (caption && caption->next)
		tree_move(caption, node);
	if (caption && !caption->prev) {
		tree_rename(caption, EL_DIV);
		tree_rename(node, EL_DIV);
	}
}

/* A paragraph of pictures alone is a figure; within a figure they need no paragraph. */
static void
shape_pictures(xmlNode *node)
{
	bool has_picture = false;

	for (const xmlNode *child = node->children; child; child = child->next) {
		if (tree_element(child) == EL_IMG)
			has_picture = true;
		else if (!pass_is_blank_text(child))
			return;
	}
	if (!has_picture)
		return;
	if (tree_element(node->parent) == EL_FIGURE)
		tree_unwrap(node);
	else
		tree_rename(node, EL_FIGURE);
}

/* A cell, item or caption with one paragraph needs no paragraph, when nothing hangs on it. */
static void
shape_single(xmlNode *node)
{
	xmlNode *only = node->children;

	if (only && !only->next && tree_element(only) == EL_P && !only->properties)
		tree_unwrap(only);
}

/* The nodes are noted first, since shaping moves what the walk would meet. */
static void
shape_wholes(struct edit *edit)
{
	xmlNode **wholes = NULL;
	size_t count = 0, room = 0;

	for (xmlNode *node = edit->root; node; node = tree_next(edit->root, node)) {
		enum element element = tree_element(node);

		if (element == EL_FIGURE || element == EL_DL)
			*ARENA_PUSH(edit->ctx->arena, wholes, count, room) = node;
	}
	for (size_t i = 0; i < count; i++) {
		if (tree_element(wholes[i]) == EL_FIGURE)
			shape_figure(edit->tree, wholes[i]);
		else
			shape_terms(edit->tree, wholes[i]);
	}
}

/* Whether an element's text may be as short as a break's, found without making it. */
static bool
is_short(const xmlNode *top)
{
	size_t len = 0;

	for (const xmlNode *node = top; node && len <= BREAK_BYTES; node = tree_next(top, node))
		if (node->type == XML_TEXT_NODE && node->content)
			len += strnlen((const char *)node->content, BREAK_BYTES + 1);
	return len <= BREAK_BYTES;
}

/* A paragraph of marks alone, as authors type a break: "* * *", "⁂", "—————". */
static bool
is_break(struct arena *arena, const xmlNode *node)
{
	size_t marks = 0;
	str text;

	if (!is_short(node))
		return false;
	text = tree_text(arena, node);
	if (!text.len || text.len > BREAK_BYTES)
		return false;
	while (text.len) {
		size_t len;
		uint32_t code = utf8_decode(text, &len);

		if (code == 0x2042)
			marks += BREAK_MARKS;
		else if (code == '*' || code == '#' || code == '~' || code == '-' || code == '_' ||
		    code == 0xB7 || code == 0x2022 || code == 0x2013 || code == 0x2014)
			marks++;
		else if (!code_is_space(code))
			return false;
		text = str_from(text, len);
	}
	return marks >= BREAK_MARKS;
}

void
edit_shape(struct edit *edit)
{
	xmlNode *node, *next;

	edit_space(edit);
	for (node = edit->root; node; node = next) {
		next = tree_next(edit->root, node);
		switch (tree_element(node)) {
		case EL_P:
			if (is_break(edit->ctx->arena, node)) {
				next = tree_skip(edit->root, node);
				tree_insert_before(edit->tree, node, EL_HR);
				tree_remove(node);
				break;
			}
			shape_pictures(node);
			break;
		case EL_HR:
			if (node->next && tree_element(node->next) == EL_H2 &&
			    tree_has_class(node->next, "post"))
				tree_remove(node);
			break;
		case EL_TD:
		case EL_TH:
		case EL_FIGCAPTION:
			shape_single(node);
			next = tree_next(edit->root, node);
			break;
		case EL_DD:
		case EL_LI:
			if (node->children && !node->children->next)
				shape_single(node);
			next = tree_next(edit->root, node);
			break;
		default:
			break;
		}
	}
	shape_wholes(edit);
	edit_prune(edit);
}
