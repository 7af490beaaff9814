/* Files that give an order of others: what OPML and bookmarks have in common. */
#ifndef UNPACK_ORDER_H
#define UNPACK_ORDER_H

#include "unpack/container.h"

/* What the file names, in order. Strings live as long as the container. */
struct order_entry {
	str address;
	str home;    /* of a feed: its site; absent */
	str title;   /* absent */
	str section; /* absent */
};

struct order {
	struct order_entry *entries;
	size_t count, room;
};

/* The bytes of the container's file as text, in its arena; absent when it was refused: said. */
str order_read(struct container *container, struct ctx *ctx);

/* Find what lies beside it, feeds or all but feeds; what does not is said once. False when nothing
   does. */
bool
order_find(struct container *container, struct ctx *ctx, const struct order *order, bool feeds);

/* The container's `next`. */
enum container_step
order_next(struct container *container, struct ctx *ctx, struct source_item *item);

/* Name a section by the groups that it lies in: "Sea: Tides". Empty names are left out. */
str order_section(struct arena *arena, str group, str name);

#endif
