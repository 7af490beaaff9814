/* What is measured of the candidates for a title. */
#include <string.h>

#include "core/url.h"
#include "core/utf8.h"
#include "extract/meta_title.h"
#include "extract/sitename.h"

#define BLOCKS_MAX 3000 /* blocks that are compared with the candidates */
#define BLOCK_WORDS 60  /* longer ones are no title */
#define KEPT 0.5f       /* score of a block that is likely kept */
#define ABSENT (-1.0f)
#define TEXT_BYTES 800 /* of the kept text that are compared */

/* Words of a that stand in b, both folded; bounded by their lengths' caps. */
size_t
meta_title_shared(str a, str b)
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

size_t
meta_title_words(str s)
{
	str word;
	size_t count = 0;

	while (str_word(&s, &word))
		count++;
	return count;
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

struct look {
	struct witnesses *w;
	const struct seen *seen;
	str title, og, h1, about, address, site, text, crumbs; /* folded */
	size_t title_words, og_words, h1_words, address_words;
	uint64_t *heading_hash;           /* of each heading's words */
	uint64_t *block_hash;             /* of the blocks that may be a candidate, 0 for others */
	uint32_t firsts[BLOCK_WORDS + 1]; /* by words: first letters of candidates */
	size_t block_count;
	uint32_t first_kept; /* block */
	str known[SITE_NAMES_MAX];
	size_t known_count;
	float page[TITLE_SIGN_COUNT]; /* what is true of all candidates */
};

static uint64_t
hash_of(struct look *look, str text)
{
	return feature_hash(FEATURE_HASH_START, utf8_fold_words(look->w->ctx->arena, text));
}

/* The place of the first block whose text begins at or behind the node. */
static size_t
block_at(const struct seen *seen, uint32_t node)
{
	size_t low = 0, high = seen->blocks->count;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (seen->blocks->list[mid].first < node)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* The first block that is kept and longer than a heading. */
static size_t
first_kept(const struct seen *seen)
{
	for (size_t i = 0; i < seen->blocks->count; i++)
		if (seen->scores[i] >= KEPT && seen->blocks->list[i].words >= 12)
			return i;
	return seen->blocks->count;
}

uint32_t
meta_title_text_begins(const struct seen *seen)
{
	size_t at = seen ? first_kept(seen) : 0;

	return seen && at < seen->blocks->count ? seen->blocks->list[at].first : PAGE_NONE;
}

static float
share(size_t part, size_t whole)
{
	return whole ? (float)part / (float)whole : ABSENT;
}

/* What is the same for all candidates of the page. */
static void
look_at_page(struct look *look, const struct title_pool *pool)
{
	struct witnesses *w = look->w;
	float *row = look->page;
	str parts[SITENAME_PARTS_MAX], h1 = STR_NONE;

	for (size_t i = 0; i < w->heading_count; i++)
		if (w->page->nodes[w->headings[i].node].tag == TAG_H1) {
			if (row[TITLE_SIGN_H1S]++ == 0)
				h1 = w->headings[i].text;
		}
	look->h1 = utf8_fold_words(w->ctx->arena, str_head(h1, 500));
	look->title_words = meta_title_words(look->title);
	look->og_words = meta_title_words(look->og);
	look->h1_words = meta_title_words(look->h1);
	look->address_words = meta_title_words(look->address);
	row[TITLE_SIGN_POOL] = (float)pool->count;
	row[TITLE_SIGN_ADDRESS_WORDS] = (float)look->address_words;
	row[TITLE_SIGN_OG_IS_TITLE] = look->og.len && str_eq(look->og, look->title);
	row[TITLE_SIGN_HAS_OG] = look->og.len > 0;
	row[TITLE_SIGN_HAS_JSONLD] = w->jsonld.headline.len > 0;
	row[TITLE_SIGN_PAGE_HEADINGS] = (float)w->heading_count;
	row[TITLE_SIGN_TITLE_WORDS] = (float)look->title_words;
	row[TITLE_SIGN_TITLE_PARTS] = (float)sitename_parts(w->value[W_TITLE_ELEMENT], parts);
	row[TITLE_SIGN_H1_IS_SITE] =
	    h1.len && sitename_is(w->ctx->arena, h1, look->known, look->known_count);
	look->heading_hash = arena_array(w->ctx->arena, w->heading_count + 1, sizeof(uint64_t));
	for (size_t i = 0; i < w->heading_count; i++)
		look->heading_hash[i] = hash_of(look, str_head(w->headings[i].text, 500));
}

/* A bit for the first byte of a text. */
static uint32_t
first_bit(str text)
{
	return (uint32_t)1 << (ascii_lower((unsigned char)text.at[0]) & 31);
}

/* Folding all blocks would cost more than all else here: one with no candidate's number of words
   and first letter is none. Those that begin with a mark are not told apart. */
static bool
may_be_candidate(const struct look *look, const struct block *block)
{
	if (!block->text.len || block->words > BLOCK_WORDS || !look->firsts[block->words])
		return false;
	return !ascii_is_alpha((unsigned char)block->text.at[0]) ||
	    look->firsts[block->words] & first_bit(block->text);
}

static void
look_at_seen(struct look *look, const struct title_pool *pool)
{
	const struct seen *seen = look->seen;

	look->block_count = seen->blocks->count < BLOCKS_MAX ? seen->blocks->count : BLOCKS_MAX;
	for (size_t i = 0; i < pool->count; i++) {
		size_t words = utf8_words(pool->list[i].folded);

		if (words <= BLOCK_WORDS)
			look->firsts[words] |= first_bit(pool->list[i].folded);
	}
	look->block_hash =
	    arena_array(look->w->ctx->arena, look->block_count + 1, sizeof *look->block_hash);
	for (size_t i = 0; i < look->block_count; i++) {
		const struct block *block = &seen->blocks->list[i];

		if (may_be_candidate(look, block))
			look->block_hash[i] = hash_of(look, block->text);
	}
	for (size_t i = 0; i < seen->blocks->count; i++)
		if (seen->scores[i] >= KEPT)
			look->page[TITLE_SIGN_KEPT_WORDS] += (float)seen->blocks->list[i].words;
	look->first_kept = (uint32_t)first_kept(seen);
	memcpy(&look->page[TITLE_SIGN_TYPES], seen->likely, sizeof seen->likely);
}

static float
ending(str text)
{
	if (str_ends(text, STR(".")))
		return 1;
	if (str_ends(text, STR("?")) || str_ends(text, STR("!")))
		return 2;
	return text.len &&
		((unsigned char)text.at[text.len - 1] >= 0x80 ||
		    ascii_is_alpha((unsigned char)text.at[text.len - 1]) ||
		    ascii_is_digit((unsigned char)text.at[text.len - 1]))
	    ? 0
	    : 3;
}

static void
look_at_letters(str text, float *row)
{
	str rest = text, word;
	size_t words = 0, capitals = 0, upper = 0;

	while (str_word(&rest, &word)) {
		words++;
		capitals += word.at[0] >= 'A' && word.at[0] <= 'Z';
	}
	for (size_t i = 0; i < text.len; i++) {
		upper += text.at[i] >= 'A' && text.at[i] <= 'Z';
		row[TITLE_SIGN_DIGITS] += ascii_is_digit((unsigned char)text.at[i]);
	}
	row[TITLE_SIGN_CAPITALS] = share(capitals, words);
	row[TITLE_SIGN_UPPER] = share(upper, text.len);
	row[TITLE_SIGN_END] = ending(text);
	row[TITLE_SIGN_COLON] = str_find_char(text, ':') != STR_NOT_FOUND;
}

static void
look_at_words(struct look *look, const struct title_candidate *it, float *row)
{
	str folded = it->folded, parts[SITENAME_PARTS_MAX];
	size_t words = meta_title_words(folded), count = sitename_parts(it->text, parts), shared;

	row[TITLE_SIGN_WORDS] = (float)utf8_words(folded);
	row[TITLE_SIGN_CHARS] = (float)it->text.len;
	row[TITLE_SIGN_PARTS] = (float)count;
	shared = meta_title_shared(folded, look->address);
	row[TITLE_SIGN_IN_ADDRESS] = look->address.len ? share(shared, words) : ABSENT;
	row[TITLE_SIGN_OF_ADDRESS] = share(shared, look->address_words);
	shared = meta_title_shared(folded, look->title);
	row[TITLE_SIGN_TITLE_SHARE] = share(shared, words);
	row[TITLE_SIGN_TITLE_COVER] = share(shared, look->title_words);
	row[TITLE_SIGN_REST_WORDS] = (float)look->title_words - (float)shared;
	shared = meta_title_shared(folded, look->og);
	row[TITLE_SIGN_OG_SHARE] = look->og.len ? share(shared, words) : ABSENT;
	row[TITLE_SIGN_OG_COVER] = share(shared, look->og_words);
	shared = meta_title_shared(folded, look->h1);
	row[TITLE_SIGN_H1_SHARE] = look->h1.len ? share(shared, words) : ABSENT;
	row[TITLE_SIGN_H1_COVER] = share(shared, look->h1_words);
	row[TITLE_SIGN_ABOUT_SHARE] =
	    look->about.len ? share(meta_title_shared(folded, look->about), words) : ABSENT;
	row[TITLE_SIGN_TEXT_SHARE] =
	    look->text.len ? share(meta_title_shared(folded, look->text), words) : ABSENT;
	row[TITLE_SIGN_CRUMB_SHARE] =
	    look->crumbs.len ? share(meta_title_shared(folded, look->crumbs), words) : ABSENT;
	row[TITLE_SIGN_SITE_SHARE] =
	    look->site.len ? share(meta_title_shared(folded, look->site), words) : ABSENT;
	row[TITLE_SIGN_H1_BEGINS] = str_starts(look->h1, folded);
	row[TITLE_SIGN_H1_ENDS] = str_ends(look->h1, folded);
	row[TITLE_SIGN_TITLE_BEGINS] = str_starts(look->title, folded);
	row[TITLE_SIGN_TITLE_ENDS] = str_ends(look->title, folded);
	row[TITLE_SIGN_IS_SITE] =
	    sitename_is(look->w->ctx->arena, it->text, look->known, look->known_count);
	for (size_t i = 0; count > 1 && i < count; i++)
		if (sitename_is(look->w->ctx->arena, parts[i], look->known, look->known_count))
			row[TITLE_SIGN_HAS_SITE] = 1;
	look_at_letters(it->text, row);
}

static void
look_at_others(const struct title_pool *pool, const struct title_candidate *it, float *row)
{
	for (size_t i = 0; i < pool->count; i++) {
		const struct title_candidate *other = &pool->list[i];

		if (other == it)
			continue;
		row[TITLE_SIGN_BEGINS_OTHERS] += str_starts(other->folded, it->folded);
		row[TITLE_SIGN_WITHIN_OTHERS] +=
		    str_find(other->folded, it->folded) != STR_NOT_FOUND;
		row[TITLE_SIGN_HAS_OTHERS] += str_find(it->folded, other->folded) != STR_NOT_FOUND;
	}
}

/* Words kept from the block on, up to the next heading of the same level or a higher one. */
static float
kept_after(const struct look *look, size_t block, int level)
{
	const struct seen *seen = look->seen;
	float words = 0;

	for (size_t i = block + 1; i < look->block_count; i++) {
		enum tag tag = look->w->page->nodes[seen->blocks->list[i].owner].tag;

		if (tag_kinds(tag) & IS_HEADING && (int)(tag - TAG_H1) + 1 <= level)
			break;
		if (seen->scores[i] >= KEPT)
			words += (float)seen->blocks->list[i].words;
	}
	return words;
}

static void
look_at_place(struct look *look, uint32_t node, float *row)
{
	unsigned region = look->w->region[node];

	row[TITLE_SIGN_PLACE] = share(node, look->w->page->count);
	row[TITLE_SIGN_REGION] =
	    region & (IN_NAV | IN_ASIDE | IN_FOOTER | IN_RELATED | IN_COMMENTS | IN_HIDDEN) ? 3
	    : region & (IN_MAIN | IN_ARTICLE)                                               ? 2
											    : 1;
}

static void
look_at_shown(struct look *look, const struct title_candidate *it, float *row)
{
	const struct witnesses *w = look->w;
	const struct seen *seen = look->seen;
	uint64_t hash = feature_hash(FEATURE_HASH_START, it->folded);
	uint32_t node = PAGE_NONE;
	size_t block = 0;

	for (size_t i = 0; i < w->heading_count; i++)
		if (look->heading_hash[i] == hash && row[TITLE_SIGN_HEADINGS]++ == 0) {
			node = w->headings[i].node;
			row[TITLE_SIGN_LEVEL] = (float)(w->page->nodes[node].tag - TAG_H1 + 1);
			row[TITLE_SIGN_HEADING] = (float)i;
		}
	for (size_t i = seen ? look->block_count : 0; i-- > 0;)
		if (look->block_hash[i] == hash) {
			row[TITLE_SIGN_COPIES]++;
			block = i;
		}
	row[TITLE_SIGN_SCORE] = row[TITLE_SIGN_TO_KEPT] = row[TITLE_SIGN_KEPT_AFTER] = ABSENT;
	if (node != PAGE_NONE && seen)
		block = block_at(seen, node);
	else if (node == PAGE_NONE && row[TITLE_SIGN_COPIES] > 0)
		node = seen->blocks->list[block].first;
	if (node == PAGE_NONE)
		return;
	look_at_place(look, node, row);
	if (!seen || block >= look->block_count)
		return;
	row[TITLE_SIGN_SCORE] = seen->scores[block];
	row[TITLE_SIGN_LINKED] =
	    share(seen->blocks->list[block].link_chars, seen->blocks->list[block].chars);
	row[TITLE_SIGN_TO_KEPT] = (float)look->first_kept - (float)block;
	row[TITLE_SIGN_KEPT_AFTER] =
	    kept_after(look, block, row[TITLE_SIGN_LEVEL] > 0 ? (int)row[TITLE_SIGN_LEVEL] : 6);
}

/* The words with which the kept text begins. */
static str
first_text(struct witnesses *w, const struct seen *seen)
{
	struct buf buf = BUF(w->ctx->arena);

	for (size_t i = seen ? first_kept(seen) : 0; seen && i < seen->blocks->count; i++) {
		const struct block *block = &seen->blocks->list[i];

		if (buf.len >= TEXT_BYTES)
			break;
		if (seen->scores[i] >= KEPT && block->words >= 12) {
			buf_add(&buf, str_head(block->text, TEXT_BYTES));
			buf_char(&buf, ' ');
		}
	}
	return utf8_fold_words(w->ctx->arena, utf8_head(buf_str(&buf), TEXT_BYTES));
}

static str
site_words(struct witnesses *w, const str *known, size_t count)
{
	struct buf buf = BUF(w->ctx->arena);

	for (size_t i = 0; i < count; i++) {
		buf_add(&buf, str_head(known[i], 100));
		buf_char(&buf, ' ');
	}
	return utf8_fold_words(w->ctx->arena, utf8_repair(w->ctx->arena, buf_str(&buf)));
}

void
meta_title_look(struct witnesses *w, const struct seen *seen, struct title_pool *pool)
{
	struct arena *arena = w->ctx->arena;
	struct look *look = arena_alloc(arena, sizeof *look);

	*look = (struct look){.w = w, .seen = seen};
	look->title = utf8_fold_words(arena, str_head(w->value[W_TITLE_ELEMENT], 500));
	look->og = utf8_fold_words(arena, str_head(w->value[W_TITLE_OG], 500));
	look->about = utf8_fold_words(arena, str_head(w->value[W_DESCRIPTION_META], 500));
	look->crumbs = utf8_fold_words(arena, str_head(w->value[W_CRUMBS], 300));
	look->text = first_text(w, seen);
	look->address = address_words(w);
	look->known_count = meta_site_names(w, look->known);
	look->site = site_words(w, look->known, look->known_count);
	look_at_page(look, pool);
	if (seen)
		look_at_seen(look, pool);
	for (size_t i = 0; i < pool->count; i++) {
		struct title_candidate *it = &pool->list[i];
		float *row = it->sign;

		for (size_t k = 0; k < TITLE_SIGN_COUNT; k++)
			row[k] = look->page[k];
		for (size_t k = 0; k < TITLE_SOURCE_COUNT; k++) {
			row[k] = it->sources >> k & 1;
			row[TITLE_SIGN_SOURCES] += row[k];
		}
		look_at_words(look, it, row);
		look_at_others(pool, it, row);
		look_at_shown(look, it, row);
	}
}

const char *
meta_title_sign_name(size_t sign)
{
	static const char *const names[] = {
#define TITLE(symbol, what) #symbol,
#include "extract/meta_title.def"
#undef TITLE
#define TITLE_SIGN(symbol, what) #symbol,
#include "extract/meta_title_sign.def"
#undef TITLE_SIGN
#define TYPE(symbol, name) "TYPE_" #symbol,
#include "extract/type_name.def"
#undef TYPE
	};

	return names[sign];
}
