/* Where the lines of a dump stand: sums, distances, stretches, main runs. */
#include "extract/dump_place.h"

#define FAR 100 /* lines: no distance is longer */
#define FAR_WORDS 2000
#define KINDS (FURNITURE_COUNT + CUE_COUNT)
#define STRETCH_LONG 40 /* words of sentences */

bool
dump_line_is_noise(const struct dump_line *line)
{
	return line->idle || line->mark || (line->repeats > 1 && line->item);
}

static double
sentence_words(const struct dump_line *line)
{
	return line->sentence ? line->words : 0;
}

/* Whether the line is a short one of the kind, or begins with a phrase of the cue. */
static bool
is_short_of(const struct dump_line *line, size_t kind)
{
	if (kind >= FURNITURE_COUNT)
		return line->cue == kind - FURNITURE_COUNT;
	return line->words <= 6 && line->of_kind[kind] &&
	    line->of_kind[kind] * 3 >= (int)line->words;
}

static void
sum_up(struct ctx *ctx, const struct dump_lines *lines, struct line_places *out)
{
	struct line_sums *sums = arena_array(ctx->arena, lines->count + 1, sizeof *sums);

	for (size_t i = 0; i < lines->count; i++) {
		const struct dump_line *line = &lines->list[i];

		sums[i + 1] = sums[i];
		sums[i + 1].prose += sentence_words(line);
		sums[i + 1].words += line->words;
		sums[i + 1].noise += dump_line_is_noise(line);
		sums[i + 1].items += line->item;
		sums[i + 1].brief += line->words < 5;
		sums[i + 1].repeated += line->repeats > 1;
		sums[i + 1].days += line->day;
		sums[i + 1].talk += is_short_of(line, FURNITURE_TALK);
		sums[i + 1].cues += line->cue != CUE_COUNT;
		sums[i + 1].capitals += line->capitals;
		sums[i + 1].familiar += (double)out->familiar[i] * line->words;
		out->apart += (line->layout & NODE_APART) != 0;
	}
	out->sums = sums;
}

static uint8_t
further(uint8_t distance)
{
	return distance < FAR ? (uint8_t)(distance + 1) : FAR;
}

static void
look_back(const struct dump_lines *lines, struct line_place *places)
{
	struct line_place at = {.since_noise = FAR, .since_prose = FAR, .since_day = FAR};

	for (size_t k = 0; k < KINDS; k++) {
		at.since[k] = FAR;
		at.prose_since[k] = FAR_WORDS;
	}
	for (size_t i = 0; i < lines->count; i++) {
		const struct dump_line *line = &lines->list[i];

		at.since_noise = further(at.since_noise);
		at.since_prose = further(at.since_prose);
		at.since_day = further(at.since_day);
		for (size_t k = 0; k < KINDS; k++)
			at.since[k] = further(at.since[k]);
		places[i] = at;
		at.since_noise = dump_line_is_noise(line) ? 0 : at.since_noise;
		at.since_prose = line->prose ? 0 : at.since_prose;
		at.since_day = line->day ? 0 : at.since_day;
		for (size_t k = 0; k < KINDS; k++) {
			uint32_t words = at.prose_since[k] + (line->prose ? line->words : 0);

			at.prose_since[k] = (uint16_t)(words < FAR_WORDS ? words : FAR_WORDS);
			if (is_short_of(line, k)) {
				at.since[k] = 0;
				at.prose_since[k] = 0;
			}
		}
	}
}

static void
look_ahead(const struct dump_lines *lines, struct line_place *places)
{
	uint8_t noise = FAR, prose = FAR, day = FAR;

	for (size_t i = lines->count; i-- > 0;) {
		const struct dump_line *line = &lines->list[i];

		places[i].until_noise = noise = further(noise);
		places[i].until_prose = prose = further(prose);
		places[i].until_day = day = further(day);
		noise = dump_line_is_noise(line) ? 0 : noise;
		prose = line->prose ? 0 : prose;
		day = line->day ? 0 : day;
	}
}

/* A line that stands between texts of its own. */
static bool
parts(const struct dump_line *line)
{
	return line->words <= 8 &&
	    (dump_line_is_noise(line) || line->day || line->repeats > 2 ||
		(line->furniture && line->furniture * 3u >= line->words));
}

static void
find_stretches(struct ctx *ctx, const struct dump_lines *lines, struct line_places *out)
{
	struct stretch *list = arena_array(ctx->arena, lines->count + 2, sizeof *list);
	size_t count = 0;
	double most = 0;
	bool open = false;

	for (size_t i = 0; i < lines->count; i++) {
		const struct dump_line *line = &lines->list[i];
		bool stays = !parts(line);

		if (i == 0 || stays != open) {
			list[count++].from = (uint32_t)i;
			open = stays;
		}
		list[count - 1].words += sentence_words(line);
		out->list[i].stretch = (uint32_t)count - 1;
	}
	list[count].from = (uint32_t)lines->count;
	for (size_t i = 0, end = 0, longs = 0; i < count; i++) {
		list[i].most_before = most;
		list[i].before = (uint32_t)longs;
		list[i].gap = longs ? (uint32_t)(list[i].from - end) : FAR;
		most = list[i].words > most ? list[i].words : most;
		if (list[i].words >= STRETCH_LONG) {
			longs++;
			end = list[i + 1].from;
		}
	}
	most = 0;
	for (size_t i = count; i-- > 0;) {
		list[i].most_after = most;
		most = list[i].words > most ? list[i].words : most;
	}
	out->stretches = list;
}

/* The run of greatest sum, where words of sentences add and other lines cost. */
static struct main_run
find_main(const struct dump_lines *lines, double cost, double item, double noise)
{
	struct main_run best = {0, 0, 0};
	double sum = 0, most = 0;
	size_t from = 0;

	for (size_t i = 0; i < lines->count; i++) {
		const struct dump_line *line = &lines->list[i];

		if (sum <= 0) {
			sum = 0;
			from = i;
		}
		if (dump_line_is_noise(line))
			sum -= noise;
		else if (line->sentence)
			sum += line->words;
		else
			sum -= line->item ? item : cost;
		if (sum > most) {
			most = sum;
			best = (struct main_run){from, i + 1, 0};
		}
	}
	for (size_t i = best.from; i < best.to; i++)
		best.words += sentence_words(&lines->list[i]);
	return best;
}

void
dump_places(struct ctx *ctx, const struct dump_lines *lines, struct line_places *out)
{
	*out = (struct line_places){
	    .list = arena_array(ctx->arena, lines->count + 1, sizeof *out->list),
	    .strict = find_main(lines, 10, 10, 25),
	    .mild = find_main(lines, 2, 3, 8),
	};
	dump_known(ctx, lines, out);
	sum_up(ctx, lines, out);
	look_back(lines, out->list);
	look_ahead(lines, out->list);
	find_stretches(ctx, lines, out);
}
