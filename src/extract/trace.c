/* Noting what extraction decided. */
#include "extract/trace.h"

#include <string.h>

static const char *const whats[] = {
#define REASON(symbol, what) what,
#include "extract/reason.def"
#undef REASON
};

const char *
reason_what(enum reason reason)
{
	return whats[reason];
}

void
trace_begin(struct trace *trace, size_t count, enum reason reason)
{
	if (!trace)
		return;
	trace->count = count;
	trace->kept = arena_array(trace->ctx->arena, count + 1, sizeof *trace->kept);
	trace->reasons = arena_array(trace->ctx->arena, count + 1, sizeof *trace->reasons);
	memset(trace->reasons, reason, count);
}

void
trace_note(struct trace *trace, enum reason reason, const bool *kept)
{
	if (!trace)
		return;
	for (size_t i = 0; i < trace->count; i++)
		if (trace->kept[i] != kept[i]) {
			trace->kept[i] = kept[i];
			trace->reasons[i] = (uint8_t)reason;
		}
}

/* The first text shows, whatever is in it: a joiner alone is blank and makes a block. */
static bool
keeps_text(const struct page *page, const struct block *block)
{
	for (uint32_t i = block->first; i < block->last; i++)
		if (page->nodes[i].tag == TAG_TEXT && page->nodes[i].flags & NODE_KEEP &&
		    (i == block->first || !str_is_blank(page->nodes[i].text)))
			return true;
	return false;
}

void
trace_note_nodes(struct trace *trace, enum reason reason, const struct page *page)
{
	bool *kept;

	if (!trace || !trace->blocks)
		return;
	kept = arena_array(trace->ctx->arena, trace->count + 1, sizeof *kept);
	for (size_t i = 0; i < trace->count; i++)
		kept[i] = keeps_text(page, &trace->blocks->list[i]);
	trace_note(trace, reason, kept);
}
