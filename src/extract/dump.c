/* Articles in dumps of pages as text: lines that are kept. */
#include "extract/dump.h"

#include "core/utf8.h"
#include "extract/dump_head.h"
#include "extract/dump_number.h"
#include "extract/meta.h"
#include "extract/pointer.h"
#include "extract/trace.h"

#define CAPTION_WORDS 14
#define POINTER_WORDS 20
#define HOLE_SCORE 0.25F
#define HEAD_LINES 14 /* lines of the run in which parts of its head may stand */

/* A text somebody wrote has no furniture, or next to none: all of it is the article. */
static bool
is_plain(const struct dump_lines *lines)
{
	size_t signs = lines->repeated_items;

	for (size_t i = 0; i < lines->count; i++)
		signs += lines->list[i].idle ||
		    (lines->list[i].mark && lines->list[i].words > 0 && lines->list[i].words < 8 &&
			lines->list[i].capitals);
	return signs < 2 || signs * 30 < lines->count;
}

struct run {
	size_t from, to; /* the first line kept and one past the last */
	double f1;       /* expected */
};

/* One line between two kept ones is kept where it may belong to them: a text has few holes. */
static void
fill_holes(struct dump_lines *lines)
{
	for (size_t i = 1; i + 1 < lines->count; i++)
		if (lines->list[i - 1].kept && lines->list[i + 1].kept &&
		    lines->list[i].score >= HOLE_SCORE)
			lines->list[i].kept = true;
}

/* Keep the lines of greatest expected F1: those whose score is over half of it (Dinkelbach's way to
   it takes few steps). */
static struct run
choose_lines(struct dump_lines *lines)
{
	double over = 0.3, expected = 0, change = 1;
	struct run run = {lines->count, 0, 0};

	for (size_t i = 0; i < lines->count; i++)
		expected += (double)lines->list[i].score * lines->list[i].words;
	for (int step = 0; step < 8 && (change > 0.001 || change < -0.001); step++) {
		double hit = 0, size = 0;

		for (size_t i = 0; i < lines->count; i++) {
			struct dump_line *line = &lines->list[i];

			line->kept = (double)line->score > over;
			hit += line->kept ? (double)line->score * line->words : 0;
			size += line->kept ? line->words : 0;
		}
		run.f1 = size + expected > 0 ? 2 * hit / (size + expected) : 0;
		change = run.f1 / 2 - over;
		over = run.f1 / 2;
	}
	fill_holes(lines);
	for (size_t i = 0; i < lines->count; i++)
		if (lines->list[i].kept) {
			run.from = i < run.from ? i : run.from;
			run.to = i + 1;
		}
	return run;
}

/* Menus and lists of titles are no article. */
static bool
has_sentence(const struct dump_lines *lines, const struct run *run)
{
	for (size_t i = run->from; i < run->to; i++)
		if (lines->list[i].kept && (lines->list[i].sentence || lines->list[i].prose))
			return true;
	return false;
}

/* "Read more: ..." and the like point to other articles. */
static bool
is_pointer(struct ctx *ctx, const struct dump_line *line)
{
	size_t phrase = line->words <= POINTER_WORDS && !line->prose
	    ? pointer_phrase(ctx->arena, line->text)
	    : 0;

	return phrase && pointer_is_labelled(line->text, phrase);
}

/* The caption of a picture, for which the line before stands: "[sound.jpg]". */
static bool
is_caption(const struct dump_lines *lines, size_t at)
{
	const struct dump_line *line = &lines->list[at];
	str before = at ? lines->list[at - 1].text : STR_NONE;

	return before.len && lines->list[at - 1].mark && str_starts(before, STR("[")) &&
	    str_ends(before, STR("]")) && line->words <= CAPTION_WORDS && !line->item &&
	    !line->sentence;
}

/* Whether a line of the body's beginning is shown as metadata instead. A text somebody wrote loses
   its byline and date alone. */
static bool
is_head(struct ctx *ctx, const struct dump_lines *lines, const struct dump_head *head, size_t at,
    bool plain)
{
	const struct dump_line *line = &lines->list[at];

	if (plain)
		return at <= 3 &&
		    (line->day || (head->byline.at && line->text.at == head->byline.at));
	return at < head->body + HEAD_LINES && !line->prose &&
	    dump_head_is_part(ctx, lines, head, at);
}

/* REASON_RUN for a line of the body, else why it is none. */
static enum reason
judge_line(struct ctx *ctx, const struct dump_lines *lines, const struct dump_head *head, size_t at,
    bool plain)
{
	if (at == head->title || at == head->dek)
		return REASON_SHOWN;
	if (is_head(ctx, lines, head, at, plain))
		return REASON_HEAD;
	if (plain)
		return REASON_RUN;
	if (!lines->list[at].kept)
		return REASON_SCORE;
	if (is_pointer(ctx, &lines->list[at]))
		return REASON_POINTER;
	return is_caption(lines, at) ? REASON_CAPTION : REASON_RUN;
}

static size_t
keep_lines(struct ctx *ctx, struct page *page, const struct dump_lines *lines,
    const struct dump_head *head, bool plain, struct trace *trace)
{
	size_t words = 0;

	for (size_t i = head->body; i < head->end; i++) {
		const struct dump_line *line = &lines->list[i];
		enum reason reason = judge_line(ctx, lines, head, i, plain);

		if (trace) {
			trace->reasons[i] = (uint8_t)reason;
			trace->kept[i] = reason == REASON_RUN;
		}
		if (reason != REASON_RUN)
			continue;
		page->nodes[line->node].flags |= NODE_KEEP;
		words += line->words;
	}
	return words;
}

/* Lines before and after the body (without a head: of a text without an article), of which title,
 * dek and byline are shown. */
static void
trace_lines(
    struct trace *trace, const struct dump_lines *lines, const struct dump_head *head, bool plain)
{
	struct dump_lines *copy;

	if (!trace)
		return;
	copy = arena_alloc(trace->ctx->arena, sizeof *copy);
	*copy = *lines;
	trace->lines = copy;
	trace->is_plain = plain;
	trace_begin(trace, lines->count, head ? REASON_BEFORE : REASON_NOTICE);
	for (size_t i = 0; head && i < lines->count; i++)
		if (i == head->title || i == head->dek ||
		    (head->byline.at && lines->list[i].text.at == head->byline.at))
			trace->reasons[i] = REASON_SHOWN;
		else if (i >= head->end)
			trace->reasons[i] = REASON_AFTER;
}

static void
fill_meta(struct ctx *ctx, const struct dump_lines *lines, const struct dump_head *head,
    struct meta *meta)
{
	if (head->title != DUMP_NONE)
		meta->title = utf8_fold_space(ctx->arena, lines->list[head->title].text);
	if (head->dek != DUMP_NONE) {
		meta->subtitle = utf8_fold_space(ctx->arena, lines->list[head->dek].text);
		meta->description = meta->subtitle;
	}
	for (size_t i = 0; i < head->names.count; i++)
		*ARENA_PUSH(ctx->arena, meta->authors, meta->author_count, meta->author_room) =
		    head->names.list[i];
	if (head->byline.len)
		meta->byline = utf8_fold_space(ctx->arena, head->byline);
	meta->date = head->date;
}

/* The head of a text somebody wrote: its first lines, or nothing. */
static void
read_plain(struct ctx *ctx, const struct dump_lines *lines, struct dump_head *head)
{
	const struct dump_line *first = &lines->list[0];
	bool titled = lines->count > 1 && first->words >= 1 && first->words <= 20 && !first->item &&
	    !first->sentence && !first->mark && !first->day && !str_ends(first->text, STR(".")) &&
	    !str_ends(first->text, STR(","));

	*head = (struct dump_head){.title = DUMP_NONE, .dek = DUMP_NONE, .end = lines->count};
	if (!titled)
		return;
	dump_head_find(ctx, lines, 0, lines->count, head);
	if (head->title != 0) {
		head->dek = DUMP_NONE;
		head->title = 0;
	}
	head->body = 1;
	head->end = lines->count;
}

bool
dump_find_run(struct ctx *ctx, struct dump_lines *lines, size_t *from, size_t *to)
{
	struct run run;

	if (!lines->count || is_plain(lines))
		return false;
	dump_lines_score(ctx, lines);
	run = choose_lines(lines);
	*from = run.from;
	*to = run.to;
	return run.to > run.from;
}

/* The decision over lines that were read. */
static void
extract_lines(struct ctx *ctx, struct page *page, struct dump_lines *lines, bool plain,
    struct article *article, struct extraction *out)
{
	struct dump_head head;

	if (plain) {
		read_plain(ctx, lines, &head);
		out->confidence = 1;
	} else {
		struct run run;

		dump_lines_score(ctx, lines);
		run = choose_lines(lines);
		out->confidence = run.f1;
		out->empty = !has_sentence(lines, &run);
		if (out->empty) {
			trace_lines(out->trace, lines, NULL, plain);
			return;
		}
		dump_head_find(ctx, lines, run.from, run.to, &head);
	}
	fill_meta(ctx, lines, &head, &article->meta);
	trace_lines(out->trace, lines, &head, plain);
	out->empty = keep_lines(ctx, page, lines, &head, plain, out->trace) == 0;
	meta_override(ctx, &article->meta);
}

void
dump_extract(struct ctx *ctx, struct page *page, struct article *article, struct extraction *out)
{
	struct arena *scratch = arena_inner(ctx->arena);
	struct dump_lines lines;
	bool numbered;

	out->title_node = out->lead_image = PAGE_NONE;
	numbered = dump_number_drop(page);
	/* An explanation shows the lines when the decision is long made. */
	dump_lines_read(out->trace ? ctx->arena : scratch, page, &lines);
	out->empty = lines.count == 0;
	if (!out->empty)
		extract_lines(ctx, page, &lines, !numbered && is_plain(&lines), article, out);
	arena_release(scratch);
}
