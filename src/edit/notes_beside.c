/* Notes that a page shows beside its text: each becomes a reference, and a note behind the text. */
#include "edit/notes.h"

static bool
is_in_link(const xmlNode *node)
{
	while (node && tree_element(node) != EL_A)
		node = node->parent;
	return node != NULL;
}

/* The text of a note that may begin with its mark: the last cell of a row, else all. */
static str
text_of_copy(struct arena *arena, const xmlNode *node)
{
	str text = str_trim(tree_text(arena, tree_element(node) == EL_TR ? node->last : node));

	if (tree_element(node) != EL_TR)
		while (text.len &&
		    (ascii_is_digit((unsigned char)*text.at) ||
			str_find_char(STR("[]().: ^"), *text.at) != STR_NOT_FOUND))
			text = str_from(text, 1);
	return text;
}

/* A page may list the notes beside its text once more, for those whom it does not show them. */
static void
remove_copies(struct edit *edit, const struct idmap *texts, const xmlNode *first)
{
	xmlNode *next;

	for (xmlNode *node = edit->root->children; node && node != first; node = next) {
		enum element element = tree_element(node);
		xmlNode *up = node->parent;
		str text;

		next = tree_next(edit->root, node);
		if ((element != EL_TR && element != EL_LI && element != EL_P) || !node->children)
			continue;
		text = text_of_copy(edit->ctx->arena, node);
		if (!text.len || !idmap_find(texts, text))
			continue;
		next = tree_skip(edit->root, node);
		tree_remove(node);
		if (element == EL_TR && !up->children) {
			while (tree_element(up) != EL_TABLE && up != edit->root)
				up = up->parent;
			while (up->children && up != edit->root)
				tree_remove(up->children);
		}
		for (xmlNode *top = up; top != edit->root && tree_is_blank(top); top = top->parent)
			next = tree_skip(edit->root, top);
		notes_remove_emptied(edit->root, up);
	}
}

/* The space in the id keeps it apart from all that a page can have. */
static xmlNode *
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
	tree_move_children(span, paragraph);
	tree_remove(span);
	return aside;
}

void
notes_from_beside(struct edit *edit)
{
	struct idmap texts = IDMAP(edit->ctx->arena);
	unsigned number = 0;
	xmlNode *next, *first = NULL;
	bool is_new;

	for (xmlNode *node = edit->root; node; node = next) {
		xmlNode *aside;

		next = tree_next(edit->root, node);
		if (tree_element(node) != EL_SPAN || !tree_has_class(node, "sidenote"))
			continue;
		if (tree_is_blank(node) || is_in_link(node)) {
			tree_set(edit->tree, node, "class", STR_NONE);
			continue;
		}
		next = tree_skip(edit->root, node);
		aside = part(edit, node, ++number);
		first = first ? first : aside;
		idmap_add(&texts, str_trim(tree_text(edit->ctx->arena, aside)), &is_new);
		next = next ? next : edit->root->last;
	}
	if (first)
		remove_copies(edit, &texts, first);
}
