/* Trace: what extraction decided of each block or line of a page, and why; for explanations. */
#ifndef EXTRACT_TRACE_H
#define EXTRACT_TRACE_H

#include "extract/block.h"

enum reason {
#define REASON(symbol, what) REASON_##symbol,
#include "extract/reason.def"
#undef REASON
	REASON_COUNT
};

const char *reason_what(enum reason reason);

/* Extraction fills one when it is given one (struct extraction); without one it notes nothing. */
struct trace {
	struct ctx *ctx;
	const struct blocks *blocks; /* NULL for lines */
	const float *scores;         /* of the blocks; NULL where no model was asked */
	const struct model *model;
	const struct dump_lines *lines; /* of a dump, with their scores */
	bool is_plain;                  /* a text without furniture: its lines have no scores */
	size_t count;                   /* blocks or lines */
	uint8_t *reasons;               /* enum reason of each */
	bool *kept;                     /* each, as the last rule left it */
};

/* All of these do nothing without a trace. */

/* Begin with nothing kept, everything for `reason`. */
void trace_begin(struct trace *trace, size_t count, enum reason reason);

/* After a rule: what is kept otherwise than before is so for its reason. */
void trace_note(struct trace *trace, enum reason reason, const bool *kept);

/* The same by the nodes: a block is kept when a text of it is. */
void trace_note_nodes(struct trace *trace, enum reason reason, const struct page *page);

#endif
