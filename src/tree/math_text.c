/* A formula as a run of text with sub and sup, in place of MathML. */
#include "core/utf8.h"
#include "tree/tex.h"
#include "tree/walk.h"

struct writer {
	struct tree *tree;
	struct arena *arena;
	xmlNode *at;      /* what is written goes to its end */
	unsigned scripts; /* sub and sup that are open */
};

static void
put(struct writer *writer, str text)
{
	if (text.len)
		tree_add_text(writer->tree, writer->at, text);
}

/* A node without the rows around it that hold nothing else. */
static const xmlNode *
bare(const xmlNode *node)
{
	while (node->children && node->children == node->last &&
	    (tree_element(node) == EL_MROW || tree_element(node) == EL_MSTYLE ||
		tree_element(node) == EL_MPADDED))
		node = node->children;
	return node;
}

static bool
is_operator(struct arena *arena, const xmlNode *node, const char *any_of)
{
	str text;
	size_t len;

	if (!node || tree_element(bare(node)) != EL_MO)
		return false;
	text = str_trim(tree_text(arena, bare(node)));
	if (!any_of)
		return true;
	utf8_decode(text, &len);
	return text.len && len == text.len && str_find(str_of(any_of), text) != STR_NOT_FOUND;
}

/* Whether it falls apart when something is written beside it. */
static bool
is_loose(struct arena *arena, const xmlNode *node)
{
	enum element element;

	node = bare(node);
	element = tree_element(node);
	if (element == EL_MFRAC)
		return !str_starts(tree_get(node, "linethickness"), STR("0"));
	if (element != EL_MROW && element != EL_MSTYLE)
		return false;
	return node->children &&
	    !(is_operator(arena, node->children, "([{|⌊⌈⟨") &&
		is_operator(arena, node->last, ")]}|⌋⌉⟩"));
}

/* A fraction beside something that is no operator would take it in. */
static bool
stands_alone(struct arena *arena, const xmlNode *fraction)
{
	const xmlNode *node = fraction;

	while (!node->prev && !node->next && tree_element(node->parent) == EL_MROW)
		node = node->parent;
	if (tree_element(node->parent) != EL_MROW && tree_element(node->parent) != EL_MATH &&
	    tree_element(node->parent) != EL_MTD && tree_element(node->parent) != EL_MSTYLE)
		return true;
	return (!node->prev || is_operator(arena, node->prev, NULL)) &&
	    (!node->next || is_operator(arena, node->next, NULL) ||
		tree_element(node->next) == EL_MTEXT || tree_element(node->next) == EL_MSPACE);
}

static size_t
index_of(const xmlNode *node)
{
	size_t index = 0;

	for (; node->prev && index < 3; node = node->prev)
		index++;
	return index;
}

/* The mark on a letter that stands for an accent over it; 0 for none. */
static uint32_t
mark_of(struct arena *arena, const xmlNode *over)
{
	static const uint32_t rows[][2] = {{'^', 0x302}, {0xAF, 0x304}, {0x203E, 0x304},
	    {'~', 0x303}, {0x2DC, 0x303}, {0x2192, 0x20D7}, {0x2D9, 0x307}, {0xA8, 0x308},
	    {0x2C7, 0x30C}, {0x2D8, 0x306}, {0x2C6, 0x302}};
	str base = tree_text(arena, over->prev), text = str_trim(tree_text(arena, over));
	size_t len;
	uint32_t code;

	if (utf8_count(base) != 1 || !text.len)
		return 0;
	code = utf8_decode(text, &len);
	for (size_t i = 0; len == text.len && i < sizeof rows / sizeof rows[0]; i++)
		if (rows[i][0] == code)
			return rows[i][1];
	return 0;
}

static void
open(struct writer *writer, enum element element)
{
	writer->at = tree_add(writer->tree, writer->at, element);
	writer->scripts++;
}

static void
close(struct writer *writer)
{
	writer->at = writer->at->parent;
	writer->scripts--;
}

/* Which script a child of a construct is; EL_NONE for a base. */
static enum element
script_of(struct arena *arena, const xmlNode *child)
{
	size_t index = index_of(child);

	switch (tree_element(child->parent)) {
	case EL_MSUB:
	case EL_MUNDER:
		return index == 1 ? EL_SUB : EL_NONE;
	case EL_MSUP:
		return index == 1 ? EL_SUP : EL_NONE;
	case EL_MOVER:
		return index == 1 && !mark_of(arena, child) ? EL_SUP : EL_NONE;
	case EL_MSUBSUP:
	case EL_MUNDEROVER:
		return index == 1 ? EL_SUB : index == 2 ? EL_SUP : EL_NONE;
	default:
		return EL_NONE;
	}
}

static bool
is_base(const xmlNode *child)
{
	enum element around = tree_element(child->parent);

	return !child->prev && (around == EL_MSUB || around == EL_MSUP || around == EL_MSUBSUP);
}

/* Rows of brackets are set apart by semicolons, others by lines. */
static bool
is_bracketed(struct arena *arena, const xmlNode *table)
{
	return is_operator(arena, table->prev, NULL) || is_operator(arena, table->next, NULL);
}

static void
put_between(struct writer *writer, const xmlNode *node)
{
	enum element element = tree_element(node);

	if (!node->prev)
		return;
	if (element == EL_MTR) {
		if (is_bracketed(writer->arena, node->parent) || writer->scripts)
			put(writer, STR("; "));
		else
			tree_add(writer->tree, writer->at, EL_BR);
	} else if (element == EL_MTD) {
		put(writer,
		    is_bracketed(writer->arena, node->parent->parent) ? STR(", ") : STR(" "));
	} else if (tree_element(node->parent) == EL_MFRAC) {
		put(writer,
		    str_starts(tree_get(node->parent, "linethickness"), STR("0")) ? STR("; ")
										  : STR("/"));
	}
}

/* Signs that have space around them where they stand between two things. */
static bool
is_spaced(const struct writer *writer, const xmlNode *node, uint32_t code)
{
	const xmlNode *before = node->prev;

	if (writer->scripts || !before || !node->next ||
	    is_operator(writer->arena, before, "=<>≤≥≠≈≡+−-±×⋅·/([{|,;→⇒∈"))
		return false;
	return code == '=' || code == '<' || code == '>' || code == '+' || code == '-' ||
	    code == 0xB1 || code == 0xD7 || code == 0xF7 || (code >= 0x2190 && code <= 0x21FF) ||
	    (code >= 0x2208 && code <= 0x220D) || code == 0x2212 || code == 0x2213 ||
	    (code >= 0x2227 && code <= 0x222A) || (code >= 0x223C && code <= 0x2294) ||
	    (code >= 0x2295 && code <= 0x22A3) || (code >= 0x27F5 && code <= 0x27FF) ||
	    code == 0x2A7D || code == 0x2A7E;
}

static void
put_operator(struct writer *writer, const xmlNode *node, str text)
{
	size_t len;
	uint32_t code = utf8_decode(text, &len);
	bool is_one = len == text.len;

	if (is_one && code >= 0x2061 && code <= 0x2064)
		return;
	/* A cell that goes on with a sign has the space before it already. */
	if (!node->prev && node->next && node->parent->prev && tree_element(node->parent) == EL_MTD)
		put(writer, arena_printf(writer->arena, "%.*s ", STR_ARG(text)));
	else if (is_spaced(writer, node, code) ||
	    (utf8_count(text) > 1 && ascii_is_alpha((unsigned char)*text.at)))
		put(writer, arena_printf(writer->arena, " %.*s ", STR_ARG(text)));
	else if (is_one && (code == ',' || code == ';') && node->next)
		put(writer, arena_printf(writer->arena, "%.*s ", STR_ARG(text)));
	else
		put(writer, text);
}

static void
put_token(struct writer *writer, const xmlNode *node)
{
	enum element element = tree_element(node);
	str text = tree_text(writer->arena, node);
	size_t len;
	uint32_t code;

	if (!text.len)
		return;
	code = utf8_decode(text, &len);
	if (element == EL_MO) {
		put_operator(writer, node, text);
	} else if (element == EL_MI && len == text.len && code_is_word(code) &&
	    !code_is_unspaced(code) && !tree_get(node, "mathvariant").len &&
	    (code < 0x2100 || code > 0x214F)) {
		tree_add_text(writer->tree, tree_add(writer->tree, writer->at, EL_I), text);
	} else {
		put(writer, text);
		if (element == EL_MI && len < text.len && node->next &&
		    !is_operator(writer->arena, node->next, NULL))
			put(writer, STR(" "));
	}
}

static bool
has_brackets(struct arena *arena, const xmlNode *node)
{
	enum element around = tree_element(node->parent);

	if ((is_base(node) || around == EL_MFRAC) && is_loose(arena, node))
		return true;
	return tree_element(node) == EL_MFRAC && !stands_alone(arena, node);
}

/* False: nothing below is to be written. */
static bool
enter(struct writer *writer, const xmlNode *node)
{
	enum element element = tree_element(node);
	enum element script = script_of(writer->arena, node);

	put_between(writer, node);
	if (script != EL_NONE)
		open(writer, script);
	if (has_brackets(writer->arena, node))
		put(writer, STR("("));
	if (tree_element(node->parent) == EL_MOVER && node->prev && script == EL_NONE) {
		struct buf mark = BUF(writer->arena);

		buf_utf8(&mark, mark_of(writer->arena, node));
		tree_add_text(writer->tree,
		    writer->at->last && tree_element(writer->at->last) == EL_I ? writer->at->last
									       : writer->at,
		    buf_str(&mark));
		return false;
	}
	if (element == EL_MPHANTOM || (tree_element(node->parent) == EL_MROOT && node->prev))
		return false;
	if (tree_is_token(element)) {
		put_token(writer, node);
		return false;
	}
	if (element == EL_MSPACE)
		put(writer, STR(" "));
	if (element == EL_MROOT && node->last) {
		open(writer, EL_SUP);
		put(writer, tree_text(writer->arena, node->last));
		close(writer);
	}
	if (element == EL_MSQRT || element == EL_MROOT)
		put(writer, STR("√("));
	return true;
}

static void
leave(struct writer *writer, const xmlNode *node)
{
	enum element element = tree_element(node);

	if (element == EL_MSQRT || element == EL_MROOT)
		put(writer, STR(")"));
	if (has_brackets(writer->arena, node))
		put(writer, STR(")"));
	if (script_of(writer->arena, node) != EL_NONE)
		close(writer);
}

void
tree_math_text(struct tree *tree, xmlNode *math)
{
	bool is_display = str_eq(tree_get(math, "display"), STR("block"));
	xmlNode *span = tree_insert_before(tree, math, EL_SPAN);
	struct writer writer = {tree, arena_inner(tree->arena), span, 0};
	struct tree_walk walk = TREE_WALK(math);

	tree_set(tree, span, "class", is_display ? STR("math display") : STR("math"));
	tree_set(tree, span, "id", tree_get(math, "id"));
	while (tree_walk_next(&walk)) {
		if (walk.node == math || walk.node->type != XML_ELEMENT_NODE)
			continue;
		if (walk.is_leaving || !enter(&writer, walk.node)) {
			leave(&writer, walk.node);
			if (!walk.is_leaving)
				tree_walk_skip(&walk);
		}
	}
	if (tree_is_blank(span))
		put(&writer, tree_get(math, "alttext"));
	tree_remove(math);
	arena_release(writer.arena);
}

static bool
is_script(const xmlNode *node)
{
	return tree_element(node) == EL_SUB || tree_element(node) == EL_SUP;
}

static bool
is_short(const xmlNode *node)
{
	return node->children && !node->children->next && node->children->content &&
	    utf8_count(str_of((const char *)node->children->content)) == 1;
}

str
tree_math_line(struct tree *tree, xmlNode *math)
{
	xmlNode *copy = xmlAddNextSibling(math, xmlDocCopyNode(math, tree->doc, 1)), *span;
	struct buf line = BUF(tree->arena);
	struct tree_walk walk;

	if (!copy)
		return STR_NONE;
	tree_math_text(tree, copy);
	span = math->next;
	walk = TREE_WALK(span);
	while (tree_walk_next(&walk)) {
		if (walk.is_leaving) {
			if (is_script(walk.node) && !is_short(walk.node))
				buf_char(&line, ')');
			continue;
		}
		if (is_script(walk.node)) {
			buf_char(&line, tree_element(walk.node) == EL_SUB ? '_' : '^');
			if (!is_short(walk.node))
				buf_char(&line, '(');
		} else if (walk.node->type == XML_TEXT_NODE && walk.node->content) {
			buf_z(&line, (const char *)walk.node->content);
		}
	}
	tree_remove(span);
	return utf8_fold_space(tree->arena, buf_str(&line));
}
