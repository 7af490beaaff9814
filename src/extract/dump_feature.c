/* Features of a dump's lines. */
#include "extract/dump_place.h"

#include "core/utf8.h"

#define NEAR_COUNT (LINE_LAST2_WORDS - LINE_LAST_WORDS)
#define WINDOW_COUNT (LINE_AFTER_2_PROSE - LINE_BEFORE_2_PROSE)

static const char *const names[] = {
#define LINE(symbol, what) #symbol,
#include "extract/dump_line.def"
#undef LINE
};

const char *
line_feature_name(size_t feature)
{
	return feature < FEATURE_TEXT ? feature_name(feature) : names[feature - FEATURE_TEXT];
}

static void
see_text(const struct dump_line *line, const struct page_facts *facts, float *row)
{
	struct block block = {.text = line->text, .words = line->words};
	struct trait trait;

	block.chars = (uint32_t)utf8_count(line->text);
	feature_of_text(&block, facts, &trait);
	for (size_t i = 0; i < FEATURE_TEXT; i++)
		row[i] = trait.text[i];
}

static void
see_line(const struct dump_line *line, float *f)
{
	f[LINE_ITEM] = line->levels;
	f[LINE_LIST] = (float)line->list;
	f[LINE_LIST_MEAN] = line->list ? (float)line->list_words / (float)line->list : 0;
	f[LINE_MARK] = line->mark;
	f[LINE_DAY] = line->day;
	f[LINE_IDLE] = line->idle;
	f[LINE_CUE] = line->cue;
	f[LINE_COPIES] = (float)line->repeats;
	f[LINE_AGAIN] = line->again;
	f[LINE_APART] = (line->layout & NODE_APART) != 0;
	f[LINE_INDENT] = (float)((line->layout & NODE_IN) != 0) - ((line->layout & NODE_OUT) != 0);
	f[LINE_PROSE] = line->prose;
	f[LINE_SENTENCE] = line->sentence;
}

static void
see_near(const struct dump_lines *lines, const struct line_places *places, size_t i, float *row)
{
	static const int offsets[] = {-1, -2, 1, 2};

	for (size_t k = 0; k < sizeof offsets / sizeof *offsets; k++) {
		size_t at = i + (size_t)offsets[k]; /* wraps below nought */
		float *f = row + LINE_LAST_WORDS + k * NEAR_COUNT;
		const struct dump_line *line;

		for (size_t n = 0; n < NEAR_COUNT; n++)
			f[n] = -1;
		if (at >= lines->count)
			continue;
		line = &lines->list[at];
		f[0] = (float)line->words;
		f[1] = line->stop;
		f[2] = line->levels;
		f[3] = (float)line->furniture / (float)(line->words ? line->words : 1);
		f[4] = line->day;
		f[5] = line->mark;
		f[6] = (line->layout & NODE_APART) != 0;
		f[7] = places->familiar[at];
	}
}

static void
see_window(const struct line_sums *from, const struct line_sums *to, size_t reach, float *f)
{
	double words = to->words - from->words, lines = (double)reach;

	f[0] = (float)((to->prose - from->prose) / (words + 1));
	f[1] = (float)(words / lines);
	f[2] = (float)((to->noise - from->noise) / lines);
	f[3] = (float)((to->items - from->items) / lines);
	f[4] = (float)((to->brief - from->brief) / lines);
	f[5] = (float)((to->repeated - from->repeated) / lines);
	f[6] = (float)((to->days - from->days) / lines);
	f[7] = (float)((to->talk - from->talk) / lines);
	f[8] = (float)((to->capitals - from->capitals) / (words + 1));
	f[9] = (float)((to->familiar - from->familiar) / (words + 1));
}

static void
see_windows(const struct line_sums *sums, size_t count, size_t i, float *row)
{
	static const size_t reach[] = {2, 6, 20};

	for (size_t k = 0; k < sizeof reach / sizeof *reach; k++) {
		size_t from = i > reach[k] ? i - reach[k] : 0;
		size_t to = i + 1 + reach[k] < count ? i + 1 + reach[k] : count;
		float *f = row + LINE_BEFORE_2_PROSE + 2 * k * WINDOW_COUNT;

		see_window(&sums[from], &sums[i], reach[k], f);
		see_window(&sums[i + 1], &sums[to], reach[k], f + WINDOW_COUNT);
	}
}

static void
see_place(const struct line_places *places, size_t count, size_t i, float *f)
{
	const struct line_sums *at = &places->sums[i], *all = &places->sums[count];
	const struct line_place *place = &places->list[i];
	double prose = all->prose > 0 ? all->prose : 1;

	f[LINE_CUES] = (float)(at->cues - places->sums[i > 12 ? i - 12 : 0].cues);
	f[LINE_PLACE] = (float)(at->words / (all->words > 0 ? all->words : 1));
	f[LINE_PROSE_BEFORE] = (float)(at->prose / prose);
	f[LINE_PROSE_AFTER] = (float)((all->prose - at[1].prose) / prose);
	f[LINE_TALK_BEFORE] = (float)at->talk;
	f[LINE_TALK_AFTER] = (float)(all->talk - at->talk);
	f[LINE_DAYS_BEFORE] = (float)at->days;
	f[LINE_DAYS_AFTER] = (float)(all->days - at->days);
	f[LINE_SINCE_NOISE] = (float)place->since_noise;
	f[LINE_UNTIL_NOISE] = (float)place->until_noise;
	f[LINE_SINCE_PROSE] = (float)place->since_prose;
	f[LINE_UNTIL_PROSE] = (float)place->until_prose;
	f[LINE_SINCE_DAY] = (float)place->since_day;
	f[LINE_UNTIL_DAY] = (float)place->until_day;
	for (size_t k = 0; k < FURNITURE_COUNT + CUE_COUNT; k++) {
		f[LINE_SINCE_SHARE + 2 * k] = (float)place->since[k];
		f[LINE_SINCE_SHARE + 2 * k + 1] = (float)place->prose_since[k];
	}
}

static void
see_stretch(const struct line_places *places, size_t i, float *f)
{
	const struct stretch *stretch = &places->stretches[places->list[i].stretch];
	const struct line_sums *sums = places->sums;

	f[LINE_STRETCH] = (float)stretch->words;
	f[LINE_STRETCH_BEFORE] = (float)(sums[i].prose - sums[stretch->from].prose);
	f[LINE_STRETCH_AFTER] = (float)(sums[stretch[1].from].prose - sums[i + 1].prose);
	f[LINE_STRETCH_MOST_BEFORE] = (float)stretch->most_before;
	f[LINE_STRETCH_MOST_AFTER] = (float)stretch->most_after;
	f[LINE_STRETCHES_BEFORE] = (float)stretch->before;
	f[LINE_STRETCH_GAP] = (float)stretch->gap;
}

static void
see_main(const struct main_run *run, double prose, size_t i, float *f)
{
	f[0] = (float)i - (float)run->from;
	f[1] = (float)run->to - 1 - (float)i;
	f[2] = (float)(run->words / prose);
}

static void
see_dump(const struct dump_lines *lines, const struct line_places *places, float *f)
{
	const struct line_sums *all = &places->sums[lines->count];
	double count = lines->count ? (double)lines->count : 1;

	f[LINE_DUMP_LINES] = (float)lines->count;
	f[LINE_DUMP_WORDS] = (float)all->words;
	f[LINE_DUMP_PROSE] = (float)(all->prose / (all->words + 1));
	f[LINE_DUMP_ITEMS] = (float)(all->items / count);
	f[LINE_DUMP_NOISE] = (float)(all->noise / count);
	f[LINE_DUMP_DAYS] = (float)all->days;
	f[LINE_DUMP_APART] = (float)((double)places->apart / count);
}

void
dump_lines_rows(struct ctx *ctx, const struct dump_lines *lines,
    void (*take)(void *with, size_t index, const float *row), void *with)
{
	struct page_facts *facts = arena_alloc(ctx->arena, sizeof *facts);
	float row[LINE_FEATURE_COUNT] = {0};
	struct line_places places;
	double prose;

	dump_places(ctx, lines, &places);
	see_dump(lines, &places, row);
	prose = places.sums[lines->count].prose > 0 ? places.sums[lines->count].prose : 1;
	for (size_t i = 0; i < lines->count; i++) {
		see_text(&lines->list[i], facts, row);
		see_line(&lines->list[i], row);
		row[LINE_FAMILIAR] = places.familiar[i];
		row[LINE_NOVEL] = places.novel[i];
		see_near(lines, &places, i, row);
		see_windows(places.sums, lines->count, i, row);
		see_place(&places, lines->count, i, row);
		see_stretch(&places, i, row);
		see_main(&places.strict, prose, i, row + LINE_STRICT_FROM);
		see_main(&places.mild, prose, i, row + LINE_MILD_FROM);
		take(with, i, row);
	}
}
