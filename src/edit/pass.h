/* What a pass is handed, and the passes. Each leaves a tree that the next can rely on. */
#ifndef EDIT_PASS_H
#define EDIT_PASS_H

#include "edit/edit.h"

struct edit {
	struct ctx *ctx;
	struct article *article;
	const struct edit_shelf *shelf;
	struct tree *tree;
	xmlNode *root;
};

/* A node's own characters; "" for an element. */
static inline str
pass_text(const xmlNode *node)
{
	return node->type == XML_TEXT_NODE && node->content ? str_of((const char *)node->content)
							    : STR("");
}

static inline bool
pass_is_blank_text(const xmlNode *node)
{
	return node->type == XML_TEXT_NODE && str_is_blank(pass_text(node));
}

static inline bool
pass_is_heading(const xmlNode *node)
{
	enum element element = tree_element(node);

	return element >= EL_H2 && element <= EL_H6;
}

typedef void edit_pass(struct edit *edit);

edit_pass edit_callouts; /* quotations that begin with [!NOTE] */
edit_pass edit_space;    /* white space folded outside pre, empty elements out */
edit_pass edit_bullets;  /* lists that are typed */
edit_pass edit_lists;    /* items that stand side by side nested, lists of one joined */
edit_pass edit_code;     /* listings that are not marked as such */
edit_pass edit_notes;    /* references and notes paired, notes at the end */
edit_pass edit_captions; /* what stands below a picture into its figure */
edit_pass edit_pictures; /* into the book, or named, or their text in their place */
edit_pass edit_tables;   /* parts in order, spans within the grid, header cells */
edit_pass edit_headings; /* levels from h2 on without jumps, the title not repeated */
edit_pass edit_links;    /* absolute, or to a place in the article */
edit_pass edit_shape; /* lists, figures and definition lists whole after what went; space again */
edit_pass edit_ids;   /* only those that are led to, unique and legal */
edit_pass edit_language; /* lang by BCP 47 */
edit_pass edit_count;    /* words */
edit_pass edit_formulas; /* of a book: TeX as MathML, or both as text */
edit_pass edit_paper;    /* in books: quotation marks, plain cells, lines of code */
edit_pass edit_wide;     /* in books: tables wider than a page */

/* All empty elements out, from the leaves up; cells stay. */
void edit_prune(struct edit *edit);

#endif
