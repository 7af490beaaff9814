/* Bookmarks as browsers export them (Netscape's file): an order of pages that lie beside it. */
#include "unpack/order.h"
#include "unpack/xml.h"

struct reading {
	struct container *container;
	struct order order;
	str groups[XML_DEPTH_MAX + 1]; /* names of the folders around, by depth */
	str folder;                    /* named, and not yet opened */
	struct buf text;               /* of the link or the folder's heading that is open */
	bool in_link, in_heading;
	str address;
};

static void
end_link(struct reading *reading, size_t depth)
{
	struct arena *arena = reading->container->arena;
	struct order *order = &reading->order;
	struct order_entry *entry;

	reading->in_link = false;
	if (!reading->address.len || order->count == LIMIT_CONTAINER_ENTRIES)
		return;
	entry = ARENA_PUSH(arena, order->entries, order->count, order->room);
	entry->address = reading->address;
	entry->title = str_trim(buf_str(&reading->text));
	if (reading->groups[depth].len)
		entry->section = reading->groups[depth];
}

static void
take_tag(struct reading *reading, struct xml *xml)
{
	struct arena *arena = reading->container->arena;

	if (xml->kind == XML_CLOSE) {
		if (reading->in_link && str_eq_nocase(xml->name, STR("a")))
			end_link(reading, xml->depth);
		if (reading->in_heading && str_eq_nocase(xml->name, STR("h3"))) {
			reading->in_heading = false;
			reading->folder = str_trim(buf_str(&reading->text));
		}
		return;
	}
	reading->groups[xml->depth] = reading->groups[xml->depth - 1];
	if (str_eq_nocase(xml->name, STR("dl"))) {
		reading->groups[xml->depth] =
		    order_section(arena, reading->groups[xml->depth], reading->folder);
		reading->folder = STR_NONE;
		return;
	}
	if (!str_eq_nocase(xml->name, STR("a")) && !str_eq_nocase(xml->name, STR("h3")))
		return;
	reading->in_link = ascii_lower((unsigned char)xml->name.at[0]) == 'a';
	reading->in_heading = !reading->in_link;
	reading->text = BUF(arena);
	reading->address = str_trim(xml_get(xml, "href"));
}

static bool
open(struct container *container, struct ctx *ctx)
{
	struct xml *xml = arena_alloc(container->arena, sizeof *xml);
	struct reading *reading = arena_alloc(container->arena, sizeof *reading);
	str text = order_read(container, ctx);

	if (!text.at)
		return false;
	reading->container = container;
	xml_begin(xml, container->arena, text);
	xml->flat = "dt dd p";
	while (xml_next(xml) != XML_END) {
		if (xml->kind != XML_TEXT)
			take_tag(reading, xml);
		else if (reading->in_link || reading->in_heading)
			buf_add(&reading->text, xml_text(xml));
	}
	return order_find(container, ctx, &reading->order, false);
}

const struct container_kind container_bookmarks = {KIND_BOOKMARKS, open, order_next, NULL};
