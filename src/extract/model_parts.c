/* Parts of a score by the paths through the trees. */
#include "extract/model_parts.h"

#include <string.h>

#define NODES (MODEL_SPLITS + MODEL_LEAVES)

struct model_means {
	const struct model *model;
	uint64_t *weights; /* of each tree's nodes, in level order, its leaves last */
	int64_t *sums;     /* what their leaves sum up to; finished, their means, in parts */
};

struct model_means *
model_means_new(struct ctx *ctx, const struct model *model)
{
	struct model_means *means = arena_alloc(ctx->arena, sizeof *means);
	size_t nodes = (size_t)model->tree_count * NODES + 1;

	means->model = model;
	means->weights = arena_array(ctx->arena, nodes, sizeof *means->weights);
	means->sums = arena_array(ctx->arena, nodes, sizeof *means->sums);
	return means;
}

/* The node below `at` that the row goes to. */
static size_t
step(const struct model *model, size_t tree, const uint8_t *bins, size_t at)
{
	size_t split = tree * MODEL_SPLITS + at;

	return 2 * at + 1 + (bins[model->features[split]] >= model->bins[split]);
}

void
model_means_add(struct model_means *means, const float *row, uint32_t weight)
{
	const struct model *model = means->model;
	uint8_t bins[FEATURE_COUNT];

	model_bins(model, FEATURE_COUNT, row, bins);
	for (size_t tree = 0; tree < model->tree_count; tree++) {
		size_t at = 0;

		while (at < MODEL_SPLITS)
			at = step(model, tree, bins, at);
		means->weights[tree * NODES + at] += weight;
	}
}

void
model_means_finish(struct model_means *means)
{
	const struct model *model = means->model;

	for (size_t tree = 0; tree < model->tree_count; tree++) {
		uint64_t *weights = means->weights + tree * NODES;
		int64_t *sums = means->sums + tree * NODES;
		const int16_t *leaves = model->leaves + tree * MODEL_LEAVES;

		for (size_t i = 0; i < MODEL_LEAVES; i++)
			sums[MODEL_SPLITS + i] =
			    (int64_t)weights[MODEL_SPLITS + i] * leaves[i] * MODEL_PART;
		for (size_t i = MODEL_SPLITS; i-- > 0;) {
			weights[i] = weights[2 * i + 1] + weights[2 * i + 2];
			sums[i] = sums[2 * i + 1] + sums[2 * i + 2];
		}
		for (size_t i = 0; i < NODES; i++)
			sums[i] = weights[i] ? sums[i] / (int64_t)weights[i] : 0;
	}
}

int64_t
model_parts(const struct model_means *means, const float *row, int64_t *parts)
{
	const struct model *model = means->model;
	uint8_t bins[FEATURE_COUNT];
	int64_t start = 0;

	model_bins(model, FEATURE_COUNT, row, bins);
	memset(parts, 0, FEATURE_COUNT * sizeof *parts);
	for (size_t tree = 0; tree < model->tree_count; tree++) {
		const int64_t *nodes = means->sums + tree * NODES;

		start += nodes[0];
		for (size_t at = 0, next; at < MODEL_SPLITS; at = next) {
			next = step(model, tree, bins, at);
			parts[model->features[tree * MODEL_SPLITS + at]] += nodes[next] - nodes[at];
		}
	}
	return start;
}
