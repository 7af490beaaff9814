/* Sums over subtrees, and points for paragraphs passed up to their ancestors. */
#ifndef EXTRACT_READABILITY_H
#define EXTRACT_READABILITY_H

#include "extract/block.h"

/* What lies in an element and below. All 0 for an element without text. */
struct mass {
	uint64_t groups; /* word groups of the element itself */
	uint64_t all;    /* and of all its ancestors */
	uint32_t words, chars, link_chars;
	uint32_t blocks;
	uint32_t longs; /* blocks of prose: long and with few links */
	uint32_t heads; /* headings */
	float score;    /* Readability's: paragraphs' points times (1 - link density) */
};

struct masses {
	struct mass *nodes; /* one a node */
	uint32_t top;       /* element with the best score; PAGE_NONE when no block scores */
	float top_score;    /* and its score; at least a small positive number */
};

/* Linear in nodes and blocks. */
struct masses *
readability_weigh(struct ctx *ctx, const struct page *page, const struct blocks *blocks);

/* A block of prose: 15 words or more of which at most a third is links. */
bool readability_is_long(const struct block *block);

#endif
