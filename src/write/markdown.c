/* An article as Markdown: CommonMark, GFM's tables and strikethrough, footnotes, front matter. */
#include "core/utf8.h"
#include "tree/walk.h"
#include "write/body.h"
#include "write/markdown_code.h"
#include "write/markdown_line.h"
#include "write/markdown_table.h"

#include <string.h>

/* What stands around the text of an inline element. */
struct mark {
	enum element element;
	const char *open, *close;
};

static const struct mark marks[] = {
    {EL_B, "**", "**"},
    {EL_STRONG, "**", "**"},
    {EL_EM, "*", "*"},
    {EL_I, "*", "*"},
    {EL_CITE, "*", "*"},
    {EL_DFN, "*", "*"},
    {EL_VAR, "*", "*"},
    {EL_DEL, "~~", "~~"},
    {EL_S, "~~", "~~"},
    {EL_MARK, "==", "=="},
    {EL_SUB, "<sub>", "</sub>"},
    {EL_SUP, "<sup>", "</sup>"},
    {EL_KBD, "<kbd>", "</kbd>"},
    {EL_U, "<u>", "</u>"},
    {EL_INS, "<ins>", "</ins>"},
    {EL_Q, "<q>", "</q>"},
    {EL_SMALL, "<small>", "</small>"},
    {EL_RT, "(", ")"},
};

/* Within emphasis there is none; a caption is emphasis as a whole. */
static const struct mark *
mark_of(const struct markdown *md, enum element element)
{
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (marks[i].element == element)
			return md->emphases && *marks[i].open == '*' && !marks[i].open[1]
			    ? NULL
			    : &marks[i];
	return NULL;
}

static bool
has_blocks(const xmlNode *node)
{
	for (const xmlNode *child = node->children; child; child = child->next)
		if (child->type == XML_ELEMENT_NODE && tree_is_block(tree_element(child)))
			return true;
	return false;
}

/* A caption, or each of the paragraphs that it consists of. */
static bool
is_caption(const xmlNode *node)
{
	switch (tree_element(node)) {
	case EL_CAPTION:
	case EL_FIGCAPTION:
		return !has_blocks(node);
	case EL_DIV:
	case EL_P:
		return tree_element(node->parent) == EL_FIGCAPTION && !has_blocks(node);
	default:
		return false;
	}
}

static bool
is_emphasis(enum element element)
{
	return element == EL_EM || element == EL_I || element == EL_CITE;
}

/* An address in parentheses, in angle brackets where it needs them. */
static void
write_address(struct markdown *md, str address)
{
	bool odd = false;
	int open = 0;

	for (size_t i = 0; i < address.len && !odd; i++) {
		open += (address.at[i] == '(') - (address.at[i] == ')');
		odd = open < 0 || address.at[i] <= ' ' || strchr("<>", address.at[i]);
	}
	odd = odd || open > 0;
	buf_z(md->to, odd ? "(<" : "(");
	for (size_t i = 0; i < address.len; i++)
		if (address.at[i] == '<' || address.at[i] == '>' || address.at[i] <= ' ')
			buf_printf(md->to, "%%%02X", (unsigned char)address.at[i]);
		else
			buf_char(md->to, address.at[i]);
	buf_z(md->to, odd ? ">)" : ")");
}

static void
write_image(struct markdown *md, const xmlNode *node)
{
	struct buf alt = BUF(md->to->arena);
	str text = tree_get(node, "alt");

	for (size_t i = 0; i < text.len; i++) {
		if (strchr("[]\\", text.at[i]))
			buf_char(&alt, '\\');
		buf_char(&alt, text.at[i]);
	}
	markdown_raw(md, "![");
	buf_add(md->to, buf_str(&alt));
	buf_char(md->to, ']');
	write_address(md, tree_get(node, "src"));
}

/* The number that open list `md` is at, and where it is kept. */
static uint32_t *
last_item(struct markdown *md)
{
	size_t level = md->list_count ? md->list_count - 1 : 0;

	return &md->items[level < MARKDOWN_LEVELS ? level : MARKDOWN_LEVELS - 1];
}

static void
enter_list(struct markdown *md, const xmlNode *list)
{
	uint32_t start = 1;

	if (tree_get(list, "start").len)
		str_number(tree_get(list, "start"), 6, &start);
	md->list_count++;
	*last_item(md) = start ? start - 1 : 0;
}

/* The marker of an item: "- ", "12. ". */
static str
item_marker(struct markdown *md, const xmlNode *item)
{
	uint32_t number = ++*last_item(md), value;

	if (str_number(tree_get(item, "value"), 6, &value))
		number = *last_item(md) = value;

	if (tree_element(item->parent) != EL_OL)
		return STR("- ");
	return arena_printf(md->to->arena, "%u. ", (unsigned)number);
}

static const char *
spaces(struct markdown *md, size_t count)
{
	char *at = arena_alloc(md->to->arena, count + 1);

	memset(at, ' ', count);
	return at;
}

static bool
has_prefix(const xmlNode *node)
{
	enum element element = tree_element(node);

	return element == EL_BLOCKQUOTE || element == EL_LI || element == EL_DD ||
	    element == EL_ASIDE;
}

/* What a note is called here: "fn12" is 12. */
static str
note_name(str id)
{
	return str_starts(id, STR("fn")) && id.len > 2 ? str_from(id, 2) : id;
}

static bool
is_callout(const xmlNode *node)
{
	return tree_element(node) == EL_ASIDE && tree_has_class(node, "callout");
}

static bool
is_callout_title(const xmlNode *node)
{
	return tree_element(node) == EL_P && tree_has_class(node, "title") &&
	    is_callout(node->parent);
}

static str
callout_kind(const xmlNode *node)
{
	str classes = tree_get(node, "class"), kind = STR("note"), word;

	while (str_word(&classes, &word))
		if (!str_eq(word, STR("callout")))
			kind = word;
	return kind;
}

/* A title that says no more than the kind. */
static bool
is_kind_alone(struct markdown *md, const xmlNode *title)
{
	str text = str_trim(tree_text(md->to->arena, title)), kind = callout_kind(title->parent);

	if (str_ends(text, STR(":")))
		text.len--;
	if (text.len > kind.len && text.len - kind.len <= 12 &&
	    !utf8_words(str_head(text, text.len - kind.len)))
		text = str_from(text, text.len - kind.len); /* a sign stands before it */
	return str_eq_nocase(text, kind) ||
	    (str_eq(kind, STR("seealso")) && str_eq_nocase(text, STR("see also")));
}

/* "[!note]", which the title follows when it says more than that. */
static void
enter_callout(struct markdown *md, const xmlNode *node)
{
	str kind = callout_kind(node);

	markdown_begin(md);
	buf_printf(md->to, "[!%.*s]", STR_ARG(kind));
	if (node->children && is_callout_title(node->children) &&
	    !is_kind_alone(md, node->children))
		markdown_ask(md, MARKDOWN_SPACE);
	else
		markdown_ask(md, MARKDOWN_LINE);
}

/* The prefix that lines within an element get, and what stands for it on the first one. */
static const char *
prefix_of(struct markdown *md, const xmlNode *node, str *marker)
{
	*marker = STR_NONE;
	switch (tree_element(node)) {
	case EL_LI:
		*marker = item_marker(md, node);
		return spaces(md, marker->len);
	case EL_DD:
		*marker = STR(": ");
		return "  ";
	case EL_ASIDE:
		if (!tree_has_class(node, "footnote"))
			return "> ";
		*marker = arena_printf(
		    md->to->arena, "[^%.*s]: ", STR_ARG(note_name(tree_get(node, "id"))));
		return "    ";
	default:
		return "> ";
	}
}

static enum markdown_gap
gap_around(const xmlNode *node)
{
	enum element element = tree_element(node);

	switch (element) {
	case EL_UL:
	case EL_OL:
		return tree_element(node->parent) == EL_LI ? MARKDOWN_LINE : MARKDOWN_BLANK;
	case EL_LI:
	case EL_DD:
	case EL_TR:
	case EL_THEAD:
	case EL_TBODY:
	case EL_TFOOT:
		return MARKDOWN_LINE;
	case EL_TD:
	case EL_TH:
		return MARKDOWN_TIGHT;
	case EL_IMG:
		return tree_element(node->parent) == EL_FIGURE ? MARKDOWN_BLANK : MARKDOWN_TIGHT;
	case EL_FIGCAPTION:
		return MARKDOWN_BLANK;
	default:
		return tree_is_block(element) ? MARKDOWN_BLANK : MARKDOWN_TIGHT;
	}
}

static void
enter_anchor(struct markdown *md, const xmlNode *node, struct tree_walk *walk)
{
	str href = tree_get(node, "href");

	if (str_eq(tree_get(node, "epub:type"), STR("noteref"))) {
		markdown_begin(md);
		buf_printf(md->to, "[^%.*s]", STR_ARG(note_name(str_from(href, 1))));
		tree_walk_skip(walk);
	} else if (str_eq(tree_get(node, "role"), STR("doc-backlink"))) {
		tree_walk_skip(walk);
	} else if (href.len && !str_starts(href, STR("#"))) {
		markdown_open(md, "[");
	}
}

static void
enter(struct markdown *md, const xmlNode *node, struct tree_walk *walk)
{
	enum element element = tree_element(node);
	const struct mark *mark = mark_of(md, element);
	const char *prefix;
	str marker;

	if (is_callout_title(node)) {
		if (is_kind_alone(md, node))
			tree_walk_skip(walk);
		return;
	}
	markdown_ask(md, gap_around(node));
	if (markdown_whole(md, node)) {
		tree_walk_skip(walk);
		return;
	}
	switch (element) {
	case EL_A:
		enter_anchor(md, node, walk);
		return;
	case EL_IMG:
		write_image(md, node);
		return;
	case EL_HR:
		markdown_raw(md, "***");
		return;
	case EL_BR:
		if (!md->cells)
			markdown_raw(md, "\\");
		markdown_ask(md, MARKDOWN_LINE);
		return;
	case EL_TABLE:
		markdown_enter_table(md, node);
		return;
	case EL_TR:
		markdown_enter_row(md, node);
		return;
	case EL_TD:
	case EL_TH:
		markdown_enter_cell(md);
		return;
	case EL_H2:
	case EL_H3:
	case EL_H4:
	case EL_H5:
	case EL_H6:
		markdown_raw(md, &"######"[EL_H6 - element]);
		buf_char(md->to, ' ');
		return;
	default:
		break;
	}
	if (mark)
		markdown_open(md, mark->open);
	if (is_caption(node))
		markdown_open(md, "*");
	md->emphases += is_emphasis(element) || is_caption(node);
	if (element == EL_UL || element == EL_OL)
		enter_list(md, node);
	if (has_prefix(node)) {
		prefix = prefix_of(md, node, &marker);
		if (!md->cells)
			markdown_indent(md, prefix, marker);
		else if (marker.len)
			markdown_raw(md, arena_zstr(md->to->arena, marker));
		if (is_callout(node))
			enter_callout(md, node);
	}
}

static void
leave(struct markdown *md, const xmlNode *node)
{
	enum element element = tree_element(node);
	const struct mark *mark;
	str href;

	md->emphases -= is_emphasis(element) || is_caption(node);
	mark = mark_of(md, element);
	if (is_caption(node))
		markdown_close(md, "*");

	if (is_callout_title(node)) {
		markdown_ask(md, MARKDOWN_LINE);
		return;
	}
	switch (element) {
	case EL_A:
		href = tree_get(node, "href");
		if (!href.len || str_starts(href, STR("#")))
			return;
		if (md->opener_count) {
			markdown_close(md, "[");
			return;
		}
		buf_char(md->to, ']');
		write_address(md, href);
		return;
	case EL_TD:
	case EL_TH:
		markdown_leave_cell(md, node);
		return;
	case EL_TR:
		markdown_leave_row(md);
		return;
	case EL_BR:
	case EL_CODE:
		return;
	default:
		break;
	}
	if (mark)
		markdown_close(md, mark->close);
	if (has_prefix(node) && !md->cells)
		markdown_dedent(md);
	md->list_count -= element == EL_UL || element == EL_OL;
	markdown_ask(md, element == EL_DT ? MARKDOWN_LINE : gap_around(node));
}

static void
front_text(struct buf *to, const char *key, str value)
{
	if (value.len) {
		buf_printf(to, "%s: ", key);
		buf_json(to, value);
		buf_char(to, '\n');
	}
}

static void
front_list(struct buf *to, const char *key, const str *list, size_t count)
{
	if (!count)
		return;
	buf_printf(to, "%s: [", key);
	for (size_t i = 0; i < count; i++) {
		buf_z(to, i ? ", " : "");
		buf_json(to, list[i]);
	}
	buf_z(to, "]\n");
}

/* YAML's double-quoted strings are JSON's. */
static void
write_front(struct buf *to, const struct meta *meta)
{
	buf_z(to, "---\n");
	front_text(to, "title", meta->title);
	front_text(to, "subtitle", meta->subtitle);
	front_list(to, "authors", meta->authors, meta->author_count);
	if (date_is_set(meta->date))
		front_text(to, "date", date_iso(to->arena, meta->date));
	front_text(to, "lang", meta->lang);
	front_text(to, "site", meta->site);
	front_text(to, "source", meta->canonical.len ? meta->canonical : meta->source);
	front_text(to, "description", meta->description);
	front_list(to, "tags", meta->tags, meta->tag_count);
	front_text(to, "section", meta->section);
	buf_z(to, "---\n\n");
}

/* A run of text; the box that begins an item is a task's. */
static void
write_text(struct markdown *md, str text)
{
	bool is_open = str_starts(text, STR("\xe2\x98\x90 "));

	if (md->marker.len && (is_open || str_starts(text, STR("\xe2\x98\x91 ")))) {
		markdown_raw(md, is_open ? "[ ] " : "[x] ");
		text = str_from(text, 4);
	}
	markdown_text(md, text);
}

void
format_markdown(struct buf *to, const struct article *article, const struct diag_log *log)
{
	struct markdown md = {.to = to, .prefix = BUF(to->arena)};
	struct tree_walk walk;

	(void)log;
	write_front(to, &article->meta);
	md.start = to->len;
	if (!article->body || article->empty)
		return;
	walk = TREE_WALK(article->body->root);
	while (tree_walk_next(&walk))
		if (walk.node->type == XML_TEXT_NODE)
			write_text(&md, str_of((const char *)walk.node->content));
		else if (!walk.is_leaving)
			enter(&md, walk.node, &walk);
		else
			leave(&md, walk.node);
	if (to->len > md.start)
		buf_char(to, '\n');
}
