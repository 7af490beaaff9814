/* Small ensembles of decision trees over a row of numbers, for titles and types. */
#ifndef EXTRACT_FOREST_H
#define EXTRACT_FOREST_H

#include "core/ctx.h"

#define FOREST_DEPTH_MAX 6
#define FOREST_CLASSES_MAX 8

/* All trees are complete. Tree i speaks for class i % classes. A split goes to the second child
   when the feature's value is at least the split's edge; a class's sum is that of its leaves times
   scale. */
struct forest {
	uint16_t tree_count, depth, classes;
	const uint16_t *features; /* of each split, in level order */
	const float *edges;
	const int16_t *leaves;
	float scale;
};

/* The sums of all classes, for a row of values; none of them may be NaN. */
void forest_sums(const struct forest *forest, const float *row, float sums[FOREST_CLASSES_MAX]);

/* A forest from a file as tests/train/forest.py writes it, for features of these names in this
   order. NULL when it cannot be read or is not one. */
const struct forest *
forest_load(struct ctx *ctx, str path, const char *(*name)(size_t feature), size_t count);

#endif
