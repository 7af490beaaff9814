/* Notes that a page shows beside its text: each becomes a reference, and a note behind the text. */
#include "edit/notes.h"

static bool
is_in_link(const xmlNode *node)
{
	while (node && tree_element(node) != EL_A)
		node = node->parent;
	return node != NULL;
}

/* The space in the id keeps it apart from all that a page can have. */
static void
part(struct edit *edit, xmlNode *span, unsigned number)
{
	struct tree *tree = edit->tree;
	xmlNode *link = tree_insert_before(tree, span, EL_A);
	xmlNode *aside = tree_add(tree, edit->root, EL_ASIDE), *paragraph;

	tree_set(tree, link, "class", STR("noteref"));
	tree_set(tree, link, "href", arena_printf(tree->arena, "# beside-%u", number));
	tree_add_text(tree, link, arena_printf(tree->arena, "%u", number));
	tree_set(tree, aside, "id", arena_printf(tree->arena, " beside-%u", number));
	tree_set(tree, aside, "class", STR("sidenote"));
	paragraph = tree_add(tree, aside, EL_P);
	while (span->children)
		tree_move(span->children, paragraph);
	tree_remove(span);
}

void
notes_from_beside(struct edit *edit)
{
	unsigned number = 0;
	xmlNode *next;

	for (xmlNode *node = edit->root; node; node = next) {
		next = tree_next(edit->root, node);
		if (tree_element(node) != EL_SPAN || !tree_has_class(node, "sidenote"))
			continue;
		if (tree_is_blank(node) || is_in_link(node)) {
			tree_set(edit->tree, node, "class", STR_NONE);
			continue;
		}
		next = tree_skip(edit->root, node);
		part(edit, node, ++number);
		next = next ? next : edit->root->last;
	}
}
