/* From ids and nodes to numbers. */
#include "core/idmap.h"

static size_t
hash(str key, const void *node)
{
	uint32_t h = 2166136261u;

	if (node)
		return ((uintptr_t)node >> 4) * (size_t)2654435761u;
	for (size_t i = 0; i < key.len; i++)
		h = (h ^ (unsigned char)key.at[i]) * 16777619u;
	return h;
}

static uint32_t *
slot_of(const struct idmap *map, str key, const void *node)
{
	size_t at = hash(key, node);

	for (at = (at ^ at >> 15) & map->mask; map->slots[at]; at = (at + 1) & map->mask) {
		const struct idmap_entry *entry = &map->list[map->slots[at] - 1];

		if (node ? entry->node == node : str_eq(entry->key, key))
			break;
	}
	return &map->slots[at];
}

static struct idmap_entry *
find(const struct idmap *map, str key, const void *node)
{
	uint32_t slot = map->count ? *slot_of(map, key, node) : 0;

	return slot ? &map->list[slot - 1] : NULL;
}

static void
grow(struct idmap *map)
{
	size_t size = map->mask ? (map->mask + 1) * 2 : 32;

	map->slots = arena_array(map->arena, size, sizeof *map->slots);
	map->mask = size - 1;
	for (size_t i = 0; i < map->count; i++)
		*slot_of(map, map->list[i].key, map->list[i].node) = (uint32_t)i + 1;
}

static struct idmap_entry *
add(struct idmap *map, str key, const void *node, bool *is_new)
{
	uint32_t *slot;

	if (map->count * 2 >= map->mask)
		grow(map);
	slot = slot_of(map, key, node);
	*is_new = !*slot;
	if (*is_new) {
		struct idmap_entry *entry =
		    ARENA_PUSH(map->arena, map->list, map->count, map->room);

		*entry = (struct idmap_entry){.key = key, .node = node};
		*slot = (uint32_t)map->count;
	}
	return &map->list[*slot - 1];
}

struct idmap_entry *
idmap_find(const struct idmap *map, str key)
{
	return find(map, key, NULL);
}

struct idmap_entry *
idmap_find_node(const struct idmap *map, const void *node)
{
	return find(map, STR_NONE, node);
}

struct idmap_entry *
idmap_add(struct idmap *map, str key, bool *is_new)
{
	return add(map, key, NULL, is_new);
}

struct idmap_entry *
idmap_add_node(struct idmap *map, const void *node, bool *is_new)
{
	return add(map, STR_NONE, node, is_new);
}
