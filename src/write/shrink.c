/* Pictures made smaller until a book fits its size. */
#include "write/shrink.h"

#include <errno.h>
#include <stdlib.h>

#include "cell/cell.h"
#include "core/deflate.h"

/* Of a ZIP's entry its two heads without names, of a ZIP its end (APPNOTE 4.3.7, 4.3.12, 4.3.16).
 */
#define ENTRY_HEADS (30 + 46)
#define ZIP_END 22

/* Fewer bytes than this are asked of no picture: it would show nothing. */
#define LEAST 1500

#define ROUNDS 4
#define QUALITY 82

struct shrinking {
	struct arena *arena;
	struct book *book;
	struct spool *spool;
	struct zip_item *items;
	struct zip_place *places;
	size_t count;
};

static uint64_t
size_of_zip(const struct shrinking *shrinking)
{
	uint64_t size = ZIP_END;

	for (size_t i = 0; i < shrinking->count; i++)
		size += shrinking->items[i].packed + ENTRY_HEADS +
		    2 * str_of(shrinking->items[i].name).len;
	return size;
}

static const struct record_picture *
picture_at(const struct shrinking *shrinking, size_t item)
{
	const struct record_picture *picture =
	    item ? shrinking->book->parts[item - 1].picture : NULL;

	return picture && (picture->kind == PICTURE_JPEG || picture->kind == PICTURE_PNG) ? picture
											  : NULL;
}

static int
by_size(const void *a, const void *b)
{
	const uint64_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

/* The number of bytes that no picture may have more of, so that all of them have `room`. */
static uint64_t
find_cap(const struct shrinking *shrinking, uint64_t room)
{
	uint64_t *sizes = arena_array(shrinking->arena, shrinking->count, sizeof *sizes);
	size_t count = 0;

	for (size_t i = 0; i < shrinking->count; i++)
		if (picture_at(shrinking, i))
			sizes[count++] = shrinking->items[i].packed;
	qsort(sizes, count, sizeof *sizes, by_size);
	for (size_t i = 0; i < count; i++) {
		uint64_t share = room / (count - i);

		if (sizes[i] > share)
			return share;
		room -= sizes[i];
	}
	return UINT64_MAX;
}

str
shrink_picture(
    struct arena *arena, const struct book *book, str bytes, struct codec_wish wish, size_t most)
{
	struct picture_facts facts = picture_probe(bytes);
	struct codec_made made;

	wish.format = facts.format;
	wish.pixels = (uint64_t)facts.width * facts.height;
	wish.orientation = 1;
	wish.keeps_format = true;
	made = cell_make(book->request->cell, arena, &wish, bytes);
	return made.answer == CODEC_MADE && made.format == facts.format && made.bytes.len < most
	    ? made.bytes
	    : STR_NONE;
}

static bool
shrink_one(struct shrinking *shrinking, size_t index, uint64_t most)
{
	struct arena *arena = arena_inner(shrinking->arena);
	struct zip_item *item = &shrinking->items[index];
	struct zip_place *place = &shrinking->places[index];
	str bytes = spool_unpack(place->spool, arena, place->range, item->is_deflated, item->size);
	struct codec_wish wish = {.edge = PICTURE_EDGE, .quality = QUALITY, .most = most};
	bool good = bytes.at != NULL;
	str made = STR_NONE;

	if (good)
		made = shrink_picture(arena, shrinking->book, bytes, wish, item->packed);
	if (made.at) {
		good = spool_add(shrinking->spool, made, &place->range);
		place->spool = shrinking->spool;
		item->size = item->packed = made.len;
		item->crc = deflate_crc(0, made);
		item->is_deflated = false;
	}
	arena_release(arena);
	return good;
}

/* One round: the cap is for all, and those above it are asked to keep it. */
static bool
shrink_round(struct shrinking *shrinking, uint64_t size, uint64_t most)
{
	uint64_t pictures = 0, cap;

	for (size_t i = 0; i < shrinking->count; i++)
		if (picture_at(shrinking, i))
			pictures += shrinking->items[i].packed;
	cap = size - pictures < most ? find_cap(shrinking, most - (size - pictures)) : LEAST;
	if (cap < LEAST)
		cap = LEAST;
	for (size_t i = 0; i < shrinking->count; i++)
		if (picture_at(shrinking, i) && shrinking->items[i].packed > cap &&
		    !shrink_one(shrinking, i, cap))
			return false;
	return true;
}

bool
shrink_pictures(struct arena *arena, struct book *book, struct spool *spool, struct zip_item *items,
    struct zip_place *places, size_t count)
{
	struct shrinking shrinking = {arena, book, spool, items, places, count};
	uint64_t most = book->request->max_size, size = size_of_zip(&shrinking), last;

	if (!most || size <= most)
		return true;
	book->size_before = size;
	for (int round = 0; round < ROUNDS && size > most && book->request->cell; round++) {
		last = size;
		if (!shrink_round(&shrinking, size, most))
			return false;
		size = size_of_zip(&shrinking);
		if (size == last)
			break;
	}
	book->size_after = size;
	for (size_t i = 0; i < count; i++)
		book->pictures_shrunk += picture_at(&shrinking, i) && places[i].spool == spool;
	return true;
}
