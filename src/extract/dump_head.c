/* Title, byline, dek and date of a dump: the lines before the prose and those behind it. */
#include "extract/dump_head.h"

#include "core/utf8.h"
#include "extract/dump_sign.h"
#include "extract/dump_title.h"

#define WITHIN 14 /* lines from the run's beginning to its first prose */
#define DEK_WORDS 45
#define TAIL 8 /* lines at the end that may be no body */

size_t
dump_head_prose(const struct dump_lines *lines, size_t from, size_t to)
{
	size_t end = from + WITHIN < to ? from + WITHIN : to;

	for (size_t i = from; i < end; i++)
		if (lines->list[i].prose && !dump_sign_photo(&lines->list[i]))
			return i;
	for (size_t i = from; i < end; i++)
		if (lines->list[i].sentence && !dump_sign_photo(&lines->list[i]))
			return i;
	return from;
}

/* A lone line between title and body that sums up: a phrase, or a sentence that byline, date or
   photograph follow. */
static bool
is_dek(struct ctx *ctx, const struct dump_lines *lines, size_t at, size_t prose)
{
	static const char *const others[] = {
	    " | ", " / ", "•", "$", "(BUTTON)", "©", "[", "»", "›"};
	const struct dump_line *line = &lines->list[at];

	if (line->item || line->idle || line->mark || dump_sign_head(ctx, line) ||
	    line->words < 6 || line->words > DEK_WORDS || line->repeats > 1 ||
	    str_ends(line->text, STR(":")))
		return false;
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (str_find(line->text, str_of(others[i])) != STR_NOT_FOUND)
			return false;
	if (!dump_sign_ends(line->text) && !str_ends(line->text, STR("?")))
		return line->words >= 8 ||
		    (at + 1 < lines->count && at + 1 < prose &&
			dump_sign_head(ctx, &lines->list[at + 1]));
	for (size_t i = at + 1; i < lines->count && i <= at + 3; i++) {
		if (dump_sign_head(ctx, &lines->list[i]))
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
	    i + 1 < lines->count && dump_sign_name(&lines->list[i + 1], lines->list[i + 1].text)) {
		byline_split(ctx->arena, lines->list[i + 1].text, BYLINE_SHOWN, &head->names);
		head->byline = lines->list[i + 1].text;
		return true;
	}
	if (!head->names.count && dump_sign_byline(ctx, line, &head->names)) {
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
		if (read_head_line(ctx, lines, i, head) || dump_sign_head(ctx, &lines->list[i]))
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
		    !dump_sign_name(line, line->text) || (line->repeats < 2 && !dated))
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

	return at == head->title || at == head->dek || dump_sign_head(ctx, line) ||
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
	size_t prose = dump_head_prose(lines, from, to);

	*out = (struct dump_head){.title = DUMP_NONE, .dek = DUMP_NONE};
	out->title = dump_title_find(ctx, lines, prose, to);
	if (out->title != DUMP_NONE && out->title >= prose)
		prose = dump_head_prose(lines, out->title + 1, to);
	/* A dek of one long sentence is prose too: what follows tells. */
	if (out->title != DUMP_NONE && prose + 1 < to && prose > out->title &&
	    lines->list[prose].words <= DEK_WORDS && is_dek(ctx, lines, prose, prose + 1)) {
		size_t next = dump_head_prose(lines, prose + 1, to);

		if (next > prose + 1)
			prose = next;
	}
	read_head(ctx, lines, prose, out);
	find_bare_name(ctx, lines, prose, out);
	out->body = out->title != DUMP_NONE && out->title >= from ? out->title + 1 : from;
	out->end = trim_end(ctx, lines, out, to);
}
