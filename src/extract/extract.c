/* Finding the article: which way fits, and what follows from it. */
#include "extract/extract.h"

#include "extract/absence.h"
#include "extract/body.h"
#include "extract/choose.h"
#include "extract/choose_mark.h"
#include "extract/dump.h"
#include "extract/letter.h"
#include "extract/meta.h"
#include "extract/payload.h"
#include "extract/posts.h"
#include "extract/ruled.h"
#include "extract/seen.h"
#include "extract/trace.h"

#define PAYLOAD_CONFIDENCE 0.7 /* prose, and about the title */

static void
trace_blocks(struct trace *trace, const struct blocks *blocks, enum reason reason)
{
	if (trace)
		trace->blocks = blocks;
	trace_begin(trace, blocks->count, reason);
}

/* All that a block may read below the node. */
static void
keep_all(struct ctx *ctx, struct page *page, uint32_t at, struct extraction *out)
{
	const struct blocks *blocks = block_cut(ctx, page);

	choose_mark_all(page, blocks, at);
	out->confidence = 1;
	trace_blocks(out->trace, blocks, REASON_OUTSIDE);
	trace_note_nodes(out->trace, REASON_ALL, page);
}

/* What came without a page around it. */
static void
keep_body(struct ctx *ctx, struct page *page, struct article *article, const struct letter *letter,
    struct extraction *out)
{
	const struct blocks *blocks = block_cut(ctx, page);

	out->confidence = 1;
	trace_blocks(out->trace, blocks, REASON_OUTSIDE);
	body_keep(ctx, page, blocks, article->meta.source, out->trace);
	if (letter)
		letter_drop(ctx, page, blocks, article, letter, out);
}

/* What the user's selector or rules say is the article. */
static void
keep_selected(struct ctx *ctx, struct page *page, struct extraction *out)
{
	const struct blocks *blocks = block_cut(ctx, page);

	for (uint32_t i = 0; i < page->count;) {
		bool selected = page->nodes[i].flags & NODE_SELECTED;

		if (selected)
			choose_mark_all(page, blocks, i);
		i = selected ? page->nodes[i].end : i + 1;
	}
	out->confidence = 1;
	trace_blocks(out->trace, blocks, REASON_OUTSIDE);
	trace_note_nodes(out->trace, REASON_SELECTED, page);
}

/* A page that is built by a script says its text in its data. */
static void
keep_payload(struct ctx *ctx, struct page *page, struct extraction *out)
{
	diag_say(ctx->log, DIAG_PAYLOAD, ctx->name, NULL);
	choose_mark_all(page, out->seen->blocks, out->seen->payload);
	out->confidence = PAYLOAD_CONFIDENCE;
	trace_blocks(out->trace, out->seen->blocks, REASON_OUTSIDE);
	trace_note_nodes(out->trace, REASON_PAYLOAD, page);
}

static void
keep_by_model(struct ctx *ctx, struct page *page, struct extraction *out)
{
	const struct seen *seen = out->seen;

	if (seen->payload != PAGE_NONE) {
		keep_payload(ctx, page, out);
		return;
	}
	trace_blocks(out->trace, seen->blocks, REASON_SCORE);
	if (out->trace) {
		out->trace->model = seen->model;
		out->trace->scores = seen->scores;
	}
	choose_blocks(ctx, page, seen->blocks, seen->scores, out);
}

static bool
keeps_text(const struct page *page)
{
	for (size_t i = 0; i < page->count; i++)
		if (page->nodes[i].tag == TAG_TEXT && page->nodes[i].flags & NODE_KEEP &&
		    !str_is_blank(page->nodes[i].text))
			return true;
	return false;
}

void
extract_article(struct ctx *ctx, struct page *page, struct article *article, struct extraction *out)
{
	bool all = page->is_written || page->is_body || page->is_dump;
	const struct letter *letter = letter_is(page) ? letter_clean(ctx, page) : NULL;

	*out = (struct extraction){.title_node = PAGE_NONE, .lead_image = PAGE_NONE};
	if (ctx->settings->explain) {
		out->trace = arena_alloc(ctx->arena, sizeof *out->trace);
		out->trace->ctx = ctx;
	}
	out->ruled = ruled_read(ctx, page);
	if (!all) {
		out->seen = arena_alloc(ctx->arena, sizeof *out->seen);
		seen_read(ctx, page, !ctx->settings->whole && !(out->ruled && out->ruled->selected),
		    out->seen);
	}
	meta_collect(ctx, page, article, out);
	if (page->is_dump && !ctx->settings->whole)
		dump_extract(ctx, page, article, out);
	else if (ctx->settings->whole || page->is_written)
		keep_all(ctx, page, page_body(page), out);
	else if (out->ruled && out->ruled->selected)
		keep_selected(ctx, page, out);
	else if (page->is_body)
		keep_body(ctx, page, article, letter, out);
	else
		keep_by_model(ctx, page, out);
	if (!all)
		posts_find(ctx, page, out->seen->blocks);
	trace_note_nodes(out->trace, REASON_POST, page);
	/* Of a letter that is done, and another line that says the title is a heading. */
	if (letter && page->is_body && !ctx->settings->whole &&
	    !(out->ruled && out->ruled->selected))
		out->title_node = PAGE_NONE;
	else
		meta_unkeep_shown(ctx, page, article, out);
	trace_note_nodes(out->trace, REASON_SHOWN, page);
	meta_guess_lang(ctx, page, &article->meta);
	if (page->is_body && !(out->ruled && out->ruled->selected))
		out->empty = !body_holds(page, block_cut(ctx, page), out);
	else
		out->empty = out->empty || !keeps_text(page);
	/* What no article was found on is none of the types. */
	if (out->empty) {
		article->meta.type = STR_NONE;
		article->meta.sure.type = 0;
	}
	article->confidence = out->confidence;
	if (out->empty && !out->absence)
		out->absence = absence_of_page(ctx, page, block_cut(ctx, page));
	article->empty = out->empty;
	article->absence = out->absence;
}
