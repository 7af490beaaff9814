/* Kin: counting siblings of one tag and class, and places within them. */
#include "extract/kin.h"

/* Parts of a page that differ by the name in their id ("left", "centre") are no repetition;
   "post-1" and "post-2" are. */
static uint64_t
named(const struct page *page, uint32_t at, uint64_t kind)
{
	str id = page->nodes[at].tag == TAG_DIV ? page_get(page, at, STR("id")) : STR_NONE;
	size_t len = 0;

	while (len < id.len && ascii_is_alpha((unsigned char)id.at[len]))
		len++;
	return len ? feature_mixed(kind, feature_hash(FEATURE_HASH_START, str_head(id, len)))
		   : kind;
}

static uint64_t
kind_of(const struct page *page, uint32_t at)
{
	uint64_t class = feature_hash(FEATURE_HASH_START, page_get(page, at, STR("class")));
	uint64_t kind = named(page, at, feature_mixed(class, page->nodes[at].tag));

	return kind ? kind : 1;
}

struct kin *
kin_count(struct ctx *ctx, const struct page *page, const struct blocks *blocks)
{
	struct kin *kin = arena_alloc(ctx->arena, sizeof *kin);
	size_t elements = 0;

	kin->kinds = arena_array(ctx->arena, page->count, sizeof *kin->kinds);
	for (size_t i = 0; i < blocks->count; i++)
		for (uint32_t at = blocks->list[i].owner; at && !kin->kinds[at];
		     at = page->nodes[at].parent) {
			kin->kinds[at] = kind_of(page, at);
			elements++;
		}
	kin->counts = tally_new(ctx, elements);
	for (uint32_t i = 1; i < page->count; i++)
		if (kin->kinds[i])
			tally_add(
			    &kin->counts, feature_mixed(kin->kinds[i], page->nodes[i].parent));
	return kin;
}

uint32_t
kin_of(const struct kin *kin, const struct page *page, uint32_t at)
{
	return tally_get(&kin->counts, feature_mixed(kin->kinds[at], page->nodes[at].parent));
}

uint64_t *
kin_places(struct ctx *ctx, const struct kin *kin, const struct page *page)
{
	uint64_t *places = arena_array(ctx->arena, page->count, sizeof *places);
	uint32_t *most = arena_array(ctx->arena, page->count, sizeof *most);
	uint32_t *cells = arena_array(ctx->arena, page->count, sizeof *cells);

	for (uint32_t i = 1; i < page->count; i++) {
		uint32_t parent = page->nodes[i].parent, alike;
		enum tag tag = page->nodes[i].tag;
		bool cell = tag == TAG_TD || tag == TAG_TH;
		uint64_t kind = kin->kinds[i];

		if (!kind)
			continue;
		alike = cell || tag == TAG_TABLE ? 1 : kin_of(kin, page, i);
		if (cell)
			kind = feature_mixed(kind, ++cells[parent]);
		most[i] = alike > most[parent] ? alike : most[parent];
		if (alike > most[parent] && alike >= KIN_LEAST)
			places[i] = feature_mixed(kind, parent);
		else if (most[i] >= KIN_LEAST)
			places[i] = feature_mixed(places[parent], kind);
	}
	return places;
}
