/* Blocks, scores, and sums of features over them. */
#include "extract/seen.h"

#include <string.h>

#include "extract/meta_title.h"
#include "extract/payload.h"
#include "extract/type.h"

static void
see(void *with, size_t index, const float *row, float score)
{
	static const uint16_t features[] = {
#define TYPE_SIGN(name)
#define TYPE_PAGE(feature)
#define TYPE_MEAN(feature) FEATURE_##feature,
#include "extract/type.def"
#undef TYPE_SIGN
#undef TYPE_PAGE
#undef TYPE_MEAN
	};
	struct seen *seen = with;
	float weight = score * (float)seen->blocks->list[index].words;

	for (size_t i = 0; i < SEEN_MEAN_COUNT; i++) {
		seen->all[i] += row[features[i]];
		seen->kept[i] += row[features[i]] * weight;
	}
	seen->kept_weight += weight;
	if (index + 1 == seen->blocks->count)
		memcpy(seen->last, row, sizeof seen->last);
}

static const struct forest *
beside(struct ctx *ctx, const char *ending, const struct forest *builtin,
    const char *(*name)(size_t feature), size_t count)
{
	str path = arena_printf(ctx->arena, "%.*s%s", STR_ARG(ctx->settings->model), ending);
	const struct forest *found = forest_load(ctx, path, name, count);

	return found ? found : builtin;
}

static size_t
words_of(const struct blocks *blocks)
{
	size_t words = 0;

	for (size_t i = 0; i < blocks->count; i++)
		words += blocks->list[i].words;
	return words;
}

void
seen_read(struct ctx *ctx, struct page *page, bool may_build, struct seen *seen)
{
	const struct model *model = &model_builtin;
	struct model_watcher watcher = {see, seen};

	*seen = (struct seen){
	    .titles = &title_forest_builtin, .types = &type_forest_builtin, .payload = PAGE_NONE};
	if (ctx->settings->model.len) {
		model = model_load(ctx, ctx->settings->model);
		if (!model) {
			diag_say(ctx->log, DIAG_MODEL_BAD, ctx->name, "%.*s",
			    STR_ARG(ctx->settings->model));
			model = &model_builtin;
		}
		seen->titles =
		    beside(ctx, ".title", seen->titles, meta_title_sign_name, TITLE_SIGN_COUNT);
		seen->types = beside(ctx, ".type", seen->types, type_sign_name, TYPE_SIGN_COUNT);
	}
	seen->model = model;
	seen->blocks = block_cut(ctx, page);
	if (may_build && words_of(seen->blocks) < PAYLOAD_WORDS / 2) {
		seen->payload = payload_build(ctx, page);
		if (seen->payload != PAGE_NONE)
			seen->blocks = block_cut(ctx, page);
	}
	seen->scores = model_scores_watched(ctx, model, page, seen->blocks, &watcher);
}
