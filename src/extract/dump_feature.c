/* Features of a dump's lines, from running sums over them. */
#include "extract/dump_line.h"

#define NEAR 2
#define AROUND 6
#define WIDE 20

/* Sums over the lines before each place. */
struct sums {
	double prose, idle, items, words, capitals, brief, repeated;
};

struct place {
	size_t since_idle, until_idle, since_prose, until_prose;
	size_t since[FURNITURE_COUNT];
	double prose_since[FURNITURE_COUNT];
};

static const struct {
	double first, second;
} weights[] = {
#define LINE(symbol, first, second) {first, second},
#include "extract/dump_line.def"
#undef LINE
};

/* log2(1 + x), straight between powers of two: the same on every machine. */
static float
scale(double x)
{
	double whole = 0;

	for (x += 1; x >= 2; x /= 2)
		whole++;
	return (float)(whole + x - 1);
}

static double
sentence_words(const struct dump_line *line)
{
	return line->sentence ? line->words : 0;
}

static bool
is_noise(const struct dump_line *line)
{
	return line->idle || line->mark || (line->repeats > 1 && line->item);
}

static struct sums *
sum_up(struct arena *arena, const struct dump_lines *lines)
{
	struct sums *sums = arena_array(arena, lines->count + 1, sizeof *sums);

	for (size_t i = 0; i < lines->count; i++) {
		const struct dump_line *line = &lines->list[i];

		sums[i + 1] = sums[i];
		sums[i + 1].prose += sentence_words(line);
		sums[i + 1].idle += is_noise(line);
		sums[i + 1].items += line->item;
		sums[i + 1].words += line->words;
		sums[i + 1].capitals += line->capitals;
		sums[i + 1].brief += line->words < 5;
		sums[i + 1].repeated += line->repeats > 1;
	}
	return sums;
}

static struct place *
find_places(struct arena *arena, const struct dump_lines *lines)
{
	struct place *places = arena_array(arena, lines->count + 1, sizeof *places);
	size_t idle = 100, prose = 100, since[FURNITURE_COUNT];
	double words[FURNITURE_COUNT];

	for (size_t k = 0; k < FURNITURE_COUNT; k++) {
		since[k] = 200;
		words[k] = 2000;
	}
	for (size_t i = 0; i < lines->count; i++) {
		places[i].since_idle = ++idle;
		places[i].since_prose = ++prose;
		for (size_t k = 0; k < FURNITURE_COUNT; k++) {
			const struct dump_line *line = &lines->list[i];

			places[i].since[k] = ++since[k];
			places[i].prose_since[k] = words[k] += line->prose ? line->words : 0;
			if (line->words <= 6 && line->of_kind[k] * 3 >= (int)line->words &&
			    line->of_kind[k])
				since[k] = 0, words[k] = 0;
		}
		idle = is_noise(&lines->list[i]) ? 0 : idle;
		prose = lines->list[i].prose ? 0 : prose;
	}
	idle = prose = 100;
	for (size_t i = lines->count; i-- > 0;) {
		places[i].until_idle = ++idle;
		places[i].until_prose = ++prose;
		idle = is_noise(&lines->list[i]) ? 0 : idle;
		prose = lines->list[i].prose ? 0 : prose;
	}
	return places;
}

/* What the line is by itself. */
static void
see_line(const struct dump_line *line, float *f)
{
	static const char *const stops[] = {".", "!", "?", "。", "！", "？", ".”", ".\"", "?”"};
	static const char *const quotes[] = {"\"", "“", "‘", "«", "„", "—", "–", "「", "- ", "'"};
	double words = line->words ? line->words : 1;
	unsigned char first = line->text.len ? (unsigned char)line->text.at[0] : 0;
	size_t digits = 0;

	f[LINE_BASE] = 1;
	f[LINE_WORDS] = scale(line->words > 255 ? 255 : line->words);
	f[LINE_IS_WORD] = line->words <= 1;
	f[LINE_IS_SHORT] = line->words >= 2 && line->words <= 4;
	f[LINE_SENTENCE] = line->sentence;
	f[LINE_PROSE] = line->prose;
	for (size_t i = 0; i < sizeof stops / sizeof stops[0]; i++)
		f[LINE_STOP] += str_ends(line->text, str_of(stops[i])) && f[LINE_STOP] == 0;
	f[LINE_COLON] = str_ends(line->text, STR(":")) || str_ends(line->text, STR("："));
	f[LINE_COMMA] = str_find(str_head(line->text, 400), STR(", ")) != STR_NOT_FOUND ||
	    str_find(str_head(line->text, 400), STR(". ")) != STR_NOT_FOUND ||
	    str_find(str_head(line->text, 400), STR("、")) != STR_NOT_FOUND;
	f[LINE_ITEM] = line->item;
	f[LINE_ITEM_LONG] = line->item && line->words >= 10;
	f[LINE_ITEM_SENTENCE] = line->item && line->sentence;
	f[LINE_LIST_SHORT] = line->list && line->list_words < 5 * line->list;
	f[LINE_LIST_MANY] = line->list > 15;
	f[LINE_LOWER] = first >= 'a' && first <= 'z';
	f[LINE_CAPITALS] = (float)(line->capitals / words);
	f[LINE_FURNITURE] = (float)(line->furniture / words);
	f[LINE_IDLE] = line->idle;
	f[LINE_TALK] = (float)(line->of_kind[FURNITURE_TALK] / words);
	f[LINE_RELATED] = (float)(line->of_kind[FURNITURE_RELATED] / words);
	f[LINE_LEGAL] = (float)(line->of_kind[FURNITURE_LEGAL] / words);
	f[LINE_ACCOUNT] = (float)(line->of_kind[FURNITURE_ACCOUNT] / words);
	f[LINE_SHARE] = (float)(line->of_kind[FURNITURE_SHARE] / words);
	f[LINE_SHOP] = (float)(line->of_kind[FURNITURE_SHOP] / words);
	f[LINE_MENU] = (float)(line->of_kind[FURNITURE_PLACE] / words);
	f[LINE_REPEATED] = line->repeats > 1;
	f[LINE_REPEATED_ITEM] = line->repeats > 1 && line->item;
	f[LINE_MARK] = line->mark;
	f[LINE_DAY] = line->day;
	for (size_t i = 0; i < sizeof quotes / sizeof quotes[0]; i++)
		if (str_starts(line->text, str_of(quotes[i])))
			f[LINE_QUOTE] = 1;
	for (size_t i = 0; i < line->text.len && i < 200; i++)
		digits += ascii_is_digit((unsigned char)line->text.at[i]);
	f[LINE_NUMBER] = digits * 3 > (line->text.len < 200 ? line->text.len : 200);
}

/* Sum over the lines within `reach` of i, itself left out. */
#define WINDOW(field, reach)                                         \
	(sums[i + (reach) < count ? i + (reach) + 1 : count].field - \
	    sums[i > (reach) ? i - (reach) : 0].field - (sums[i + 1].field - sums[i].field))

static void
see_around(const struct dump_lines *lines, const struct sums *sums, const struct place *place,
    size_t i, float *f)
{
	const struct dump_line *line = &lines->list[i];
	size_t count = lines->count;
	double words = sums[count].words > 0 ? sums[count].words : 1;
	double prose = sums[count].prose > 0 ? sums[count].prose : 1;

	f[LINE_PLACE] = (float)(sums[i].words / words);
	f[LINE_EARLY] = sums[i].words / words < 0.03;
	f[LINE_LATE] = sums[i].words / words > 0.9;
	f[LINE_NEAR_PROSE] = scale(WINDOW(prose, NEAR));
	f[LINE_AROUND_PROSE] = scale(WINDOW(prose, AROUND));
	f[LINE_WIDE_PROSE] = scale(WINDOW(prose, WIDE));
	f[LINE_NEXT_PROSE] = i + 1 < count && lines->list[i + 1].prose;
	f[LINE_PREVIOUS_PROSE] = i > 0 && lines->list[i - 1].prose;
	f[LINE_PROSE_BEFORE] = (float)(sums[i].prose / prose);
	f[LINE_PROSE_AFTER] = (float)((sums[count].prose - sums[i + 1].prose) / prose);
	f[LINE_NO_PROSE_BEFORE] = sums[i].prose / prose < 0.02;
	f[LINE_NO_PROSE_AFTER] = f[LINE_PROSE_AFTER] < 0.02F;
	f[LINE_AROUND_IDLE] = (float)(WINDOW(idle, AROUND) / (2 * AROUND));
	f[LINE_WIDE_IDLE] = (float)(WINDOW(idle, WIDE) / (2 * WIDE));
	f[LINE_AROUND_ITEMS] = (float)(WINDOW(items, AROUND) / (2 * AROUND));
	f[LINE_SINCE_IDLE] = scale((double)place->since_idle);
	f[LINE_UNTIL_IDLE] = scale((double)place->until_idle);
	f[LINE_SINCE_PROSE] = scale((double)place->since_prose);
	f[LINE_UNTIL_PROSE] = scale((double)place->until_prose);
	f[LINE_GAP] = scale((double)(place->since_prose + place->until_prose));
	f[LINE_SINCE_TALK] = scale((double)place->since[FURNITURE_TALK]);
	f[LINE_SINCE_RELATED] = scale((double)place->since[FURNITURE_RELATED]);
	f[LINE_SINCE_LEGAL] = scale((double)place->since[FURNITURE_LEGAL]);
	f[LINE_SINCE_ACCOUNT] = scale((double)place->since[FURNITURE_ACCOUNT]);
	f[LINE_PROSE_SINCE_TALK] = scale(place->prose_since[FURNITURE_TALK]);
	f[LINE_PROSE_SINCE_RELATED] = scale(place->prose_since[FURNITURE_RELATED]);
	f[LINE_AROUND_CAPITALS] = (float)(WINDOW(capitals, AROUND) / (WINDOW(words, AROUND) + 1));
	f[LINE_AROUND_SHORT] = (float)(WINDOW(brief, AROUND) / (2 * AROUND));
	f[LINE_REPEATED_NEAR] = (float)(WINDOW(repeated, AROUND) / (2 * AROUND));
	f[LINE_SHARE_OF_PROSE] = (float)(sums[count].prose / words);
	f[LINE_HEADING] = !line->item && line->words >= 1 && line->words <= 14 &&
	    f[LINE_STOP] == 0 && f[LINE_NEXT_PROSE] > 0;
}

float *
dump_lines_features(struct arena *arena, const struct dump_lines *lines)
{
	struct sums *sums = sum_up(arena, lines);
	struct place *places = find_places(arena, lines);
	float *all = arena_array(arena, lines->count + 1, LINE_FEATURE_COUNT * sizeof *all);

	for (size_t i = 0; i < lines->count; i++) {
		float *f = all + i * LINE_FEATURE_COUNT;

		see_line(&lines->list[i], f);
		see_around(lines, sums, &places[i], i, f);
	}
	return all;
}

/* The logistic function; e to the x by squaring, the same on every machine. */
static double
logistic(double x)
{
	double power;

	if (x > 30 || x < -30)
		return x > 0;
	power = 1 + x / 1048576;
	for (int i = 0; i < 20; i++)
		power *= power;
	return power / (1 + power);
}

/* Mean of the first scores of the lines from `from` to below `to`, each weighing its words. */
static float
mean_score(const double *scores, const double *words, size_t from, size_t to)
{
	return (float)((scores[to] - scores[from]) / (words[to] - words[from] + 1));
}

static void
see_scores(
    const struct dump_lines *lines, const double *scores, const double *words, size_t i, float *f)
{
	static const size_t reach[] = {2, 6, 20};
	size_t count = lines->count;

	f[LINE_SCORE] = lines->list[i].score;
	for (size_t k = 0; k < 3; k++) {
		size_t from = i > reach[k] ? i - reach[k] : 0;
		size_t to = i + reach[k] + 1 < count ? i + reach[k] + 1 : count;

		f[LINE_SCORE_BEFORE_2 + 2 * k] = mean_score(scores, words, from, i);
		f[LINE_SCORE_AFTER_2 + 2 * k] = mean_score(scores, words, i + 1, to);
	}
	f[LINE_SCORE_BETWEEN] = f[LINE_SCORE_BEFORE_6] < f[LINE_SCORE_AFTER_6]
	    ? f[LINE_SCORE_BEFORE_6]
	    : f[LINE_SCORE_AFTER_6];
	f[LINE_SCORE_PLACE] = (float)(scores[i] / (scores[count] > 1 ? scores[count] : 1));
	f[LINE_SCORE_MEAN] = (float)(scores[count] / words[count]);
}

void
dump_lines_score(struct arena *arena, struct dump_lines *lines)
{
	float *features = dump_lines_features(arena, lines);
	double *scores = arena_array(arena, lines->count + 1, sizeof *scores);
	double *words = arena_array(arena, lines->count + 1, sizeof *words);

	for (size_t i = 0; i < lines->count; i++) {
		double sum = 0, weight = lines->list[i].words + 1.0;

		for (size_t k = 0; k < LINE_SCORE; k++)
			sum += weights[k].first * (double)features[i * LINE_FEATURE_COUNT + k];
		lines->list[i].score = (float)logistic(sum);
		scores[i + 1] = scores[i] + (double)lines->list[i].score * weight;
		words[i + 1] = words[i] + weight;
	}
	for (size_t i = 0; i < lines->count; i++)
		see_scores(lines, scores, words, i, features + i * LINE_FEATURE_COUNT);
	for (size_t i = 0; i < lines->count; i++) {
		double sum = 0;

		for (size_t k = 0; k < LINE_FEATURE_COUNT; k++)
			sum += weights[k].second * (double)features[i * LINE_FEATURE_COUNT + k];
		lines->list[i].score = (float)logistic(sum);
	}
}
