/* The title: sources, pool and choice. */
#include "extract/meta_title.h"

#include <math.h>

#include "core/url.h"
#include "core/utf8.h"
#include "extract/meta_title_shown.h"
#include "extract/sitename.h"

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
		pool->list[pool->count++] = (struct title_candidate){
		    .text = text, .folded = folded, .sources = (uint64_t)1 << source};
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
	str closest = STR_NONE, first = STR_NONE, last = STR_NONE, folded;
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
		last = heading->text;
		if (is_title_class(page_get(w->page, heading->node, STR("class"))))
			propose(w, pool, TITLE_H1_CLASS, heading->text);
		if (str_find(title, folded) != STR_NOT_FOUND ||
		    str_find(og, folded) != STR_NOT_FOUND)
			propose(w, pool, TITLE_H1_IN_TITLE, heading->text);
		if (region & (IN_MAIN | IN_ARTICLE) &&
		    !(region & (IN_NAV | IN_ASIDE | IN_FOOTER | IN_RELATED | IN_COMMENTS)))
			propose(w, pool, TITLE_H1_MAIN, heading->text);
		shared = meta_title_shared(folded, title);
		words = meta_title_words(folded);
		/* Shared words against those that are not. */
		shared = shared * 1000 / (words + meta_title_words(title) - shared + 1);
		if (shared > best || !closest.at) {
			best = shared;
			closest = heading->text;
		}
	}
	propose(w, pool, TITLE_H1_CLOSEST, closest);
	propose(w, pool, h1s == 1 ? TITLE_H1_ONLY : TITLE_H1_LAST, last);
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
	for (size_t i = 0; i < w->heading_count; i++)
		if (w->page->nodes[w->headings[i].node].tag == TAG_H2 &&
		    !(w->region[w->headings[i].node] & IN_ASTRAY)) {
			propose(w, pool, TITLE_H2_FIRST, w->headings[i].text);
			break;
		}
	propose(w, pool, TITLE_HEADING_OF_OG, of_og);
	propose(w, pool, TITLE_HEADING_IN_TITLE, in_title);
}

/* "Camp stoves (12)" without what is in brackets at its end; absent where there is nothing. */
static str
unbracketed(str text)
{
	static const char pairs[][2] = {{'(', ')'}, {'[', ']'}};

	text = str_trim(text);
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		if (text.len && text.at[text.len - 1] == pairs[i][1]) {
			size_t at = str_rfind_char(text, pairs[i][0]);

			return at == STR_NOT_FOUND ? STR_NONE : str_trim(str_head(text, at));
		}
	return STR_NONE;
}

/* From the start of one part to the end of another. */
static str
span(str from, str to)
{
	return (str){from.at, (size_t)(to.at + to.len - from.at)};
}

static void
propose_parts(struct witnesses *w, struct title_pool *pool, str title)
{
	str parts[SITENAME_PARTS_MAX], longest = STR_NONE;
	size_t count = sitename_parts(title, parts), colon;

	if (count == 0)
		return;
	for (size_t i = 0; i < count; i++)
		if (parts[i].len > longest.len)
			longest = parts[i];
	propose(w, pool, TITLE_ELEMENT_FIRST, parts[0]);
	propose(w, pool, TITLE_UNBRACKETED, unbracketed(parts[0]));
	propose(w, pool, TITLE_ELEMENT_LONGEST, longest);
	propose(w, pool, TITLE_ELEMENT_LAST, parts[count - 1]);
	if (count > 1) {
		propose(w, pool, TITLE_ELEMENT_BUT_LAST, span(parts[0], parts[count - 2]));
		propose(w, pool, TITLE_ELEMENT_BUT_FIRST, span(parts[1], parts[count - 1]));
	}
	colon = str_find(title, STR(": "));
	if (colon != STR_NOT_FOUND)
		propose(w, pool, TITLE_ELEMENT_AFTER_COLON, str_from(title, colon + 1));
	colon = str_rfind_char(title, ':');
	if (colon != STR_NOT_FOUND)
		propose(w, pool, TITLE_ELEMENT_BEFORE_COLON, str_head(title, colon));
}

/* Parts of the first h1: a label before the title, a remark behind it. */
static void
propose_h1_parts(struct witnesses *w, struct title_pool *pool)
{
	str parts[SITENAME_PARTS_MAX], text = STR_NONE;
	size_t count, colon, runs, at;
	uint32_t node = PAGE_NONE;

	for (size_t i = 0; i < w->heading_count && node == PAGE_NONE; i++)
		if (w->page->nodes[w->headings[i].node].tag == TAG_H1) {
			node = w->headings[i].node;
			text = w->headings[i].text;
		}
	if (node == PAGE_NONE)
		return;
	propose(w, pool, TITLE_UNBRACKETED, unbracketed(text));
	count = sitename_parts(text, parts);
	if (count > 1) {
		propose(w, pool, TITLE_H1_PART_FIRST, parts[0]);
		propose(w, pool, TITLE_H1_PART_LAST, parts[count - 1]);
	}
	colon = str_find(text, STR(": "));
	if (colon != STR_NOT_FOUND) {
		propose(w, pool, TITLE_H1_PART_FIRST, str_head(text, colon));
		propose(w, pool, TITLE_H1_PART_LAST, str_from(text, colon + 1));
	}
	at = meta_witness_run(w, node);
	runs = meta_witness_run(w, w->page->nodes[node].end) - at;
	if (runs > 1)
		propose(w, pool, TITLE_H1_RUN, w->runs[at].text);
}

/* The last heading of the first three levels before the text that is kept, or within its first
   blocks. */
static void
propose_kept(struct witnesses *w, const struct seen *seen, struct title_pool *pool)
{
	uint32_t begins = meta_title_text_begins(seen);

	for (size_t i = w->heading_count; begins != PAGE_NONE && i-- > 0;)
		if (w->headings[i].node < begins &&
		    w->page->nodes[w->headings[i].node].tag <= TAG_H3 &&
		    !(w->region[w->headings[i].node] & IN_ASTRAY)) {
			propose(w, pool, TITLE_HEADING_KEPT, w->headings[i].text);
			return;
		}
}

void
meta_title_pool(struct witnesses *w, const struct seen *seen, struct title_pool *pool)
{
	static const enum witness metas[] = {W_TITLE_CITATION, W_TITLE_DC, W_TITLE_DCTERMS,
	    W_TITLE_PARSELY, W_TITLE_SAILTHRU, W_TITLE_META, W_TITLE_META_HEADLINE};
	str known[SITE_NAMES_MAX], parts[SITENAME_PARTS_MAX];
	size_t known_count = meta_site_names(w, known);
	str title = utf8_head(w->value[W_TITLE_ELEMENT], 500), og = w->value[W_TITLE_OG];
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
	propose_kept(w, seen, pool);
	propose_h1_parts(w, pool);
	propose(w, pool, TITLE_CRUMB, w->value[W_CRUMB_LAST]);
	for (size_t i = 0; i < known_count; i++)
		propose(w, pool, TITLE_SITE, known[i]);
	meta_title_look(w, seen, pool);
}

/* Pages without an h1 may show their title in a plain line: no ranker has ears for that. */
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

void
meta_title_rank(struct witnesses *w, const struct seen *seen, struct title_pool *pool)
{
	const struct forest *forest = seen ? seen->titles : &title_forest_builtin;

	meta_title_pool(w, seen, pool);
	for (size_t i = 0; i < pool->count; i++) {
		float sums[FOREST_CLASSES_MAX];

		forest_sums(forest, pool->list[i].sign, sums);
		pool->list[i].score = sums[0];
	}
}

str
meta_title_choose(struct witnesses *w, const struct seen *seen, double *sure)
{
	struct title_pool *pool = arena_alloc(w->ctx->arena, sizeof *pool);
	const struct title_candidate *best = NULL;
	str title;

	meta_title_rank(w, seen, pool);
	for (size_t i = 0; i < pool->count; i++) {
		const struct title_candidate *candidate = &pool->list[i];

		if (!best || candidate->score > best->score ||
		    (candidate->score == best->score && candidate->text.len < best->text.len))
			best = candidate;
	}
	title = shown_instead(w, best ? best->text : STR_NONE);
	*sure = best && str_eq(title, best->text) ? 1 / (1 + exp(-(double)best->score)) : 0;
	return title;
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
