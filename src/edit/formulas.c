/* Formulas for a book: TeX becomes MathML, and MathML text where the device lacks it. */
#include "core/utf8.h"
#include "edit/pass.h"
#include "tree/tex.h"

/* A span that holds TeX becomes a formula; one that is not understood stays as it is. */
static void
read_tex(struct edit *edit, xmlNode *span)
{
	bool is_display = tree_has_class(span, "display");
	str tex = utf8_fold_space(edit->ctx->arena, tree_text(edit->ctx->arena, span));
	xmlNode *math = tree_insert_before(edit->tree, span, EL_MATH);

	if (!tree_tex_read(edit->tree, math, tex, is_display)) {
		tree_remove(math);
		return;
	}
	tree_set(edit->tree, math, "alttext", tex);
	if (is_display)
		tree_set(edit->tree, math, "display", STR("block"));
	tree_set(edit->tree, math, "id", tree_get(span, "id"));
	tree_remove(span);
}

static bool
is_tex(const xmlNode *node)
{
	return tree_element(node) == EL_SPAN && tree_has_class(node, "tex");
}

void
edit_formulas(struct edit *edit)
{
	const struct settings *settings = edit->ctx->settings;
	xmlNode *next;

	if (settings->formulas == FORMULAS_AS_THEY_ARE)
		return;
	for (xmlNode *node = edit->root; node; node = next) {
		next = is_tex(node) ? tree_skip(edit->root, node) : tree_next(edit->root, node);
		if (is_tex(node))
			read_tex(edit, node);
	}
	if (settings->formulas != FORMULAS_AS_TEXT)
		return;
	for (xmlNode *node = edit->root; node; node = next) {
		bool is_math = tree_element(node) == EL_MATH;

		next = is_math ? tree_skip(edit->root, node) : tree_next(edit->root, node);
		if (is_math)
			tree_math_text(edit->tree, node);
	}
}
