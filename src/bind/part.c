/* The files of a book, as they are added to it. */
#include "bind/plan.h"

struct part *
bind_part(struct plan *plan, str path, const char *media_type, str id)
{
	struct book *book = plan->book;
	struct part *part = ARENA_PUSH(book->arena, book->parts, book->part_count, book->part_room);

	part->path = arena_printf(book->arena, "EPUB/%.*s", STR_ARG(path));
	part->media_type = media_type;
	part->id = id;
	return part;
}

str
bind_keep(struct plan *plan, const struct buf *text)
{
	str kept = arena_copy(plan->arena, buf_str(text));

	arena_release(plan->scratch);
	return kept;
}
