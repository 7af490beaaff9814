/* Callouts as Markdown writes them: a quotation that begins with [!NOTE] or [!note] and a title. */
#include <string.h>

#include "core/utf8.h"
#include "edit/pass.h"

#define KIND_BYTES 20

/* Bytes of a sign before a title: an emoji. */
#define SIGN_BYTES 12

static xmlNode *
first_text(const xmlNode *paragraph)
{
	xmlNode *text = paragraph->children;

	while (text && pass_is_blank_text(text))
		text = text->next;
	return text && pass_text(text).len ? text : NULL;
}

/* Length of a mark such as "[!NOTE]", with the sign by which it folds, at the start of a text. */
static size_t
mark_length(str text, str *kind)
{
	size_t len = 0;

	if (!str_starts(text, STR("[!")))
		return 0;
	*kind = str_from(text, 2);
	while (len < kind->len &&
	    (ascii_is_alpha((unsigned char)kind->at[len]) || kind->at[len] == '-'))
		len++;
	if (!len || len > KIND_BYTES || len == kind->len || kind->at[len] != ']')
		return 0;
	*kind = str_head(*kind, len);
	len += 3;
	return len + (len < text.len && (text.at[len] == '+' || text.at[len] == '-'));
}

/* The rest of the paragraph's first line becomes the title; the line end goes. */
static void
move_title(struct tree *tree, xmlNode *paragraph, xmlNode *title)
{
	xmlNode *child;

	while ((child = paragraph->children)) {
		str text = pass_text(child);
		size_t end = str_find_char(text, '\n');

		if (tree_element(child) == EL_BR) {
			tree_remove(child);
			return;
		}
		if (end != STR_NOT_FOUND) {
			tree_add_text(tree, title, str_head(text, end));
			memmove(child->content, child->content + end, text.len - end + 1);
			return;
		}
		tree_move(child, title);
	}
}

/* "Warning" of "WARNING". */
static str
title_of(struct arena *arena, str kind)
{
	char *title = arena_zstr(arena, kind);

	for (size_t i = 0; i < kind.len; i++)
		title[i] = (char)ascii_lower((unsigned char)title[i]);
	if (ascii_is_alpha((unsigned char)*title))
		*title = (char)(*title - 'a' + 'A');
	return (str){title, kind.len};
}

static str
class_of(struct arena *arena, str kind)
{
	char *class_ = arena_zstr(arena, arena_printf(arena, "callout %.*s", STR_ARG(kind)));

	for (char *at = class_; *at; at++)
		*at = (char)ascii_lower((unsigned char)*at);
	return str_of(class_);
}

static void
make_callout(struct tree *tree, xmlNode *quotation)
{
	xmlNode *paragraph = quotation->children, *text, *title;
	size_t skip;
	str kind, rest;

	while (paragraph && paragraph->type == XML_TEXT_NODE)
		paragraph = paragraph->next;
	if (!paragraph || tree_element(paragraph) != EL_P || !(text = first_text(paragraph)))
		return;
	rest = pass_text(text);
	while (rest.len && ascii_is_space((unsigned char)*rest.at))
		rest = str_from(rest, 1);
	skip = mark_length(rest, &kind);
	if (!skip)
		return;
	kind = arena_copy(tree->arena, kind);
	rest = str_from(rest, skip);
	memmove(text->content, rest.at, rest.len + 1);
	tree_rename(quotation, EL_ASIDE);
	tree_set(tree, quotation, "class", class_of(tree->arena, kind));
	title = tree_insert_before(tree, paragraph, EL_P);
	tree_set(tree, title, "class", STR("title"));
	move_title(tree, paragraph, title);
	if (tree_is_blank(title))
		tree_add_text(tree, title, title_of(tree->arena, kind));
}

/* Words in which titles say no more than the kind. */
static bool
is_kind(str text)
{
	static const char *const kinds[] = {"attention", "caution", "danger", "error", "hint",
	    "important", "info", "note", "success", "tip", "warning"};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_eq_nocase(text, str_of(kinds[i])))
			return true;
	return false;
}

static xmlNode *
first_element(const xmlNode *node)
{
	xmlNode *child = node->children;

	while (child && pass_is_blank_text(child))
		child = child->next;
	return child && child->type == XML_ELEMENT_NODE ? child : NULL;
}

/* A text without the sign that it begins with and the colon that it ends in: "Warning". */
static str
bare_title(str text)
{
	size_t skip = 0;

	while (
	    skip < text.len && skip < SIGN_BYTES && !ascii_is_alpha((unsigned char)text.at[skip]))
		skip++;
	if (skip && skip < text.len && !utf8_words(str_head(text, skip)))
		text = str_from(text, skip);
	text = str_trim(text);
	if (str_ends(text, STR(":")))
		text.len--;
	return text;
}

/* A text in bold that begins a callout and says the kind, "Note:", becomes its title. */
static void
part_lead_in(struct tree *tree, xmlNode *callout, xmlNode *paragraph)
{
	str kind = tree_get(callout, "class"), word, text;
	xmlNode *bold = first_element(paragraph), *title;

	if (!bold || !bold->next || tree_has_class(paragraph, "title") ||
	    (tree_element(bold) != EL_B && tree_element(bold) != EL_STRONG))
		return;
	str_word(&kind, &word);
	kind = str_trim(kind);
	text = bare_title(str_trim(tree_text(tree->arena, bold)));
	if (kind.len ? !str_eq_nocase(text, kind) : !is_kind(text))
		return;
	if (!str_ends(str_trim(tree_text(tree->arena, bold)), STR(":")) &&
	    !str_starts(str_trim(pass_text(bold->next)), STR(":")))
		return;
	if (str_starts(str_trim(pass_text(bold->next)), STR(":"))) {
		str rest = str_from(str_trim(pass_text(bold->next)), 1);

		memmove(bold->next->content, rest.at, rest.len + 1);
	}
	title = tree_insert_before(tree, paragraph, EL_P);
	tree_set(tree, title, "class", STR("title"));
	tree_add_text(tree, title, text);
	tree_remove(bold);
}

/* The title is said by its class, not by bold; a paragraph that is nothing but the kind is one; a
   callout of no kind has that of its title. */
static void
see_title(struct tree *tree, xmlNode *callout)
{
	xmlNode *title = first_element(callout), *only;
	str text, kind = tree_get(callout, "class"), word;

	if (!title || tree_element(title) != EL_P)
		return;
	text = bare_title(str_trim(tree_text(tree->arena, title)));
	str_word(&kind, &word);
	kind = str_trim(kind);
	if (!tree_has_class(title, "title") && title->next &&
	    (kind.len ? str_eq_nocase(text, kind) : is_kind(text)))
		tree_set(tree, title, "class", STR("title"));
	if (!tree_has_class(title, "title"))
		return;
	if (!kind.len && is_kind(text))
		tree_set(tree, callout, "class", class_of(tree->arena, text));
	only = first_element(title);
	if (only && !only->next && (tree_element(only) == EL_B || tree_element(only) == EL_STRONG))
		tree_unwrap(only);
}

void
edit_callouts(struct edit *edit)
{
	xmlNode *first;

	for (xmlNode *node = edit->root; node; node = tree_next(edit->root, node)) {
		if (tree_element(node) == EL_BLOCKQUOTE || tree_has_class(node, "callout"))
			make_callout(edit->tree, node);
		if (!tree_has_class(node, "callout"))
			continue;
		first = first_element(node);
		if (first && tree_element(first) == EL_P)
			part_lead_in(edit->tree, node, first);
		see_title(edit->tree, node);
	}
}
