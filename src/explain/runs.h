/* The text of a block with its links told apart. */
#ifndef EXPLAIN_RUNS_H
#define EXPLAIN_RUNS_H

#include "extract/block.h"
#include "template/template.h"

/* Adds entries of the list "runs" to `to`: "text", and "link" where it is one's. White space is
   folded; at most `most` bytes of text. Returns how many bytes were left out. */
size_t runs_of_block(struct values *to, struct arena *arena, const struct page *page,
    const struct blocks *blocks, const struct block *block, size_t most);

/* The same of a text without markup. */
size_t runs_of_text(struct values *to, str text, size_t most);

#endif
