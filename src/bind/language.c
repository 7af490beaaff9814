/* Languages of a book. */
#include "bind/plan.h"
#include "core/lang_script.h"

#define MOST_LANGUAGES 64

static bool
is_alpha(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!ascii_is_alpha((unsigned char)s.at[i]))
			return false;
	return s.len > 0;
}

static bool
is_digits(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!ascii_is_digit((unsigned char)s.at[i]))
			return false;
	return s.len > 0;
}

/* Adds a subtag, the first `upper` letters in upper case. */
static void
add_subtag(struct buf *to, str subtag, size_t upper)
{
	if (to->len)
		buf_char(to, '-');
	for (size_t i = 0; i < subtag.len; i++) {
		char c = (char)ascii_lower((unsigned char)subtag.at[i]);

		buf_char(to, i < upper && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
	}
}

/* Language, script and region (RFC 5646 section 2.1); what comes after them is left out. */
str
language_clean(struct arena *arena, str lang)
{
	static const char *const empty[] = {"und", "mul", "zxx", "mis", "qaa"};
	struct buf to = BUF(arena);
	str rest = str_trim(lang), part;
	char *z;

	if (!rest.len || rest.len > 64)
		return STR_NONE;
	z = arena_zstr(arena, rest);
	for (size_t i = 0; i < rest.len; i++)
		z[i] = z[i] == '_' ? '-' : z[i];
	rest = str_of(z);
	if (!str_cut(&rest, '-', &part) || !is_alpha(part) || part.len < 2 || part.len > 3)
		return STR_NONE;
	for (size_t i = 0; i < sizeof empty / sizeof empty[0]; i++)
		if (str_eq_nocase(part, str_of(empty[i])))
			return STR_NONE;
	add_subtag(&to, part, 0);
	if (!str_cut(&rest, '-', &part))
		return buf_str(&to);
	if (part.len == 4 && is_alpha(part)) {
		add_subtag(&to, part, 1);
		if (!str_cut(&rest, '-', &part))
			return buf_str(&to);
	}
	if ((part.len == 2 && is_alpha(part)) || (part.len == 3 && is_digits(part)))
		add_subtag(&to, part, 2);
	return buf_str(&to);
}

/* The language that most articles are in, of equals the first; its script and region as the first
   of them has it. */
str
language_of_book(const struct plan *plan)
{
	const struct bind_request *request = plan->request;
	str best = language_clean(plan->arena, request->lang);
	struct {
		str lang;
		size_t count;
	} seen[MOST_LANGUAGES];
	size_t count = 0, most = 0;

	if (best.len)
		return best;
	for (size_t i = 0; i < plan->request->entry_count; i++) {
		str lang = language_clean(plan->arena, plan->request->entries[i]->lang);
		size_t j = 0;

		while (j < count && !str_eq(lang_primary(seen[j].lang), lang_primary(lang)))
			j++;
		if (!lang.len || j == MOST_LANGUAGES)
			continue;
		if (j == count) {
			seen[count].lang = lang;
			seen[count++].count = 0;
		}
		seen[j].count++;
	}
	for (size_t j = 0; j < count; j++)
		if (seen[j].count > most) {
			most = seen[j].count;
			best = seen[j].lang;
		}
	return best.len ? best : STR("en");
}

str
language_other_dir(const struct plan *plan, str lang)
{
	if (lang_script_is_rtl(lang) == lang_script_is_rtl(plan->book->lang))
		return STR_NONE;
	return lang_script_dir(lang);
}

/* The words of a language; the book's for one that has none. */
const struct words *
language_words(struct plan *plan, str lang)
{
	const struct words *words;
	size_t i = 0;

	while (i < plan->language_count && !str_eq(plan->languages[i].lang, lang))
		i++;
	if (i == MOST_LANGUAGES)
		return plan->words;
	if (i == plan->language_count) {
		words = words_new(plan->arena, lang);
		if (str_eq(words_lang(words), STR("en")) && !str_starts(lang, STR("en")))
			words = plan->words;
		ARENA_PUSH(plan->arena, plan->languages, plan->language_count, plan->language_room);
		plan->languages[i].lang = lang;
		plan->languages[i].words = words;
	}
	return plan->languages[i].words;
}

void
language_page(struct values *values, str lang, str title, const char *root)
{
	values_set(values, "lang", lang);
	values_set(values, "dir", lang_script_dir(lang));
	values_set(values, "page_title", title);
	values_set(values, "root", str_of(root));
}
