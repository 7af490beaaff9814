/* Notes that kept references lead to, wherever they stand. */
#ifndef EXTRACT_CHOOSE_NOTE_H
#define EXTRACT_CHOOSE_NOTE_H

#include "extract/block.h"

/* Sets NODE_KEEP and NODE_NOTE on what kept references lead to, and adds its blocks to `kept`. */
void choose_note_mark(struct ctx *ctx, struct page *page, const struct blocks *blocks, bool *kept);

#endif
