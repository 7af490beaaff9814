/* Passages: the blocks or lines of a page as the report shows them. */
#ifndef EXPLAIN_PASSAGE_H
#define EXPLAIN_PASSAGE_H

#include "extract/trace.h"
#include "template/template.h"

#define PASSAGES_MAX 4000   /* shown of a page */
#define PASSAGE_BYTES 4000  /* shown of a kept one */
#define PASSAGE_DROPPED 600 /* and of one that was dropped */
#define FOLD_LEAST 4        /* dropped ones in a row that are folded */
#define FOLD_ENDS 60        /* shown at each end of a longer fold */
#define FOLD_SCORE 0.5f     /* what a rule dropped for all that score is not folded */

/* One for blocks and lines. */
struct passage {
	str text;
	uint32_t words;
	float score; /* negative: there is none */
	bool kept;
	enum reason reason;
};

struct passage passage_at(const struct trace *trace, size_t index);

/* Adds the list "groups" to `to`: each has a list "passages", and "fold" with what its summary says
   where they were dropped in a row. */
void passages_add(struct values *to, const struct trace *trace, const struct page *page);

#endif
