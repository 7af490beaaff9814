/* The model: binning, evaluating, reading from a file. */
#include "extract/model.h"

#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TILE 64 /* blocks that are evaluated tree by tree, so that a tree stays in the cache */
#define MAX_TREES 4096
#define MAX_FILE ((size_t)4 << 20)
#define MAGIC "OCTAVO-MODEL-1\n"

_Static_assert(FEATURE_COUNT <= MODEL_FEATURES, "a split names its feature by a byte");

struct model_run {
	const struct model *model;
	float *scores;
	size_t features;     /* of a row */
	size_t first, count; /* rows of the tile */
	uint8_t bins[TILE][MODEL_FEATURES];
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
	for (size_t i = 0; i < run->count; i++)
		run->scores[run->first + i] = probability(run->model, sums[i]);
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
model_scores(struct ctx *ctx, const struct model *model, const struct page *page,
    const struct blocks *blocks)
{
	struct model_run *run = model_begin(ctx, model, FEATURE_COUNT, blocks->count);

	feature_rows(ctx, page, blocks, readability_weigh(ctx, page, blocks), model_take, run);
	return model_end(run);
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

/* A view of a file that is read from its start; `bad` once it was too short. */
struct reader {
	str rest;
	bool bad;
};

static const unsigned char *
take(struct reader *reader, size_t len)
{
	const char *at = reader->rest.at;

	if (len > reader->rest.len) {
		reader->bad = true;
		return NULL;
	}
	reader->rest = str_from(reader->rest, len);
	return (const unsigned char *)at;
}

static uint32_t
take_number(struct reader *reader, size_t len)
{
	const unsigned char *at = take(reader, len);
	uint32_t value = 0;

	for (size_t i = len; at && i-- > 0;)
		value = value << 8 | at[i];
	return value;
}

static float
take_float(struct reader *reader)
{
	uint32_t bits = take_number(reader, 4);
	float value;

	memcpy(&value, &bits, sizeof value);
	return value;
}

static str
read_file(struct ctx *ctx, str path)
{
	int fd = open(arena_zstr(ctx->arena, path), O_RDONLY | O_CLOEXEC);
	struct stat st;
	char *bytes;
	size_t len = 0;
	ssize_t got;

	if (fd < 0)
		return STR_NONE;
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) || (size_t)st.st_size > MAX_FILE) {
		close(fd);
		return STR_NONE;
	}
	bytes = arena_alloc(ctx->arena, (size_t)st.st_size + 1);
	while (len < (size_t)st.st_size) {
		got = read(fd, bytes + len, (size_t)st.st_size - len);
		if (got <= 0)
			break;
		len += (size_t)got;
	}
	close(fd);
	return (str){bytes, len};
}

/* The features it was trained on must be ours, by name and in order. */
static bool
same_features(struct reader *reader)
{
	if (take_number(reader, 2) != FEATURE_COUNT)
		return false;
	for (size_t i = 0; i < FEATURE_COUNT; i++) {
		size_t len = take_number(reader, 1);
		const unsigned char *name = take(reader, len);

		if (!name || !str_eq((str){(const char *)name, len}, str_of(feature_name(i))))
			return false;
	}
	return true;
}

static bool
read_edges(struct ctx *ctx, struct reader *reader, struct model *model)
{
	uint16_t *ends = arena_array(ctx->arena, FEATURE_COUNT, sizeof *ends);
	float *edges = arena_array(ctx->arena, (size_t)FEATURE_COUNT * 255, sizeof *edges);
	size_t count = 0;

	for (size_t i = 0; i < FEATURE_COUNT && !reader->bad; i++) {
		size_t own = take_number(reader, 1);

		for (size_t k = 0; k < own; k++)
			edges[count++] = take_float(reader);
		ends[i] = (uint16_t)count;
	}
	model->edge_ends = ends;
	model->edges = edges;
	return !reader->bad && count <= UINT16_MAX;
}

static bool
read_trees(struct ctx *ctx, struct reader *reader, struct model *model)
{
	size_t splits, leaves;
	int16_t *values;

	model->tree_count = take_number(reader, 2);
	model->base = take_float(reader);
	model->scale = take_float(reader);
	if (reader->bad || model->tree_count > MAX_TREES)
		return false;
	splits = (size_t)model->tree_count * MODEL_SPLITS;
	leaves = (size_t)model->tree_count * MODEL_LEAVES;
	model->features = take(reader, splits);
	model->bins = take(reader, splits);
	if (reader->bad)
		return false;
	for (size_t i = 0; i < splits; i++)
		if (model->features[i] >= FEATURE_COUNT)
			return false;
	values = arena_array(ctx->arena, leaves + 1, sizeof *values);
	for (size_t i = 0; i < leaves && !reader->bad; i++)
		values[i] = (int16_t)take_number(reader, 2);
	model->leaves = values;
	return !reader->bad && !reader->rest.len;
}

const struct model *
model_load(struct ctx *ctx, str path)
{
	struct model *model = arena_alloc(ctx->arena, sizeof *model);
	struct reader reader = {.rest = read_file(ctx, path)};
	const unsigned char *magic = take(&reader, sizeof MAGIC - 1);

	if (!magic || memcmp(magic, MAGIC, sizeof MAGIC - 1) != 0 || !same_features(&reader) ||
	    !read_edges(ctx, &reader, model) || !read_trees(ctx, &reader, model))
		return NULL;
	return model;
}
