/* From addresses to places in a web archive. */
#include <stdlib.h>

#include "core/url.h"
#include "unpack/warc.h"

uint64_t
warc_hash(str bytes)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < bytes.len; i++)
		h = (h ^ (unsigned char)bytes.at[i]) * 1099511628211u;
	h = (h ^ h >> 32) * 0x9E3779B97F4A7C15u;
	h ^= h >> 29;
	return h ? h : 1;
}

uint64_t
warc_hash_address(struct arena *scratch, str address)
{
	str key = url_key(scratch, address);
	size_t scheme = str_find(key, STR("://"));

	if (scheme == STR_NOT_FOUND)
		return 0;
	return warc_hash(url_decode(scratch, str_from(key, scheme + 3)));
}

static uint64_t *
slot_of(const struct warc_set *set, uint64_t hash)
{
	size_t at = (size_t)hash & set->mask;

	while (set->slots[at] && set->slots[at] != hash)
		at = (at + 1) & set->mask;
	return &set->slots[at];
}

bool
warc_set_has(const struct warc_set *set, uint64_t hash)
{
	return set->count && *slot_of(set, hash);
}

bool
warc_set_add(struct arena *arena, struct warc_set *set, uint64_t hash)
{
	uint64_t *slot;

	if (set->count * 2 >= set->mask) {
		size_t size = set->mask ? (set->mask + 1) * 2 : 64;
		struct warc_set larger = {NULL, set->count, size - 1};

		larger.slots = arena_array(arena, size, sizeof *larger.slots);
		for (size_t i = 0; set->mask && i <= set->mask; i++)
			if (set->slots[i])
				*slot_of(&larger, set->slots[i]) = set->slots[i];
		*set = larger;
	}
	slot = slot_of(set, hash);
	if (*slot)
		return false;
	*slot = hash;
	set->count++;
	return true;
}

void
warc_index_add(struct warc_index *index, uint64_t address, uint64_t place, uint64_t other)
{
	if (!address)
		return;
	if (index->count >= LIMIT_WARC_ENTRIES) {
		index->is_full = true;
		return;
	}
	*ARENA_PUSH(index->arena, index->entries, index->count, index->room) =
	    (struct warc_entry){address, place, other};
}

static unsigned
flags_of(const struct warc_entry *entry)
{
	return (unsigned)(entry->place >> 48);
}

/* Of one address what can be had comes first, then what leads on; the earlier before the later. */
static int
compare_entries(const void *a, const void *b)
{
	const struct warc_entry *x = a, *y = b;
	unsigned leads = WARC_IS_REDIRECT | WARC_IS_SAME;
	bool x_leads = flags_of(x) & leads, y_leads = flags_of(y) & leads;

	if (x->address != y->address)
		return x->address < y->address ? -1 : 1;
	if (x_leads != y_leads)
		return x_leads ? 1 : -1;
	return x->place < y->place ? -1 : x->place > y->place;
}

static int
compare_digests(const void *a, const void *b)
{
	const struct warc_entry *x = *(const struct warc_entry *const *)a,
				*y = *(const struct warc_entry *const *)b;

	if (x->other != y->other)
		return x->other < y->other ? -1 : 1;
	return x->place < y->place ? -1 : x->place > y->place;
}

/* Give what repeats a payload the place of that payload. */
static void
resolve_digests(struct warc_index *index)
{
	const struct warc_entry **by_digest;
	size_t originals = 0;

	by_digest = arena_array(index->arena, index->count, sizeof *by_digest);
	for (size_t i = 0; i < index->count; i++)
		if (!(flags_of(&index->entries[i]) & (WARC_IS_REDIRECT | WARC_IS_SAME)) &&
		    index->entries[i].other)
			by_digest[originals++] = &index->entries[i];
	qsort(by_digest, originals, sizeof *by_digest, compare_digests);
	for (size_t i = 0; i < index->count; i++) {
		struct warc_entry *entry = &index->entries[i];
		size_t low = 0, high = originals;

		if (!(flags_of(entry) & WARC_IS_SAME))
			continue;
		while (low < high) {
			size_t middle = low + (high - low) / 2;

			if (by_digest[middle]->other < entry->other)
				low = middle + 1;
			else
				high = middle;
		}
		if (low < originals && by_digest[low]->other == entry->other)
			entry->place = by_digest[low]->place;
	}
}

void
warc_index_end(struct warc_index *index)
{
	bool repeats = false;

	for (size_t i = 0; i < index->count && !repeats; i++)
		repeats = flags_of(&index->entries[i]) & WARC_IS_SAME;
	if (repeats)
		resolve_digests(index);
	if (index->count)
		qsort(index->entries, index->count, sizeof *index->entries, compare_entries);
}

static const struct warc_entry *
find(const struct warc_index *index, uint64_t address)
{
	size_t low = 0, high = index->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (index->entries[middle].address < address)
			low = middle + 1;
		else
			high = middle;
	}
	return low < index->count && index->entries[low].address == address ? &index->entries[low]
									    : NULL;
}

uint64_t
warc_index_redirect(const struct warc_index *index, uint64_t address)
{
	const struct warc_entry *entry = find(index, address);

	return entry && flags_of(entry) & WARC_IS_REDIRECT ? entry->other : 0;
}

const struct warc_entry *
warc_index_find(const struct warc_index *index, uint64_t address)
{
	const struct warc_entry *entry = address ? find(index, address) : NULL;

	for (int i = 0; entry && flags_of(entry) & WARC_IS_REDIRECT; i++)
		entry = i < LIMIT_WARC_REDIRECTS ? find(index, entry->other) : NULL;
	return entry && !(flags_of(entry) & WARC_IS_SAME) ? entry : NULL;
}
