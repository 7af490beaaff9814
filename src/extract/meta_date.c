/* The dates: what each witness says, and which day most speaks for. */
#include "extract/meta_date.h"

#include "extract/meta_date_shown.h"

#define BIT(sign) ((uint64_t)1 << DATE_##sign)
#define TIMES (BIT(TIME_FIRST) | BIT(TIME_MAIN) | BIT(TIME_TALK))
#define DECLARED                                                                                   \
	(BIT(ARTICLE) | BIT(PUBLISHED) | BIT(PUBLISHED_ITEM) | BIT(CREATED_ITEM) | BIT(CITATION) | \
	    BIT(META) | BIT(META_LIKE) | BIT(PUBLISH_LIKE) | BIT(JSONLD) | BIT(JSONLD_PAGE) |      \
	    BIT(ADDRESS) | TIMES)
#define PUBLICATION (DECLARED & ~TIMES)
#define CHANGED (BIT(CHANGED_META) | BIT(CHANGED_ITEM) | BIT(CHANGED_JSONLD))
#define SHOWN (META_DATE_NEAR | BIT(FAR) | BIT(CLASS))

static const double weights[] = {
#define DATE(symbol, weight, words) weight,
#include "extract/meta_date.def"
#undef DATE
};

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
propose_day(struct meta_dates *out, struct date date, uint64_t signs, uint32_t node)
{
	struct date_candidate *it;

	for (size_t i = 0; i < out->count; i++) {
		it = &out->list[i];
		if (date_compare_day(it->date, date) != 0)
			continue;
		it->signs |= signs;
		if (date.has_time && !it->date.has_time)
			it->date = date;
		if (it->node == PAGE_NONE)
			it->node = node;
		return;
	}
	if (out->count < DATE_POOL_MAX)
		out->list[out->count++] = (struct date_candidate){date, signs, 0, node};
}

static struct date
swapped(struct date date)
{
	struct date other = date;

	other.month = date.day;
	other.day = date.month;
	return other;
}

/* English alone does not say whether the day or the month comes first; other languages do. */
static bool
is_doubtful(const struct witnesses *w, struct date date)
{
	str lang = w->value[W_LANG_HTML];

	return date.may_swap &&
	    (!lang.len || str_eq_nocase(lang, STR("en")) || str_starts_nocase(lang, STR("en-us")));
}

/* A day, and the other that the same numbers may mean. */
static void
propose(const struct witnesses *w, struct meta_dates *out, struct date date, uint64_t signs,
    uint32_t node)
{
	propose_day(out, date, signs, node);
	if (is_doubtful(w, date))
		propose_day(out, swapped(date), signs | BIT(SWAPPED), node);
}

static void
propose_text(struct witnesses *w, struct meta_dates *out, str text, enum date_sign sign)
{
	struct date date;

	if (read_date(w, text, &date))
		propose(w, out, date, (uint64_t)1 << sign, PAGE_NONE);
}

static size_t
kinds_of_source(uint64_t signs)
{
	/* What one program writes into the head in several ways counts once. */
	static const uint64_t kinds[] = {
	    DECLARED & ~(BIT(ADDRESS) | TIMES), BIT(ADDRESS), TIMES, SHOWN};
	size_t count = 0;

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		count += (signs & kinds[i]) != 0;
	return count;
}

/* A thread of a forum: the dates that it shows are those of members and answers, too. */
static bool
is_talk(const struct witnesses *w)
{
	str type = w->jsonld.type;

	return w->people_of[PERSON_POSTER] || str_eq(type, STR("DiscussionForumPosting")) ||
	    str_eq(type, STR("QAPage")) || str_eq(type, STR("Question"));
}

static bool
is_plain_near(uint64_t signs)
{
	return signs & META_DATE_NEAR && !(signs & BIT(SAID_CHANGED));
}

/* What a candidate is by itself and beside what all of them say. */
static uint64_t
among_others(uint64_t signs, uint64_t all, bool plain_near, bool talk)
{
	bool shown = signs & SHOWN, declared = signs & DECLARED, near = signs & META_DATE_NEAR;
	bool changed = signs & BIT(SAID_CHANGED), plain = near && !changed;
	size_t kinds = kinds_of_source(signs);

	return (kinds >= 2 ? BIT(AGREED_TWICE) : 0) | (kinds >= 3 ? BIT(AGREED_THRICE) : 0) |
	    (!shown && all & META_DATE_NEAR ? BIT(DECLARED_ONLY) : 0) |
	    (!shown && plain_near ? BIT(DECLARED_NOT_PLAIN) : 0) |
	    (shown && !declared && all & DECLARED ? BIT(SHOWN_ONLY) : 0) |
	    (plain && signs & (BIT(CLOSE) | BIT(BEFORE)) ? BIT(PLAIN_CLOSE) : 0) |
	    (plain && signs & BIT(NEAREST) ? BIT(PLAIN_NEAR) : 0) |
	    (near && changed && !plain_near ? BIT(CHANGED_CLOSE) : 0) |
	    (changed && signs & CHANGED ? BIT(CHANGED_TWICE) : 0) |
	    (signs & BIT(FIRST) && !(all & META_DATE_NEAR) ? BIT(FIRST_FAR) : 0) |
	    (signs & BIT(TIME_MAIN) && !(all & DECLARED & ~(BIT(TIME_MAIN) | BIT(TIME_FIRST)))
		    ? BIT(MAIN_ALONE)
		    : 0) |
	    (talk && declared ? BIT(TALK_DECLARED) : 0) |
	    (talk && signs & PUBLICATION ? BIT(TALK_PUBLISHED) : 0) |
	    (talk && near && !declared ? BIT(TALK_SHOWN) : 0) |
	    (!shown && !declared && signs & CHANGED ? BIT(CHANGED_ONLY) : 0);
}

/* The midnight of another time zone lies between them. */
static bool
is_day_apart(struct date a, struct date b)
{
	int64_t seconds;

	a.has_time = b.has_time = a.has_zone = b.has_zone = false;
	seconds = date_to_unix(a) - date_to_unix(b);
	return seconds == 86400 || seconds == -86400;
}

/* Of a day that is shown and one that is declared, of the same moment in two time zones, the shown
   one is the page's own. */
static void
prefer_shown(struct meta_dates *out)
{
	for (size_t i = 0; i < out->count; i++)
		for (size_t k = 0; k < out->count; k++) {
			struct date_candidate *shown = &out->list[i], *told = &out->list[k];
			double score = shown->score;

			if (!is_plain_near(shown->signs) || shown->signs & DECLARED ||
			    !(told->signs & DECLARED) || told->signs & META_DATE_NEAR ||
			    told->score <= score || !is_day_apart(shown->date, told->date))
				continue;
			shown->score = told->score;
			told->score = score;
		}
}

/* The last year that a title names, 0 where it names none. */
static int
year_of(str title)
{
	int year = 0;

	for (size_t i = 0; i + 4 <= title.len; i++) {
		uint32_t number;
		bool begins = i == 0 || !ascii_is_digit((unsigned char)title.at[i - 1]);

		if (begins && str_number(str_from(title, i), 5, &number) == 4 && number >= 1990 &&
		    number < 2100)
			year = (int)number;
	}
	return year;
}

/* What each candidate is among the others. */
static void
compare(const struct witnesses *w, int year, struct meta_dates *out)
{
	struct date first = {0}, last = {0};
	bool plain_near = false, several, talk = is_talk(w);
	uint64_t all = 0;

	for (size_t i = 0; i < out->count; i++) {
		struct date_candidate *it = &out->list[i];

		if (it->signs & META_DATE_NEAR)
			it->signs &= ~BIT(FAR);
		all |= it->signs;
		plain_near |= is_plain_near(it->signs);
		if (it->signs & BIT(SWAPPED))
			continue;
		if (!date_is_set(first) || date_compare_day(it->date, first) < 0)
			first = it->date;
		if (!date_is_set(last) || date_compare_day(it->date, last) > 0)
			last = it->date;
	}
	several = date_is_set(first) && date_compare_day(first, last) != 0;
	for (size_t i = 0; i < out->count; i++) {
		struct date_candidate *it = &out->list[i];
		struct date date = it->signs & BIT(SWAPPED) ? swapped(it->date) : it->date;

		it->signs |= among_others(it->signs, all, plain_near, talk) |
		    (several && date_compare_day(date, first) == 0 ? BIT(EARLIEST) : 0) |
		    (several && date_compare_day(date, last) == 0 ? BIT(LATEST) : 0) |
		    (out->count == 1 ? BIT(ONLY) : 0) |
		    (year == it->date.year ? BIT(TITLE_YEAR) : 0) |
		    (it->date.month == 1 && it->date.day == 1 ? BIT(FIRST_OF_YEAR) : 0);
		for (size_t k = 0; k < DATE_SIGN_COUNT; k++)
			if (it->signs >> k & 1)
				it->score += weights[k];
	}
	out->signs = all;
	prefer_shown(out);
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
	struct date changed = {0}, date;
	size_t count;

	if (title_node != PAGE_NONE)
		w->own |= w->region[title_node];
	count = meta_date_shown(w, title_node, shown);

	*out = (struct meta_dates){.count = 0};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		propose_text(w, out, w->value[rows[i].witness], rows[i].sign);
	propose_text(w, out, w->jsonld.published, DATE_JSONLD);
	propose_text(w, out, w->jsonld.page_published, DATE_JSONLD_PAGE);
	propose_text(w, out, w->jsonld.modified, DATE_CHANGED_JSONLD);
	propose_text(w, out, w->jsonld.page_modified, DATE_CHANGED_JSONLD);
	for (size_t i = 0; i < 3; i++) {
		date = date_of_address(addresses[i]);
		if (date_is_set(date))
			propose(w, out, date, BIT(ADDRESS), PAGE_NONE);
	}
	for (size_t i = 0; i < count; i++) {
		propose(w, out, shown[i].date, shown[i].signs, shown[i].node);
		if (shown[i].signs & BIT(SAID_CHANGED) && shown[i].signs & META_DATE_NEAR &&
		    !date_is_set(changed))
			changed = shown[i].date;
	}
	compare(w, year_of(title), out);
	out->modified = find_modified(w, changed);
}
