/* The model: an ensemble of decision trees over binned features. */
#ifndef EXTRACT_MODEL_H
#define EXTRACT_MODEL_H

#include "extract/feature.h"

#define MODEL_FEATURES 256 /* of a row, at most */
#define MODEL_DEPTH 6
#define MODEL_SPLITS ((1 << MODEL_DEPTH) - 1) /* of a tree, in level order */
#define MODEL_LEAVES (1 << MODEL_DEPTH)

/* A feature's bin is how many of its edges are not above it; a split goes to the second child when
   the bin is at least the split's. A block's score is the logistic function of base plus the sum of
   its leaves times scale. */
struct model {
	uint32_t tree_count;
	const uint16_t *edge_ends; /* of each feature: one past its last edge */
	const float *edges;        /* in rising order within a feature; at most 255 a feature */
	const uint8_t *features;   /* of each split */
	const uint8_t *bins;
	const int16_t *leaves;
	float base, scale;
};

extern const struct model model_builtin;

/* A model from a file as tests/train/train.py writes it: the same tables, little-endian. NULL when
   it cannot be read or is not one for these features. */
const struct model *model_load(struct ctx *ctx, str path);

/* Scores of `rows` rows of so many features, at most MODEL_FEATURES: begin, have model_take take
   each in order (its index is not looked at), and end. The scores are the arena's. */
struct model_run;
struct model_run *
model_begin(struct ctx *ctx, const struct model *model, size_t features, size_t rows);
void model_take(void *run, size_t index, const float *row);
float *model_end(struct model_run *run);

/* A probability for each block to belong to the article. */
float *model_scores(struct ctx *ctx, const struct model *model, const struct page *page,
    const struct blocks *blocks);

/* The same, and each block's features and score are shown to a watcher, in order. */
struct model_watcher {
	void (*see)(void *with, size_t index, const float *row, float score);
	void *with;
};
float *model_scores_watched(struct ctx *ctx, const struct model *model, const struct page *page,
    const struct blocks *blocks, const struct model_watcher *watcher);

/* Of one row of features; for tests and explanations. */
float model_score_row(const struct model *model, size_t features, const float *row);

/* Its bins, one for each feature. */
void model_bins(const struct model *model, size_t features, const float *row, uint8_t *bins);

#endif
