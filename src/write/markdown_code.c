/* What Markdown shows as it is: listings, code and formulas. */
#include "write/markdown_code.h"

#include "tree/tex.h"

/* The longest run of a character in a text. */
static size_t
longest_run(str text, char c)
{
	size_t best = 0, run = 0;

	for (size_t i = 0; i < text.len; i++) {
		run = text.at[i] == c ? run + 1 : 0;
		best = run > best ? run : best;
	}
	return best;
}

/* All characters below a node as they are. */
static str
verbatim(struct arena *arena, const xmlNode *top)
{
	struct buf buf = BUF(arena);

	for (const xmlNode *node = top; node; node = tree_next(top, node))
		if (node->type == XML_TEXT_NODE)
			buf_z(&buf, (const char *)node->content);
		else if (tree_element(node) == EL_BR)
			buf_char(&buf, '\n');
	return buf_str(&buf);
}

static void
write_code(struct markdown *md, str text)
{
	size_t ticks = longest_run(text, '`') + 1;
	bool pad = str_starts(text, STR("`")) || str_ends(text, STR("`"));

	if (!text.len)
		return;
	markdown_begin(md);
	for (size_t i = 0; i < ticks; i++)
		buf_char(md->to, '`');
	buf_z(md->to, pad ? " " : "");
	for (size_t i = 0; i < text.len; i++) {
		if (md->cells && text.at[i] == '|')
			buf_char(md->to, '\\');
		buf_char(md->to, text.at[i] == '\n' ? ' ' : text.at[i]);
	}
	buf_z(md->to, pad ? " " : "");
	for (size_t i = 0; i < ticks; i++)
		buf_char(md->to, '`');
}

/* A listing within a cell: its lines as phrases. */
static void
write_code_lines(struct markdown *md, str text)
{
	str line;

	while (str_cut(&text, '\n', &line)) {
		markdown_ask(md, MARKDOWN_LINE);
		write_code(md, line);
	}
	markdown_ask(md, MARKDOWN_LINE);
}

static void
write_code_span(struct markdown *md, const xmlNode *node)
{
	write_code(md, verbatim(md->to->arena, node));
}
static void
write_code_block(struct markdown *md, const xmlNode *pre)
{
	const xmlNode *code = pre->children;
	str text = verbatim(md->to->arena, pre), line, language = STR_NONE, rest;
	size_t ticks = longest_run(text, '`') + 1;
	struct buf fence = BUF(md->to->arena);

	for (ticks = ticks < 3 ? 3 : ticks; ticks; ticks--)
		buf_char(&fence, '`');
	rest = code && code->type == XML_ELEMENT_NODE ? tree_get(code, "class") : STR_NONE;
	while (str_word(&rest, &line))
		if (str_starts(line, STR("language-")))
			language = str_from(line, 9);
	if (md->cells) {
		write_code_lines(md, text);
		return;
	}
	markdown_ask(md, MARKDOWN_BLANK);
	markdown_begin(md);
	buf_add(md->to, buf_str(&fence));
	buf_add(md->to, language);
	if (str_ends(text, STR("\n")))
		text.len--;
	while (str_cut(&text, '\n', &line))
		markdown_line(md, line);
	markdown_line(md, buf_str(&fence));
	markdown_ask(md, MARKDOWN_BLANK);
}

/* A formula; one that stands apart has lines of its own where it may. */
static void
write_tex(struct markdown *md, const xmlNode *node, str formula, bool is_block)
{
	bool is_apart = is_block && !md->cells && tree_is_block(tree_element(node->parent));
	const char *fence = is_block ? "$$" : "$";

	if (is_apart)
		markdown_ask(md, MARKDOWN_BLANK);
	markdown_begin(md);
	buf_printf(md->to, "%s%.*s%s", fence, STR_ARG(formula), fence);
	if (is_apart)
		markdown_ask(md, MARKDOWN_BLANK);
}

static void
write_math(struct markdown *md, const xmlNode *node)
{
	str formula = tree_get(node, "alttext");

	if (!formula.len)
		formula = tree_tex(md->to->arena, node);
	write_tex(md, node, formula, str_eq(tree_get(node, "display"), STR("block")));
}

/* Elements whose children are not walked. */
bool
markdown_whole(struct markdown *md, const xmlNode *node)
{
	bool is_display = tree_has_class(node, "display");

	switch (tree_element(node)) {
	case EL_IMG:
		if (!tree_has_class(node, "tex"))
			return false;
		write_tex(md, node, tree_get(node, "alt"), is_display);
		return true;
	case EL_SPAN:
		if (!tree_has_class(node, "tex"))
			return false;
		write_tex(md, node, tree_text(md->to->arena, node), is_display);
		return true;
	case EL_PRE:
		write_code_block(md, node);
		return true;
	case EL_CODE:
	case EL_SAMP:
		write_code_span(md, node);
		return true;
	case EL_MATH:
		write_math(md, node);
		return true;
	case EL_RP:
		return true;
	default:
		return false;
	}
}
