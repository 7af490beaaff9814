/* The model: binning, evaluating, reading from a file. */
#include "extract/model.h"

#include <math.h>
#include <string.h>

#include "extract/model_file.h"

#define TILE 64 /* blocks that are evaluated tree by tree, so that a tree stays in the cache */
#define MAX_TREES 4096
#define MAGIC "OCTAVO-MODEL-1\n"

_Static_assert(FEATURE_COUNT <= MODEL_FEATURES, "a split names its feature by a byte");

struct model_run {
	const struct model *model;
	float *scores;
	size_t features;     /* of a row */
	size_t first, count; /* rows of the tile */
	const struct model_watcher *watcher;
	uint8_t bins[TILE][MODEL_FEATURES];
	float rows[TILE][FEATURE_COUNT]; /* for the watcher */
};

/* How many edges are not above the value. */
static uint8_t
bin_of(const float *edges, size_t count, float value)
{
	size_t low = 0;

	while (count) {
		size_t half = count / 2;
		bool right = edges[low + half] <= value;

		low += right ? half + 1 : 0;
		count = right ? count - half - 1 : half;
	}
	return (uint8_t)low;
}

void
model_bins(const struct model *model, size_t features, const float *row, uint8_t *bins)
{
	size_t first = 0;

	for (size_t i = 0; i < features; i++) {
		size_t end = model->edge_ends[i];

		bins[i] = bin_of(model->edges + first, end - first, row[i]);
		first = end;
	}
}

static int
leaf_of(const struct model *model, size_t tree, const uint8_t *bins)
{
	const uint8_t *features = model->features + tree * MODEL_SPLITS;
	const uint8_t *splits = model->bins + tree * MODEL_SPLITS;
	size_t at = 0;

	for (unsigned level = 0; level < MODEL_DEPTH; level++)
		at = 2 * at + 1 + (bins[features[at]] >= splits[at]);
	return model->leaves[tree * MODEL_LEAVES + at - MODEL_SPLITS];
}

static float
probability(const struct model *model, int32_t sum)
{
	return 1 / (1 + expf(-(model->base + model->scale * (float)sum)));
}

static void
evaluate(struct model_run *run)
{
	int32_t sums[TILE] = {0};

	for (size_t tree = 0; tree < run->model->tree_count; tree++)
		for (size_t i = 0; i < run->count; i++)
			sums[i] += leaf_of(run->model, tree, run->bins[i]);
	for (size_t i = 0; i < run->count; i++) {
		run->scores[run->first + i] = probability(run->model, sums[i]);
		if (run->watcher)
			run->watcher->see(run->watcher->with, run->first + i, run->rows[i],
			    run->scores[run->first + i]);
	}
	run->first += run->count;
	run->count = 0;
}

struct model_run *
model_begin(struct ctx *ctx, const struct model *model, size_t features, size_t rows)
{
	struct model_run *run = arena_alloc(ctx->arena, sizeof *run);

	run->model = model;
	run->features = features;
	run->scores = arena_array(ctx->arena, rows + 1, sizeof *run->scores);
	return run;
}

void
model_take(void *with, size_t index, const float *row)
{
	struct model_run *run = with;

	(void)index;
	model_bins(run->model, run->features, row, run->bins[run->count]);
	if (run->watcher)
		memcpy(run->rows[run->count], row, sizeof run->rows[0]);
	if (++run->count == TILE)
		evaluate(run);
}

float *
model_end(struct model_run *run)
{
	evaluate(run);
	return run->scores;
}

float *
model_scores_watched(struct ctx *ctx, const struct model *model, const struct page *page,
    const struct blocks *blocks, const struct model_watcher *watcher)
{
	struct model_run *run = model_begin(ctx, model, FEATURE_COUNT, blocks->count);

	run->watcher = watcher;
	feature_rows(ctx, page, blocks, readability_weigh(ctx, page, blocks), model_take, run);
	return model_end(run);
}

float *
model_scores(struct ctx *ctx, const struct model *model, const struct page *page,
    const struct blocks *blocks)
{
	return model_scores_watched(ctx, model, page, blocks, NULL);
}

float
model_score_row(const struct model *model, size_t features, const float *row)
{
	uint8_t bins[MODEL_FEATURES];
	int32_t sum = 0;

	model_bins(model, features, row, bins);
	for (size_t tree = 0; tree < model->tree_count; tree++)
		sum += leaf_of(model, tree, bins);
	return probability(model, sum);
}

static bool
read_edges(struct ctx *ctx, struct model_file *file, struct model *model)
{
	uint16_t *ends = arena_array(ctx->arena, FEATURE_COUNT, sizeof *ends);
	float *edges = arena_array(ctx->arena, (size_t)FEATURE_COUNT * 255, sizeof *edges);
	size_t count = 0;

	for (size_t i = 0; i < FEATURE_COUNT && !file->bad; i++) {
		size_t own = model_file_number(file, 1);

		for (size_t k = 0; k < own; k++)
			edges[count++] = model_file_float(file);
		ends[i] = (uint16_t)count;
	}
	model->edge_ends = ends;
	model->edges = edges;
	return !file->bad && count <= UINT16_MAX;
}

static bool
read_trees(struct ctx *ctx, struct model_file *file, struct model *model)
{
	size_t splits, leaves;

	model->tree_count = model_file_number(file, 2);
	model->base = model_file_float(file);
	model->scale = model_file_float(file);
	if (file->bad || model->tree_count > MAX_TREES)
		return false;
	splits = (size_t)model->tree_count * MODEL_SPLITS;
	leaves = (size_t)model->tree_count * MODEL_LEAVES;
	model->features = model_file_take(file, splits);
	model->bins = model_file_take(file, splits);
	if (file->bad)
		return false;
	for (size_t i = 0; i < splits; i++)
		if (model->features[i] >= FEATURE_COUNT)
			return false;
	model->leaves = model_file_leaves(ctx, file, leaves);
	return !file->bad && !file->rest.len;
}

const struct model *
model_load(struct ctx *ctx, str path)
{
	struct model *model = arena_alloc(ctx->arena, sizeof *model);
	struct model_file file;

	if (!model_file_open(ctx, &file, path, STR(MAGIC), feature_name, FEATURE_COUNT) ||
	    !read_edges(ctx, &file, model) || !read_trees(ctx, &file, model))
		return NULL;
	return model;
}
