/* From kept blocks to kept nodes: texts, images and notes. */
#ifndef EXTRACT_CHOOSE_MARK_H
#define EXTRACT_CHOOSE_MARK_H

#include "extract/block.h"
#include "extract/extract.h"

/* Sets NODE_KEEP on the texts and void elements of kept blocks, on images, rules and embedded
   media that stand between them, and, with NODE_NOTE, on what kept references point to. `kept` has
   a byte for each block; notes are added to it. Sets out->lead_image. */
void choose_mark(struct ctx *ctx, struct page *page, const struct blocks *blocks, bool *kept,
    struct extraction *out);

/* Marks [first, last) but for what no block reads. */
void choose_mark_range(
    struct page *page, const struct blocks *blocks, uint32_t first, uint32_t last, unsigned flags);

/* Index of the first block that starts at the node or behind it. */
size_t choose_mark_first(const struct blocks *blocks, uint32_t node);

/* Everything of an element: its texts, images, rules and embedded media. */
void choose_mark_all(struct page *page, const struct blocks *blocks, uint32_t at);

#endif
