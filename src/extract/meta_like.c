/* How much a page is like an article. */
#include "extract/meta_like.h"

static const double weights[] = {
#define LIKE(symbol, weight) weight,
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

static size_t
word_count(str s)
{
	str word;
	size_t count = 0;

	while (str_word(&s, &word))
		count++;
	return count;
}

/* The last part of an address is a phrase: three hyphens at least. */
static void
look_at_address(str address, bool *is)
{
	size_t at = str_find(address, STR("://")), hyphens = 0;
	str path;

	if (at == STR_NOT_FOUND)
		return;
	path = str_from(address, at + 3);
	while (str_ends(path, STR("/")))
		path.len--;
	at = str_rfind_char(path, '/');
	is[LIKE_ADDRESS_OF_SITE] = at == STR_NOT_FOUND;
	for (size_t i = at == STR_NOT_FOUND ? path.len : at; i < path.len; i++)
		hyphens += path.at[i] == '-' || path.at[i] == '_';
	is[LIKE_ADDRESS_OF_WORDS] = hyphens >= 3;
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
	is[LIKE_OG_PRODUCT] = str_find_nocase(og, STR("product")) != STR_NOT_FOUND;
	is[LIKE_JSONLD_ARTICLE] = is_one_of(type, articles);
	is[LIKE_JSONLD_PAGE] = str_ends(type, STR("Page"));
	is[LIKE_JSONLD_LISTING] = is_one_of(type, listings);
	is[LIKE_PRODUCT] = w->jsonld.product;
}

uint64_t
meta_like_signals(const struct witnesses *w, const struct meta_authors *authors,
    const struct meta_dates *dates, str title)
{
	bool is[LIKE_SIGNAL_COUNT] = {false};
	unsigned a = authors->sources;
	uint64_t d = dates->sources, signals = 0;

#define AUTHOR(source) (a >> AUTHOR_FROM_##source & 1)
#define DATE(source) (d >> DATE_FROM_##source & 1)
	is[LIKE_BASE] = true;
	is[LIKE_AUTHOR_DECLARED] = AUTHOR(PERSON) || AUTHOR(TWITTER);
	is[LIKE_AUTHOR_META] =
	    AUTHOR(META) || AUTHOR(SAILTHRU) || AUTHOR(PARSELY) || AUTHOR(CITATION);
	is[LIKE_AUTHOR_CLASS] = AUTHOR(CLASS) || AUTHOR(REL);
	is[LIKE_AUTHOR_NEAR] = AUTHOR(NEAR);
	is[LIKE_AUTHOR_LINK] = AUTHOR(LINK);
	is[LIKE_AUTHOR_ITEM] = AUTHOR(ITEM);
	is[LIKE_DATE_ARTICLE] = DATE(ARTICLE);
	is[LIKE_DATE_NEAR] = DATE(CLOSE) || DATE(NEAR) || DATE(BEFORE);
	is[LIKE_DATE_CHANGED] = DATE(NEAR_CHANGED);
	is[LIKE_DATE_ITEM] = DATE(PUBLISHED) || DATE(PUBLISHED_ITEM) || DATE(CREATED) ||
	    DATE(SAILTHRU) || DATE(PARSELY) || DATE(CITATION);
	is[LIKE_DATE_TIME] = DATE(TIME_MAIN) || DATE(TIME_FIRST);
	is[LIKE_DATE_CLASS] = DATE(CLASS);
	is[LIKE_DATE_SHOWN] = DATE(FIRST);
#undef AUTHOR
#undef DATE
	is[LIKE_LONG_TEXT] = w->long_runs >= 30;
	is[LIKE_DENSE_TEXT] = w->long_runs * 8 > w->run_count;
	is[LIKE_PRICES] = w->prices >= 2;
	is[LIKE_ONE_ARTICLE] = w->articles == 1;
	is[LIKE_TITLE_LONG] = word_count(title) > 4;
	is[LIKE_TITLE_SHORT] = word_count(title) < 3;
	look_at_kind(w, is);
	look_at_address(
	    w->value[W_CANONICAL_LINK].len ? w->value[W_CANONICAL_LINK] : w->value[W_CANONICAL_OG],
	    is);
	for (size_t i = 0; i < LIKE_SIGNAL_COUNT; i++)
		signals |= (uint64_t)is[i] << i;
	return signals;
}

double
meta_like_score(uint64_t signals)
{
	double sum = 0;

	for (size_t i = 0; i < LIKE_SIGNAL_COUNT; i++)
		if (signals >> i & 1)
			sum += weights[i];
	return sum;
}
