/* How much a page is like one that has an author and a date, and the choice among candidates. */
#include "extract/meta_like.h"

#include <math.h>

/* Below this share against none nothing is given: chosen by the figures of
   tests/train/people.py. */
#define AUTHOR_LEAST 0.30
#define DATE_LEAST 0.25
#define TOLD_LEAST 0.15 /* where the data of an article give the date */

#define UNLIKELY 1e-3 /* a type is never less likely */

static const struct {
	double author, date;
} weights[] = {
#define LIKE(symbol, author, date) {author, date},
#include "extract/meta_like.def"
#undef LIKE
};

static bool
is_one_of(str text, const char *const *list)
{
	for (size_t i = 0; list[i]; i++)
		if (str_eq(text, str_of(list[i])))
			return true;
	return false;
}

/* Words of addresses and of the body's class that tell what kind of page it is. */
static const struct {
	const char *word;
	enum like_signal in_address, in_body; /* LIKE_SIGNAL_COUNT: neither */
} kind_words[] = {
#define BOTH(word, address, body) {word, LIKE_##address, LIKE_##body},
#define ADDRESS(word, address) {word, LIKE_##address, LIKE_SIGNAL_COUNT},
#define BODY(word, body) {word, LIKE_SIGNAL_COUNT, LIKE_##body},
#include "extract/meta_like_word.def"
#undef BOTH
#undef ADDRESS
#undef BODY
};

/* Marks the kinds whose words stand in the text, which is cut at all that is no letter. */
static void
look_for_words(str text, bool in_body, bool *is)
{
	size_t end;

	for (size_t from = 0; from < text.len; from = end + 1) {
		for (end = from; end < text.len && ascii_is_alpha((unsigned char)text.at[end]);
		     end++)
			continue;
		for (size_t i = 0; end > from && i < sizeof kind_words / sizeof kind_words[0];
		     i++) {
			enum like_signal sign =
			    in_body ? kind_words[i].in_body : kind_words[i].in_address;

			if (sign != LIKE_SIGNAL_COUNT &&
			    str_eq_nocase(
				(str){text.at + from, end - from}, str_of(kind_words[i].word)))
				is[sign] = true;
		}
	}
}

/* The last part of an address is a phrase: three hyphens at least. */
static void
look_at_address(str address, bool *is)
{
	size_t at = str_find(address, STR("://")), hyphens = 0, digits = 0;
	str path;

	if (at == STR_NOT_FOUND)
		return;
	path = str_head(str_from(address, at + 3), 400);
	look_for_words(path, false, is);
	while (str_ends(path, STR("/")))
		path.len--;
	at = str_rfind_char(path, '/');
	is[LIKE_ADDRESS_OF_SITE] = at == STR_NOT_FOUND;
	for (size_t i = at == STR_NOT_FOUND ? path.len : at; i < path.len; i++) {
		hyphens += path.at[i] == '-' || path.at[i] == '_';
		digits += ascii_is_digit((unsigned char)path.at[i]);
	}
	is[LIKE_ADDRESS_OF_WORDS] = hyphens >= 3;
	is[LIKE_ADDRESS_NUMBER] = digits >= 4;
}

static void
look_at_kind(const struct witnesses *w, bool *is)
{
	static const char *const articles[] = {"Article", "NewsArticle", "BlogPosting",
	    "ReportageNewsArticle", "ScholarlyArticle", "TechArticle", "DiscussionForumPosting",
	    "SocialMediaPosting", "OpinionNewsArticle", "AnalysisNewsArticle", "Report", NULL};
	static const char *const listings[] = {"CollectionPage", "ItemPage", "AboutPage",
	    "ContactPage", "ProfilePage", "FAQPage", NULL};
	str og = w->value[W_TYPE_OG], type = w->jsonld.type;

	is[LIKE_OG_ARTICLE] = str_eq_nocase(og, STR("article"));
	is[LIKE_ITEM_ARTICLE] = w->item_article;
	is[LIKE_OG_WEBSITE] = str_eq_nocase(og, STR("website"));
	is[LIKE_OG_PRODUCT] = str_find_nocase(og, STR("product")) != STR_NOT_FOUND;
	is[LIKE_JSONLD_ARTICLE] = is_one_of(type, articles);
	is[LIKE_JSONLD_NEWS] =
	    str_ends(type, STR("NewsArticle")) || str_eq(type, STR("BlogPosting"));
	is[LIKE_JSONLD_PAGE] = str_ends(type, STR("Page"));
	is[LIKE_JSONLD_LISTING] = is_one_of(type, listings);
	is[LIKE_PRODUCT] = w->jsonld.product;
}

static void
look_at_types(const struct seen *seen, float *row)
{
	for (size_t i = 0; seen && i < TYPE_COUNT; i++) {
		double likely = fmin(fmax(seen->likely[i], UNLIKELY), 1 - UNLIKELY);

		row[LIKE_TYPE_ARTICLE + i] = (float)(log(likely / (1 - likely)) / 2);
	}
}

void
meta_like_signals(const struct witnesses *w, const struct seen *seen,
    const struct meta_authors *authors, const struct meta_dates *dates, str title,
    float row[LIKE_SIGNAL_COUNT])
{
	bool is[LIKE_SIGNAL_COUNT] = {false};

#define AUTHOR(source) (authors->signs >> AUTHOR_##source & 1)
#define DATE(source) (dates->signs >> DATE_##source & 1)
	is[LIKE_BASE] = true;
	is[LIKE_AUTHOR_DECLARED] = AUTHOR(PERSON) || AUTHOR(TWITTER);
	is[LIKE_AUTHOR_META] = AUTHOR(META) || AUTHOR(CITATION);
	is[LIKE_AUTHOR_CLASS] = AUTHOR(CLASS) || AUTHOR(REL);
	is[LIKE_AUTHOR_NEAR] = AUTHOR(NEAR);
	is[LIKE_AUTHOR_LINK] = AUTHOR(LINK);
	is[LIKE_AUTHOR_ITEM] = AUTHOR(ITEM);
	is[LIKE_DATE_ARTICLE] = DATE(ARTICLE);
	is[LIKE_DATE_NEAR] = DATE(NEAREST) || DATE(BEFORE);
	is[LIKE_DATE_CHANGED] = DATE(SAID_CHANGED);
	is[LIKE_DATE_ITEM] =
	    DATE(PUBLISHED) || DATE(PUBLISHED_ITEM) || DATE(CREATED_ITEM) || DATE(CITATION);
	is[LIKE_DATE_TIME] = DATE(TIME_MAIN) || DATE(TIME_FIRST);
	is[LIKE_DATE_CLASS] = DATE(CLASS);
	is[LIKE_DATE_SHOWN] = DATE(FIRST);
	is[LIKE_DATES_MANY] = dates->count >= 8;
#undef AUTHOR
#undef DATE
	is[LIKE_SHORT_TEXT] = w->long_runs < 3;
	is[LIKE_LONG_TEXT] = w->long_runs >= 30;
	is[LIKE_VAST_TEXT] = w->long_runs >= 80;
	is[LIKE_DENSE_TEXT] = w->long_runs * 8 > w->run_count;
	is[LIKE_PRICES] = w->prices >= 2;
	is[LIKE_ONE_ARTICLE] = w->articles == 1;
	is[LIKE_PROSE_HALF] = w->long_bytes * 100 > w->run_bytes * 50;
	is[LIKE_PROSE_MOST] = w->long_bytes * 100 > w->run_bytes * 75;
	is[LIKE_PROSE_ALL] = w->long_bytes * 100 > w->run_bytes * 88;
	is[LIKE_ARTICLES_MANY] = w->articles >= 3;
	is[LIKE_TITLE_QUESTION] = str_ends(title, STR("?"));
	is[LIKE_TITLE_LONG] = str_words(title) > 4;
	is[LIKE_TITLE_SHORT] = str_words(title) < 3;
	look_at_kind(w, is);
	look_for_words(
	    str_head(page_get(w->page, page_body(w->page), STR("class")), 800), true, is);
	look_at_address(
	    w->value[W_CANONICAL_LINK].len ? w->value[W_CANONICAL_LINK] : w->value[W_CANONICAL_OG],
	    is);
	for (size_t i = 0; i < LIKE_SIGNAL_COUNT; i++)
		row[i] = is[i];
	look_at_types(seen, row);
}

static struct meta_choice
choose(const double *scores, size_t count, double none, double least)
{
	struct meta_choice choice = {.best = 0};
	double top = none, sum;

	for (size_t i = 0; i < count; i++) {
		if (scores[i] > scores[choice.best])
			choice.best = i;
		if (scores[i] > top)
			top = scores[i];
	}
	if (!count)
		return choice;
	sum = exp(none - top);
	for (size_t i = 0; i < count; i++)
		sum += exp(scores[i] - top);
	choice.sure = exp(scores[choice.best] - top) / sum;
	choice.given = 1 - exp(none - top) / sum >= least;
	return choice;
}

struct meta_choice
meta_like_author(const float row[LIKE_SIGNAL_COUNT], const struct meta_authors *authors)
{
	double scores[AUTHOR_POOL_MAX], none = 0;

	for (size_t i = 0; i < LIKE_SIGNAL_COUNT; i++)
		none += weights[i].author * (double)row[i];
	for (size_t i = 0; i < authors->count; i++)
		scores[i] = authors->list[i].score;
	return choose(scores, authors->count, none, AUTHOR_LEAST);
}

struct meta_choice
meta_like_date(const float row[LIKE_SIGNAL_COUNT], const struct meta_dates *dates)
{
	double scores[DATE_POOL_MAX], none = 0;
	bool told;

	for (size_t i = 0; i < LIKE_SIGNAL_COUNT; i++)
		none += weights[i].date * (double)row[i];
	for (size_t i = 0; i < dates->count; i++)
		scores[i] = dates->list[i].score;
	told = row[LIKE_JSONLD_ARTICLE] > 0 && row[LIKE_TYPE_ARTICLE] > 0 &&
	    dates->signs & 1ull << DATE_JSONLD;
	return choose(scores, dates->count, none, told ? TOLD_LEAST : DATE_LEAST);
}
