/* Blocks of a page: runs of inline text between two block boundaries. */
#ifndef EXTRACT_BLOCK_H
#define EXTRACT_BLOCK_H

#include "page/page.h"

struct block {
	uint32_t owner;       /* nearest block-level ancestor */
	uint32_t first, last; /* first text node and one past the last one */
	str text;             /* white space folded */
	uint32_t words, chars, link_chars, bold_chars;
};

struct blocks {
	struct block *list;
	size_t count, room;
	bool noscript; /* noscript elements were read */
};

/* Cut a page into blocks, in document order. Skips script, style, template, svg, select, textarea,
   head, audio, video, iframe; reads noscript by the rule of docs/extraction.md. */
struct blocks *block_cut(struct ctx *ctx, struct page *page);

/* Whether what is inside the element at `at` belongs to no block. */
bool block_skips(const struct blocks *blocks, const struct page *page, uint32_t at);

#endif
