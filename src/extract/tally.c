/* Counting hashes. */
#include "extract/feature.h"

#define PROBES 32

struct tally_slot {
	uint64_t hash;
	uint32_t count;
};

uint64_t
feature_hash(uint64_t hash, str bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		hash = (hash ^ (unsigned char)bytes.at[i]) * 0x100000001b3u;
	return hash;
}

struct tally
tally_new(struct ctx *ctx, size_t expected)
{
	size_t size = 16;

	while (size < expected * 2)
		size *= 2;
	return (struct tally){arena_array(ctx->arena, size, sizeof(struct tally_slot)), size - 1};
}

static struct tally_slot *
slot_of(const struct tally *tally, uint64_t hash)
{
	size_t at = (size_t)(hash ^ hash >> 29);

	for (size_t i = 0; i < PROBES; i++) {
		struct tally_slot *slot = &tally->slots[(at + i) & tally->mask];

		if (slot->hash == hash || !slot->count)
			return slot;
	}
	return NULL;
}

uint32_t
tally_add(struct tally *tally, uint64_t hash)
{
	struct tally_slot *slot = slot_of(tally, hash);

	if (!slot)
		return 1;
	slot->hash = hash;
	return ++slot->count;
}

uint32_t
tally_get(const struct tally *tally, uint64_t hash)
{
	const struct tally_slot *slot = slot_of(tally, hash);

	return slot ? slot->count : 0;
}

uint32_t *
tally_at(struct tally *tally, uint64_t hash)
{
	struct tally_slot *slot = slot_of(tally, hash);

	if (!slot)
		return NULL;
	slot->hash = hash;
	return &slot->count;
}
