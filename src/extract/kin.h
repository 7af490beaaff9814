/* Kin: siblings of one tag and class, as lists, teasers and the paragraphs of a text are. */
#ifndef EXTRACT_KIN_H
#define EXTRACT_KIN_H

#include "extract/feature.h"

#define KIN_LEAST 3 /* fewer alike are no repetition */

struct kin {
	uint64_t *kinds; /* hash of tag and class, of each node; 0 for what holds no block */
	struct tally counts;
};

/* Linear in nodes. */
struct kin *kin_count(struct ctx *ctx, const struct page *page, const struct blocks *blocks);

/* How many siblings are like the element, itself included. */
uint32_t kin_of(const struct kin *kin, const struct page *page, uint32_t at);

/* For each node a hash of its place: the parent of the most repeated element that holds it, and
   the tags and classes from there down. Cells of one column are alike; tables that follow each
   other are not, as old pages are laid out by them. Blocks of one place are repeated parts, such as
   the dates of a list of teasers. 0 where nothing is repeated KIN_LEAST times. */
uint64_t *kin_places(struct ctx *ctx, const struct kin *kin, const struct page *page);

#endif
