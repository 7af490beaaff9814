/* Names that a reader sees: titles, bylines, and how a shelf sorts them. */
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
	struct values *values;

	if (!entry->author_count)
		return str_is_blank(entry->byline) ? STR_NONE : entry->byline;
	values = values_new(arena);
	values_set(
	    values, "authors", words_join(arena, words, entry->authors, entry->author_count));
	return words_fill(arena, words, "by", values);
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
	struct values *values = values_new(arena);

	values_set_number(values, "count", label_minutes_of(count));
	return words_fill(arena, words, "minutes", values);
}

static bool
is_in(str word, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq_nocase(word, str_of(list[i])))
			return true;
	return false;
}

/* Names of those who are no persons, and of those whose family name comes first, stay. */
static bool
stays_as_it_is(str name, str lang)
{
	static const char *const bodies[] = {"and", "agency", "association", "board", "bureau",
	    "club", "college", "committee", "company", "council", "desk", "editorial", "editors",
	    "foundation", "gmbh", "group", "inc", "inc.", "institute", "ltd", "ltd.", "magazine",
	    "ministry", "news", "network", "office", "press", "project", "redaktion", "reporter",
	    "reporters", "service", "society", "staff", "team", "the", "times", "university",
	    "writers", "&"};
	static const char *const family_first[] = {"hu", "ja", "ko", "vi", "zh"};
	str rest = name, word;
	size_t words = 0, len;

	for (size_t i = 0; i < sizeof family_first / sizeof family_first[0]; i++)
		if (str_starts_nocase(lang, str_of(family_first[i])))
			return true;
	for (size_t at = 0; at < name.len; at += len) {
		uint32_t code = utf8_decode(str_from(name, at), &len);

		if (code_is_unspaced(code) || (code >= 0xac00 && code <= 0xd7a3) || code == ',' ||
		    code == '@' || (code >= '0' && code <= '9'))
			return true;
	}
	for (; str_word(&rest, &word); words++)
		if (is_in(word, bodies, sizeof bodies / sizeof bodies[0]))
			return true;
	return words < 2 || words > 5;
}

str
label_sort_name(struct arena *arena, str name, str lang)
{
	static const char *const suffixes[] = {
	    "Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "PhD", "MD"};
	str suffix = STR_NONE;
	size_t space;

	name = str_trim(name);
	if (stays_as_it_is(name, lang))
		return name;
	space = str_rfind_char(name, ' ');
	if (is_in(str_from(name, space + 1), suffixes, sizeof suffixes / sizeof suffixes[0])) {
		suffix = str_from(name, space + 1);
		name = str_head(name, space);
		space = str_rfind_char(name, ' ');
		if (space == STR_NOT_FOUND)
			return arena_printf(arena, "%.*s %.*s", STR_ARG(name), STR_ARG(suffix));
	}
	return arena_printf(arena, "%.*s, %.*s%s%.*s", STR_ARG(str_from(name, space + 1)),
	    STR_ARG(str_head(name, space)), suffix.len ? ", " : "", STR_ARG(suffix));
}

/* "Harbour Digest, The"; absent for titles that sort as they stand. */
str
label_sort_title(struct arena *arena, str title, str lang)
{
	static const char *const articles[] = {"The ", "A ", "An "};

	if (!str_starts(lang, STR("en")))
		return STR_NONE;
	for (size_t i = 0; i < sizeof articles / sizeof articles[0]; i++) {
		str article = str_of(articles[i]);

		if (str_starts_nocase(title, article) && title.len > article.len)
			return arena_printf(arena, "%.*s, %.*s",
			    STR_ARG(str_from(title, article.len)),
			    STR_ARG(str_trim(str_head(title, article.len))));
	}
	return STR_NONE;
}
