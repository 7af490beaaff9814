/* Headings: where they stand, the title that is repeated, and their levels. */
#include "core/utf8.h"
#include "edit/pass.h"

/* Only directly in the body, or in what merely groups, does a heading make a section. */
static bool
makes_section(const xmlNode *node)
{
	for (node = node->parent; node && tree_element(node) != EL_BODY; node = node->parent)
		if (tree_element(node) != EL_DIV)
			return false;
	return true;
}

static void
make_paragraph(struct tree *tree, xmlNode *node)
{
	xmlNode *strong = node->children && node->children == node->last &&
		tree_element(node->children) == EL_STRONG
	    ? node->children
	    : NULL;

	if (!strong && node->children)
		tree_wrap(tree, node->children, node->last, EL_STRONG);
	tree_rename(node, EL_P);
}

/* Whether the heading says what the title says, white space, case and marks aside. */
static bool
repeats_title(struct edit *edit, const xmlNode *node, str title)
{
	struct arena *arena = edit->ctx->arena;
	str text = utf8_fold_words(arena, tree_text(arena, node));

	return title.len && text.len && str_eq(text, title);
}

/* Links with a mark for a text, by which pages give out a heading's own address. */
static void
remove_permalinks(struct edit *edit, xmlNode *heading)
{
	static const char *const marks[] = {"#", "\xc2\xb6", "\xc2\xa7", "\xe2\x88\x9e",
	    "\xf0\x9f\x94\x97", "\xe2\x9a\x93", "\xe2\x9a\x93\xef\xb8\x8e"};
	xmlNode *next;

	for (xmlNode *node = heading->children; node; node = next) {
		str text;

		next = node->next;
		if (tree_element(node) != EL_A)
			continue;
		text = tree_text(edit->ctx->arena, node);
		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
			if (str_eq(text, str_of(marks[i]))) {
				tree_remove(node);
				break;
			}
	}
}

void
edit_headings(struct edit *edit)
{
	struct arena *arena = edit->ctx->arena;
	str title = utf8_fold_words(arena, edit->article->meta.title);
	size_t depth = 0, paragraphs = 0;
	int open[8];
	xmlNode *next;

	for (xmlNode *node = edit->root; node; node = next) {
		enum element element = tree_element(node);
		int level = (int)element - (int)EL_H2;

		if (pass_is_heading(node))
			remove_permalinks(edit, node);
		next = tree_next(edit->root, node);
		paragraphs += element == EL_P || element == EL_LI || element == EL_PRE;
		if (!pass_is_heading(node))
			continue;
		if (!makes_section(node)) {
			make_paragraph(edit->tree, node);
			continue;
		}
		if (paragraphs < 2 && depth < 2 && repeats_title(edit, node, title)) {
			next = tree_skip(edit->root, node);
			tree_remove(node);
			title = STR_NONE;
			continue;
		}
		while (depth && open[depth - 1] >= level)
			depth--;
		open[depth++] = level;
		tree_rename(node, (enum element)((int)EL_H2 + (depth > 5 ? 4 : (int)depth - 1)));
	}
}
