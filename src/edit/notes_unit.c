/* What a reference leads to: the element whose content is the note. */
#include "core/utf8.h"
#include "edit/notes.h"

#define MARK_BYTES 12
#define MARK_CHARS 6
#define MARKED_BLOCKS 6 /* below a heading that is a mark */

static bool
is_inline(const xmlNode *node)
{
	return node->type != XML_ELEMENT_NODE || !tree_is_block(tree_element(node));
}

/* Nothing but a few characters stands before the node in its block. */
static bool
begins_block(const xmlNode *node, const xmlNode *block)
{
	int looked = 0;

	for (; node && node != block; node = node->parent)
		for (const xmlNode *prev = node->prev; prev; prev = prev->prev) {
			if (++looked > 20)
				return false;
			if (prev->type == XML_ELEMENT_NODE && !tree_is_blank(prev))
				return false;
			if (prev->type != XML_ELEMENT_NODE && prev->content &&
			    xmlStrlen(prev->content) > 4)
				return false;
		}
	return true;
}

bool
notes_is_short(const xmlNode *node)
{
	size_t length = 0;

	for (const xmlNode *at = node; at && length <= MARK_BYTES; at = tree_next(node, at))
		if (at->type == XML_TEXT_NODE && at->content)
			length += (size_t)xmlStrlen(at->content);
	return length <= MARK_BYTES;
}

/* A number or sign, and no letters. */
static bool
is_mark(struct arena *arena, const xmlNode *node)
{
	str text;

	if (!notes_is_short(node))
		return false;
	text = str_trim(tree_text(arena, node));
	for (size_t i = 0; i < text.len; i++)
		if (ascii_is_alpha((unsigned char)text.at[i]))
			return false;
	return text.len && utf8_count(text) <= MARK_CHARS;
}

/* Paragraphs and lists from `first` to the next heading or rule, which are one note as long as they
   are few. */
static xmlNode *
all_below(const struct notes *notes, xmlNode *first)
{
	xmlNode *last = first;

	for (int i = 1; i <= MARKED_BLOCKS; i++) {
		const xmlNode *next = last->next;

		if (!next || pass_is_heading(next) || tree_element(next) == EL_HR ||
		    tree_element(next) == EL_ASIDE)
			return i == 1 ? first : tree_wrap(notes->edit->tree, first, last, EL_DIV);
		last = last->next;
	}
	return first;
}

/* The element beside one that holds nothing but the note's mark; NULL when it is none such. */
static xmlNode *
beside_mark(const struct notes *notes, xmlNode *block)
{
	struct arena *arena = notes->edit->ctx->arena;
	xmlNode *next = block->next;

	while (next && pass_is_blank_text(next))
		next = next->next;
	if (!next)
		return NULL;
	switch (tree_element(block)) {
	case EL_DT:
		return notes_is_short(block) && tree_element(next) == EL_DD ? next : NULL;
	case EL_TD:
	case EL_TH:
		return notes_is_short(block) && tree_element(next) == EL_TD ? next : NULL;
	case EL_P:
	case EL_H2:
	case EL_H3:
	case EL_H4:
	case EL_H5:
	case EL_H6:
		if (tree_element(next) != EL_P || !is_mark(arena, block))
			return NULL;
		return pass_is_heading(block) ? all_below(notes, next) : next;
	default:
		return NULL;
	}
}

xmlNode *
notes_unit(const struct notes *notes, xmlNode *target, xmlNode **mark)
{
	xmlNode *block = target, *beside, *up;

	*mark = NULL;
	while (block && is_inline(block))
		block = block->parent;
	if (!block || (block != target && !begins_block(target, block)))
		return NULL;
	if (tree_element(block) == EL_TR)
		block = block->children;
	if (!block)
		return NULL;
	for (up = block->parent; up && tree_element(up) == EL_DIV; up = up->parent)
		if (tree_has_class(up, "note") && begins_block(target, up))
			return up;
	beside = beside_mark(notes, block);
	if (beside) {
		*mark = block;
		return beside;
	}
	if (tree_element(block) == EL_P && block->parent && !block->prev &&
	    tree_element(block->parent) == EL_LI)
		block = block->parent;
	switch (tree_element(block)) {
	case EL_ASIDE:
	case EL_DD:
	case EL_DIV:
	case EL_LI:
	case EL_P:
		return block;
	default:
		return NULL;
	}
}

/* Whether a line ended just before the node, but for the bracket round its mark. */
static xmlNode *
line_end_before(const xmlNode *node)
{
	xmlNode *prev = node->prev;

	while (prev && prev->type == XML_TEXT_NODE) {
		str text = str_trim(pass_text(prev));

		if (text.len && !str_eq(text, STR("[")) && !str_eq(text, STR("(")))
			return NULL;
		prev = prev->prev;
	}
	return prev && tree_element(prev) == EL_BR ? prev : NULL;
}

void
notes_part(struct notes *notes, xmlNode *target)
{
	struct tree *tree = notes->edit->tree;
	xmlNode *top = target, *end, *paragraph;

	while (top && is_inline(top) && top->parent && tree_element(top->parent) != EL_P) {
		if (top->prev)
			return;
		top = top->parent;
	}
	if (!top || !is_inline(top) || !top->parent)
		return;
	end = line_end_before(top);
	if (!end)
		return;
	paragraph = tree_insert_after(tree, top->parent, EL_P);
	while (end->next)
		tree_move(end->next, paragraph);
	tree_remove(end);
}
