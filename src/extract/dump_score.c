/* The scores of a dump's lines: an ensemble of trees of its own; its tables are generated. */
#include "extract/dump_score.h"

#include "extract/dump_table.def"

void
dump_lines_score(struct ctx *ctx, struct dump_lines *lines)
{
	struct ctx inner = *ctx;
	struct model_run *run;
	const float *scores;

	inner.arena = arena_inner(ctx->arena);
	run = model_begin(&inner, &dump_model, LINE_FEATURE_COUNT, lines->count);
	dump_lines_rows(&inner, lines, model_take, run);
	scores = model_end(run);
	for (size_t i = 0; i < lines->count; i++)
		lines->list[i].score = scores[i];
	arena_release(inner.arena);
}
