/* The tree that cmark-gfm makes of Markdown, as HTML, with what it does not know put in. */
#include <string.h>

#include "parse/markdown_html.h"

#define LONGEST_HEADING 2000

bool
markdown_html_is(cmark_node *node, const char *kind)
{
	return node && strcmp(cmark_node_get_type_string(node), kind) == 0;
}

static str
literal_of(cmark_node *node)
{
	return str_of(cmark_node_get_literal(node));
}

static void
put(struct writing *w, const char *z)
{
	buf_z(w->out, z);
}

/* Begin a line. */
static void
begin_line(struct writing *w)
{
	if (w->out->len > w->md->head && w->out->at[w->out->len - 1] != '\n')
		buf_char(w->out, '\n');
}

static const struct slot *
first_slot(struct writing *w, cmark_node *text, str *before, str *rest)
{
	const struct slot *slot;

	if (!text || cmark_node_get_type(text) != CMARK_NODE_TEXT)
		return NULL;
	*rest = literal_of(text);
	return markdown_slot_next(w->md, rest, before, &slot) ? slot : NULL;
}

/* A list whose items are definitions: the first one begins with the mark of one. */
static bool
is_definitions(struct writing *w, cmark_node *list)
{
	const struct slot *slot;
	cmark_node *item;
	str before, rest;

	if (!list || cmark_node_get_type(list) != CMARK_NODE_LIST)
		return false;
	item = cmark_node_first_child(list);
	item = item ? cmark_node_first_child(item) : NULL;
	if (!item || cmark_node_get_type(item) != CMARK_NODE_PARAGRAPH)
		return false;
	slot = first_slot(w, cmark_node_first_child(item), &before, &rest);
	return slot && slot->kind == SLOT_ITEM && !before.len;
}

bool
markdown_html_is_term(struct writing *w, cmark_node *node)
{
	return node && cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH &&
	    is_definitions(w, cmark_node_next(node));
}

size_t
markdown_html_caption_mark(cmark_node *paragraph)
{
	static const char *const marks[] = {"Table: ", "table: ", ": "};
	cmark_node *first;

	if (!paragraph || cmark_node_get_type(paragraph) != CMARK_NODE_PARAGRAPH)
		return 0;
	first = cmark_node_first_child(paragraph);
	if (!first || cmark_node_get_type(first) != CMARK_NODE_TEXT)
		return 0;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(literal_of(first), str_of(marks[i])))
			return strlen(marks[i]);
	return 0;
}

bool
markdown_html_is_caption(cmark_node *node)
{
	return markdown_html_is(cmark_node_next(node), "table") && markdown_html_caption_mark(node);
}

static bool
is_tight(cmark_node *paragraph)
{
	cmark_node *list = cmark_node_parent(paragraph);

	list = list ? cmark_node_parent(list) : NULL;
	return list && cmark_node_get_type(list) == CMARK_NODE_LIST &&
	    cmark_node_get_list_tight(list);
}

static void
write_backlinks(struct writing *w)
{
	uint32_t at = w->notes - w->first_note - 1;
	uint32_t uses = at < w->note_count ? w->note_uses[at] : 1;

	for (uint32_t i = 1; i <= uses; i++) {
		buf_printf(w->out, " <a href=\"#fnref-%lu", (unsigned long)w->notes);
		if (i > 1)
			buf_printf(w->out, "-%lu", (unsigned long)i);
		put(w, "\" class=\"footnote-backref\">\xe2\x86\xa9</a>");
	}
}

static bool
ends_note(cmark_node *node)
{
	cmark_node *parent = cmark_node_parent(node);

	return parent && cmark_node_get_type(parent) == CMARK_NODE_FOOTNOTE_DEFINITION &&
	    !cmark_node_next(node);
}

/* The id that stands at a block's end, " ^id". */
static void
write_block_id(struct writing *w, cmark_node *paragraph)
{
	cmark_node *text = paragraph ? cmark_node_last_child(paragraph) : NULL;
	const struct slot *slot, *last = NULL;
	str rest, before;

	if (!text || cmark_node_get_type(text) != CMARK_NODE_TEXT)
		return;
	for (rest = literal_of(text); markdown_slot_next(w->md, &rest, &before, &slot);)
		last = slot;
	if (!last || last->kind != SLOT_ANCHOR)
		return;
	put(w, " id=\"" MARKDOWN_BLOCK_ID);
	markdown_phrase_escape(w->out, last->text);
	put(w, "\"");
}

static void
write_paragraph(struct writing *w, cmark_node *node)
{
	if (markdown_html_is_term(w, node)) {
		bool goes_on = is_definitions(w, cmark_node_previous(node));

		begin_line(w);
		put(w, !w->is_enter ? "</dt>\n" : goes_on ? "<dt>" : "<dl>\n<dt>");
	} else if (markdown_html_is_caption(node)) {
		begin_line(w);
		put(w, w->is_enter ? "<table>\n<caption>" : "</caption>\n");
	} else if (is_tight(node)) {
		return;
	} else if (w->is_enter) {
		begin_line(w);
		put(w, "<p");
		write_block_id(w, node);
		put(w, ">");
	} else {
		if (ends_note(node))
			write_backlinks(w);
		put(w, "</p>\n");
	}
}

/* All the text of a node, marks and all. */
static str
text_of(struct writing *w, cmark_node *node, const struct slot **last)
{
	struct buf text = BUF(w->md->ctx->arena), plain = BUF(w->md->ctx->arena);
	cmark_iter *iter = cmark_iter_new(node);
	const struct slot *slot = NULL;
	str rest, before;

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE && text.len < LONGEST_HEADING) {
		cmark_node *at = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(at);

		if (cmark_iter_get_event_type(iter) != CMARK_EVENT_ENTER)
			continue;
		if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
			buf_add(&text, literal_of(at));
		else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
			buf_char(&text, ' ');
	}
	cmark_iter_free(iter);
	for (rest = buf_str(&text); markdown_slot_next(w->md, &rest, &before, &slot);) {
		buf_add(&plain, before);
		if (slot->kind == SLOT_TEXT)
			buf_add(&plain, slot->raw);
		else if (slot->kind != SLOT_ATTRIBUTES)
			buf_add(&plain, slot->text);
	}
	buf_add(&plain, before);
	*last = str_is_blank(before) ? slot : NULL;
	return buf_str(&plain);
}

/* The heading's own id, or GitHub's of its text; the second of a name gets a number. */
static void
write_heading_id(struct writing *w, cmark_node *node)
{
	struct arena *arena = w->md->ctx->arena;
	const struct slot *last;
	str text = text_of(w, node, &last), id = STR_NONE;
	str name;
	bool is_new;

	if (last && last->kind == SLOT_ATTRIBUTES)
		id = markdown_phrase_id(last->raw);
	if (!id.len)
		id = markdown_phrase_slug(arena, text);
	if (!id.len)
		return;
	name = id;
	for (idmap_add(&w->md->ids, id, &is_new); !is_new; idmap_add(&w->md->ids, id, &is_new))
		id = arena_printf(arena, "%.*s-%lu", STR_ARG(name),
		    (unsigned long)++idmap_find(&w->md->ids, name)->value);
	put(w, " id=\"");
	markdown_phrase_escape(w->out, id);
	put(w, "\"");
}

static void
write_heading(struct writing *w, cmark_node *node)
{
	int level = cmark_node_get_heading_level(node);

	if (!w->is_enter) {
		buf_printf(w->out, "</h%d>\n", level);
		return;
	}
	begin_line(w);
	buf_printf(w->out, "<h%d", level);
	write_heading_id(w, node);
	put(w, ">");
}

static void
write_list(struct writing *w, cmark_node *node)
{
	int start = cmark_node_get_list_start(node);

	if (is_definitions(w, node)) {
		cmark_node *before = cmark_node_previous(node);

		if (w->is_enter && (!before || !markdown_html_is_term(w, before)))
			put(w, "<dl>\n");
		else if (!w->is_enter && !markdown_html_is_term(w, cmark_node_next(node)))
			put(w, "</dl>\n");
		return;
	}
	begin_line(w);
	if (cmark_node_get_list_type(node) == CMARK_BULLET_LIST)
		put(w, w->is_enter ? "<ul>\n" : "</ul>\n");
	else if (!w->is_enter)
		put(w, "</ol>\n");
	else if (start == 1)
		put(w, "<ol>\n");
	else
		buf_printf(w->out, "<ol start=\"%d\">\n", start);
}

static void
write_item(struct writing *w, cmark_node *node)
{
	bool is_definition = is_definitions(w, cmark_node_parent(node));
	cmark_node *first = cmark_node_first_child(node);

	if (!w->is_enter) {
		put(w, is_definition ? "</dd>\n" : "</li>\n");
		return;
	}
	begin_line(w);
	put(w, is_definition ? "<dd" : "<li");
	if (first && cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH && is_tight(first))
		write_block_id(w, first);
	put(w, ">");
	if (!markdown_html_is(node, "tasklist"))
		return;
	put(w,
	    cmark_gfm_extensions_get_tasklist_item_checked(node)
		? "<input type=\"checkbox\" checked=\"\" disabled=\"\" /> "
		: "<input type=\"checkbox\" disabled=\"\" /> ");
}

static void
write_code_block(struct writing *w, cmark_node *node)
{
	struct buf info = BUF(w->md->ctx->arena), code = BUF(w->md->ctx->arena);
	str language, rest;

	markdown_slot_restore(w->md, &info, str_of(cmark_node_get_fence_info(node)));
	markdown_slot_restore(w->md, &code, literal_of(node));
	rest = buf_str(&info);
	begin_line(w);
	if (str_eq(str_trim(rest), STR("math"))) {
		put(w, "<p>");
		markdown_phrase_math(w->out, str_trim(buf_str(&code)), true);
		put(w, "</p>\n");
		return;
	}
	put(w, "<pre><code");
	/* Pandoc's {.c .numberLines}: the first class is the language. In braces alone stand orders
	   to other programs. */
	if (str_starts(rest, STR("{"))) {
		rest = str_trim(str_from(rest, 1));
		rest = str_starts(rest, STR(".")) ? str_from(rest, 1) : STR_NONE;
		rest = str_head(rest, str_find_char(rest, '}'));
	}
	if (str_word(&rest, &language)) {
		put(w, " class=\"language-");
		markdown_phrase_escape(w->out, language);
		put(w, "\"");
	}
	put(w, ">");
	markdown_phrase_escape(w->out, buf_str(&code));
	put(w, "</code></pre>\n");
}

/* What follows the colons of a fenced div: "note", "note Title", "note[Title]", "{.note}". */
static void
write_div(struct writing *w, str head)
{
	str name = head, title = STR_NONE;
	size_t len = 0;

	if (str_starts(head, STR("{"))) {
		head = str_from(head, 1);
		while (head.len && (*head.at == '.' || *head.at == ' '))
			head = str_from(head, 1);
		name = head;
		while (len < name.len && !strchr(" }#", name.at[len]))
			len++;
	} else {
		while (len < name.len && !strchr(" [{:", name.at[len]))
			len++;
		title = str_trim(str_from(head, len));
		/* Pandoc and others may close with colons, and say attributes. */
		while (str_ends(title, STR(":")))
			title.len--;
		if (str_starts(title, STR("[")))
			title =
			    str_head(str_from(title, 1), str_find_char(str_from(title, 1), ']'));
		else
			title = str_head(title, str_find_char(title, '{'));
		title = str_trim(title);
	}
	begin_line(w);
	put(w, "<div class=\"");
	put(w, title.len ? "admonition " : "");
	markdown_phrase_escape(w->out, str_head(name, len));
	put(w, "\">\n");
	if (title.len) {
		put(w, "<p class=\"admonition-title\">");
		markdown_phrase(w->md, w->out, title, false);
		put(w, "</p>\n");
	}
}

static void
write_html_block(struct writing *w, cmark_node *node)
{
	const struct slot *slot = markdown_slot_alone(w->md, literal_of(node));

	begin_line(w);
	if (!slot)
		markdown_phrase_raw(w->md, w->out, literal_of(node), true);
	else if (slot->kind == SLOT_DIV)
		write_div(w, slot->text);
	else if (slot->kind == SLOT_DIV_END)
		put(w, "</div>\n");
	begin_line(w);
}

static void
write_table(struct writing *w, cmark_node *node)
{
	begin_line(w);
	if (w->is_enter) {
		cmark_node *before = cmark_node_previous(node);

		w->has_tbody = false;
		if (!before || !markdown_html_is_caption(before))
			put(w, "<table>");
		return;
	}
	put(w, w->has_tbody ? "</tbody>\n</table>\n" : "</table>\n");
	w->has_tbody = false;
}

static void
write_row(struct writing *w, cmark_node *node)
{
	bool is_head = cmark_gfm_extensions_get_table_row_is_header(node);

	begin_line(w);
	if (!w->is_enter) {
		put(w, is_head ? "</tr>\n</thead>\n" : "</tr>\n");
		return;
	}
	if (is_head)
		put(w, "<thead>\n");
	else if (!w->has_tbody)
		put(w, "<tbody>\n");
	w->has_tbody = w->has_tbody || !is_head;
	put(w, "<tr>");
	w->column = 0;
}

static void
write_cell(struct writing *w, cmark_node *node)
{
	cmark_node *row = cmark_node_parent(node), *table = cmark_node_parent(row);
	bool is_head = cmark_gfm_extensions_get_table_row_is_header(row);
	const uint8_t *alignments = cmark_gfm_extensions_get_table_alignments(table);
	unsigned columns = cmark_gfm_extensions_get_table_columns(table), column = w->column;

	if (!w->is_enter) {
		put(w, is_head ? "</th>" : "</td>");
		return;
	}
	w->column++;
	begin_line(w);
	put(w, is_head ? "<th" : "<td");
	if (column < columns && alignments[column])
		buf_printf(w->out, " align=\"%s\"",
		    alignments[column] == 'l'       ? "left"
			: alignments[column] == 'c' ? "center"
						    : "right");
	put(w, ">");
}

static void
write_definition(struct writing *w, cmark_node *node)
{
	cmark_node *last = cmark_node_last_child(node);

	if (w->is_enter) {
		if (w->notes++ == w->first_note)
			put(w, "<section class=\"footnotes\">\n<ol>\n");
		buf_printf(w->out, "<li id=\"fn-%lu\">\n", (unsigned long)w->notes);
		return;
	}
	if (!last || cmark_node_get_type(last) != CMARK_NODE_PARAGRAPH)
		write_backlinks(w);
	put(w, "</li>\n");
}

static void
free_iter(void *iter)
{
	cmark_iter_free(iter);
}

static void
write_node(struct writing *w, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_DOCUMENT:
		break;
	case CMARK_NODE_PARAGRAPH:
		write_paragraph(w, node);
		break;
	case CMARK_NODE_HEADING:
		write_heading(w, node);
		break;
	case CMARK_NODE_BLOCK_QUOTE:
		begin_line(w);
		put(w, w->is_enter ? "<blockquote>\n" : "</blockquote>\n");
		break;
	case CMARK_NODE_LIST:
		write_list(w, node);
		break;
	case CMARK_NODE_ITEM:
		write_item(w, node);
		break;
	case CMARK_NODE_CODE_BLOCK:
		write_code_block(w, node);
		break;
	case CMARK_NODE_HTML_BLOCK:
		write_html_block(w, node);
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		begin_line(w);
		put(w, "<hr />\n");
		break;
	case CMARK_NODE_FOOTNOTE_DEFINITION:
		write_definition(w, node);
		break;
	default:
		if (markdown_html_is(node, "table"))
			write_table(w, node);
		else if (markdown_html_is(node, "table_row") ||
		    markdown_html_is(node, "table_header"))
			write_row(w, node);
		else if (markdown_html_is(node, "table_cell"))
			write_cell(w, node);
		else
			markdown_inline_write(w, node);
		break;
	}
}

/* Captions go before their tables; notes are counted. */
static void
look_ahead(struct writing *w, cmark_node *document)
{
	cmark_iter *iter = cmark_iter_new(document);

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter), *next, *before;

		if (cmark_iter_get_event_type(iter) != CMARK_EVENT_ENTER)
			continue;
		if (cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_DEFINITION)
			w->note_count++;
		if (!markdown_html_is(node, "table"))
			continue;
		next = cmark_node_next(node);
		before = cmark_node_previous(node);
		if (markdown_html_caption_mark(next) && !markdown_html_caption_mark(before) &&
		    !markdown_html_is(cmark_node_next(next), "table"))
			cmark_node_insert_before(node, next);
	}
	cmark_iter_free(iter);
}

void
markdown_html_write(struct markdown *md, struct buf *out, cmark_node *document)
{
	struct writing w = {
	    .md = md, .out = out, .notes = md->footnotes, .first_note = md->footnotes};
	cmark_iter *iter;

	cmark_consolidate_text_nodes(document);
	look_ahead(&w, document);
	w.note_uses = arena_array(md->ctx->arena, w.note_count + 1, sizeof *w.note_uses);
	iter = cmark_iter_new(document);
	arena_defer(md->ctx->arena, free_iter, iter);
	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		w.is_enter = cmark_iter_get_event_type(iter) == CMARK_EVENT_ENTER;
		write_node(&w, cmark_iter_get_node(iter));
	}
	begin_line(&w);
	if (w.notes > w.first_note)
		buf_z(out, "</ol>\n</section>\n");
	md->footnotes = w.notes;
}
