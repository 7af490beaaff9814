/* Places that links of the page lead to. */
#include "rebuild/anchor.h"

#include "core/idmap.h"
#include "core/url.h"
#include "page/target.h"

#define NO_STAND UINT32_MAX

/* What is known of a fragment; by its number in `ids`. */
struct entry {
	bool was_met;   /* an element of the page has it */
	uint32_t stand; /* number of the id that the built element has; its own where it is that */
};

struct anchors {
	struct arena *arena;
	const struct page *page;
	const str *own;
	size_t own_count;
	struct idmap ids;
	struct idmap present; /* ids of notes and their references */
	struct entry *list;
	size_t count, room;
	uint32_t *waiting;
	size_t waiting_count, waiting_room;
};

static struct entry *
find(const struct anchors *anchors, str id)
{
	const struct idmap_entry *found = id.len ? idmap_find(&anchors->ids, id) : NULL;

	return found ? &anchors->list[found->value] : NULL;
}

static str
id_of(const struct anchors *anchors, uint32_t number)
{
	return anchors->ids.list[number].key;
}

static void
want(struct anchors *anchors, str id)
{
	struct idmap_entry *entry;
	bool is_new;

	if (!id.len || id.len > 1000)
		return;
	entry = idmap_add(&anchors->ids, id, &is_new);
	if (!is_new)
		return;
	entry->value = (uint32_t)anchors->count;
	*ARENA_PUSH(anchors->arena, anchors->list, anchors->count, anchors->room) =
	    (struct entry){.stand = NO_STAND};
}

static str
without_fragment(str address)
{
	return str_head(address, str_find_char(address, '#'));
}

/* All ids that say that they are of notes: whatever address stands before one of them, it is the
   page's own. */
static void
note_present(struct anchors *anchors)
{
	const struct page *page = anchors->page;
	bool is_new;

	for (uint32_t at = 1; at < page->count; at++) {
		str id;

		if (!page->nodes[at].attr_count || page->nodes[at].tag == TAG_TEXT)
			continue;
		id = page_get(page, at, STR("id"));
		if (!id.len && page->nodes[at].tag == TAG_A)
			id = page_get(page, at, STR("name"));
		if (id.len && id.len < 200 && page_target_is_note(id))
			idmap_add(&anchors->present, id, &is_new);
	}
}

str
anchor_href(const struct anchors *anchors, uint32_t link)
{
	str trimmed = str_trim(page_get(anchors->page, link, STR("href"))), absolute, head;
	str target = page_target(anchors->page, link);
	size_t at = str_find_char(trimmed, '#');

	if (target.len && idmap_find(&anchors->present, target))
		return arena_printf(anchors->arena, "#%.*s", STR_ARG(target));
	if (at == 0 || at == STR_NOT_FOUND || trimmed.len > 4000)
		return trimmed;
	absolute = url_resolve(anchors->arena, anchors->page->base_url, trimmed);
	head = without_fragment(absolute);
	for (size_t i = 0; i < anchors->own_count; i++)
		if (head.len && str_eq(head, without_fragment(anchors->own[i])))
			return str_from(trimmed, at);
	if (page_target_is_note(str_from(trimmed, at + 1)) &&
	    idmap_find(&anchors->present, str_from(trimmed, at + 1)))
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
	anchors->ids = IDMAP(ctx->arena);
	anchors->present = IDMAP(ctx->arena);
	note_present(anchors);
	for (uint32_t at = 0; at < plan->page->count; at++) {
		str href;

		if (plan->page->nodes[at].tag != TAG_A || !plan_is_taken(plan, at))
			continue;
		href = anchor_href(anchors, at);
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
			return id_of(anchors, (uint32_t)(entry - anchors->list));
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
	return id_of(anchors, stand);
}

/* The fragment as it is comes before the decoded one (HTML section 7.4.6.3). */
static str
stand_in(const struct anchors *anchors, str fragment)
{
	const struct entry *entry = find(anchors, fragment);

	if (!entry || entry->stand == NO_STAND)
		entry = find(anchors, url_decode(anchors->arena, fragment));
	return entry && entry->stand != NO_STAND ? id_of(anchors, entry->stand) : STR_NONE;
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
