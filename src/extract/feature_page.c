/* Features of the page as a whole: its sums, what it says it is, its address. */
#include "extract/feature.h"

#include "core/url.h"
#include "core/utf8.h"
#include "extract/words.h"

#define TITLE_BYTES 400
#define ABOUT_BYTES 2000
#define DATA_BYTES 65536 /* of each JSON-LD script */
#define DATA_SCRIPTS 16

/* What the head tells. */
struct head {
	str title, og_title, about, og_about, type, canonical, og_url;
	bool dated;
};

static void
add_words(struct ctx *ctx, struct word_set *set, str text, size_t most)
{
	str rest = utf8_fold_words(ctx->arena, utf8_head(text, most)), word;

	while (str_word(&rest, &word)) {
		uint64_t hash = feature_hash(FEATURE_HASH_START, word);
		uint64_t bit = (uint64_t)1 << (hash & 63), *to = &set->bits[hash >> 6 & 63];

		set->count += !(*to & bit);
		*to |= bit;
	}
}

static void
read_meta(const struct page *page, uint32_t at, struct head *head)
{
	str name = page_get(page, at, STR("property")),
	    content = page_get(page, at, STR("content"));
	const struct {
		str name;
		str *to;
	} wanted[] = {
	    {STR("og:title"), &head->og_title},
	    {STR("description"), &head->about},
	    {STR("og:description"), &head->og_about},
	    {STR("og:type"), &head->type},
	    {STR("og:url"), &head->og_url},
	};

	if (!name.at)
		name = page_get(page, at, STR("name"));
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		if (!wanted[i].to->at && str_eq_nocase(name, wanted[i].name))
			*wanted[i].to = content;
	head->dated |= str_eq_nocase(name, STR("article:published_time"));
}

static void
count_element(const struct page *page, uint32_t at, struct head *head, float *row)
{
	switch (page->nodes[at].tag) {
	case TAG_META:
		read_meta(page, at, head);
		break;
	case TAG_TITLE:
		if (!head->title.at)
			for (uint32_t i = at + 1; i < page->nodes[at].end && !head->title.at; i++)
				head->title = page->nodes[i].text;
		break;
	case TAG_LINK:
		if (!head->canonical.at && page_has_token(page, at, STR("rel"), STR("canonical")))
			head->canonical = page_get(page, at, STR("href"));
		break;
	case TAG_ARTICLE:
		row[FEATURE_page_articles]++;
		break;
	case TAG_MAIN:
		row[FEATURE_page_main] = 1;
		break;
	case TAG_H1:
		row[FEATURE_page_h1]++;
		break;
	case TAG_FORM:
	case TAG_INPUT:
	case TAG_SELECT:
	case TAG_TEXTAREA:
		row[FEATURE_page_forms]++;
		break;
	case TAG_IMG:
		row[FEATURE_page_images]++;
		break;
	default:
		break;
	}
}

static bool
says(str data, str word)
{
	return str_find(data, word) != STR_NOT_FOUND;
}

static void
read_data(const struct page *page, const struct head *head, float *row)
{
	str type = head->type;

	row[FEATURE_page_type_article] = str_eq_nocase(type, STR("article"));
	row[FEATURE_page_type_product] =
	    str_starts_nocase(type, STR("product")) || str_starts_nocase(type, STR("og:product"));
	row[FEATURE_page_dated] = head->dated;
	for (size_t i = 0; i < page->jsonld_count && i < DATA_SCRIPTS; i++) {
		str data = str_head(page->jsonld[i], DATA_BYTES);

		if (says(data, STR("Article\"")) || says(data, STR("BlogPosting\"")))
			row[FEATURE_page_type_article] += 2;
		if (says(data, STR("\"Product\"")))
			row[FEATURE_page_type_product] += 2;
		if (says(data, STR("\"DiscussionForumPosting\"")) || says(data, STR("\"QAPage\"")))
			row[FEATURE_page_type_talk] = 1;
		if (says(data, STR("\"ItemList\"")) || says(data, STR("\"CollectionPage\"")))
			row[FEATURE_page_type_list] = 1;
		if (says(data, STR("\"datePublished\"")))
			row[FEATURE_page_dated] = 1;
	}
}

static void
read_address(struct ctx *ctx, const struct page *page, const struct head *head, float *row)
{
	str address = head->canonical.len ? head->canonical : head->og_url, part, rest;
	struct url url;

	if (!address.len)
		address = page->base_url;
	row[FEATURE_page_path] = -1;
	if (!address.len || !url_parse(ctx->arena, str_head(address, 2000), &url))
		return;
	row[FEATURE_page_path] = 0;
	rest = url.path;
	while (str_cut(&rest, '/', &part)) {
		if (!part.len)
			continue;
		row[FEATURE_page_path]++;
		row[FEATURE_page_last] = (float)part.len;
		row[FEATURE_page_last_hyphens] = 0;
		for (size_t i = 0; i < part.len; i++) {
			row[FEATURE_page_last_hyphens] += part.at[i] == '-';
			row[FEATURE_page_digits] += ascii_is_digit((unsigned char)part.at[i]);
		}
	}
}

#define BIT(name) GROUP_BIT(GROUP_##name)

bool
feature_is_bad(enum tag tag, uint64_t groups)
{
	static const uint64_t bad = BIT(NAV) | BIT(HEADER) | BIT(FOOTER) | BIT(SIDEBAR) |
	    BIT(WIDGET) | BIT(COMMENT) | BIT(SOCIAL) | BIT(RELATED) | BIT(AD) | BIT(PROMO) |
	    BIT(NEWS) | BIT(CRUMB) | BIT(PAGER) | BIT(MODAL) | BIT(COOKIE) | BIT(ACCOUNT) |
	    BIT(SEARCH) | BIT(FILTER) | BIT(LEGAL) | BIT(HIDDEN);

	return groups & bad || tag == TAG_NAV || tag == TAG_HEADER || tag == TAG_FOOTER ||
	    tag == TAG_ASIDE || tag == TAG_FORM;
}

bool
feature_is_good(enum tag tag, uint64_t groups)
{
	static const uint64_t good =
	    BIT(ARTICLE) | BIT(BODY) | BIT(MAIN) | BIT(DOCS) | BIT(SPEC) | BIT(INTRO) | BIT(FORUM);

	return groups & good || tag == TAG_ARTICLE || tag == TAG_MAIN;
}

/* Shares of words under elements of a kind, of all its words. */
static void
share_kinds(const struct page *page, const struct masses *masses, float *row)
{
	uint32_t ends[3] = {0};
	float words = (float)masses->nodes[0].words + 1;

	for (uint32_t i = 1; i < page->count; i++) {
		const struct mass *mass = &masses->nodes[i];
		enum tag tag = page->nodes[i].tag;
		bool is[3] = {tag == TAG_MAIN, feature_is_bad(tag, mass->groups),
		    feature_is_good(tag, mass->groups)};

		for (size_t k = 0; k < 3 && mass->blocks; k++) {
			if (!is[k] || i < ends[k])
				continue;
			ends[k] = page->nodes[i].end;
			row[FEATURE_page_main_share + k] += (float)mass->words / words;
		}
	}
}

/* Shares of words under groups that tell what kind of page it is. */
static void
share_groups(const struct blocks *blocks, const struct masses *masses, float *row)
{
	static const struct {
		uint8_t group;
		uint16_t feature;
	} wanted[] = {
	    {GROUP_COMMENT, FEATURE_page_comment},
	    {GROUP_ARTICLE, FEATURE_page_article},
	    {GROUP_FORUM, FEATURE_page_forum},
	    {GROUP_SHOP, FEATURE_page_shop},
	    {GROUP_DOCS, FEATURE_page_docs},
	    {GROUP_CARD, FEATURE_page_card},
	    {GROUP_LIST, FEATURE_page_list},
	};
	float words = (float)masses->nodes[0].words + 1;

	for (size_t i = 0; i < blocks->count; i++) {
		uint64_t all = masses->nodes[blocks->list[i].owner].all;

		for (size_t k = 0; k < sizeof wanted / sizeof *wanted; k++)
			if (all & GROUP_BIT(wanted[k].group))
				row[wanted[k].feature] += (float)blocks->list[i].words;
	}
	for (size_t k = 0; k < sizeof wanted / sizeof *wanted; k++)
		row[wanted[k].feature] /= words;
}

void
feature_of_page(struct ctx *ctx, const struct page *page, const struct blocks *blocks,
    const struct masses *masses, struct page_facts *facts)
{
	const struct mass *all = &masses->nodes[0];
	struct head head = {0};
	float *row = facts->row;
	size_t long_words = 0;

	for (uint32_t i = 0; i < page->count; i++)
		count_element(page, i, &head, row);
	add_words(ctx, &facts->title, head.title, TITLE_BYTES);
	add_words(ctx, &facts->title, head.og_title, TITLE_BYTES);
	add_words(ctx, &facts->about, head.about, ABOUT_BYTES);
	add_words(ctx, &facts->about, head.og_about, ABOUT_BYTES);
	for (size_t i = 0; i < blocks->count; i++)
		if (readability_is_long(&blocks->list[i]))
			long_words += blocks->list[i].words;
	row[FEATURE_page_words] = (float)all->words;
	row[FEATURE_page_blocks] = (float)all->blocks;
	row[FEATURE_page_links] = (float)all->link_chars / (float)(all->chars + 1);
	row[FEATURE_page_longs] = (float)long_words / (float)(all->words + 1);
	row[FEATURE_page_heads] = (float)all->heads / (float)(all->blocks + 1);
	row[FEATURE_page_top] = masses->top_score;
	if (masses->top != PAGE_NONE)
		row[FEATURE_page_top_share] =
		    (float)masses->nodes[masses->top].words / (float)(all->words + 1);
	read_data(page, &head, row);
	read_address(ctx, page, &head, row);
	share_groups(blocks, masses, row);
	share_kinds(page, masses, row);
}
