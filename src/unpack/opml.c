/* OPML (opml.org/spec2.opml): an order of feeds that lie beside it. */
#include "unpack/order.h"
#include "unpack/xml.h"

static void
add(struct container *container, struct order *order, const struct xml *xml, str group, str text)
{
	str address = str_trim(xml_get(xml, "xmlUrl")), home = str_trim(xml_get(xml, "htmlUrl"));
	struct order_entry *entry;

	if (order->count == LIMIT_CONTAINER_ENTRIES)
		return;
	entry = ARENA_PUSH(container->arena, order->entries, order->count, order->room);
	entry->address = address;
	entry->home = home;
	entry->title = text;
	entry->section = order_section(container->arena, group, text);
}

static bool
open(struct container *container, struct ctx *ctx)
{
	struct xml *xml = arena_alloc(container->arena, sizeof *xml);
	str *groups = arena_array(container->arena, XML_DEPTH_MAX + 1, sizeof *groups), text;
	struct order order = {0};

	text = order_read(container, ctx);
	if (!text.at)
		return false;
	xml_begin(xml, container->arena, text);
	while (xml_next(xml) != XML_END) {
		str around, name;

		if (xml->kind != XML_OPEN)
			continue;
		around = groups[xml->depth - 1];
		groups[xml->depth] = around;
		if (!str_eq_nocase(xml->name, STR("outline")))
			continue;
		name = str_trim(xml_get(xml, "text"));
		if (!name.len)
			name = str_trim(xml_get(xml, "title"));
		if (str_trim(xml_get(xml, "xmlUrl")).len)
			add(container, &order, xml, around, name);
		else
			groups[xml->depth] = order_section(container->arena, around, name);
	}
	return order_find(container, ctx, &order, true);
}

const struct container_kind container_opml = {KIND_OPML, open, order_next, NULL};
