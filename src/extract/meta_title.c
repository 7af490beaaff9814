/* The title: sources, pool and vote. */
#include "extract/meta_title.h"

#include "core/url.h"
#include "core/utf8.h"
#include "extract/meta_title_shown.h"
#include "extract/sitename.h"

static const double weights[] = {
#define TITLE(symbol, weight) weight,
#include "extract/meta_title.def"
#undef TITLE
};

static void
propose(struct witnesses *w, struct title_pool *pool, enum title_source source, str text)
{
	str folded;

	text = str_trim(text);
	if (!text.len || text.len > 500)
		return;
	folded = utf8_fold_words(w->ctx->arena, text);
	if (!folded.len)
		return;
	for (size_t i = 0; i < pool->count; i++)
		if (str_eq(pool->list[i].folded, folded)) {
			pool->list[i].sources |= (uint64_t)1 << source;
			return;
		}
	if (pool->count < TITLE_POOL_MAX)
		pool->list[pool->count++] =
		    (struct title_candidate){text, folded, (uint64_t)1 << source, 0};
}

/* Words of a that stand in b, both folded; bounded by their lengths' caps. */
static size_t
shared_words(str a, str b)
{
	str word, rest, other;
	size_t shared = 0;

	while (str_word(&a, &word))
		for (rest = b; str_word(&rest, &other);)
			if (str_eq(word, other)) {
				shared++;
				break;
			}
	return shared;
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

size_t
meta_site_names(const struct witnesses *w, str known[SITE_NAMES_MAX])
{
	size_t count = 0;
	const str all[] = {w->value[W_SITE_OG], w->jsonld.site, w->jsonld.publisher,
	    w->value[W_SITE_APPLICATION], w->value[W_SITE_APPLE],
	    url_host(w->value[W_CANONICAL_LINK]), url_host(w->value[W_CANONICAL_OG]),
	    url_host(w->page->base_url)};

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		if (all[i].len)
			known[count++] = all[i];
	return count;
}

static bool
is_title_class(str class)
{
	return str_find_nocase(class, STR("title")) != STR_NOT_FOUND ||
	    str_find_nocase(class, STR("headline")) != STR_NOT_FOUND ||
	    str_find_nocase(class, STR("heading")) != STR_NOT_FOUND;
}

static void
propose_h1(struct witnesses *w, struct title_pool *pool, str title, str og)
{
	str closest = STR_NONE, first = STR_NONE, folded;
	size_t h1s = 0, best = 0;

	for (size_t i = 0; i < w->heading_count; i++) {
		const struct heading *heading = &w->headings[i];
		unsigned char region = w->region[heading->node];
		size_t shared, words;

		if (w->page->nodes[heading->node].tag != TAG_H1)
			continue;
		folded = utf8_fold_words(w->ctx->arena, str_head(heading->text, 300));
		if (!folded.len)
			continue;
		if (h1s++ == 0)
			propose(w, pool, TITLE_H1_FIRST, first = heading->text);
		if (is_title_class(page_get(w->page, heading->node, STR("class"))))
			propose(w, pool, TITLE_H1_CLASS, heading->text);
		if (str_find(title, folded) != STR_NOT_FOUND ||
		    str_find(og, folded) != STR_NOT_FOUND)
			propose(w, pool, TITLE_H1_IN_TITLE, heading->text);
		if (region & (IN_MAIN | IN_ARTICLE) &&
		    !(region & (IN_NAV | IN_ASIDE | IN_FOOTER | IN_RELATED | IN_COMMENTS)))
			propose(w, pool, TITLE_H1_MAIN, heading->text);
		shared = shared_words(folded, title);
		words = word_count(folded);
		/* Shared words against those that are not. */
		shared = shared * 1000 / (words + word_count(title) - shared + 1);
		if (shared > best || !closest.at) {
			best = shared;
			closest = heading->text;
		}
	}
	propose(w, pool, TITLE_H1_CLOSEST, closest);
	if (h1s == 1)
		propose(w, pool, TITLE_H1_ONLY, first);
}

static void
propose_headings(struct witnesses *w, struct title_pool *pool, str title, str og)
{
	str of_og = STR_NONE, in_title = STR_NONE, folded;
	size_t og_len = 0, title_len = 0;

	for (size_t i = 0; i < w->heading_count; i++) {
		const struct heading *heading = &w->headings[i];

		if (w->region[heading->node] & (IN_NAV | IN_FOOTER))
			continue;
		folded = utf8_fold_words(w->ctx->arena, str_head(heading->text, 300));
		if (!folded.len)
			continue;
		if (str_starts(og, folded) && folded.len > og_len) {
			og_len = folded.len;
			of_og = heading->text;
		}
		if (folded.len > title_len && str_find(title, folded) != STR_NOT_FOUND) {
			title_len = folded.len;
			in_title = heading->text;
		}
	}
	if (w->heading_count)
		propose(w, pool, TITLE_HEADING_FIRST, w->headings[0].text);
	propose(w, pool, TITLE_HEADING_OF_OG, of_og);
	propose(w, pool, TITLE_HEADING_IN_TITLE, in_title);
}

static void
propose_parts(struct witnesses *w, struct title_pool *pool, str title)
{
	str parts[SITENAME_PARTS_MAX], longest = STR_NONE;
	size_t count = sitename_parts(title, parts);

	if (count == 0)
		return;
	for (size_t i = 0; i < count; i++)
		if (parts[i].len > longest.len)
			longest = parts[i];
	propose(w, pool, TITLE_ELEMENT_FIRST, parts[0]);
	propose(w, pool, TITLE_ELEMENT_LONGEST, longest);
	propose(w, pool, TITLE_ELEMENT_LAST, parts[count - 1]);
	if (count > 1)
		propose(w, pool, TITLE_ELEMENT_BUT_LAST,
		    (str){parts[0].at,
			(size_t)(parts[count - 2].at + parts[count - 2].len - parts[0].at)});
}

/* The words of the address's last part: "why-octavo-is-small.html" gives "why octavo is small
   html". */
static str
address_words(struct witnesses *w)
{
	str path = w->value[W_CANONICAL_LINK];
	size_t at;

	if (!path.len)
		path = w->value[W_CANONICAL_OG];
	at = str_find(path, STR("://"));
	path = str_head(at == STR_NOT_FOUND ? path : str_from(path, at + 3), 500);
	at = str_find_char(path, '?');
	path = str_head(path, at == STR_NOT_FOUND ? path.len : at);
	while (str_ends(path, STR("/")))
		path.len--;
	at = str_rfind_char(path, '/');
	if (at == STR_NOT_FOUND)
		return STR_NONE;
	path = url_decode(w->ctx->arena, str_from(path, at + 1));
	return utf8_fold_words(w->ctx->arena, utf8_repair(w->ctx->arena, path));
}

static void
look_at(struct witnesses *w, struct title_pool *pool)
{
	str known[SITE_NAMES_MAX], parts[SITENAME_PARTS_MAX], address = address_words(w);
	size_t known_count = meta_site_names(w, known), address_len = word_count(address);

	for (size_t i = 0; i < pool->count; i++) {
		struct title_candidate *it = &pool->list[i];
		size_t words = utf8_words(it->folded), shared = 0, within = 0;
		bool is[TITLE_SOURCE_COUNT] = {false};

		for (size_t k = 0; k < pool->count; k++) {
			if (k == i)
				continue;
			within += str_find(pool->list[k].folded, it->folded) != STR_NOT_FOUND;
			is[TITLE_BEGINS_OTHER] |= str_starts(pool->list[k].folded, it->folded);
			is[TITLE_HAS_OTHER] |=
			    str_find(it->folded, pool->list[k].folded) != STR_NOT_FOUND;
		}
		if (address_len)
			shared = shared_words(it->folded, address);
		is[TITLE_IN_ADDRESS] =
		    address_len && shared * 10 >= words * 6 && shared * 10 >= address_len * 6;
		is[TITLE_OF_ADDRESS] = address_len && shared * 10 >= words * 6;
		is[TITLE_IS_SITE] = sitename_is(w->ctx->arena, it->text, known, known_count);
		is[TITLE_IS_PARTED] = sitename_parts(it->text, parts) > 1;
		is[TITLE_IS_WORD] = words == 1;
		is[TITLE_IS_TWO] = words == 2;
		is[TITLE_IS_LONG] = words > 14;
		is[TITLE_WITHIN_OTHERS] = within >= 2;
		for (size_t k = 0; k < TITLE_SOURCE_COUNT; k++)
			it->sources |= (uint64_t)is[k] << k;
	}
}

void
meta_title_pool(struct witnesses *w, struct title_pool *pool)
{
	static const enum witness metas[] = {W_TITLE_CITATION, W_TITLE_DC, W_TITLE_DCTERMS,
	    W_TITLE_PARSELY, W_TITLE_SAILTHRU, W_TITLE_META, W_TITLE_META_HEADLINE};
	str known[SITE_NAMES_MAX], parts[SITENAME_PARTS_MAX];
	size_t known_count = meta_site_names(w, known);
	str title = str_head(w->value[W_TITLE_ELEMENT], 500), og = w->value[W_TITLE_OG];
	str folded_title = utf8_fold_words(w->ctx->arena, title);
	str folded_og = utf8_fold_words(w->ctx->arena, str_head(og, 500));

	pool->count = 0;
	propose_h1(w, pool, folded_title, folded_og);
	propose_headings(w, pool, folded_title, folded_og);
	propose(w, pool, TITLE_CLASS, w->value[W_TITLE_CLASS]);
	propose(w, pool, TITLE_ITEM, w->value[W_TITLE_ITEM]);
	propose(w, pool, TITLE_JSONLD, w->jsonld.headline);
	propose(w, pool, TITLE_JSONLD_NAME, w->jsonld.name);
	propose(w, pool, TITLE_OG, og);
	propose(w, pool, TITLE_OG_STRIPPED, sitename_strip(w->ctx->arena, og, known, known_count));
	if (sitename_parts(og, parts))
		propose(w, pool, TITLE_OG_FIRST, parts[0]);
	propose(w, pool, TITLE_TWITTER, w->value[W_TITLE_TWITTER]);
	propose(w, pool, TITLE_TWITTER_STRIPPED,
	    sitename_strip(w->ctx->arena, w->value[W_TITLE_TWITTER], known, known_count));
	for (size_t i = 0; i < sizeof metas / sizeof metas[0]; i++)
		propose(w, pool, TITLE_META, w->value[metas[i]]);
	propose(w, pool, TITLE_ELEMENT, title);
	propose(w, pool, TITLE_ELEMENT_STRIPPED,
	    sitename_strip(w->ctx->arena, title, known, known_count));
	propose_parts(w, pool, title);
	look_at(w, pool);
}

/* Pages without an h1 may show their title in a plain line: a vote has no ears for that. */
static str
shown_instead(struct witnesses *w, str chosen)
{
	str known[SITE_NAMES_MAX], part, line;
	size_t count = meta_site_names(w, known);

	if (meta_title_has_h1(w))
		return chosen;
	part = meta_title_shown_part(w);
	if (part.len && !sitename_is(w->ctx->arena, part, known, count))
		return part;
	if (!sitename_is(w->ctx->arena, chosen, known, count) && !meta_title_is_home(w, chosen))
		return chosen;
	line = meta_title_shown_line(w);
	return line.len ? line : chosen;
}

str
meta_title_choose(struct witnesses *w)
{
	struct title_pool pool;
	const struct title_candidate *best = NULL;

	meta_title_pool(w, &pool);
	for (size_t i = 0; i < pool.count; i++) {
		struct title_candidate *candidate = &pool.list[i];

		for (size_t s = 0; s < TITLE_SOURCE_COUNT; s++)
			if (candidate->sources >> s & 1)
				candidate->score += weights[s];
		if (!best || candidate->score > best->score ||
		    (candidate->score == best->score && candidate->text.len < best->text.len))
			best = candidate;
	}
	return shown_instead(w, best ? best->text : STR_NONE);
}

uint32_t
meta_title_node(const struct witnesses *w, str title)
{
	str wanted = utf8_fold_words(w->ctx->arena, str_head(title, 500));
	uint32_t near = PAGE_NONE;

	if (!wanted.len)
		return PAGE_NONE;
	for (size_t i = 0; i < w->heading_count; i++) {
		const struct heading *heading = &w->headings[i];
		str folded = utf8_fold_words(w->ctx->arena, str_head(heading->text, 500));

		if (w->region[heading->node] & (IN_NAV | IN_FOOTER | IN_RELATED))
			continue;
		if (str_eq(folded, wanted))
			return heading->node;
		if (near == PAGE_NONE && w->page->nodes[heading->node].tag == TAG_H1 &&
		    folded.len > 8 && (str_starts(wanted, folded) || str_starts(folded, wanted)))
			near = heading->node;
	}
	return near;
}
