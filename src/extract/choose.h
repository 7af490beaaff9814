/* Which blocks belong to the article, from their scores. */
#ifndef EXTRACT_CHOOSE_H
#define EXTRACT_CHOOSE_H

#include "extract/block.h"
#include "extract/extract.h"

/* Sets NODE_KEEP and NODE_NOTE in the page and fills out->confidence, empty and lead_image. */
void choose_blocks(struct ctx *ctx, struct page *page, const struct blocks *blocks,
    const float *scores, struct extraction *out);

#endif
