/* The dates: which witnesses speak, and whom to believe. */
#include "extract/meta_date.h"

#include "core/utf8.h"

#define W_NONE WITNESS_COUNT
#define CLOSE 2 /* runs between the title and a date that counts as next to it */

static const enum witness rows[] = {
#define DATE(symbol, witness, words) witness,
#include "extract/meta_date.def"
#undef DATE
};

/* Days are compared and given in the offset they are written in: nothing is moved to UTC. */
static bool
read_date(const struct witnesses *w, str text, struct date *date)
{
	str lang = w->value[W_LANG_HTML];

	return text.len && (date_parse(text, lang, date) || date_find(text, lang, date));
}

/* A date in an address's path: /2026/11/24/ or /2026-11-24. */
static struct date
date_of_address(str address)
{
	address = str_head(address, 500);
	for (size_t i = 0; i + 9 < address.len; i++) {
		uint32_t year, month, day;
		size_t at = i + 1, digits;
		char mark;

		if (address.at[i] != '/' || str_number(str_from(address, at), 5, &year) != 4)
			continue;
		at += 4;
		mark = at < address.len ? address.at[at] : 0;
		if (mark != '/' && mark != '-')
			continue;
		digits = str_number(str_from(address, at + 1), 3, &month);
		if (digits == 0 || digits > 2)
			continue;
		at += 1 + digits;
		if (at >= address.len || address.at[at] != mark)
			continue;
		digits = str_number(str_from(address, at + 1), 3, &day);
		if (digits == 0 || digits > 2 || year < 1990 || year > 2100 || month < 1 ||
		    month > 12 || day < 1 || day > 31)
			continue;
		return (struct date){
		    .year = (int16_t)year, .month = (uint8_t)month, .day = (uint8_t)day};
	}
	return (struct date){0};
}

static void
find_others(
    struct witnesses *w, uint32_t title_node, const struct near_date *seen, struct meta_dates *out)
{
	struct near_date near = *seen;
	const str addresses[] = {
	    w->value[W_CANONICAL_LINK], w->value[W_CANONICAL_OG], w->page->base_url};

	if (date_is_set(near.date) && near.before)
		out->of[DATE_FROM_BEFORE] = near.date;
	else if (date_is_set(near.date))
		out->of[near.distance <= CLOSE && title_node != PAGE_NONE ? DATE_FROM_CLOSE
									  : DATE_FROM_NEAR] =
		    near.date;
	out->of[DATE_FROM_NEAR_CHANGED] = near.changed;
	for (size_t i = 0; i < 3 && !date_is_set(out->of[DATE_FROM_ADDRESS]); i++)
		out->of[DATE_FROM_ADDRESS] = date_of_address(addresses[i]);
	out->of[DATE_FROM_FIRST] = meta_first_date(w);
	read_date(w, w->jsonld.page_published, &out->of[DATE_FROM_JSONLD_PAGE]);
	read_date(w, w->jsonld.published, &out->of[DATE_FROM_JSONLD]);
}

static struct date
find_modified(struct witnesses *w, struct date near)
{
	const str texts[] = {w->value[W_MODIFIED_ARTICLE], w->jsonld.modified,
	    w->value[W_MODIFIED_ITEM], w->value[W_MODIFIED_OG], w->value[W_MODIFIED_DCTERMS],
	    w->value[W_MODIFIED_META], w->jsonld.page_modified};
	struct date date = {0};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (read_date(w, texts[i], &date))
			return date;
	return near;
}

/* The same day said with a time of day, by markup that a reader does not see. */
static struct date
with_time(const struct meta_dates *dates, struct date day)
{
	for (size_t i = 0; i < DATE_SOURCE_COUNT && !day.has_time; i++)
		if (date_is_set(dates->of[i]) && dates->of[i].has_time &&
		    date_compare_day(dates->of[i], day) == 0)
			return dates->of[i];
	return day;
}

void
meta_dates_find(struct witnesses *w, uint32_t title_node, struct meta_dates *out)
{
	struct near_date near = meta_near_date(w, title_node);

	*out = (struct meta_dates){.sources = 0};
	for (size_t i = 0; i < DATE_SOURCE_COUNT; i++)
		if (rows[i] != W_NONE)
			read_date(w, w->value[rows[i]], &out->of[i]);
	find_others(w, title_node, &near, out);
	for (size_t i = 0; i < DATE_SOURCE_COUNT; i++) {
		if (!date_is_set(out->of[i]))
			continue;
		out->sources |= (uint64_t)1 << i;
		if (!date_is_set(out->published))
			out->published = out->of[i];
	}
	out->modified = find_modified(w, date_is_set(near.changed) ? near.changed : near.later);
	if (date_is_set(out->published))
		out->published = with_time(out, out->published);
	if (date_is_set(out->modified) && date_is_set(out->published) &&
	    date_compare_day(out->modified, out->published) < 0)
		out->modified = (struct date){0};
}
