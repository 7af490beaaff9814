/* Bylines and dates as a page shows them near its title. */
#include "extract/meta_near.h"

#include "core/utf8.h"

#define RUN_MAX 160 /* bytes of a run that may be a byline or hold the date */
#define ASTRAY (IN_NAV | IN_COMMENTS | IN_RELATED | IN_FOOTER | IN_HIDDEN)

/* A word or mark between names, with which a byline goes on in the next run. */
static bool
goes_on(str text)
{
	static const char *const joints[] = {",", "and", "&", "und", "et", "y", "e", "och", "og",
	    "with", ", and", ", &", "и", "、", ";", "/"};

	for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++)
		if (str_eq_nocase(text, str_of(joints[i])))
			return true;
	return str_starts(text, STR(", ")) || str_starts_nocase(text, STR("and ")) ||
	    str_starts(text, STR("& "));
}

static bool
wants_more(str text)
{
	return str_ends(text, STR(",")) || str_ends_nocase(text, STR(" and")) ||
	    str_ends(text, STR("&")) || goes_on(text);
}

/* The runs of a byline from `at` on, whose word for "by" is `prefix` bytes long. */
static struct near_byline
gather_byline(const struct witnesses *w, size_t at, size_t prefix)
{
	const struct run *first = &w->runs[at];
	struct near_byline found = {.first = first->node, .last = first->node};
	struct buf buf = BUF(w->ctx->arena);
	bool open = str_from(first->text, prefix).len == 0;

	buf_add(&buf, first->text);
	for (size_t i = at + 1; i < w->run_count && i < at + 12; i++) {
		const struct run *run = &w->runs[i];
		bool same = run->block == first->block;

		if (!(open && i == at + 1) && !same)
			break;
		if (run->text.len > RUN_MAX || !(open || goes_on(run->text)))
			break;
		if (run->text.at[0] != ',' && run->text.at[0] != ';')
			buf_char(&buf, ' ');
		buf_add(&buf, run->text);
		found.last = run->node;
		open = wants_more(run->text);
	}
	found.text = utf8_fold_space(w->ctx->arena, buf_str(&buf));
	return found;
}

static bool
is_name_like(const struct witnesses *w, str text)
{
	struct byline_names names = {0};

	byline_split(w->ctx->arena, text, BYLINE_SHOWN, &names);
	return names.count > 0;
}

/* "by" is also a word of sentences: a byline has capitals, or a letter of a script without them. */
static bool
begins_name(str text)
{
	size_t len;
	uint32_t code;

	while (text.len && (text.at[0] == ' ' || text.at[0] == ':' || text.at[0] == '@'))
		text = str_from(text, 1);
	if (!text.len)
		return true;
	code = utf8_decode(text, &len);
	return code_is_word(code) && (code_lower(code) != code || code > 0x500) &&
	    !ascii_is_digit((unsigned char)text.at[0]);
}

struct near_byline
meta_near_byline(const struct witnesses *w, uint32_t anchor, size_t reach)
{
	const struct near_byline none = {.first = PAGE_NONE, .last = PAGE_NONE};
	size_t from = anchor == PAGE_NONE ? 0 : meta_witness_run(w, w->page->nodes[anchor].end);
	size_t start = from > NEAR_BEFORE && anchor != PAGE_NONE ? from - NEAR_BEFORE : 0;

	for (size_t pass = 0; pass < 2; pass++) {
		size_t end = pass == 0 ? from + reach : from;

		for (size_t i = pass == 0 ? from : start; i < end && i < w->run_count; i++) {
			const struct run *run = &w->runs[i];
			size_t prefix = byline_prefix(run->text);
			struct near_byline found;

			if (!prefix || run->text.len > RUN_MAX || w->region[run->node] & ASTRAY ||
			    !begins_name(str_from(run->text, prefix)))
				continue;
			found = gather_byline(w, i, prefix);
			if (!is_name_like(w, found.text))
				continue;
			found.distance = pass == 0 ? i - from : from - i;
			return found;
		}
	}
	return none;
}

/* What stands before a date of change, or one that is not the article's. */
static bool
is_of_change(str text)
{
	static const char *const words[] = {"updated", "modified", "last update", "revised",
	    "edited", "reviewed", "aktualisiert", "actualizado", "mis à jour", "aggiornato",
	    "bijgewerkt", "обновлено", "更新", "изменено", "uppdaterad", "oppdatert", "atualizado"};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (str_find_nocase(text, str_of(words[i])) != STR_NOT_FOUND)
			return true;
	return false;
}

static bool
is_foreign(str text)
{
	static const char *const words[] = {"©", "copyright", "(c)", "joined", "join date", "since",
	    "expires", "deadline", "born", "valid until", "member since", "all rights"};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (str_find_nocase(text, str_of(words[i])) != STR_NOT_FOUND)
			return true;
	return false;
}

/* The text of a block's runs from `at` on, and how many runs it has. */
static str
block_text(const struct witnesses *w, size_t at, size_t *runs)
{
	struct buf buf = BUF(w->ctx->arena);
	size_t i;

	for (i = at; i < w->run_count && w->runs[i].block == w->runs[at].block && buf.len < RUN_MAX;
	     i++) {
		buf_add(&buf, str_head(w->runs[i].text, RUN_MAX));
		buf_char(&buf, ' ');
	}
	*runs = i - at;
	return str_trim(buf_str(&buf));
}

/* Dates of one run, or of its block when it begins one. */
static bool
date_at(const struct witnesses *w, size_t at, struct date *date, bool *changed)
{
	const struct run *run = &w->runs[at];
	str lang = w->value[W_LANG_HTML];
	size_t runs = 0;
	str text = run->text;

	if (w->region[run->node] & ASTRAY)
		return false;
	if (text.len > RUN_MAX || !date_find(text, lang, date)) {
		if (at && w->runs[at - 1].block == run->block)
			return false;
		text = block_text(w, at, &runs);
		if (runs < 2 || runs > 8 || text.len > RUN_MAX || !date_find(text, lang, date))
			return false;
	}
	if (is_foreign(text))
		return false;
	*changed = is_of_change(text) ||
	    (at && w->runs[at - 1].text.len < 40 && is_of_change(w->runs[at - 1].text));
	return true;
}

static struct date
change_after(const struct witnesses *w, size_t at)
{
	for (size_t i = at + 1; i < w->run_count && i <= at + 4; i++) {
		struct date date = {0};
		bool changed = false;

		if (date_at(w, i, &date, &changed) && changed)
			return date;
	}
	return (struct date){0};
}

struct near_date
meta_near_date(const struct witnesses *w, uint32_t anchor)
{
	struct near_date found = {.node = PAGE_NONE};
	size_t from = anchor == PAGE_NONE ? 0 : meta_witness_run(w, w->page->nodes[anchor].end);
	size_t title = anchor == PAGE_NONE ? 0 : meta_witness_run(w, anchor);
	size_t start = title > NEAR_BEFORE ? title - NEAR_BEFORE : 0;

	for (size_t pass = 0; pass < 2; pass++) {
		size_t end = pass == 0 ? from + NEAR_AFTER : title;

		for (size_t i = pass == 0 ? from : start; i < end && i < w->run_count; i++) {
			struct date date = {0};
			bool changed = false;

			if (!date_at(w, i, &date, &changed))
				continue;
			if (changed) {
				if (!date_is_set(found.changed))
					found.changed = date;
				continue;
			}
			found.date = date;
			found.later = change_after(w, i);
			found.text = w->runs[i].text;
			found.node = w->runs[i].node;
			found.distance = pass == 0 ? i - from : from - i;
			found.before = pass == 1;
			return found;
		}
	}
	return found;
}

struct date
meta_first_date(const struct witnesses *w)
{
	for (size_t i = 0; i < w->run_count; i++) {
		struct date date = {0};
		bool changed = false;

		if (w->runs[i].text.len <= RUN_MAX && date_at(w, i, &date, &changed) && !changed)
			return date;
	}
	return (struct date){0};
}
