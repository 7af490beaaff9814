/* The weightiest features of blocks. */
#include "explain/why.h"

#include "extract/model_parts.h"

struct asking {
	const struct trace *trace;
	struct model_means *means;
	const bool *wanted;
	struct why *whys;
	uint32_t weights[2]; /* of dropped and kept blocks in the background */
};

static void
insert(struct why *why, size_t feature, float value, float weight)
{
	float size = weight < 0 ? -weight : weight;
	size_t at = WHY_COUNT;

	while (at > 0) {
		float other = why->most[at - 1].weight;

		if (size <= (other < 0 ? -other : other))
			break;
		at--;
		if (at + 1 < WHY_COUNT)
			why->most[at + 1] = why->most[at];
	}
	if (at == WHY_COUNT)
		return;
	why->most[at].feature = (uint8_t)feature;
	why->most[at].value = value;
	why->most[at].weight = weight;
}

static void
take_background(void *with, size_t index, const float *row)
{
	const struct asking *asking = with;

	model_means_add(asking->means, row, asking->weights[asking->trace->kept[index]]);
}

static void
take_row(void *with, size_t index, const float *row)
{
	struct asking *asking = with;
	float scale = asking->trace->model->scale;
	int64_t parts[FEATURE_COUNT];

	if (!asking->wanted[index])
		return;
	model_parts(asking->means, row, parts);
	for (size_t i = 0; i < FEATURE_COUNT; i++)
		if (parts[i])
			insert(
			    &asking->whys[index], i, row[i], (float)parts[i] / MODEL_PART * scale);
}

/* Measure the page once more; on a large one that takes as much memory as the page. */
static void
each_row(struct asking *asking, const struct page *page,
    void (*take)(void *with, size_t index, const float *row))
{
	const struct blocks *blocks = asking->trace->blocks;
	struct ctx ctx = *asking->trace->ctx;

	ctx.arena = arena_inner(ctx.arena);
	feature_rows(&ctx, page, blocks, readability_weigh(&ctx, page, blocks), take, asking);
	arena_release(ctx.arena);
}

const struct why *
why_blocks(const struct trace *trace, const struct page *page, const bool *wanted)
{
	struct ctx *ctx = trace->ctx;
	struct asking *asking;
	uint32_t kept = 0;

	if (!trace->scores)
		return NULL;
	asking = arena_alloc(ctx->arena, sizeof *asking);
	asking->trace = trace;
	asking->means = model_means_new(ctx, trace->model);
	asking->wanted = wanted;
	asking->whys = arena_array(ctx->arena, trace->count + 1, sizeof *asking->whys);
	for (size_t i = 0; i < trace->count; i++)
		kept += trace->kept[i];
	/* What is kept and what is dropped count the same, however much there is of each. */
	asking->weights[0] = kept ? kept : 1;
	asking->weights[1] = kept < trace->count ? (uint32_t)trace->count - kept : 1;
	each_row(asking, page, take_background);
	model_means_finish(asking->means);
	each_row(asking, page, take_row);
	return asking->whys;
}
