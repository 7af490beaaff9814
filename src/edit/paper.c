/* What old engines and narrow pages need, in books alone: marks around quotations, cells without
   paragraphs, code in lines that show where they were wrapped, formulas in words, roles. */
#include "core/lang_script.h"
#include "core/utf8.h"
#include "edit/pass.h"
#include "tree/tex.h"

#define NARROW_LINE 44 /* characters of code that fit on the narrowest page */

struct marks {
	const char *lang, *open, *close, *inner_open, *inner_close;
};

static const struct marks *
marks_of(const struct edit *edit, const xmlNode *quotation)
{
	static const struct marks marks[] = {
#define QUOTATION(...) {__VA_ARGS__},
#include "edit/quotation.def"
#undef QUOTATION
	};
	str lang = edit->article->meta.lang;

	for (const xmlNode *at = quotation; at && at->type == XML_ELEMENT_NODE; at = at->parent) {
		str said = tree_get(at, "lang");

		if (said.len) {
			lang = said;
			break;
		}
	}
	lang = lang_primary(lang);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_eq_nocase(lang, str_of(marks[i].lang)))
			return &marks[i];
	return &marks[0];
}

/* Some type the marks as well. */
static bool
has_marks(str text)
{
	static const char *const all[] = {
	    "\"", "'", "“", "”", "„", "‘", "’", "‚", "«", "»", "「", "『"};

	text = str_trim(text);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (str_starts(text, str_of(all[i])))
			return true;
	return false;
}

/* Marks as text: not every engine writes those that a sheet asks for. */
static void
mark_quotation(struct edit *edit, xmlNode *quotation)
{
	const struct marks *marks = marks_of(edit, quotation);
	bool is_inner = false;
	xmlNode *open;

	for (const xmlNode *at = quotation->parent; at && at != edit->root; at = at->parent)
		is_inner ^= tree_has_class(at, "quoted");
	if (quotation->children && !has_marks(tree_text(edit->ctx->arena, quotation))) {
		open = tree_add_text(
		    edit->tree, quotation, str_of(is_inner ? marks->inner_open : marks->open));
		tree_move_before(open, quotation->children);
		tree_add_text(
		    edit->tree, quotation, str_of(is_inner ? marks->inner_close : marks->close));
	}
	tree_rename(quotation, EL_SPAN);
	tree_set(edit->tree, quotation, "class", STR("quoted"));
}

static bool
is_text(const xmlNode *node)
{
	return node && tree_element(node) != EL_P && !pass_is_blank_text(node);
}

/* Paragraphs in a cell become its lines: MuPDF prints them over each other. */
static void
flatten_cell(struct tree *tree, xmlNode *cell)
{
	xmlNode *next;

	for (const xmlNode *child = cell->children; child; child = child->next)
		if (tree_element(child) != EL_P && tree_is_block(tree_element(child)))
			return;
	for (xmlNode *child = cell->children; child; child = next) {
		next = child->next;
		if (tree_element(child) != EL_P)
			continue;
		while (next && pass_is_blank_text(next)) {
			tree_remove(next);
			next = child->next;
		}
		if (is_text(child->prev) && tree_element(child->prev) != EL_BR)
			tree_insert_before(tree, child, EL_BR);
		if (next)
			tree_insert_after(tree, child, EL_BR);
		if (child->properties)
			tree_rename(child, EL_SPAN);
		else
			tree_unwrap(child);
	}
}

static bool
is_long(str text)
{
	while (text.len) {
		size_t stop = str_find_char(text, '\n');

		if (utf8_count(str_head(text, stop)) > NARROW_LINE)
			return true;
		text = stop == STR_NOT_FOUND ? STR_NONE : str_from(text, stop + 1);
	}
	return false;
}

/* Each line of a listing in an element of its own, line end included, so that what is wrapped can
   be told from what is the next line. */
static void
part_lines(struct edit *edit, xmlNode *code)
{
	struct buf all = BUF(edit->ctx->arena);
	str text;

	for (const xmlNode *child = code->children; child; child = child->next) {
		if (child->type != XML_TEXT_NODE)
			return;
		buf_add(&all, pass_text(child));
	}
	text = buf_str(&all);
	if (!is_long(text))
		return;
	while (code->children)
		tree_remove(code->children);
	while (text.len) {
		size_t stop = str_find_char(text, '\n');
		str line = stop == STR_NOT_FOUND ? text : str_head(text, stop + 1);
		xmlNode *span = tree_add(edit->tree, code, EL_SPAN);

		tree_set(edit->tree, span, "class", STR("line"));
		tree_add_text(edit->tree, span, line);
		text = str_from(text, line.len);
	}
}

void
edit_paper(struct edit *edit)
{
	if (!edit->ctx->settings->pictures)
		return;
	for (xmlNode *node = edit->root; node; node = tree_next(edit->root, node)) {
		enum element element = tree_element(node);

		if (element == EL_Q)
			mark_quotation(edit, node);
		else if (element == EL_TD || element == EL_TH)
			flatten_cell(edit->tree, node);
		else if (element == EL_PRE)
			part_lines(edit,
			    node->children && !node->children->next &&
				    tree_element(node->children) == EL_CODE
				? node->children
				: node);
		else if (element == EL_ASIDE && !tree_get(node, "role").len)
			tree_set(edit->tree, node, "role", STR("note")); /* else a landmark */
		else if (element == EL_MATH && str_is_blank(tree_get(node, "alttext")))
			tree_set(edit->tree, node, "alttext", tree_math_line(edit->tree, node));
	}
}
