/* What is measured of a page to tell its type. */
#include "core/url.h"
#include "core/utf8.h"
#include "extract/sitename.h"
#include "extract/type.h"

#define ADDRESS_MAX 500

enum word_kind {
	WORD_ARTICLE,
	WORD_RESOURCE,
	WORD_FORUM,
	WORD_DOCS,
	WORD_HELP,
	WORD_PRODUCT,
	WORD_SHOP,
	WORD_LIST,
	WORD_COLLECTION,
	WORD_SERVICE,
	WORD_KIND_COUNT
};

_Static_assert(TYPE_SIGN_address_SERVICE - TYPE_SIGN_address_ARTICLE == WORD_SERVICE &&
	TYPE_SIGN_title_SERVICE - TYPE_SIGN_title_ARTICLE == WORD_SERVICE &&
	TYPE_SIGN_said_PERSON - TYPE_SIGN_said_ARTICLE == SAID_PERSON,
    "type.def counts by kind, in the order of the kinds");

/* Words of each kind in the text; TYPE_SIGN_address_ARTICLE and those after it, or title_. */
static void
count_words(struct arena *arena, str text, float *kinds)
{
	static const struct {
		const char *word;
		enum word_kind kind;
	} list[] = {
#define TYPE_WORD(kind, word) {word, WORD_##kind},
#include "extract/type_word.def"
#undef TYPE_WORD
	};
	str word, rest = utf8_fold_words(arena, utf8_head(text, ADDRESS_MAX));

	while (str_word(&rest, &word))
		for (size_t i = 0; i < sizeof list / sizeof list[0]; i++)
			if (str_eq(word, str_of(list[i].word)))
				kinds[list[i].kind]++;
}

static bool
is_year(str digits)
{
	return digits.len == 4 && (str_starts(digits, STR("19")) || str_starts(digits, STR("20")));
}

static void
look_at_path(str path, float *row)
{
	str part, word;

	while (path.at && str_cut(&path, '/', &part)) {
		if (!part.len)
			continue;
		row[TYPE_SIGN_address_depth]++;
		row[TYPE_SIGN_address_year] += is_year(part);
		row[TYPE_SIGN_address_hyphens] = 0;
		for (word = part; word.len; word = str_from(word, 1)) {
			row[TYPE_SIGN_address_hyphens] += word.at[0] == '-' || word.at[0] == '_';
			row[TYPE_SIGN_address_digits] += ascii_is_digit((unsigned char)word.at[0]);
		}
	}
}

static void
look_at_address(const struct witnesses *w, float *row)
{
	const str said[] = {
	    w->value[W_CANONICAL_LINK], w->value[W_CANONICAL_OG], w->jsonld.url, w->page->base_url};
	str address = STR_NONE, path;
	size_t at;

	for (size_t i = 0; i < 4 && !address.len; i++)
		if (str_find(said[i], STR("/")) != STR_NOT_FOUND)
			address = utf8_head(said[i], ADDRESS_MAX);
	at = str_find(address, STR("://"));
	address = at == STR_NOT_FOUND ? address : str_from(address, at + 3);
	row[TYPE_SIGN_address_chars] = (float)address.len;
	count_words(
	    w->ctx->arena, url_decode(w->ctx->arena, address), &row[TYPE_SIGN_address_ARTICLE]);
	at = str_find_char(address, '/');
	path = at == STR_NOT_FOUND ? STR_NONE : str_from(address, at);
	at = str_find_char(path, '?');
	row[TYPE_SIGN_address_query] = at != STR_NOT_FOUND;
	look_at_path(at == STR_NOT_FOUND ? path : str_head(path, at), row);
	row[TYPE_SIGN_address_root] = address.len && row[TYPE_SIGN_address_depth] == 0;
}

static void
look_at_said(const struct witnesses *w, float *row)
{
	str og = w->value[W_TYPE_OG], parts[SITENAME_PARTS_MAX];

	row[TYPE_SIGN_og_article] = str_eq_nocase(og, STR("article"));
	row[TYPE_SIGN_og_website] = str_eq_nocase(og, STR("website"));
	row[TYPE_SIGN_og_product] = str_find_nocase(og, STR("product")) != STR_NOT_FOUND;
	row[TYPE_SIGN_og_other] = og.len && !row[TYPE_SIGN_og_article] &&
	    !row[TYPE_SIGN_og_website] && !row[TYPE_SIGN_og_product];
	for (size_t i = 0; i < SAID_COUNT; i++)
		row[TYPE_SIGN_said_ARTICLE + i] =
		    (float)(w->jsonld.said.count[i] + w->said.count[i]);
	count_words(w->ctx->arena, w->value[W_TITLE_ELEMENT], &row[TYPE_SIGN_title_ARTICLE]);
	row[TYPE_SIGN_title_words] = (float)utf8_words(w->value[W_TITLE_ELEMENT]);
	row[TYPE_SIGN_title_parts] = (float)sitename_parts(w->value[W_TITLE_ELEMENT], parts);
	row[TYPE_SIGN_about_words] = (float)utf8_words(w->value[W_DESCRIPTION_META]);
	row[TYPE_SIGN_runs] = (float)w->run_count;
	row[TYPE_SIGN_long_runs] = (float)w->long_runs;
	row[TYPE_SIGN_dense] = (float)w->long_runs / (float)(w->run_count + 1);
	row[TYPE_SIGN_prices] = (float)w->prices;
	row[TYPE_SIGN_articles] = (float)w->articles;
	for (size_t i = W_AUTHOR_CITATION; i <= W_AUTHOR_CLASS; i++)
		row[TYPE_SIGN_authors] += w->value[i].len > 0;
	for (size_t i = W_DATE_META; i <= W_DATE_CLASS; i++)
		row[TYPE_SIGN_dates] += w->value[i].len > 0;
}

/* The sign that counts elements of this kind; TYPE_SIGN_COUNT for none. */
static enum type_sign
sign_of(enum tag tag)
{
	switch (tag) {
	case TAG_H1:
		return TYPE_SIGN_h1;
	case TAG_H2:
		return TYPE_SIGN_h2;
	case TAG_H3:
	case TAG_H4:
		return TYPE_SIGN_h3;
	case TAG_A:
		return TYPE_SIGN_links;
	case TAG_IMG:
		return TYPE_SIGN_images;
	case TAG_INPUT:
		return TYPE_SIGN_inputs;
	case TAG_FORM:
		return TYPE_SIGN_forms;
	case TAG_BUTTON:
		return TYPE_SIGN_buttons;
	case TAG_TABLE:
		return TYPE_SIGN_tables;
	case TAG_TD:
		return TYPE_SIGN_cells;
	case TAG_PRE:
		return TYPE_SIGN_pre;
	case TAG_CODE:
		return TYPE_SIGN_code;
	case TAG_LI:
		return TYPE_SIGN_items;
	case TAG_TIME:
		return TYPE_SIGN_times;
	case TAG_IFRAME:
	case TAG_VIDEO:
		return TYPE_SIGN_embeds;
	case TAG_P:
		return TYPE_SIGN_paragraphs;
	case TAG_SECTION:
		return TYPE_SIGN_sections;
	default:
		return TYPE_SIGN_COUNT;
	}
}

static void
count_elements(const struct page *page, float *row)
{
	row[TYPE_SIGN_nodes] = (float)page->count;
	for (size_t i = 0; i < page->count; i++) {
		enum type_sign sign =
		    page->nodes[i].tag == TAG_TEXT ? TYPE_SIGN_COUNT : sign_of(page->nodes[i].tag);

		if (sign != TYPE_SIGN_COUNT)
			row[sign]++;
	}
}

/* What the block model makes of it. */
static void
look_at_blocks(const struct page *page, const struct seen *seen, float *row)
{
	const struct blocks *blocks = seen->blocks;
	float words = 0, first = 1, last = 0, longest = 0, count = (float)blocks->count;
	bool before = false;

	for (size_t i = 0; i < blocks->count; i++) {
		const struct block *block = &blocks->list[i];
		bool kept = seen->scores[i] >= 0.5f;

		words += (float)block->words;
		row[TYPE_SIGN_kept_mean] += seen->scores[i] * (float)block->words;
		row[TYPE_SIGN_kept_runs] += kept && !before;
		before = kept;
		if (!kept)
			continue;
		if (row[TYPE_SIGN_kept_blocks]++ == 0)
			first = (float)i / count;
		last = (float)(i + 1) / count;
		row[TYPE_SIGN_kept_words] += (float)block->words;
		if ((float)block->words > longest)
			longest = (float)block->words;
		row[TYPE_SIGN_kept_headings] +=
		    (tag_kinds(page->nodes[block->owner].tag) & IS_HEADING) != 0;
	}
	row[TYPE_SIGN_blocks] = count;
	row[TYPE_SIGN_words] = words;
	row[TYPE_SIGN_kept_share] = row[TYPE_SIGN_kept_words] / (words + 1);
	row[TYPE_SIGN_kept_mean] /= words + 1;
	row[TYPE_SIGN_kept_first] = first;
	row[TYPE_SIGN_kept_last] = last;
	row[TYPE_SIGN_kept_longest] = longest;
}

void
type_signs(const struct witnesses *w, const struct seen *seen, float row[TYPE_SIGN_COUNT])
{
	float count = (float)(seen->blocks->count + 1);

	for (size_t i = 0; i < TYPE_SIGN_COUNT; i++)
		row[i] = 0;
	look_at_said(w, row);
	look_at_address(w, row);
	count_elements(w->page, row);
	look_at_blocks(w->page, seen, row);
#define TYPE_SIGN(name)
#define TYPE_PAGE(feature) row[TYPE_PAGE_##feature] = seen->last[FEATURE_##feature];
#define TYPE_MEAN(feature)                                           \
	row[TYPE_ALL_##feature] = seen->all[SEEN_##feature] / count; \
	row[TYPE_KEPT_##feature] = seen->kept[SEEN_##feature] / (seen->kept_weight + 1e-3f);
#include "extract/type.def"
#undef TYPE_SIGN
#undef TYPE_PAGE
#undef TYPE_MEAN
}
