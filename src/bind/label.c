/* Names that a reader sees: titles, bylines. */
#include "bind/plan.h"
#include "core/url.h"
#include "core/utf8.h"

#define LONGEST_TITLE 200 /* characters */
#define WORDS_A_MINUTE 230

/* The first characters of a text, cut between words where there are words. */
str
label_cut(struct arena *arena, str text, size_t characters)
{
	size_t at = 0, space = 0, len;

	for (; at < text.len && characters; at += len, characters--) {
		if (text.at[at] == ' ')
			space = at;
		utf8_decode(str_from(text, at), &len);
	}
	if (at >= text.len)
		return text;
	if (space > at / 2)
		at = space;
	return arena_printf(arena, "%.*s…", STR_ARG(str_head(text, at)));
}

/* The file's name without folders and ending. */
static str
name_of_input(str name)
{
	size_t slash = str_rfind_char(name, '/'), dot;

	if (slash != STR_NOT_FOUND)
		name = str_from(name, slash + 1);
	dot = str_rfind_char(name, '.');
	return dot != STR_NOT_FOUND && dot > 0 ? str_head(name, dot) : name;
}

str
label_chapter(const struct plan *plan, const struct entry *entry)
{
	str title = utf8_fold_space(plan->arena, entry->title), host;
	struct values *values;

	if (!str_is_blank(title))
		return label_cut(plan->arena, title, LONGEST_TITLE);
	host = url_host(entry->canonical.len ? entry->canonical : entry->source);
	if (!host.len)
		host = utf8_fold_space(
		    plan->arena, utf8_repair(plan->arena, name_of_input(entry->name)));
	if (str_is_blank(host) || str_eq(host, STR("-")))
		host = words_get(plan->words, "untitled");
	if (!date_is_set(entry->date))
		return label_cut(plan->arena, host, LONGEST_TITLE);
	values = values_new(plan->arena);
	values_set(values, "title", label_cut(plan->arena, host, LONGEST_TITLE));
	values_set(values, "date", words_date(plan->arena, plan->words, entry->date, false));
	return words_fill(plan->arena, plan->words, "dated_title", values);
}

/* "By A and B", else as the page has it; absent when nobody is named. */
str
label_byline(struct arena *arena, const struct words *words, const struct entry *entry)
{
	if (!entry->author_count)
		return str_is_blank(entry->byline) ? STR_NONE : entry->byline;
	return words_with(arena, words, "by", "authors",
	    words_join(arena, words, entry->authors, entry->author_count));
}

size_t
label_minutes_of(uint64_t words)
{
	size_t minutes = (size_t)((words + WORDS_A_MINUTE - 1) / WORDS_A_MINUTE);

	return minutes ? minutes : 1;
}

str
label_minutes(struct arena *arena, const struct words *words, uint64_t count)
{
	return words_with_number(arena, words, "minutes", "count", label_minutes_of(count));
}
