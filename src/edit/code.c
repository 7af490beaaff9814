/* Listings that a page marks up as phrases: a paragraph that is one code of several lines. */
#include "edit/pass.h"

static bool
has_lines(const xmlNode *code)
{
	for (const xmlNode *at = code->children; at; at = tree_next(code, at))
		if (tree_element(at) == EL_BR)
			return true;
	return false;
}

/* Line breaks become line ends, marks within the code go. */
static void
flatten(struct tree *tree, xmlNode *code)
{
	struct buf text = BUF(tree->arena);

	for (const xmlNode *at = code->children; at; at = tree_next(code, at)) {
		if (tree_element(at) == EL_BR)
			buf_char(&text, '\n');
		else if (tree_element(at) == EL_NONE && at->content)
			buf_z(&text, (const char *)at->content);
	}
	while (code->children)
		tree_remove(code->children);
	tree_add_text(tree, code, buf_str(&text));
}

void
edit_code(struct edit *edit)
{
	for (xmlNode *node = edit->root; node; node = tree_next(edit->root, node)) {
		xmlNode *code = node->children;

		if (tree_element(node) != EL_P || !code || code->next ||
		    tree_element(code) != EL_CODE || !has_lines(code))
			continue;
		flatten(edit->tree, code);
		tree_rename(node, EL_PRE);
	}
}
