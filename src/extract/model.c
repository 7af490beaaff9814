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
	float row[MODEL_FEATURES];       /* the one before, and its bins: most stay */
	uint8_t row_bins[MODEL_FEATURES];
	bool begun;
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

static uint8_t
bin_feature(const struct model *model, size_t feature, float value)
{
	size_t first = feature ? model->edge_ends[feature - 1] : 0;

	return bin_of(model->edges + first, model->edge_ends[feature] - first, value);
}

void
model_bins(const struct model *model, size_t features, const float *row, uint8_t *bins)
{
	for (size_t i = 0; i < features; i++)
		bins[i] = bin_feature(model, i, row[i]);
}

static void
bin_row(struct model_run *run, const float *row)
{
	for (size_t i = 0; i < run->features; i++)
		if (row[i] != run->row[i] || !run->begun)
			run->row_bins[i] = bin_feature(run->model, i, row[i]);
	memcpy(run->row, row, run->features * sizeof *row);
	memcpy(run->bins[run->count], run->row_bins, run->features);
	run->begun = true;
}

_Static_assert(MODEL_DEPTH == 6, "leaf_of steps down six times");

/* Steps written out: the loop would cost as much as they do. */
static inline int
leaf_of(const uint8_t *features, const uint8_t *splits, const int16_t *leaves, const uint8_t *bins)
{
	size_t at = 1 + (bins[features[0]] >= splits[0]);

	at = 2 * at + 1 + (bins[features[at]] >= splits[at]);
	at = 2 * at + 1 + (bins[features[at]] >= splits[at]);
	at = 2 * at + 1 + (bins[features[at]] >= splits[at]);
	at = 2 * at + 1 + (bins[features[at]] >= splits[at]);
	at = 2 * at + 1 + (bins[features[at]] >= splits[at]);
	return leaves[at - MODEL_SPLITS];
}

/* Add what a tree says of each of `count` rows of bins. */
static void
add_tree(const struct model *model, size_t tree, uint8_t (*bins)[MODEL_FEATURES], size_t count,
    int32_t *sums)
{
	const uint8_t *features = model->features + tree * MODEL_SPLITS;
	const uint8_t *splits = model->bins + tree * MODEL_SPLITS;
	const int16_t *leaves = model->leaves + tree * MODEL_LEAVES;

	for (size_t i = 0; i < count; i++)
		sums[i] += leaf_of(features, splits, leaves, bins[i]);
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
		add_tree(run->model, tree, run->bins, run->count, sums);
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
	bin_row(run, row);
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
	uint8_t bins[1][MODEL_FEATURES];
	int32_t sum = 0;

	model_bins(model, features, row, bins[0]);
	for (size_t tree = 0; tree < model->tree_count; tree++)
		add_tree(model, tree, bins, 1, &sum);
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
