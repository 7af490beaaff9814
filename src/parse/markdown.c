/* Markdown to a Page: cmark-gfm makes HTML of it, which is parsed as any page is. */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <string.h>

#include "core/pool.h"
#include "core/utf8.h"
#include "parse/parse.h"
#include "parse/tame.h"

/* Texts that cost more are rendered in pieces: a unit may come to 200 bytes. */
#define PIECE_WEIGHT 700000
#define OPTIONS (CMARK_OPT_UNSAFE | CMARK_OPT_FOOTNOTES)

void
parse_markdown_begin(void)
{
	cmark_gfm_core_extensions_ensure_registered();
}

/* A piece's HTML, in memory of cmark's. */
struct rendered {
	char *html;
};

static void
free_rendered(void *at)
{
	struct rendered *rendered = at;

	cmark_get_default_mem_allocator()->free(rendered->html);
	rendered->html = NULL;
}

/* HTML of a piece with what stands before it. cmark-gfm keeps the special characters of its
   extensions in tables of its own that are set and cleared with each document: one at a time. */
static char *
render(str before, str text, bool autolinks)
{
	static const char *const names[] = {"table", "strikethrough", "tasklist", "autolink"};
	cmark_parser *parser;
	cmark_node *document;
	char *html;

	pool_lock_library();
	parser = cmark_parser_new(OPTIONS);
	for (size_t i = 0; i < sizeof names / sizeof *names - !autolinks; i++)
		cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(names[i]));
	cmark_parser_feed(parser, before.at, before.len);
	cmark_parser_feed(parser, text.at, text.len);
	document = cmark_parser_finish(parser);
	html = cmark_render_html(document, OPTIONS, cmark_parser_get_syntax_extensions(parser));
	cmark_node_free(document);
	cmark_parser_free(parser);
	pool_unlock_library();
	return html;
}

/* Append the HTML with the boxes of task lists as characters. */
static void
put_html(struct buf *out, str html)
{
	static const struct {
		const char *input, *box;
	} boxes[] = {
	    {"<input type=\"checkbox\" checked=\"\" disabled=\"\" />", "\xe2\x98\x91"},
	    {"<input type=\"checkbox\" disabled=\"\" />", "\xe2\x98\x90"},
	};
	size_t at;

	while ((at = str_find(html, STR("<input type=\"checkbox\""))) != STR_NOT_FOUND) {
		str rest = str_from(html, at);
		size_t len = 6;

		buf_add(out, str_head(html, at));
		for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++)
			if (str_starts(rest, str_of(boxes[i].input))) {
				buf_z(out, boxes[i].box);
				len = strlen(boxes[i].input);
			}
		if (len == 6)
			buf_add(out, str_head(rest, len));
		html = str_from(rest, len);
	}
	buf_add(out, html);
}

/* What a byte may cost the parser, in nodes. */
static size_t
weight_of(char c)
{
	if (c == '\n' || c == '|')
		return 3;
	return c != '\0' && strchr("*_[]!<>`~&\\@:", c) ? 1 : 0;
}

#define LONGEST_FENCE 100

/* A block of fenced code that is open. */
struct fence {
	char c;
	size_t length; /* 0: none is */
};

/* Follow one line: fences open and close (CommonMark 4.5; those within quotes and lists are not
   looked for). */
static void
follow_fence(struct fence *fence, str line)
{
	size_t n = 0;
	char c = line.len ? line.at[0] : '\0';

	if (c != '`' && c != '~')
		return;
	while (n < line.len && n < LONGEST_FENCE && line.at[n] == c)
		n++;
	if (fence->length == 0 && n >= 3 &&
	    (c == '~' || str_find_char(str_from(line, n), '`') == STR_NOT_FOUND))
		*fence = (struct fence){c, n};
	else if (fence->length && c == fence->c && n >= fence->length &&
	    str_trim(str_from(line, n)).len == 0)
		fence->length = 0;
}

/* Length of the next piece: up to a blank line, before unindented text, once half of what a piece
   may cost is reached; at all of it, wherever that is. *fence is what is open at its end. */
static size_t
piece_length(str text, struct fence *fence)
{
	size_t weight = 0, line = 0, at = 0;

	for (; at < text.len && weight < PIECE_WEIGHT; at++) {
		weight += weight_of(text.at[at]);
		if (text.at[at] != '\n')
			continue;
		follow_fence(fence, (str){text.at + line, at - line});
		if (weight > PIECE_WEIGHT / 2 && at + 1 < text.len && !fence->length &&
		    str_trim((str){text.at + line, at - line}).len == 0 &&
		    !ascii_is_space((unsigned char)text.at[at + 1]))
			return at + 1;
		line = at + 1;
	}
	while (at < text.len && ((unsigned char)text.at[at] & 0xC0) == 0x80)
		at++;
	return at;
}

/* Append the HTML of a text, piece by piece; code that a piece's end cuts goes on in the next. */
static void
put_rendered(struct ctx *ctx, struct buf *html, str text, bool autolinks)
{
	struct rendered *rendered = arena_alloc(ctx->arena, sizeof *rendered);
	struct fence fence = {0};

	arena_defer(ctx->arena, free_rendered, rendered);
	while (text.len > 0) {
		struct buf before = BUF(ctx->arena);
		size_t len;

		for (size_t i = 0; i < fence.length; i++)
			buf_char(&before, fence.c);
		if (fence.length)
			buf_char(&before, '\n');
		len = piece_length(text, &fence);
		rendered->html = render(buf_str(&before), str_head(text, len), autolinks);
		put_html(html, str_of(rendered->html));
		free_rendered(rendered);
		text = str_from(text, len);
	}
}

struct page *
parse_markdown(struct ctx *ctx, str text)
{
	struct buf html = BUF(ctx->arena);
	struct front *front = parse_front_matter(ctx, text, &text);
	struct tame tame;
	struct page *page;

	tame_markdown(ctx->arena, text, &tame);
	if (tame.table_cut)
		diag_say(ctx->log, DIAG_LIMIT_TABLE, ctx->name, "%d", LIMIT_TABLE_CELLS);
	buf_z(&html, "<!DOCTYPE html><body>");
	put_rendered(ctx, &html, tame.text, !tame.no_autolinks);
	page = parse_html(ctx, buf_str(&html));
	page->front = front;
	page->is_written = true;
	return page;
}
