/* An article's markup that came without a page around it. */
#ifndef EXTRACT_BODY_H
#define EXTRACT_BODY_H

#include "extract/block.h"
#include "extract/extract.h"

/* Keeps all of it but what those who send it add: rows of links for sharing, and at the end lines
   that lead back to where it stands (`source`; may be absent). Something is always kept. */
void body_keep(struct ctx *ctx, struct page *page, const struct blocks *blocks, str source,
    struct trace *trace);

/* After the title and the like were taken out: all again where that was all there is (a note whose
   title is its first words). False when there is nothing: no text and no picture. */
bool body_holds(struct page *page, const struct blocks *blocks, struct extraction *out);

#endif
