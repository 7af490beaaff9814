/* Volumes: a list of articles cut so that more of them at its end change the last volume alone. */
#include <stdlib.h>

#include "edition/edition.h"

#define BOOK_BYTES 100000 /* of a book beside its articles: cover, style, lists */
#define FRAME_BYTES 4096  /* of an article beside its text: its page, its lines in the lists */

/* What an article adds to a volume, about: text packs to less than half. */
static uint64_t
size_of(const struct entry *entry)
{
	uint64_t size = FRAME_BYTES + entry->body_size / 2;

	for (uint32_t i = 0; i < entry->picture_count; i++)
		size += entry->pictures[i].bytes.len;
	return size;
}

static struct date
begin_of(const struct entry *entry, enum edition_split split)
{
	struct date begin = {.year = entry->date.year, .month = 1, .day = 1};

	if (!date_is_set(entry->date))
		return (struct date){0};
	if (split == EDITION_BY_MONTH)
		begin.month = entry->date.month;
	return begin;
}

static int
compare_dates(const void *a, const void *b)
{
	const struct entry *one = *(struct entry *const *)a, *two = *(struct entry *const *)b;
	bool first = date_is_set(one->date), second = date_is_set(two->date);
	int day = first && second ? date_compare_day(one->date, two->date) : 0;

	if (first != second)
		return first ? 1 : -1;
	return day ? day : edition_compare_places(a, b);
}

struct date
edition_day(const struct edition_list *entries, int sign)
{
	struct date day = {0};

	for (size_t i = 0; i < entries->count; i++) {
		struct date date = entries->list[i]->date;

		if (date_is_set(date) &&
		    (!date_is_set(day) || date_compare_day(date, day) * sign > 0))
			day = date;
	}
	return day;
}

static bool
fits(const struct edition_volume *volume, const struct entry *entry,
    const struct edition_splitting *how)
{
	switch (how->split) {
	case EDITION_BY_COUNT:
		return volume->entries.count < how->count;
	case EDITION_BY_SIZE:
		return volume->size + size_of(entry) <= how->size;
	default:
		return date_compare_day(volume->begins, begin_of(entry, how->split)) == 0;
	}
}

struct edition_volume *
edition_split(struct arena *arena, const struct edition_list *entries,
    const struct edition_splitting *how, size_t *count)
{
	struct edition_volume *volumes = NULL, *volume = NULL;
	bool by_date = how->split == EDITION_BY_MONTH || how->split == EDITION_BY_YEAR;
	uint32_t number = 0;
	size_t room = 0;

	*count = 0;
	if (by_date && entries->count)
		qsort(entries->list, entries->count, sizeof *entries->list, compare_dates);
	for (size_t i = 0; i < entries->count; i++) {
		struct entry *entry = entries->list[i];

		if (!volume || !fits(volume, entry, how)) {
			volume = ARENA_PUSH(arena, volumes, *count, room);
			volume->entries.list = &entries->list[i];
			volume->size = BOOK_BYTES;
			if (by_date)
				volume->begins = begin_of(entry, how->split);
			/* What has no date comes first and counts for nothing: it may be there or
			   not without a change to the others. */
			volume->number = by_date && !date_is_set(volume->begins) ? 0 : ++number;
		}
		entry->volume = volume->number;
		volume->entries.count++;
		volume->size += size_of(entry);
	}
	return volumes;
}
