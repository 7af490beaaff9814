/* What stands beside an article and says what it is. */
#include "core/front.h"

#include "core/arena.h"

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
	{
		str *const strings[] = {&to->title, &to->subtitle, &to->lang, &to->source,
		    &to->site, &to->description, &to->section, &to->image, &to->type,
		    &to->publisher, &to->series, &to->rights, &to->reader, &to->counters};

		for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
			*strings[i] = copy(arena, *strings[i]);
	}
	to->authors = copy_list(arena, front->authors, front->author_count);
	to->author_room = front->author_count;
	to->tags = copy_list(arena, front->tags, front->tag_count);
	to->tag_room = front->tag_count;
	return to;
}
