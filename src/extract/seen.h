/* What the block model saw of a page, for those who judge the page as a whole. */
#ifndef EXTRACT_SEEN_H
#define EXTRACT_SEEN_H

#include "extract/forest.h"
#include "extract/model.h"
#include "extract/type_name.h"

/* Features whose means over the blocks are taken. */
enum seen_mean {
#define TYPE_SIGN(name)
#define TYPE_PAGE(feature)
#define TYPE_MEAN(feature) SEEN_##feature,
#include "extract/type.def"
#undef TYPE_SIGN
#undef TYPE_PAGE
#undef TYPE_MEAN
	SEEN_MEAN_COUNT
};

struct seen {
	const struct forest *titles, *types; /* the models that go with that of the blocks */
	const struct model *model;
	uint32_t payload; /* a text out of the page's data (payload.h) is in the page; PAGE_NONE */
	struct blocks *blocks;
	const float *scores;
	/* Sums over the blocks: each counts 1, or its words by its score. */
	float all[SEEN_MEAN_COUNT], kept[SEEN_MEAN_COUNT];
	float kept_weight;
	float last[FEATURE_COUNT]; /* features of the last block: those of the page */
	float
	    likely[TYPE_COUNT]; /* probabilities of the types, once type_classify has been called */
};

/* Cuts the page into blocks and scores them; a page that shows no text gets what its data hold
   (payload_build) where `may_build`. settings->model names the file of another model; where
   files of that name with ".title" and ".type" behind it exist, they are taken too. */
void seen_read(struct ctx *ctx, struct page *page, bool may_build, struct seen *seen);

#endif
