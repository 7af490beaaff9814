/* Why a block has its score: the features that count most. */
#ifndef EXPLAIN_WHY_H
#define EXPLAIN_WHY_H

#include "extract/trace.h"

#define WHY_COUNT 3

struct why {
	struct {
		uint8_t feature;
		float value;
		float weight; /* log-odds that it adds to the mean of both; 0: there is no further
		                 one */
	} most[WHY_COUNT];    /* the weightiest first */
};

/* For each block with a byte in `wanted`: what sets it apart from the page's other blocks, kept and
   dropped ones. NULL where no model was asked. */
const struct why *
why_blocks(const struct trace *trace, const struct page *page, const bool *wanted);

#endif
