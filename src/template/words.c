/* The words that a reader sees, by language: templates/strings/LANG, lines of `key = words`. */
#include <string.h>

#include "core/lang_script.h"
#include "template/values.h"

struct word {
	str key, text;
};

struct words {
	struct word *list;
	size_t count, room;
	str lang; /* of the file; "en" where the language has none */
	const struct words *fallback;
};

/* Subtags that share another's file, and scripts that have their own. */
static const struct {
	const char *tag, *file;
} aliases[] = {
    {"zh-hant", "zh-hant"},
    {"zh-tw", "zh-hant"},
    {"zh-hk", "zh-hant"},
    {"zh-mo", "zh-hant"},
    {"yue", "zh-hant"},
    {"no", "nb"},
    {"nn", "nb"},
    {"iw", "he"},
};

static bool
tag_begins(str lang, const char *tag)
{
	str head = str_of(tag);

	return str_starts_nocase(lang, head) && (lang.len == head.len || lang.at[head.len] == '-');
}

static str
file_of(struct arena *arena, str lang, str *name)
{
	struct buf path = BUF(arena);

	*name = lang_primary(lang);
	for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++)
		if (tag_begins(lang, aliases[i].tag)) {
			*name = str_of(aliases[i].file);
			break;
		}
	buf_z(&path, "strings/");
	for (size_t i = 0; i < name->len && i < 16; i++)
		buf_char(&path, (char)ascii_lower((unsigned char)name->at[i]));
	return template_text(buf_zstr(&path));
}

static void
read_lines(struct arena *arena, struct words *words, str text)
{
	str line;

	while (str_cut(&text, '\n', &line)) {
		size_t equals = str_find_char(line, '=');
		struct word *word;
		str value;

		if (equals == STR_NOT_FOUND || str_starts(line, STR("#")))
			continue;
		value = str_trim(str_from(line, equals + 1));
		/* Quotes keep the spaces at its ends. */
		if (value.len >= 2 && value.at[0] == '"' && value.at[value.len - 1] == '"')
			value = (str){value.at + 1, value.len - 2};
		word = ARENA_PUSH(arena, words->list, words->count, words->room);
		*word = (struct word){str_trim(str_head(line, equals)), value};
	}
}

struct words *
words_new(struct arena *arena, str lang)
{
	struct words *words = arena_alloc(arena, sizeof *words);
	str name, text = file_of(arena, lang, &name);

	words->lang = text.at ? arena_copy(arena, name) : STR("en");
	read_lines(arena, words, text.at ? text : template_text("strings/en"));
	if (text.at && !str_eq_nocase(words->lang, STR("en")))
		words->fallback = words_new(arena, STR("en"));
	return words;
}

str
words_lang(const struct words *words)
{
	return words->lang;
}

/* Absent when neither the language nor English has it. */
static str
find(const struct words *words, str key)
{
	for (; words; words = words->fallback)
		for (size_t i = 0; i < words->count; i++)
			if (str_eq(words->list[i].key, key))
				return words->list[i].text;
	return STR_NONE;
}

str
words_get(const struct words *words, const char *key)
{
	str text = find(words, str_of(key));

	return text.at ? text : STR("");
}

str
words_in(struct arena *arena, const struct words *words, str key, const struct frame *frame)
{
	const struct value *count = values_find(frame, STR("count"));
	str text = STR_NONE;

	if (count && str_eq(count->text, STR("1")))
		text = find(words, arena_printf(arena, "%.*s_one", STR_ARG(key)));
	if (!text.at)
		text = find(words, key);
	return values_fill(arena, text, frame);
}

str
words_fill(
    struct arena *arena, const struct words *words, const char *key, const struct values *values)
{
	struct frame frame = {values, NULL};

	return words_in(arena, words, str_of(key), &frame);
}

str
words_with(
    struct arena *arena, const struct words *words, const char *key, const char *name, str text)
{
	struct values *values = values_new(arena);

	values_set(values, name, text);
	return words_fill(arena, words, key, values);
}

str
words_with_number(struct arena *arena, const struct words *words, const char *key, const char *name,
    size_t number)
{
	return words_with(arena, words, key, name, arena_printf(arena, "%zu", number));
}

/* The `index`th of the words for `key`, which are set apart by bars. */
static str
nth(const struct words *words, const char *key, size_t index)
{
	str rest = words_get(words, key), part = STR_NONE;

	do {
		if (!str_cut(&rest, '|', &part))
			return STR_NONE;
	} while (index--);
	return str_trim(part);
}

str
words_date(struct arena *arena, const struct words *words, struct date date, bool with_day)
{
	struct values *values = values_new(arena);

	if (!date_is_set(date))
		return STR_NONE;
	values_set_number(values, "day", date.day);
	values_set_number(values, "year", (size_t)date.year);
	values_set(values, "month", nth(words, "months", date.month ? date.month - 1u : 0));
	if (with_day)
		values_set(values, "weekday", nth(words, "weekdays", (size_t)date_weekday(date)));
	return words_fill(arena, words, with_day ? "date_weekday" : "date", values);
}

str
words_join(struct arena *arena, const struct words *words, const str *list, size_t count)
{
	struct buf to = BUF(arena);

	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buf_add(
			    &to, words_get(words, i + 1 < count ? "list_separator" : "list_last"));
		buf_add(&to, list[i]);
	}
	return count ? buf_str(&to) : STR_NONE;
}
