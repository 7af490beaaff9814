/* Captions: what a page shows below a picture, when it does not say that it is one. */
#include "edit/pass.h"

/* White space and line ends. */
static xmlNode *
past_space(xmlNode *node)
{
	while (node && (pass_is_blank_text(node) || tree_element(node) == EL_BR))
		node = node->next;
	return node;
}

static bool
is_title(const xmlNode *node)
{
	return tree_element(node) == EL_SPAN && tree_has_class(node, "caption");
}

/* What a paragraph that begins with a picture holds; `rest` is NULL when there is nothing else. */
struct shown {
	xmlNode *title; /* of the picture, by its title attribute; else NULL */
	xmlNode *rest;
};

/* The picture may be in a link, alone but for its title. */
static bool
begins_with_picture(const xmlNode *block, struct shown *shown)
{
	xmlNode *first = past_space(block->children), *image = first, *after;

	if (first && tree_element(first) == EL_A)
		image = past_space(first->children);
	if (!image || tree_element(image) != EL_IMG)
		return false;
	*shown = (struct shown){NULL, NULL};
	after = past_space(image->next);
	if (after && is_title(after)) {
		shown->title = after;
		after = past_space(after->next);
	}
	if (first != image && after)
		return false;
	shown->rest = first == image ? after : past_space(first->next);
	return true;
}

static xmlNode *
caption_of(const xmlNode *figure)
{
	xmlNode *child = figure->last;

	while (child && tree_element(child) != EL_FIGCAPTION)
		child = child->prev;
	return child;
}

static void
make_caption(struct tree *tree, xmlNode *figure, xmlNode *from)
{
	xmlNode *caption = tree_add(tree, figure, EL_FIGCAPTION);

	tree_move_children(from, caption);
	tree_remove(from);
}

/* The paragraph behind `node`, when the page calls it a caption or a credit. */
static xmlNode *
next_caption(const xmlNode *node)
{
	xmlNode *next = node->next;

	while (next && pass_is_blank_text(next))
		next = next->next;
	return next && tree_element(next) == EL_P &&
		(tree_has_class(next, "caption") || tree_has_class(next, "credit"))
	    ? next
	    : NULL;
}

/* A caption and a credit behind a figure go into it; of captions only the first. */
static void
take_next(struct tree *tree, xmlNode *figure)
{
	xmlNode *next, *caption = caption_of(figure);

	for (int taken = 0; taken < 2 && (next = next_caption(figure)); taken++) {
		if (tree_has_class(next, "credit")) {
			caption = caption ? caption : tree_add(tree, figure, EL_FIGCAPTION);
			tree_move(next, caption);
		} else if (!caption) {
			make_caption(tree, figure, next);
			caption = figure->last;
		} else {
			return;
		}
	}
}

static bool
is_emphasis(const xmlNode *node)
{
	return tree_element(node) == EL_EM || tree_element(node) == EL_I;
}

static void
see_paragraph(struct tree *tree, xmlNode *node)
{
	enum element around = tree_element(node->parent);
	struct shown shown;

	if (around == EL_FIGURE || around == EL_FIGCAPTION || !begins_with_picture(node, &shown))
		return;
	if (shown.rest && (!is_emphasis(shown.rest) || past_space(shown.rest->next)))
		return;
	if (!shown.rest && !shown.title && !next_caption(node))
		return;
	tree_set(tree, node, "class", STR_NONE);
	tree_rename(node, EL_FIGURE);
	if (shown.rest)
		make_caption(tree, node, shown.rest);
	take_next(tree, node);
	if (shown.title && !caption_of(node))
		make_caption(tree, node, shown.title);
}

static void
see_figure(struct tree *tree, xmlNode *figure)
{
	xmlNode *picture = past_space(figure->children);
	struct shown shown = {NULL, NULL};

	take_next(tree, figure);
	if (caption_of(figure))
		return;
	if (picture && tree_element(picture) == EL_P)
		begins_with_picture(picture, &shown);
	else
		begins_with_picture(figure, &shown);
	if (shown.title && !shown.rest)
		make_caption(tree, figure, shown.title);
}

void
edit_captions(struct edit *edit)
{
	xmlNode *next;

	for (xmlNode *node = edit->root; node; node = tree_next(edit->root, node)) {
		if (tree_element(node) == EL_P)
			see_paragraph(edit->tree, node);
		else if (tree_element(node) == EL_FIGURE)
			see_figure(edit->tree, node);
	}
	for (xmlNode *node = edit->root; node; node = next) {
		next = tree_next(edit->root, node);
		if (is_title(node)) {
			next = tree_skip(edit->root, node);
			tree_remove(node);
		} else if (tree_element(node) == EL_P && tree_has_class(node, "caption")) {
			tree_set(edit->tree, node, "class", STR_NONE);
		}
	}
}
