/* Repairs of what is kept: repeated parts, holes, copies, hidden parts, bare headings. */
#ifndef EXTRACT_CHOOSE_MEND_H
#define EXTRACT_CHOOSE_MEND_H

#include "extract/trace.h"

/* Corrects `kept`, a byte for each block, by the steps of docs/extraction.md. `scores` are the
   blocks' probabilities. Each step is noted in `trace`, which may be NULL. Linear in nodes and
   blocks. */
void choose_mend(struct ctx *ctx, const struct page *page, const struct blocks *blocks,
    const float *scores, bool *kept, struct trace *trace);

#endif
