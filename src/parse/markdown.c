/* Markdown to a Page: cmark-gfm makes HTML of it, which is parsed as any page is. */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <string.h>

#include "core/pool.h"
#include "core/utf8.h"
#include "parse/markdown.h"
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

/* A piece's tree, in memory of cmark's. */
struct parsed {
	cmark_node *document;
};

static void
free_parsed(void *at)
{
	struct parsed *parsed = at;

	if (parsed->document)
		cmark_node_free(parsed->document);
	parsed->document = NULL;
}

/* The tree of a piece with what stands before it. cmark-gfm keeps the special characters of its
   extensions in tables of its own that are set and cleared with each document: one at a time. */
static cmark_node *
parse_piece(str before, str text, int options, bool autolinks)
{
	static const char *const names[] = {"table", "strikethrough", "tasklist", "autolink"};
	cmark_parser *parser;
	cmark_node *document;

	pool_lock_library();
	parser = cmark_parser_new(options);
	for (size_t i = 0; i < sizeof names / sizeof *names - !autolinks; i++)
		cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(names[i]));
	cmark_parser_feed(parser, before.at, before.len);
	cmark_parser_feed(parser, text.at, text.len);
	document = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	pool_unlock_library();
	return document;
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
put_html(struct markdown *md, struct buf *html, str text, bool autolinks)
{
	struct arena *arena = md->ctx->arena;
	struct parsed *parsed = arena_alloc(arena, sizeof *parsed);
	struct fence fence = {0};
	int options = OPTIONS | (md->ctx->settings->smart ? CMARK_OPT_SMART : 0);

	arena_defer(arena, free_parsed, parsed);
	while (text.len > 0) {
		struct buf before = BUF(arena);
		size_t len;

		for (size_t i = 0; i < fence.length; i++)
			buf_char(&before, fence.c);
		if (fence.length)
			buf_char(&before, '\n');
		len = piece_length(text, &fence);
		parsed->document =
		    parse_piece(buf_str(&before), str_head(text, len), options, autolinks);
		markdown_html_write(md, html, parsed->document);
		free_parsed(parsed);
		text = str_from(text, len);
	}
}

struct page *
markdown_page(struct ctx *ctx, str text, bool autolinks)
{
	struct buf html = BUF(ctx->arena);
	struct front *front = parse_front_matter(ctx, text, &text);
	struct markdown md = {.ctx = ctx};
	struct tame tame;
	struct page *page;

	for (size_t i = 0; i < SLOT_KINDS; i++)
		md.by_raw[i] = IDMAP(ctx->arena);
	md.labels = md.first_words = md.ids = IDMAP(ctx->arena);
	text = markdown_drawn_read(ctx->arena, text);
	tame_markdown(ctx->arena, markdown_block_read(&md, text), &tame);
	if (tame.table_cut)
		diag_say(ctx->log, DIAG_LIMIT_TABLE, ctx->name, "%d", LIMIT_TABLE_CELLS);
	buf_z(&html, "<!DOCTYPE html><body>");
	md.head = html.len;
	put_html(&md, &html, tame.text, autolinks && !tame.no_autolinks);
	page = parse_html(ctx, buf_str(&html));
	page->front = front;
	page->is_written = true;
	return page;
}

struct page *
parse_markdown(struct ctx *ctx, str text)
{
	return markdown_page(ctx, text, true);
}
