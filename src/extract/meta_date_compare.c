/* What each date is beside the others, and what that adds up to. */
#include "extract/meta_date_compare.h"

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

struct date
meta_date_swapped(struct date date)
{
	struct date other = date;

	other.month = date.day;
	other.day = date.month;
	return other;
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
	    (signs & BIT(TIME_MAIN) && !(all & DECLARED & ~(BIT(TIME_MAIN) | BIT(TIME_FIRST)))
		    ? BIT(MAIN_ALONE)
		    : 0) |
	    (talk && declared ? BIT(TALK_DECLARED) : 0) |
	    (talk && signs & PUBLICATION ? BIT(TALK_PUBLISHED) : 0) |
	    (talk && signs & CHANGED ? BIT(TALK_CHANGED) : 0) |
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

/* Of a day that is shown and one that is declared in UTC, of the same moment in two time zones, the
   shown one is the page's own. */
static void
prefer_shown(struct meta_dates *out)
{
	for (size_t i = 0; i < out->count; i++)
		for (size_t k = 0; k < out->count; k++) {
			struct date_candidate *shown = &out->list[i], *told = &out->list[k];
			double score = shown->score;

			if (!is_plain_near(shown->signs) || shown->signs & DECLARED ||
			    !(told->signs & DECLARED) || told->signs & META_DATE_NEAR ||
			    told->score <= score || told->date.zone != 0 ||
			    !is_day_apart(shown->date, told->date))
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

/* What the months say that stand in the page's address and in that of its picture. */
static uint64_t
by_month(struct date date, struct date address, struct date image)
{
	int month = date.year * 12 + date.month, of_address = address.year * 12 + address.month;
	int of_image = image.year * 12 + image.month;

	return (!address.year                ? 0
		       : of_address == month ? BIT(ADDRESS_MONTH)
					     : BIT(ADDRESS_OTHER)) |
	    (!image.year                ? 0
		    : of_image == month ? BIT(IMAGE_MONTH)
		    : of_image > month  ? BIT(IMAGE_LATER)
					: 0);
}

/* Of two readings of the same numbers the one that another text contradicts goes. */
static void
drop_opposed(struct meta_dates *out)
{
	size_t kept = 0;

	for (size_t i = 0; i < out->count; i++) {
		struct date_candidate *it = &out->list[i];
		bool opposed = false;

		for (size_t k = 0; it->is_doubted && !it->is_sure && k < out->count; k++)
			opposed |= out->list[k].is_doubted && out->list[k].is_sure &&
			    date_compare_day(out->list[k].date, meta_date_swapped(it->date)) == 0;
		it->is_opposed = opposed;
	}
	for (size_t i = 0; i < out->count; i++)
		if (!out->list[i].is_opposed)
			out->list[kept++] = out->list[i];
	out->count = kept;
}

/* What is needed of all dates to judge one. */
struct span {
	struct date first, last, declared; /* the earliest, the latest, the earliest declared */
	uint64_t all;
	bool plain_near;
};

static void
widen(struct span *span, const struct date_candidate *it)
{
	struct date date = it->date;

	span->all |= it->signs;
	span->plain_near |= is_plain_near(it->signs);
	if (it->signs & BIT(SWAPPED))
		return;
	if (!date_is_set(span->first) || date_compare_day(date, span->first) < 0)
		span->first = date;
	if (!date_is_set(span->last) || date_compare_day(date, span->last) > 0)
		span->last = date;
	if (it->signs & PUBLICATION &&
	    (!date_is_set(span->declared) || date_compare_day(date, span->declared) < 0))
		span->declared = date;
}

static uint64_t
within(const struct span *span, const struct date_candidate *it, bool talk)
{
	struct date date = it->signs & BIT(SWAPPED) ? meta_date_swapped(it->date) : it->date;

	return (date_compare_day(span->first, span->last) == 0    ? 0
		       : date_compare_day(date, span->first) == 0 ? BIT(EARLIEST)
		       : date_compare_day(date, span->last) == 0  ? BIT(LATEST)
								  : 0) |
	    (!date_is_set(span->declared) ? 0
		    : date_compare_day(date, span->declared) < 0
		    ? is_plain_near(it->signs) ? BIT(SHOWN_EARLIER) : 0
		    : talk && date_compare_day(date, span->declared) > 0 ? BIT(TALK_LATER)
									 : 0);
}

void
meta_date_compare(const struct witnesses *w, str title, struct date month, struct meta_dates *out)
{
	struct date image = meta_date_of_address(w, w->value[W_IMAGE_OG]);
	struct span span = {0};
	bool talk = is_talk(w);
	int year = year_of(title);

	drop_opposed(out);
	for (size_t i = 0; i < out->count; i++) {
		struct date_candidate *it = &out->list[i];

		if (it->signs & META_DATE_NEAR)
			it->signs &= ~BIT(FAR);
		if (it->is_plain)
			it->signs &= ~BIT(SAID_CHANGED);
		if (it->is_sure)
			it->signs &= ~BIT(SWAPPED);
		widen(&span, it);
	}
	for (size_t i = 0; i < out->count; i++) {
		struct date_candidate *it = &out->list[i];
		struct date date = it->date;

		it->signs |= among_others(it->signs, span.all, span.plain_near, talk) |
		    within(&span, it, talk) | by_month(date, month, image) |
		    (out->count == 1 ? BIT(ONLY) : 0) | (year == date.year ? BIT(TITLE_YEAR) : 0) |
		    (date.month == 1 && date.day == 1 ? BIT(FIRST_OF_YEAR) : 0);
		if (it->signs & BIT(TALK_LATER))
			it->signs &= ~(BIT(PLAIN_CLOSE) | BIT(PLAIN_NEAR));
		for (size_t k = 0; k < DATE_SIGN_COUNT; k++)
			if (it->signs >> k & 1)
				it->score += weights[k];
	}
	out->signs = span.all;
	prefer_shown(out);
}
