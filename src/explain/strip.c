/* Bars for blocks or lines: as wide as they have words, those of one look put together. */
#include "explain/strip.h"

#include "explain/passage.h"

struct bar {
	size_t from, end; /* units */
	float score;
	bool kept;
};

static void
add_bar(struct values *to, struct arena *arena, const struct bar *bar)
{
	struct values *entry;
	int tenth = (int)(bar->score * 10);

	if (bar->end == bar->from)
		return;
	entry = values_add(to, "strip");
	values_set_number(entry, "x", bar->from);
	values_set_number(entry, "width", bar->end - bar->from);
	values_set(entry, "shade",
	    bar->score < 0 ? STR("sx") : arena_printf(arena, "s%d", tenth > 9 ? 9 : tenth));
	values_set_flag(entry, "kept", bar->kept);
}

void
strip_add(struct values *to, const struct trace *trace)
{
	struct bar bar = {.score = -1};
	uint64_t all = 0, words = 0;

	for (size_t i = 0; i < trace->count; i++)
		all += passage_at(trace, i).words;
	for (size_t i = 0; i < trace->count; i++) {
		struct passage passage = passage_at(trace, i);
		size_t end;

		words += passage.words;
		end = (size_t)(words * STRIP_WIDTH / (all ? all : 1));
		if (end == bar.end)
			continue;
		if (passage.kept != bar.kept ||
		    (int)(passage.score * 10) != (int)(bar.score * 10)) {
			add_bar(to, trace->ctx->arena, &bar);
			bar = (struct bar){bar.end, bar.end, passage.score, passage.kept};
		}
		bar.end = end;
	}
	add_bar(to, trace->ctx->arena, &bar);
}
