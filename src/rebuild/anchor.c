/* Places that links of the page lead to. */
#include "rebuild/anchor.h"

#include "core/url.h"

struct entry {
	str id;
	bool was_met; /* an element of the page has it */
	uint32_t
	    stand; /* entry whose id the built element has; its own index where it is this one */
};

#define NO_STAND UINT32_MAX

struct anchors {
	struct arena *arena;
	const struct page *page;
	const str *own;
	size_t own_count;
	struct entry *list;
	size_t count, room;
	uint32_t *slots; /* hash: entry + 1 */
	size_t mask;
	uint32_t *waiting;
	size_t waiting_count, waiting_room;
};

static size_t
hash(str s)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.at[i]) * 16777619u;
	return h;
}

static uint32_t *
slot_of(const struct anchors *anchors, str id)
{
	size_t at = hash(id) & anchors->mask;

	while (anchors->slots[at] && !str_eq(anchors->list[anchors->slots[at] - 1].id, id))
		at = (at + 1) & anchors->mask;
	return &anchors->slots[at];
}

static struct entry *
find(const struct anchors *anchors, str id)
{
	uint32_t slot = id.len ? *slot_of(anchors, id) : 0;

	return slot ? &anchors->list[slot - 1] : NULL;
}

static void
rehash(struct anchors *anchors, size_t size)
{
	anchors->slots = arena_array(anchors->arena, size, sizeof *anchors->slots);
	anchors->mask = size - 1;
	for (size_t i = 0; i < anchors->count; i++)
		*slot_of(anchors, anchors->list[i].id) = (uint32_t)i + 1;
}

static void
want(struct anchors *anchors, str id)
{
	uint32_t *slot;

	if (!id.len || id.len > 1000)
		return;
	if (anchors->count * 2 >= anchors->mask)
		rehash(anchors, (anchors->mask + 1) * 2);
	slot = slot_of(anchors, id);
	if (*slot)
		return;
	*ARENA_PUSH(anchors->arena, anchors->list, anchors->count, anchors->room) =
	    (struct entry){.id = id, .stand = NO_STAND};
	*slot = (uint32_t)anchors->count;
}

static str
without_fragment(str address)
{
	return str_head(address, str_find_char(address, '#'));
}

str
anchor_href(const struct anchors *anchors, str href)
{
	str trimmed = str_trim(href), absolute, head;
	size_t at = str_find_char(trimmed, '#');

	if (at == 0 || at == STR_NOT_FOUND || trimmed.len > 4000)
		return trimmed;
	absolute = url_resolve(anchors->arena, anchors->page->base_url, trimmed);
	head = without_fragment(absolute);
	for (size_t i = 0; i < anchors->own_count; i++)
		if (head.len && str_eq(head, without_fragment(anchors->own[i])))
			return str_from(trimmed, at);
	return trimmed;
}

struct anchors *
anchor_new(struct ctx *ctx, const struct plan *plan, const str *own, size_t count)
{
	struct anchors *anchors = arena_alloc(ctx->arena, sizeof *anchors);

	anchors->arena = ctx->arena;
	anchors->page = plan->page;
	anchors->own = own;
	anchors->own_count = count;
	rehash(anchors, 16);
	for (uint32_t at = 0; at < plan->page->count; at++) {
		str href;

		if (plan->page->nodes[at].tag != TAG_A || !plan_is_taken(plan, at))
			continue;
		href = anchor_href(anchors, page_get(plan->page, at, STR("href")));
		if (!str_starts(href, STR("#")))
			continue;
		want(anchors, str_from(href, 1));
		if (str_find_char(href, '%') != STR_NOT_FOUND)
			want(anchors, url_decode(ctx->arena, str_from(href, 1)));
	}
	return anchors;
}

str
anchor_of(struct anchors *anchors, uint32_t at)
{
	static const char *const names[] = {"id", "name"};

	if (!anchors->count || !anchors->page->nodes[at].attr_count)
		return STR_NONE;
	for (size_t i = 0; i < 1 + (anchors->page->nodes[at].tag == TAG_A); i++) {
		struct entry *entry = find(anchors, page_get(anchors->page, at, str_of(names[i])));

		if (entry && !entry->was_met) {
			entry->was_met = true;
			return entry->id;
		}
	}
	return STR_NONE;
}

void
anchor_wait(struct anchors *anchors, str id)
{
	struct entry *entry = find(anchors, id);

	if (entry)
		*ARENA_PUSH(anchors->arena, anchors->waiting, anchors->waiting_count,
		    anchors->waiting_room) = (uint32_t)(entry - anchors->list);
}

bool
anchor_is_waiting(const struct anchors *anchors)
{
	return anchors->waiting_count > 0;
}

str
anchor_take(struct anchors *anchors, str own)
{
	struct entry *entry = find(anchors, own);
	uint32_t stand;

	if (!entry && !anchors->waiting_count)
		return STR_NONE;
	stand = entry ? (uint32_t)(entry - anchors->list) : anchors->waiting[0];
	anchors->list[stand].stand = stand;
	for (size_t i = 0; i < anchors->waiting_count; i++)
		anchors->list[anchors->waiting[i]].stand = stand;
	anchors->waiting_count = 0;
	return anchors->list[stand].id;
}

/* The fragment as it is comes before the decoded one (HTML section 7.4.6.3). */
static str
stand_in(const struct anchors *anchors, str fragment)
{
	const struct entry *entry = find(anchors, fragment);

	if (!entry || entry->stand == NO_STAND)
		entry = find(anchors, url_decode(anchors->arena, fragment));
	return entry && entry->stand != NO_STAND ? anchors->list[entry->stand].id : STR_NONE;
}

void
anchor_finish(struct anchors *anchors, struct tree *tree)
{
	for (xmlNode *node = tree->root; node; node = tree_next(tree->root, node)) {
		str href, id;

		if (tree_element(node) != EL_A)
			continue;
		href = tree_get(node, "href");
		if (!str_starts(href, STR("#")))
			continue;
		id = stand_in(anchors, str_from(href, 1));
		if (id.at && !str_eq(id, str_from(href, 1)))
			tree_set(
			    tree, node, "href", arena_printf(tree->arena, "#%.*s", STR_ARG(id)));
	}
}
