/* The dates: what each witness says, and which day most speaks for. */
#include "extract/meta_date.h"

#include "core/url.h"
#include "extract/meta_date_compare.h"
#include "extract/meta_date_shown.h"

#define BIT(sign) ((uint64_t)1 << DATE_##sign)
#define ADDRESS_MAX 500

static const char *const source_words[] = {
#define DATE(symbol, weight, words) words,
#include "extract/meta_date.def"
#undef DATE
};

static const struct {
	enum witness witness;
	enum date_sign sign;
} rows[] = {
    {W_DATE_ARTICLE, DATE_ARTICLE},
    {W_DATE_OG, DATE_ARTICLE},
    {W_DATE_PUBLISHED, DATE_PUBLISHED},
    {W_DATE_PUBLISHED_ITEM, DATE_PUBLISHED_ITEM},
    {W_DATE_CREATED_ITEM, DATE_CREATED_ITEM},
    {W_DATE_SAILTHRU, DATE_CITATION},
    {W_DATE_PARSELY, DATE_CITATION},
    {W_DATE_CITATION, DATE_CITATION},
    {W_DATE_CITATION_PLAIN, DATE_CITATION},
    {W_DATE_DC_ISSUED, DATE_CITATION},
    {W_DATE_DCTERMS, DATE_CITATION},
    {W_DATE_CXENSE, DATE_CITATION},
    {W_DATE_PUBDATE, DATE_CITATION},
    {W_DATE_PUBLISH_DATE, DATE_META_LIKE},
    {W_DATE_LIKE, DATE_META_LIKE},
    {W_DATE_PUBLISH_LIKE, DATE_PUBLISH_LIKE},
    {W_DATE_TIME_TALK, DATE_TIME_TALK},
    {W_DATE_META, DATE_META},
    {W_DATE_DC, DATE_META},
    {W_DATE_DCTERMS_DATE, DATE_META},
    {W_DATE_TIME_FIRST, DATE_TIME_FIRST},
    {W_DATE_TIME_MAIN, DATE_TIME_MAIN},
    {W_DATE_CLASS, DATE_CLASS},
    {W_MODIFIED_ARTICLE, DATE_CHANGED_META},
    {W_MODIFIED_OG, DATE_CHANGED_META},
    {W_MODIFIED_DCTERMS, DATE_CHANGED_META},
    {W_MODIFIED_META, DATE_CHANGED_META},
    {W_MODIFIED_ITEM, DATE_CHANGED_ITEM},
};

str
meta_date_source(size_t sign)
{
	str words = str_of(source_words[sign]);

	return words.len ? words : STR_NONE;
}

/* Days are compared and given in the offset they are written in: nothing is moved to UTC. */
static bool
read_date(const struct witnesses *w, str text, struct date *date)
{
	str lang = w->value[W_LANG_HTML];

	return text.len && (date_parse(text, lang, date) || date_find(text, lang, date));
}

/* The month alone counts only where no day is found. */
struct date
meta_date_of_address(const struct witnesses *w, str address)
{
	struct date found = {0};

	address = url_decode(w->ctx->arena, str_head(address, ADDRESS_MAX));
	for (size_t i = 0; i + 7 < address.len; i++) {
		uint32_t year, month, day;
		size_t at = i + 1, digits;
		char mark;

		if (address.at[i] != '/' || str_number(str_from(address, at), 5, &year) != 4)
			continue;
		at += 4;
		mark = address.at[at];
		digits = str_number(str_from(address, at + 1), 3, &month);
		if ((mark != '/' && mark != '-') || digits == 0 || digits > 2 || year < 1990 ||
		    year > 2100 || month < 1 || month > 12)
			continue;
		at += 1 + digits;
		if (mark == '/' && digits == 2 && (at == address.len || address.at[at] == '/') &&
		    !found.year)
			found = (struct date){.year = (int16_t)year, .month = (uint8_t)month};
		if (at >= address.len || address.at[at] != mark)
			continue;
		digits = str_number(str_from(address, at + 1), 3, &day);
		if (digits == 0 || digits > 2 || day < 1 || day > 31)
			continue;
		return (struct date){
		    .year = (int16_t)year, .month = (uint8_t)month, .day = (uint8_t)day};
	}
	return found;
}

static void
propose_day(struct meta_dates *out, struct date date, uint64_t signs, uint32_t node, bool doubted)
{
	struct date_candidate *it;
	bool is_plain = signs & (META_DATE_NEAR | BIT(FAR)) && !(signs & BIT(SAID_CHANGED));

	for (size_t i = 0; i < out->count; i++) {
		it = &out->list[i];
		if (date_compare_day(it->date, date) != 0)
			continue;
		it->signs |= signs;
		it->is_plain |= is_plain;
		it->is_doubted |= doubted;
		it->is_sure |= !doubted;
		if (date.has_time && !it->date.has_time)
			it->date = date;
		if (it->node == PAGE_NONE)
			it->node = node;
		return;
	}
	if (out->count < DATE_POOL_MAX)
		out->list[out->count++] = (struct date_candidate){.date = date,
		    .signs = signs,
		    .node = node,
		    .is_plain = is_plain,
		    .is_doubted = doubted,
		    .is_sure = !doubted};
}

/* Whether the numbers of a page's dates tell that the day comes first: 1; the month: -1. */
static int
order_of(const struct date_shown *shown, size_t count)
{
	bool day = false, month = false;

	for (size_t i = 0; i < count; i++) {
		day |= shown[i].date.day_first;
		month |= shown[i].date.month_first;
	}
	return (int)day - (int)month;
}

/* A day, and where English alone does not say whether the day or the month comes first (other
   languages do), nor another date of the page, the other day that the same numbers may mean. */
static void
propose(const struct witnesses *w, struct meta_dates *out, struct date date, uint64_t signs,
    uint32_t node)
{
	str lang = w->value[W_LANG_HTML];
	bool english = str_eq_nocase(lang, STR("en")) || str_starts_nocase(lang, STR("en-us"));
	int read_as = english ? -1 : 1;

	if (!date.may_swap || (lang.len && !english))
		propose_day(out, date, signs, node, false);
	else if (out->order)
		propose_day(out, out->order == read_as ? date : meta_date_swapped(date), signs,
		    node, false);
	else {
		propose_day(out, date, signs, node, true);
		propose_day(out, meta_date_swapped(date), signs | BIT(SWAPPED), node, true);
	}
}

static void
propose_text(struct witnesses *w, struct meta_dates *out, str text, enum date_sign sign)
{
	struct date date;

	if (read_date(w, text, &date))
		propose(w, out, date, (uint64_t)1 << sign, PAGE_NONE);
}

/* Where day and month are open, any other text of the page that names one of the days, be it in a
   list of other pages, tells which. */
static void
settle_order(const struct witnesses *w, struct meta_dates *out)
{
	str lang = w->value[W_LANG_HTML];
	bool open = false;
	struct date date;

	for (size_t i = 0; i < out->count; i++)
		open |= out->list[i].is_doubted && !out->list[i].is_sure;
	for (size_t i = 0; open && i < w->run_count; i++) {
		if (!meta_date_may_stand(w->runs[i].text) ||
		    !date_find(w->runs[i].text, lang, &date) || date.may_swap)
			continue;
		for (size_t k = 0; k < out->count; k++)
			if (out->list[k].is_doubted &&
			    date_compare_day(out->list[k].date, date) == 0)
				out->list[k].is_sure = true;
	}
}

static struct date
find_modified(struct witnesses *w, struct date shown)
{
	const str texts[] = {w->value[W_MODIFIED_ARTICLE], w->jsonld.modified,
	    w->value[W_MODIFIED_ITEM], w->value[W_MODIFIED_OG], w->value[W_MODIFIED_DCTERMS],
	    w->value[W_MODIFIED_META], w->jsonld.page_modified};
	struct date date = {0};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (read_date(w, texts[i], &date))
			return date;
	return shown;
}

void
meta_dates_find(struct witnesses *w, uint32_t title_node, str title, struct meta_dates *out)
{
	const str addresses[] = {
	    w->value[W_CANONICAL_LINK], w->value[W_CANONICAL_OG], w->page->base_url};
	struct date_shown shown[DATE_SHOWN_MAX];
	struct date changed = {0}, date, month = {0};
	size_t count;

	if (title_node != PAGE_NONE)
		w->own |= w->region[title_node];
	count = meta_date_shown(w, title_node, shown);

	*out = (struct meta_dates){.order = order_of(shown, count)};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		propose_text(w, out, w->value[rows[i].witness], rows[i].sign);
	propose_text(w, out, w->jsonld.published, DATE_JSONLD);
	propose_text(w, out, w->jsonld.page_published, DATE_JSONLD_PAGE);
	propose_text(w, out, w->jsonld.modified, DATE_CHANGED_JSONLD);
	propose_text(w, out, w->jsonld.page_modified, DATE_CHANGED_JSONLD);
	for (size_t i = 0; i < 3; i++) {
		date = meta_date_of_address(w, addresses[i]);
		if (date_is_set(date) && date.day)
			propose(w, out, date, BIT(ADDRESS), PAGE_NONE);
		if (date_is_set(date) && !date_is_set(month))
			month = date;
	}
	for (size_t i = 0; i < count; i++) {
		propose(w, out, shown[i].date, shown[i].signs, shown[i].node);
		if (shown[i].signs & BIT(SAID_CHANGED) && shown[i].signs & META_DATE_NEAR &&
		    !date_is_set(changed))
			changed = shown[i].date;
	}
	settle_order(w, out);
	meta_date_compare(w, title, month, out);
	out->modified = find_modified(w, changed);
}
