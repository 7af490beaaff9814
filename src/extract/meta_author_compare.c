/* What candidates for the authors are: their form, where they are seen, who agrees. */
#include "extract/meta_author_compare.h"

#include "core/url.h"
#include "core/utf8.h"
#include "extract/meta_title.h"
#include "extract/sitename.h"

#define SEEN_REACH 40 /* runs behind the title that are near it */
#define NEAR_REACH 8  /* and before it */
#define SEEN_MAX 100  /* bytes of a run that may say a name */
#define FAR_RUNS 400  /* runs that are searched for names */
#define BIT(sign) ((uint64_t)1 << AUTHOR_##sign)
#define DECLARED                                                                           \
	(BIT(CITATION) | BIT(PERSON) | BIT(TWITTER) | BIT(META) | BIT(DC) | BIT(ARTICLE) | \
	    BIT(ITEM) | BIT(REL) | BIT(CLASS))

static bool
all_desks(const struct byline_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		if (!byline_is_desk(names->list[i]))
			return false;
	return true;
}

static size_t
kinds_of_source(uint64_t signs)
{
	static const uint64_t kinds[] = {BIT(CITATION) | BIT(DC) | BIT(ARTICLE), BIT(META),
	    BIT(PERSON) | BIT(ORGANIZATION) | BIT(ANYONE), BIT(TWITTER), BIT(ITEM),
	    BIT(REL) | BIT(LINK),
	    BIT(CLASS) | BIT(CLASS_MORE) | BIT(BOX) | BIT(ADDRESS) | BIT(POSTER),
	    BIT(NEAR) | BIT(FAR) | BIT(LAST) | BIT(UNDER_TITLE) | BIT(BY_DATE), BIT(ALT),
	    BIT(TITLE_PART) | BIT(SITE) | BIT(COPYRIGHT)};
	size_t count = 0;

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		count += (signs & kinds[i]) != 0;
	return count;
}

/* The words written as one, as hosts have them: "Ana Reed" and anareed.example. */
static str
unspaced(struct arena *arena, str folded)
{
	struct buf buf = BUF(arena);

	for (size_t i = 0; i < folded.len; i++)
		if (folded.at[i] != ' ')
			buf_char(&buf, folded.at[i]);
	return buf.len ? buf_str(&buf) : STR_NONE;
}

static uint64_t
form_of(const struct author_candidate *it)
{
	str first = it->names.list[0], rest = first, word;
	size_t words = 0, len;
	uint32_t code = utf8_decode(first, &len);
	bool digit = false;

	while (str_word(&rest, &word))
		words++;
	for (size_t i = 0; i < first.len; i++)
		digit |= ascii_is_digit((unsigned char)first.at[i]);
	return (all_desks(&it->names) ? BIT(DESK) : 0) | (words == 1 ? BIT(ONE_WORD) : 0) |
	    (words > 4 ? BIT(MANY_WORDS) : 0) | (it->names.count > 1 ? BIT(SEVERAL) : 0) |
	    (code < 0x500 && code_lower(code) == code ? BIT(NO_CAPITAL) : 0) |
	    (digit ? BIT(DIGIT) : 0) | (byline_is_person(first) ? BIT(IS_PERSON) : 0);
}

/* Which candidates the visible text says, by the first of their names. */
static void
look_in_text(struct witnesses *w, uint32_t title_node, struct meta_authors *out)
{
	size_t from =
	    title_node == PAGE_NONE ? 0 : meta_witness_run(w, w->page->nodes[title_node].end);
	size_t start = from > NEAR_REACH ? from - NEAR_REACH : 0;

	for (size_t i = start; i < w->run_count && i < start + FAR_RUNS; i++) {
		str text = w->runs[i].text;

		if (text.len > SEEN_MAX ||
		    w->region[w->runs[i].node] & ~w->own & (IN_NAV | IN_FOOTER))
			continue;
		for (size_t k = 0; k < out->count; k++) {
			str name = out->list[k].names.list[0];
			uint64_t sign = i < from + SEEN_REACH ? BIT(SEEN_NEAR) : BIT(SEEN);

			if (name.len <= text.len && !(out->list[k].signs & sign) &&
			    str_find_nocase(text, name) != STR_NOT_FOUND)
				out->list[k].signs |= sign;
		}
	}
}

static uint64_t
against_others(const struct meta_authors *out, size_t at, uint64_t all)
{
	const struct author_candidate *it = &out->list[at];
	bool person = it->signs & BIT(IS_PERSON);
	uint64_t signs = 0;

	for (size_t i = 0; i < out->count; i++) {
		const struct author_candidate *other = &out->list[i];

		if (i == at)
			continue;
		if (other->folded.len > it->folded.len) {
			if (str_find(other->folded, it->folded) != STR_NOT_FOUND)
				signs |= BIT(PART_OF_OTHER);
		} else if (str_find(it->folded, other->folded) != STR_NOT_FOUND) {
			signs |= BIT(HAS_OTHER);
		}
		if (!person && other->signs & BIT(IS_PERSON) && other->signs & DECLARED)
			signs |= BIT(OTHER_PERSON);
	}
	if (all & BIT(NEAR) && !(it->signs & BIT(NEAR)))
		signs |= BIT(OTHER_SHOWN);
	return signs;
}

void
meta_author_compare(struct witnesses *w, uint32_t title_node, str title, struct meta_authors *out)
{
	str known[SITE_NAMES_MAX],
	    host = url_host(w->value[W_CANONICAL_LINK].len ? w->value[W_CANONICAL_LINK]
		    : w->value[W_CANONICAL_OG].len         ? w->value[W_CANONICAL_OG]
							   : w->page->base_url);
	size_t known_count = meta_site_names(w, known), kinds;
	str letters, folded_title = utf8_fold_words(w->ctx->arena, str_head(title, 300));
	uint64_t all = 0, others[AUTHOR_POOL_MAX];

	host = unspaced(w->ctx->arena, utf8_fold_words(w->ctx->arena, host));
	look_in_text(w, title_node, out);
	for (size_t i = 0; i < out->count; i++) {
		struct author_candidate *it = &out->list[i];

		kinds = kinds_of_source(it->signs);
		all |= it->signs;
		it->signs |= form_of(it) | (kinds >= 2 ? BIT(AGREED_TWICE) : 0) |
		    (kinds >= 3 ? BIT(AGREED_THRICE) : 0) | (out->count == 1 ? BIT(ONLY) : 0);
		if (sitename_is(w->ctx->arena, it->text, known, known_count))
			it->signs |= BIT(IS_SITE);
		letters = unspaced(w->ctx->arena, it->folded);
		if (letters.len >= 5 && str_find(host, letters) != STR_NOT_FOUND)
			it->signs |= BIT(IN_HOST);
		if (str_find(folded_title, it->folded) != STR_NOT_FOUND)
			it->signs |= BIT(IN_TITLE);
	}
	for (size_t i = 0; i < out->count; i++)
		others[i] = against_others(out, i, all);
	for (size_t i = 0; i < out->count; i++)
		out->list[i].signs |= others[i];
}
