/* Titles of dumps. */
#include "extract/dump_title.h"

#include <stdlib.h>

#include "core/utf8.h"
#include "extract/dump_sign.h"

#define WORDS_MAX 32    /* of a title */
#define FIRST_LINES 60  /* in which a title may stand once more, within another line */
#define BODY_WORDS 3000 /* words of the body that are known */
#define MENU_LINES 12   /* of a page whose menus are in the dump */
#define NEAR 4          /* lines */
#define WORD_BYTES 5    /* of words that count */

static const double weights[] = {
#define SIGN(symbol, weight) weight,
#include "extract/dump_title.def"
#undef SIGN
};

/* Words of the body, hashed and sorted. */
struct known {
	uint64_t *list;
	size_t count;
};

static uint64_t
hash_of(str word)
{
	uint64_t hash = 0xCBF29CE484222325u;

	for (size_t i = 0; i < word.len; i++)
		hash = (hash ^ (unsigned char)word.at[i]) * 0x100000001B3u;
	return hash;
}

static int
compare(const void *left, const void *right)
{
	const uint64_t *a = left, *b = right;

	return *a < *b ? -1 : *a > *b;
}

static void
know(struct arena *arena, const struct dump_lines *lines, size_t from, size_t to,
    struct known *known)
{
	known->list = arena_array(arena, BODY_WORDS, sizeof *known->list);
	known->count = 0;
	for (size_t i = from; i < to && known->count < BODY_WORDS; i++) {
		str rest, word;

		if (!lines->list[i].sentence)
			continue;
		rest = utf8_fold_words(arena, utf8_head(lines->list[i].text, 4000));
		while (known->count < BODY_WORDS && str_word(&rest, &word))
			if (word.len >= WORD_BYTES)
				known->list[known->count++] = hash_of(word);
	}
	if (known->count)
		qsort(known->list, known->count, sizeof *known->list, compare);
}

static void
see_body(struct arena *arena, const struct known *known, str text, float *sign)
{
	str rest = utf8_fold_words(arena, utf8_head(text, 400)), word;
	size_t words = 0, found = 0;

	while (str_word(&rest, &word)) {
		uint64_t hash = hash_of(word);

		if (word.len < WORD_BYTES)
			continue;
		words++;
		found += known->count &&
		    bsearch(&hash, known->list, known->count, sizeof hash, compare) != NULL;
	}
	sign[DUMP_TITLE_COVERED] = words ? (float)found / (float)words : 0;
	sign[DUMP_TITLE_FAMILIAR] = found >= 3;
}

/* A title also stands in the line that names page and site, or in the way of crumbs. */
static bool
is_within_another(const struct dump_lines *lines, size_t at)
{
	str text = lines->list[at].text;

	for (size_t i = 0; i < lines->count && i < FIRST_LINES; i++)
		if (i != at && lines->list[i].text.len > text.len &&
		    str_find_nocase(str_head(lines->list[i].text, 1500), text) != STR_NOT_FOUND)
			return true;
	return false;
}

static float
log_of(size_t n)
{
	float whole = 0;

	for (n++; n > 1; n /= 2)
		whole++;
	return whole;
}

static bool
has_any(str text, const char *const *marks)
{
	for (size_t i = 0; marks[i]; i++)
		if (str_find(text, str_of(marks[i])) != STR_NOT_FOUND)
			return true;
	return false;
}

static void
see_line(struct ctx *ctx, const struct dump_line *line, float *sign)
{
	static const char *const bars[] = {" | ", " / ", "»", "›", "•", " > ", "·", NULL};
	struct byline_names names = {0};
	struct date date;
	uint32_t words = line->words ? line->words : 1;
	size_t commas = 0, len;
	unsigned char first = (unsigned char)line->text.at[0];
	uint32_t code = utf8_decode(line->text, &len);

	for (size_t i = 0; i < line->text.len; i++)
		commas += line->text.at[i] == ',';
	sign[DUMP_TITLE_WORD] = words == 1;
	sign[DUMP_TITLE_SHORT] = words == 2 || words == 3;
	sign[DUMP_TITLE_MIDDLE] = words >= 4 && words <= 6;
	sign[DUMP_TITLE_LONG] = words >= 15 && words <= 20;
	sign[DUMP_TITLE_LONGER] = words > 20;
	sign[DUMP_TITLE_CAPITALS] = (float)line->capitals / (float)words;
	sign[DUMP_TITLE_FURNITURE] = (float)line->furniture / (float)words;
	sign[DUMP_TITLE_ITEM] = line->item;
	sign[DUMP_TITLE_DAY] = line->day;
	sign[DUMP_TITLE_MARK] = line->mark;
	sign[DUMP_TITLE_PHOTO] = dump_sign_photo(line);
	sign[DUMP_TITLE_BYLINE] = dump_sign_byline(ctx, line, &names);
	sign[DUMP_TITLE_NAME] = dump_sign_name(line, line->text);
	sign[DUMP_TITLE_STOP] = dump_sign_ends(line->text);
	sign[DUMP_TITLE_QUESTION] =
	    str_ends(line->text, STR("?")) || str_ends(line->text, STR("!"));
	sign[DUMP_TITLE_BAR] = has_any(line->text, bars);
	sign[DUMP_TITLE_COMMAS] = commas > 1;
	sign[DUMP_TITLE_DIGIT] = ascii_is_digit(first);
	sign[DUMP_TITLE_SMALL] = first >= 'a' && first <= 'z';
	sign[DUMP_TITLE_DATED] = !line->day && !(code >= '0' && code <= '9' && words < 3) &&
	    date_find(line->text, STR_NONE, &date);
	sign[DUMP_TITLE_SCORE] = line->score;
	sign[DUMP_TITLE_KEPT] = line->kept;
	sign[DUMP_TITLE_APART] = (line->layout & NODE_APART) != 0;
	sign[DUMP_TITLE_OUT] = (line->layout & NODE_OUT) != 0;
	sign[DUMP_TITLE_CUE] = line->cue != CUE_COUNT;
}

static bool
has_byline(struct ctx *ctx, const struct dump_lines *lines, size_t from, size_t to)
{
	for (size_t i = from; i < to && i < lines->count; i++) {
		struct byline_names names = {0};

		if (dump_sign_byline(ctx, &lines->list[i], &names))
			return true;
	}
	return false;
}

static void
see_around(struct ctx *ctx, const struct dump_lines *lines, size_t at, size_t prose, float *sign)
{
	const struct dump_line *list = lines->list;
	bool next = at + 1 < lines->count;

	sign[DUMP_TITLE_NEXT_PHOTO] = next && dump_sign_photo(&list[at + 1]);
	sign[DUMP_TITLE_NEXT_HEAD] =
	    next && sign[DUMP_TITLE_NEXT_PHOTO] == 0 && dump_sign_head(ctx, &list[at + 1]);
	sign[DUMP_TITLE_SECOND_HEAD] = at + 2 < lines->count && sign[DUMP_TITLE_NEXT_HEAD] == 0 &&
	    dump_sign_head(ctx, &list[at + 2]);
	sign[DUMP_TITLE_LAST_HEAD] = at && dump_sign_head(ctx, &list[at - 1]);
	sign[DUMP_TITLE_BYLINE_AFTER] = has_byline(ctx, lines, at + 1, at + 1 + NEAR);
	sign[DUMP_TITLE_BYLINE_BEFORE] = has_byline(ctx, lines, at > NEAR ? at - NEAR : 0, at);
	sign[DUMP_TITLE_NEXT_PROSE] = next && list[at + 1].prose;
	sign[DUMP_TITLE_NEXT_SENTENCE] = next && list[at + 1].sentence && !list[at + 1].prose;
	sign[DUMP_TITLE_NEXT_ITEM] = next && list[at + 1].item;
	sign[DUMP_TITLE_LAST_ITEM] = at && list[at - 1].item;
	sign[DUMP_TITLE_LAST_PROSE] = at && list[at - 1].prose;
	sign[DUMP_TITLE_LAST_BRIEF] = at && list[at - 1].words <= 3;
	sign[DUMP_TITLE_REPEATED] = list[at].repeats > 1;
	sign[DUMP_TITLE_WITHIN] = is_within_another(lines, at);
	sign[DUMP_TITLE_DISTANCE] = log_of(at < prose ? prose - at : at - prose);
	sign[DUMP_TITLE_BEHIND] = at >= prose;
	sign[DUMP_TITLE_FIRST] = at < 3 && prose > MENU_LINES;
}

/* How far the line is from the first that is kept, which a title begins or stands before. */
static void
see_run(size_t at, size_t first, float *sign)
{
	sign[DUMP_TITLE_START] = at == first;
	sign[DUMP_TITLE_AHEAD] = at < first ? log_of(first - at) : 0;
	sign[DUMP_TITLE_INTO] = at > first ? log_of(at - first) : 0;
}

static size_t
first_kept(const struct dump_lines *lines, size_t prose)
{
	for (size_t i = 0; i < prose; i++)
		if (lines->list[i].kept)
			return i;
	return prose;
}

static bool
can_be(const struct dump_line *line)
{
	static const char *const others[] = {"[", "□", "^", "*", "o ", "+", "(", "http"};

	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (str_starts(line->text, str_of(others[i])))
			return false;
	return line->words >= 1 && line->words <= WORDS_MAX && !line->idle && !line->prose;
}

size_t
dump_title_candidates(struct ctx *ctx, const struct dump_lines *lines, size_t prose, size_t to,
    struct dump_title list[DUMP_TITLE_MAX])
{
	size_t from = prose > DUMP_TITLE_BEFORE ? prose - DUMP_TITLE_BEFORE : 0, count = 0;
	size_t end = prose + DUMP_TITLE_AFTER < to ? prose + DUMP_TITLE_AFTER : to, longest = 0;
	size_t before = 0, first = first_kept(lines, prose);
	struct known known;

	know(ctx->arena, lines, prose, to, &known);
	for (size_t i = from; i < end; i++) {
		const struct dump_line *line = &lines->list[i];
		struct dump_title *it = &list[count];

		if (!can_be(line))
			continue;
		*it = (struct dump_title){.line = i};
		see_line(ctx, line, it->sign);
		see_around(ctx, lines, i, prose, it->sign);
		see_run(i, first, it->sign);
		see_body(ctx->arena, &known, line->text, it->sign);
		it->sign[DUMP_TITLE_LATER] = (float)(before < 4 ? before : 4);
		before += line->words >= 4 && !line->item;
		if (line->words <= 20 &&
		    (count == 0 || line->words > lines->list[list[longest].line].words))
			longest = count;
		count++;
	}
	if (count)
		list[longest].sign[DUMP_TITLE_LONGEST] = 1;
	return count;
}

size_t
dump_title_find(struct ctx *ctx, const struct dump_lines *lines, size_t prose, size_t to)
{
	struct dump_title list[DUMP_TITLE_MAX];
	size_t count = dump_title_candidates(ctx, lines, prose, to, list), best = SIZE_MAX;
	double best_sum = 0;

	for (size_t i = 0; i < count; i++) {
		double sum = 0;

		for (size_t k = 0; k < DUMP_TITLE_SIGN_COUNT; k++)
			sum += weights[k] * (double)list[i].sign[k];
		if (best == SIZE_MAX || sum > best_sum) {
			best = list[i].line;
			best_sum = sum;
		}
	}
	return best;
}
