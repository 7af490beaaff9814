/* What a selector asks of a node's siblings and descendants, for all nodes at once. */
#include "core/idmap.h"
#include "page/select_parts.h"

#define OTHER_TYPES 256 /* types without a row in tag.def; the rest count as one */

/* The number of a node's type. */
static uint32_t
type_of(struct idmap *names, const struct node *node)
{
	struct idmap_entry *entry;
	bool is_new;

	if (node->tag != TAG_OTHER)
		return node->tag;
	entry = idmap_find(names, node->text);
	if (!entry && names->count + 1 < OTHER_TYPES) {
		entry = idmap_add(names, node->text, &is_new);
		entry->value = (uint32_t)names->count;
	}
	return TAG_COUNT + (entry ? entry->value : 0);
}

uint32_t *
select_places(struct arena *arena, const struct page *page, enum select_place place)
{
	bool backwards = place == PLACE_CHILD_LAST || place == PLACE_TYPE_LAST;
	bool by_type = place == PLACE_TYPE || place == PLACE_TYPE_LAST;
	size_t types = by_type ? TAG_COUNT + OTHER_TYPES : 1;
	uint32_t *places = arena_array(arena, page->count, sizeof *places);
	/* Of each depth and type the node met last: a sibling where the parent is the same. */
	uint32_t *met = arena_array(arena, (LIMIT_NESTING + 2) * types, sizeof *met);
	struct idmap names = IDMAP(arena);

	for (size_t i = 1; i < page->count; i++) {
		size_t at = backwards ? page->count - i : i;
		const struct node *node = &page->nodes[at];
		uint32_t *last;

		if (node->tag == TAG_TEXT)
			continue;
		last = &met[node->depth * types + (by_type ? type_of(&names, node) : 0)];
		places[at] =
		    *last && page->nodes[*last].parent == node->parent ? places[*last] + 1 : 1;
		*last = (uint32_t)at;
	}
	return places;
}

/* The :has() of which a node that matches the compounds `inner` is what they look for. */
static uint8_t
wanted(const struct selector *selector, uint64_t inner, enum select_link link)
{
	uint8_t bits = 0;

	for (size_t i = 0; i < selector->relation_count; i++)
		if (selector->relations[i].masks[link] & inner)
			bits |= (uint8_t)(1U << i);
	return bits;
}

uint8_t *
select_relations(struct arena *arena, const struct selector *selector, const struct page *page,
    const uint64_t *inner)
{
	uint8_t *holds = arena_array(arena, page->count, 1);
	uint8_t *under = arena_array(arena, page->count, 1); /* at the node or below it */
	uint8_t *later = arena_array(arena, page->count, 1); /* at a sibling behind it */
	uint32_t met[LIMIT_NESTING + 2] = {0};

	/* Backwards: what follows a node and what is below it has been seen. */
	for (size_t at = page->count; at-- > 1;) {
		const struct node *node = &page->nodes[at];
		uint32_t next = met[node->depth];

		if (node->tag == TAG_TEXT)
			continue;
		if (next && page->nodes[next].parent == node->parent) {
			later[at] = later[next] | wanted(selector, inner[next], LINK_LATER);
			holds[at] |= later[at] | wanted(selector, inner[next], LINK_NEXT);
		}
		met[node->depth] = (uint32_t)at;
		under[at] |= wanted(selector, inner[at], LINK_DESCENDANT);
		under[node->parent] |= under[at];
		holds[node->parent] |= under[at] | wanted(selector, inner[at], LINK_CHILD);
	}
	return holds;
}
