/* Small ensembles of trees: evaluating, reading from a file. */
#include "extract/forest.h"

#include "extract/model_file.h"

#define MAX_TREES 2000
#define MAGIC "OCTAVO-FOREST-1\n"

void
forest_sums(const struct forest *forest, const float *row, float sums[FOREST_CLASSES_MAX])
{
	size_t splits = ((size_t)1 << forest->depth) - 1;
	int32_t totals[FOREST_CLASSES_MAX] = {0};

	for (size_t tree = 0; tree < forest->tree_count; tree++) {
		const uint16_t *features = forest->features + tree * splits;
		const float *edges = forest->edges + tree * splits;
		size_t at = 0;

		while (at < splits)
			at = 2 * at + 1 + (row[features[at]] >= edges[at]);
		totals[tree % forest->classes] += forest->leaves[tree * (splits + 1) + at - splits];
	}
	for (size_t i = 0; i < forest->classes; i++)
		sums[i] = (float)totals[i] * forest->scale;
}

static bool
read_trees(struct ctx *ctx, struct model_file *file, size_t feature_count, struct forest *forest)
{
	size_t splits, leaves;
	uint16_t *features;
	float *edges;

	forest->tree_count = (uint16_t)model_file_number(file, 2);
	forest->depth = (uint16_t)model_file_number(file, 2);
	forest->classes = (uint16_t)model_file_number(file, 2);
	forest->scale = model_file_float(file);
	if (file->bad || forest->tree_count > MAX_TREES || forest->depth > FOREST_DEPTH_MAX ||
	    !forest->classes || forest->classes > FOREST_CLASSES_MAX)
		return false;
	splits = forest->tree_count * (((size_t)1 << forest->depth) - 1);
	leaves = (size_t)forest->tree_count << forest->depth;
	features = arena_array(ctx->arena, splits + 1, sizeof *features);
	edges = arena_array(ctx->arena, splits + 1, sizeof *edges);
	for (size_t i = 0; i < splits && !file->bad; i++) {
		features[i] = (uint16_t)model_file_number(file, 2);
		if (features[i] >= feature_count)
			return false;
	}
	for (size_t i = 0; i < splits && !file->bad; i++)
		edges[i] = model_file_float(file);
	forest->features = features;
	forest->edges = edges;
	forest->leaves = model_file_leaves(ctx, file, leaves);
	return !file->bad && !file->rest.len;
}

const struct forest *
forest_load(struct ctx *ctx, str path, const char *(*name)(size_t feature), size_t count)
{
	struct forest *forest = arena_alloc(ctx->arena, sizeof *forest);
	struct model_file file;

	if (!model_file_open(ctx, &file, path, STR(MAGIC), name, count) ||
	    !read_trees(ctx, &file, count, forest))
		return NULL;
	return forest;
}
