/* What each feature adds to a block's score. */
#ifndef EXTRACT_MODEL_PARTS_H
#define EXTRACT_MODEL_PARTS_H

#include "extract/model.h"

#define MODEL_PART 64 /* parts that a step of the trees' leaves has */

/* What rows with a block's beginning of a path through a tree reach on average: the background that
   one row is compared with. Made of a page's own rows, so that what all its blocks share explains
   none of them. */
struct model_means;
struct model_means *model_means_new(struct ctx *ctx, const struct model *model);
void model_means_add(struct model_means *means, const float *row, uint32_t weight);
void model_means_finish(struct model_means *means); /* once, after the last row */

/* A path down a tree leads from the mean of all rows to one leaf, and what each split on it changes
   is its feature's part. So the FEATURE_COUNT parts and the mean of the roots, which is returned,
   are together MODEL_PART times the sum of the row's leaves, exactly. The row must be one that was
   added. */
int64_t model_parts(const struct model_means *means, const float *row, int64_t *parts);

#endif
