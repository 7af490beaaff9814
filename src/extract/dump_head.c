/* Title, byline, dek and date of a dump: the lines before the prose and those behind it. */
#include "extract/dump_head.h"

#include "core/utf8.h"

#define REACH 40  /* lines before the first prose in which the title is looked for */
#define WITHIN 14 /* lines from the run's beginning to its first prose */
#define TITLE_WORDS 32
#define DEK_WORDS 45
#define FIRST_LINES 60 /* lines in which a title may stand once more */
#define TAIL 8         /* lines at the end that may be no body */

static bool
ends_as_sentence(str text)
{
	static const char *const stops[] = {".", "。", "…", ";", ",", ":", "："};

	for (size_t i = 0; i < sizeof stops / sizeof stops[0]; i++)
		if (str_ends(text, str_of(stops[i])))
			return true;
	return false;
}

/* "Photo=Agency", "Image: ...", "Photo by ...". */
static bool
is_photo(const struct dump_line *line)
{
	static const char *const words[] = {"photo", "image", "picture", "foto", "credit",
	    "photograph", "사진", "写真", "图片", "图:", "getty", "(photo", "[photo", "caption",
	    "bild", "фото", "immagine", "imagen", "illustration", "screenshot", "courtesy"};

	if (line->words > 25)
		return false;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		str word = str_of(words[i]), rest = str_from(line->text, word.len);

		if (!str_starts_nocase(line->text, word))
			continue;
		if (str_starts_nocase(rest, STR("s ")))
			rest = str_from(rest, 1);
		if (!rest.len ||
		    (rest.at[0] &&
			(rest.at[0] == '=' || rest.at[0] == ':' || rest.at[0] == '/' ||
			    rest.at[0] == '|')) ||
		    str_starts_nocase(rest, STR(" by ")) || str_starts_nocase(rest, STR(" of ")) ||
		    str_starts_nocase(rest, STR(" credit")) ||
		    str_starts_nocase(rest, STR(" courtesy")) ||
		    str_starts_nocase(rest, STR(": ")) || str_starts(rest, STR(" ©")))
			return line->words <= 14 || !line->sentence;
	}
	return false;
}

/* Two to five words, each with a capital (or of a script without capitals), no stop. */
static bool
is_name(const struct dump_line *line, str text)
{
	str rest = text, word;
	size_t words = 0;

	while (str_word(&rest, &word))
		words++;
	return words >= 2 && words <= 5 && !line->idle && !line->day && !ends_as_sentence(text) &&
	    line->capitals + 1u >= words && byline_prefix(text) == 0 && text.len < 60;
}

static bool
begins_with_capital(str text)
{
	size_t len;
	uint32_t code = text.len ? utf8_decode(text, &len) : ' ';

	return code_is_word(code) && (code_lower(code) != code || code > 0x500) &&
	    !ascii_is_digit((unsigned char)text.at[0]);
}

/* The names of a line that is a byline; false when it is none. */
static bool
is_byline(struct ctx *ctx, const struct dump_line *line, struct byline_names *names)
{
	size_t before = names->count, prefix = byline_prefix(line->text);
	bool counted;
	str bare;

	if (line->words > 24 || line->item || line->text.len > 200)
		return false;
	if (prefix && prefix < line->text.len) {
		if (begins_with_capital(str_from(line->text, prefix)))
			byline_split(ctx->arena, line->text, BYLINE_SHOWN, names);
		return names->count > before;
	}
	/* "Jane Doe Views": a name and a counter. */
	bare = byline_without_counter(line->text, &counted);
	if (counted && !line->mark && is_name(line, bare))
		byline_split(ctx->arena, bare, BYLINE_SHOWN, names);
	return names->count > before;
}

static size_t
first_prose(const struct dump_lines *lines, size_t from, size_t to)
{
	size_t end = from + WITHIN < to ? from + WITHIN : to;

	for (size_t i = from; i < end; i++)
		if (lines->list[i].prose && !is_photo(&lines->list[i]))
			return i;
	for (size_t i = from; i < end; i++)
		if (lines->list[i].sentence && !is_photo(&lines->list[i]))
			return i;
	return from;
}

static bool
can_be_title(struct ctx *ctx, const struct dump_line *line)
{
	static const char *const others[] = {"[", "□", "^", "#", "*", "o ", "+", "(", "http"};
	struct byline_names names = {0};

	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (str_starts(line->text, str_of(others[i])))
			return false;
	return line->words >= 2 && line->words <= TITLE_WORDS && !line->item && !line->idle &&
	    !line->mark && !line->day && !is_photo(line) && !ends_as_sentence(line->text) &&
	    !is_byline(ctx, line, &names);
}

/* A line that stands in heads alone: what follows a title. */
static bool
is_of_head(struct ctx *ctx, const struct dump_line *line)
{
	struct byline_names names = {0};

	return line->day || is_photo(line) || is_byline(ctx, line, &names);
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

static double
title_score(struct ctx *ctx, const struct dump_lines *lines, size_t at, size_t prose)
{
	const struct dump_line *line = &lines->list[at];
	double words = line->words, score;

	score = (words < 10 ? words : 10) * 0.3 + 1.5 * line->capitals / words -
	    3.0 * line->furniture / words - 0.05 * (double)(prose - at);
	if (at + 1 < lines->count && is_of_head(ctx, &lines->list[at + 1]))
		score += 2;
	else if (at + 2 < lines->count && is_of_head(ctx, &lines->list[at + 2]))
		score += 1;
	if (line->repeats > 1 || is_within_another(lines, at))
		score += 0.8;
	if (line->words <= 3)
		score -= is_name(line, line->text) ? 2 : 1;
	if (line->words > 20)
		score -= 1.5;
	return score;
}

static size_t
find_title(struct ctx *ctx, const struct dump_lines *lines, size_t from, size_t prose)
{
	size_t start = prose > REACH ? prose - REACH : 0, best = DUMP_NONE;
	double best_score = 0;

	(void)from;
	for (size_t i = start; i < prose; i++) {
		double score;

		if (!can_be_title(ctx, &lines->list[i]))
			continue;
		score = title_score(ctx, lines, i, prose);
		if (best == DUMP_NONE || score > best_score) {
			best = i;
			best_score = score;
		}
	}
	return best;
}

/* A lone line between title and body that sums up: a phrase, or a sentence that byline, date or
   photograph follow. */
static bool
is_dek(struct ctx *ctx, const struct dump_lines *lines, size_t at, size_t prose)
{
	static const char *const others[] = {
	    " | ", " / ", "•", "$", "(BUTTON)", "©", "[", "»", "›"};
	const struct dump_line *line = &lines->list[at];

	if (line->item || line->idle || line->mark || is_of_head(ctx, line) || line->words < 6 ||
	    line->words > DEK_WORDS || line->repeats > 1 || str_ends(line->text, STR(":")))
		return false;
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (str_find(line->text, str_of(others[i])) != STR_NOT_FOUND)
			return false;
	if (!ends_as_sentence(line->text) && !str_ends(line->text, STR("?")))
		return line->words >= 8 ||
		    (at + 1 < lines->count && at + 1 < prose &&
			is_of_head(ctx, &lines->list[at + 1]));
	for (size_t i = at + 1; i < lines->count && i <= at + 3; i++) {
		if (is_of_head(ctx, &lines->list[i]))
			return true;
		if (lines->list[i].prose)
			return false;
	}
	return false;
}

/* Byline or date of line i; a word for "by" alone speaks of the next line. */
static bool
read_head_line(struct ctx *ctx, const struct dump_lines *lines, size_t i, struct dump_head *head)
{
	const struct dump_line *line = &lines->list[i];

	if (!head->names.count && byline_prefix(line->text) == line->text.len &&
	    i + 1 < lines->count && is_name(&lines->list[i + 1], lines->list[i + 1].text)) {
		byline_split(ctx->arena, lines->list[i + 1].text, BYLINE_SHOWN, &head->names);
		head->byline = lines->list[i + 1].text;
		return true;
	}
	if (!head->names.count && is_byline(ctx, line, &head->names)) {
		head->byline = line->text;
		if (line->day && !date_is_set(head->date))
			date_find(line->text, STR_NONE, &head->date);
		return true;
	}
	if (!date_is_set(head->date) && line->day)
		return date_find(line->text, STR_NONE, &head->date);
	return false;
}

static void
read_head(struct ctx *ctx, const struct dump_lines *lines, size_t prose, struct dump_head *head)
{
	size_t start = head->title == DUMP_NONE ? prose : head->title + 1;
	size_t before = start > 7 ? start - 7 : 0;
	bool dek_may_come = head->title != DUMP_NONE;

	for (size_t i = start; i < prose; i++) {
		if (read_head_line(ctx, lines, i, head) || is_of_head(ctx, &lines->list[i]))
			continue;
		if (dek_may_come && is_dek(ctx, lines, i, prose))
			head->dek = i;
		dek_may_come = dek_may_come && lines->list[i].mark;
	}
	for (size_t i = start; i-- > before;)
		if (i != head->title)
			read_head_line(ctx, lines, i, head);
}

/* A name under the title that stands again behind the body, or that a date follows. */
static void
find_bare_name(
    struct ctx *ctx, const struct dump_lines *lines, size_t prose, struct dump_head *head)
{
	if (head->names.count || head->title == DUMP_NONE)
		return;
	for (size_t i = head->title + 1; i < prose && i <= head->title + 5; i++) {
		const struct dump_line *line = &lines->list[i];
		bool dated = i + 1 < lines->count && lines->list[i + 1].day;

		if (line->item || i == head->dek || line->furniture || line->mark ||
		    !is_name(line, line->text) || (line->repeats < 2 && !dated))
			continue;
		byline_split(ctx->arena, line->text, BYLINE_SHOWN, &head->names);
		if (head->names.count) {
			head->byline = line->text;
			return;
		}
	}
}

static bool
names_author(struct ctx *ctx, const struct dump_head *head, str text)
{
	str folded = utf8_fold_words(ctx->arena, utf8_head(text, 300));

	for (size_t i = 0; i < head->names.count; i++)
		if (str_starts(folded, utf8_fold_words(ctx->arena, head->names.list[i])))
			return true;
	return false;
}

bool
dump_head_is_part(
    struct ctx *ctx, const struct dump_lines *lines, const struct dump_head *head, size_t at)
{
	const struct dump_line *line = &lines->list[at];

	return at == head->title || at == head->dek || is_of_head(ctx, line) ||
	    (line->words <= 8 && names_author(ctx, head, line->text)) || line->idle || line->mark;
}

/* What stands behind the last paragraph: the author again, an address, counters. */
static size_t
trim_end(struct ctx *ctx, const struct dump_lines *lines, const struct dump_head *head, size_t to)
{
	for (size_t left = TAIL; left && to > head->body + 1; left--) {
		const struct dump_line *line = &lines->list[to - 1];
		bool mail = line->words <= 8 && str_find_char(line->text, '@') != STR_NOT_FOUND;

		if (line->words > 8 || line->sentence)
			break;
		if (!(line->idle || line->mark || line->day || mail ||
			names_author(ctx, head, line->text)))
			break;
		to--;
	}
	return to;
}

void
dump_head_find(
    struct ctx *ctx, const struct dump_lines *lines, size_t from, size_t to, struct dump_head *out)
{
	size_t prose = first_prose(lines, from, to);

	*out = (struct dump_head){.title = DUMP_NONE, .dek = DUMP_NONE};
	out->title = find_title(ctx, lines, from, prose);
	/* A dek of one long sentence is prose too: what follows tells. */
	if (out->title != DUMP_NONE && prose + 1 < to && prose > out->title &&
	    lines->list[prose].words <= DEK_WORDS && is_dek(ctx, lines, prose, prose + 1)) {
		size_t next = first_prose(lines, prose + 1, to);

		if (next > prose + 1)
			prose = next;
	}
	read_head(ctx, lines, prose, out);
	find_bare_name(ctx, lines, prose, out);
	out->body = out->title != DUMP_NONE && out->title >= from ? out->title + 1 : from;
	out->end = trim_end(ctx, lines, out, to);
}
