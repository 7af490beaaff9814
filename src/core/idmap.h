/* From ids and nodes to numbers: hashing for passes that look things up. */
#ifndef CORE_IDMAP_H
#define CORE_IDMAP_H

#include "core/arena.h"

/* Keys are texts or addresses of nodes; a map holds one kind. Values are what the caller put. */
struct idmap_entry {
	str key;
	const void *node;
	uint32_t value;
};

struct idmap {
	struct arena *arena;
	struct idmap_entry *list; /* in order of coming */
	size_t count, room;
	uint32_t *slots;
	size_t mask;
};

#define IDMAP(a) ((struct idmap){.arena = (a)})

/* The entry of a key; NULL when there is none. It lives until the next one is added. */
struct idmap_entry *idmap_find(const struct idmap *map, str key);
struct idmap_entry *idmap_find_node(const struct idmap *map, const void *node);

/* Adds a key when it is not there; *is_new says which. */
struct idmap_entry *idmap_add(struct idmap *map, str key, bool *is_new);
struct idmap_entry *idmap_add_node(struct idmap *map, const void *node, bool *is_new);

#endif
