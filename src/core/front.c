/* What stands beside an article and says what it is. */
#include "core/front.h"

#include <stddef.h>
#include <string.h>

#include "core/arena.h"

static const size_t strings[] = {offsetof(struct front, title), offsetof(struct front, subtitle),
    offsetof(struct front, lang), offsetof(struct front, source), offsetof(struct front, site),
    offsetof(struct front, description), offsetof(struct front, section),
    offsetof(struct front, image), offsetof(struct front, type), offsetof(struct front, publisher),
    offsetof(struct front, series), offsetof(struct front, series_index),
    offsetof(struct front, rights), offsetof(struct front, title_sort),
    offsetof(struct front, reader), offsetof(struct front, counters)};

static str *
string_of(const struct front *front, size_t i)
{
	return (str *)(void *)((char *)(uintptr_t)front + strings[i]);
}

static str
copy(struct arena *arena, str s)
{
	return s.at ? arena_copy(arena, s) : STR_NONE;
}

static str *
copy_list(struct arena *arena, const str *list, size_t count)
{
	str *copies = count ? arena_array(arena, count, sizeof *copies) : NULL;

	for (size_t i = 0; i < count; i++)
		copies[i] = copy(arena, list[i]);
	return copies;
}

struct front *
front_copy(struct arena *arena, const struct front *front)
{
	struct front *to;

	if (!front)
		return NULL;
	to = arena_alloc(arena, sizeof *to);
	*to = *front;
	for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
		*string_of(to, i) = copy(arena, *string_of(front, i));
	to->authors = copy_list(arena, front->authors, front->author_count);
	to->author_room = front->author_count;
	to->tags = copy_list(arena, front->tags, front->tag_count);
	to->tag_room = front->tag_count;
	return to;
}

const struct front *
front_over(struct arena *arena, const struct front *over, const struct front *under)
{
	struct front *to;

	if (!over || !under)
		return over ? over : under;
	to = arena_alloc(arena, sizeof *to);
	*to = *over;
	for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
		if (!string_of(to, i)->len)
			*string_of(to, i) = *string_of(under, i);
	if (!to->author_count) {
		to->authors = under->authors;
		to->author_count = to->author_room = under->author_count;
	}
	if (!to->tag_count) {
		to->tags = under->tags;
		to->tag_count = to->tag_room = under->tag_count;
	}
	if (!date_is_set(to->date))
		to->date = under->date;
	if (!date_is_set(to->modified))
		to->modified = under->modified;
	to->is_letter |= under->is_letter;
	/* A series' number is that of the series beside it. */
	if (over->series.len && !over->series_index.len)
		to->series_index = STR_NONE;
	return to;
}
