/* White space as a reader sees it, and what is empty. */
#include "edit/pass.h"

/* `tail` is the text that ended in a space last; the space goes when its block ends. */
struct fold {
	xmlNode *tail;
	bool after_space;
};

static void
end_block(struct fold *fold)
{
	if (fold->tail)
		fold->tail->content[xmlStrlen(fold->tail->content) - 1] = '\0';
	fold->tail = NULL;
	fold->after_space = true;
}

/* The text is the last of a link, which ends before the node. */
static bool
ends_link(const xmlNode *text, const xmlNode *node)
{
	const xmlNode *up = text;

	while (!up->next && up->parent && tree_element(up->parent) != EL_NONE &&
	    !tree_is_block(tree_element(up->parent))) {
		up = up->parent;
		if (tree_element(up) == EL_A)
			return up->next == node;
	}
	return false;
}

/* Fold a text in place: it only gets shorter. */
static void
fold_text(struct fold *fold, xmlNode *node)
{
	xmlChar *from = node->content, *to = node->content;

	if (fold->tail && (*from == ',' || *from == '.' || *from == ')') &&
	    ends_link(fold->tail, node)) /* what stood between was a sign of the page's */
		fold->tail->content[xmlStrlen(fold->tail->content) - 1] = '\0';

	for (; *from; from++) {
		if (!ascii_is_space(*from)) {
			*to++ = *from;
			fold->after_space = false;
			fold->tail = NULL;
		} else if (!fold->after_space) {
			*to++ = ' ';
			fold->after_space = true;
			fold->tail = node;
		}
	}
	*to = '\0';
}

static xmlNode *
enter(struct fold *fold, xmlNode *root, xmlNode *node)
{
	enum element element = tree_element(node);

	if (element == EL_NONE) {
		if (node->content)
			fold_text(fold, node);
	} else if (element == EL_PRE) {
		end_block(fold);
		return tree_skip(root, node);
	} else if (element == EL_IMG || element == EL_MATH) {
		fold->after_space = false;
		fold->tail = NULL;
		return tree_skip(root, node);
	} else if (element == EL_BR || tree_is_block(element)) {
		end_block(fold);
	}
	return tree_next(root, node);
}

/* Blocks that end between one node of the walk and the next. */
static bool
leaves_block(const xmlNode *node, const xmlNode *next)
{
	const xmlNode *stop = next ? next->parent : NULL;

	if (next && next->parent == node)
		return false;
	for (; node && node != stop; node = node->parent)
		if (node->type == XML_ELEMENT_NODE && tree_is_block(tree_element(node)))
			return true;
	return false;
}

/* Links side by side that lead to one place are one: editors part them where the look changes. */
static void
join_links(struct edit *edit)
{
	xmlNode *next;

	for (xmlNode *node = edit->root; node; node = next) {
		xmlNode *after = node->next;

		next = tree_next(edit->root, node);
		if (tree_element(node) != EL_A || !tree_get(node, "href").len ||
		    tree_get(node, "class").len)
			continue;
		while (after && tree_element(after) == EL_A && !tree_get(after, "class").len &&
		    !tree_get(after, "id").len &&
		    str_eq(tree_get(after, "href"), tree_get(node, "href"))) {
			tree_move_children(after, node);
			tree_remove(after);
			after = node->next;
		}
		next = tree_next(edit->root, node);
	}
}

void
edit_space(struct edit *edit)
{
	struct fold fold = {NULL, true};
	xmlNode *node = edit->root, *next;

	join_links(edit);
	for (; node; node = next) {
		next = enter(&fold, edit->root, node);
		if (leaves_block(node, next))
			end_block(&fold);
	}
	edit_prune(edit);
}

/* Nothing but white space and line breaks directly below. */
static bool
holds_nothing(const xmlNode *node)
{
	for (const xmlNode *child = node->children; child; child = child->next)
		if (!pass_is_blank_text(child) && tree_element(child) != EL_BR)
			return false;
	return true;
}

static bool
is_edge(const xmlNode *node)
{
	return !node || (node->type == XML_ELEMENT_NODE && tree_is_block(tree_element(node)));
}

/* A break at the beginning or end of a run of text. */
static bool
is_useless_break(const xmlNode *node)
{
	const xmlNode *prev = node->prev, *next = node->next;

	if (!tree_is_block(tree_element(node->parent)))
		return false;
	while (prev && pass_is_blank_text(prev))
		prev = prev->prev;
	while (next && (pass_is_blank_text(next) || tree_element(next) == EL_BR))
		next = next->next;
	return is_edge(prev) || is_edge(next);
}

/* A rule sets apart what stands before and after it. */
static bool
is_useless_rule(const xmlNode *node)
{
	return !node->prev || tree_element(node->prev) == EL_HR ||
	    (!node->next && tree_element(node->parent) == EL_BODY) ||
	    (node->next && tree_has_class(node->next, "footnote"));
}

static void
prune_text(xmlNode *node)
{
	enum element around = tree_element(node->parent);
	bool is_empty = !node->content || !*node->content;

	if (is_empty || (tree_content(around) == CONTENT_ROWS && pass_is_blank_text(node)))
		tree_remove(node);
	else if (tree_content(around) == CONTENT_FLOW && pass_is_blank_text(node) &&
	    (!node->prev || tree_is_block(tree_element(node->prev))) &&
	    (!node->next || tree_is_block(tree_element(node->next))))
		tree_remove(node);
}

static void
prune_element(xmlNode *node, enum element element)
{
	switch (element) {
	case EL_BR:
		if (is_useless_break(node))
			tree_remove(node);
		return;
	case EL_HR:
		if (is_useless_rule(node))
			tree_remove(node);
		return;
	case EL_IMG:
		return;
	case EL_TD:
	case EL_TH:
		if (holds_nothing(node))
			while (node->children)
				tree_remove(node->children);
		return;
	case EL_TABLE:
		if (tree_is_blank(node))
			tree_remove(node);
		return;
	default:
		break;
	}
	if (!holds_nothing(node))
		return;
	if (!node->children || tree_is_block(element))
		tree_remove(node);
	else
		tree_unwrap(node);
}

static xmlNode *
first_leaf(xmlNode *node)
{
	while (node->type == XML_ELEMENT_NODE && node->children && tree_element(node) != EL_MATH &&
	    tree_element(node) != EL_PRE)
		node = node->children;
	return node;
}

void
edit_prune(struct edit *edit)
{
	xmlNode *node = first_leaf(edit->root), *next;

	for (; node != edit->root; node = next) {
		enum element element = tree_element(node);

		next = node->next ? first_leaf(node->next) : node->parent;
		if (element == EL_NONE)
			prune_text(node);
		else if (element == EL_MATH || element == EL_PRE) {
			if (tree_is_blank(node))
				tree_remove(node);
		} else {
			prune_element(node, element);
		}
	}
	while (edit->root->last && tree_element(edit->root->last) == EL_HR)
		tree_remove(edit->root->last);
}
