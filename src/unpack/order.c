/* Files that give an order of others: reading what they name. */
#include "unpack/order.h"

#include "core/url.h"
#include "core/utf8.h"
#include "decode/decode.h"
#include "unpack/beside.h"

#define NAMED_MOST 10 /* of what is missing, in the message */
#define SECTION_BYTES 300

/* What was found, in order. */
struct found {
	struct {
		const struct beside_file *file;
		str section, address;
	} * list;
	size_t count, next;
	str folder;
};

str
order_read(struct container *container, struct ctx *ctx)
{
	struct ctx own = *ctx;
	const char *encoding;

	own.arena = container->arena;
	if (!source_read(&own, &container->from))
		return STR_NONE;
	return decode_document(
	    &own, container->from.bytes, container->from.charset, true, &encoding);
}

str
order_section(struct arena *arena, str group, str name)
{
	name = utf8_fold_space(arena, utf8_head(name, SECTION_BYTES));
	group = utf8_head(group, SECTION_BYTES);
	if (!name.len || !group.len)
		return arena_copy(arena, name.len ? name : group);
	return arena_printf(arena, "%.*s: %.*s", STR_ARG(group), STR_ARG(name));
}

static void
say_missing(struct container *container, struct ctx *ctx, str *missing, size_t count)
{
	struct buf list = BUF(ctx->arena);

	for (size_t i = 0; i < count && i < NAMED_MOST; i++) {
		buf_z(&list, i ? ", " : "");
		buf_add(&list, utf8_head(missing[i], 200));
	}
	if (count > NAMED_MOST)
		buf_printf(&list, " and %zu more", count - NAMED_MOST);
	if (count)
		diag_say(ctx->log, DIAG_ORDER_MISSING, container->from.name, "%.*s",
		    STR_ARG(buf_str(&list)));
}

bool
order_find(struct container *container, struct ctx *ctx, const struct order *order, bool feeds)
{
	struct arena *arena = container->arena;
	struct found *found = arena_alloc(arena, sizeof *found);
	struct ctx own = *ctx;
	str path = container->from.path, missing[NAMED_MOST];
	size_t slash = str_rfind_char(path, '/'), astray = 0;
	struct beside *beside = NULL;

	own.arena = arena;
	container->state = found;
	found->folder = slash == STR_NOT_FOUND ? STR("./") : str_head(path, slash + 1);
	found->list = arena_array(arena, order->count + 1, sizeof *found->list);
	/* What lies in an archive has no neighbours on the disk. */
	if (container->from.root.at)
		beside = beside_read(&own, found->folder,
		    slash == STR_NOT_FOUND ? arena_printf(arena, "./%.*s", STR_ARG(path)) : path,
		    feeds);
	for (size_t i = 0; i < order->count; i++) {
		const struct order_entry *entry = &order->entries[i];
		const struct beside_file *file = beside
		    ? beside_find(&own, beside, entry->address, entry->home, entry->title)
		    : NULL;

		if (!file) {
			if (astray < NAMED_MOST)
				missing[astray] = entry->address;
			astray++;
			continue;
		}
		found->list[found->count].file = file;
		found->list[found->count].section = entry->section;
		found->list[found->count++].address = entry->address;
	}
	if (found->count || !container->from.named)
		say_missing(container, ctx, missing, astray);
	else
		diag_say(ctx->log, DIAG_ORDER_NONE, container->from.name, NULL);
	return found->count > 0;
}

enum container_step
order_next(struct container *container, struct ctx *ctx, struct source_item *item)
{
	struct found *found = container->state;
	const struct source_item *from = &container->from;

	while (found->next < found->count) {
		const struct beside_file *file = found->list[found->next].file;
		str path = file->path;

		if (str_starts(path, STR("./")) && !str_starts(from->path, STR("./")))
			path = str_from(path, 2);
		item->name = item->path = path;
		item->root = from->root;
		item->label = STR_NONE;
		item->section = found->list[found->next].section;
		if (file->kind != KIND_FEED && url_is_web(found->list[found->next].address))
			item->base_url = found->list[found->next].address;
		found->next++;
		if (!container_take(container, path))
			continue;
		return source_open(ctx, item, &container->entry) ? CONTAINER_ITEM
								 : CONTAINER_REFUSED;
	}
	return CONTAINER_END;
}
