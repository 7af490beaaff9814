/* Archives of files. */
#include "unpack/archive.h"

#include <stdlib.h>

#include "source/names.h"

#define MAX_PARTS 64
#define ASTRAY_NAMED 16 /* entries astray that are named, one by one */

/* A path as an archive has it, cleaned; false when it leads out. */
static bool
clean(struct arena *arena, str path, str *cleaned)
{
	struct buf buf = BUF(arena);
	size_t parts = 0;
	str rest, part;
	char *at = arena_zstr(arena, path);

	for (size_t i = 0; i < path.len; i++)
		if (at[i] == '\\')
			at[i] = '/';
	rest = (str){at, path.len};
	if (str_starts(rest, STR("/")) || str_find_char(rest, '\0') != STR_NOT_FOUND ||
	    (rest.len > 1 && ascii_is_alpha((unsigned char)at[0]) && at[1] == ':'))
		return false;
	while (str_cut(&rest, '/', &part)) {
		if (!part.len || str_eq(part, STR(".")))
			continue;
		if (str_eq(part, STR("..")) || ++parts > MAX_PARTS)
			return false;
		buf_z(&buf, buf.len ? "/" : "");
		buf_add(&buf, part);
	}
	*cleaned = buf_str(&buf);
	return buf.len > 0;
}

void
archive_add(struct archive *archive, struct arena *arena, str path, uint64_t size, uint64_t at)
{
	struct archive_entry *entry;
	str cleaned;

	if (archive->count >= LIMIT_CONTAINER_ENTRIES) {
		archive->is_full = true;
		return;
	}
	if (!clean(arena, path, &cleaned)) {
		if (archive->astray_count < ASTRAY_NAMED)
			*ARENA_PUSH(arena, archive->astray, archive->astray_count,
			    archive->astray_room) = arena_copy(arena, path);
		return;
	}
	entry = ARENA_PUSH(arena, archive->entries, archive->count, archive->room);
	*entry = (struct archive_entry){cleaned, size, at};
}

static int
compare_entries(const void *a, const void *b)
{
	const struct archive_entry *x = a, *y = b;
	int order = names_compare(x->path, y->path);

	return order ? order : x->at < y->at ? -1 : x->at > y->at;
}

static int
compare_path(const void *path, const void *entry)
{
	return names_compare(*(const str *)path, ((const struct archive_entry *)entry)->path);
}

/* The folder that all entries lie in is not a section of theirs. */
static str
common_folder(const struct archive *archive)
{
	str first = archive->count ? archive->entries[0].path : STR("");
	size_t slash = str_find_char(first, '/');

	if (slash == STR_NOT_FOUND)
		return STR("");
	first = str_head(first, slash + 1);
	for (size_t i = 1; i < archive->count; i++)
		if (!str_starts(archive->entries[i].path, first))
			return STR("");
	return first;
}

void
archive_sort(struct archive *archive)
{
	if (archive->count)
		qsort(archive->entries, archive->count, sizeof *archive->entries, compare_entries);
	archive->folder = common_folder(archive);
}

const struct archive_entry *
archive_find(const struct archive *archive, str path)
{
	if (!archive->count)
		return NULL;
	return bsearch(
	    &path, archive->entries, archive->count, sizeof *archive->entries, compare_path);
}

bool
archive_count(struct archive *archive, struct stream *stream, size_t got)
{
	archive->expanded += got;
	if (archive->expanded <= LIMIT_CONTAINER_BYTES)
		return true;
	stream->why = "its archive holds more than 4 GiB; unpack it, and name the folder";
	return false;
}

str
archive_read(struct archive *archive, struct arena *arena, str path, size_t most)
{
	const struct archive_entry *entry = archive_find(archive, path);
	struct stream *stream = entry ? archive->open(archive, arena, entry) : NULL;
	str bytes;

	if (!stream || stream_all(stream, arena, most, &bytes) != STREAM_WHOLE)
		return STR_NONE;
	return bytes.at ? bytes : STR("");
}

struct beside {
	struct archive *archive;
	str path;
};

static enum shelf_result
find_beside(
    struct ctx *ctx, const struct shelf *shelf, str address, str absolute, size_t most, str *bytes)
{
	const struct beside *beside = shelf->state;
	enum shelf_result result;
	const struct archive_entry *entry;
	struct stream *stream;
	str path;

	(void)absolute;
	result = shelf_path(ctx->arena, beside->path, address, &path);
	if (result != SHELF_FOUND)
		return result;
	entry = archive_find(beside->archive, path);
	if (!entry)
		return SHELF_MISSING;
	if (entry->size > most)
		return SHELF_TOO_LARGE;
	stream = beside->archive->open(beside->archive, ctx->arena, entry);
	if (!stream)
		return SHELF_UNREADABLE;
	switch (stream_all(stream, ctx->arena, most, bytes)) {
	case STREAM_WHOLE:
		return SHELF_FOUND;
	case STREAM_TOO_LARGE:
		return SHELF_TOO_LARGE;
	default:
		return SHELF_UNREADABLE;
	}
}

const struct shelf *
archive_shelf(struct container *container, struct ctx *ctx, str path)
{
	struct beside *beside = arena_alloc(ctx->arena, sizeof *beside);
	struct shelf *shelf = arena_alloc(ctx->arena, sizeof *shelf);

	*beside = (struct beside){container->state, arena_copy(ctx->arena, path)};
	*shelf = (struct shelf){find_beside, beside, NULL};
	container_hold(container, ctx);
	return shelf;
}

/* Whether a walk through the archive passes an entry over: hidden files, what systems add, and the
   folders of pages saved with theirs. */
static bool
is_passed(str path)
{
	str part;

	while (str_cut(&path, '/', &part))
		if (str_starts(part, STR(".")) || str_eq(part, STR("__MACOSX")) ||
		    (path.at && names_neighbours(part)))
			return true;
	return false;
}

static bool
is_feed(struct source_item *item)
{
	const char *foreign;

	return kind_tell(item->path, stream_peek(item->stream, STREAM_PEEK), &foreign) == KIND_FEED;
}

/* What there is to say of the archive itself: of entries that lead out, and of too many. */
static bool
say_wrong(
    struct archive *archive, struct container *container, struct ctx *ctx, struct source_item *item)
{
	if (archive->astray_said < archive->astray_count) {
		container_name(
		    container, ctx, item, "/", archive->astray[archive->astray_said++], "");
		diag_say(ctx->log, DIAG_ENTRY_OUTSIDE, item->name, NULL);
		return true;
	}
	if (archive->is_full) {
		archive->is_full = false;
		item->name = container->from.name;
		item->label = source_label(&container->from);
		diag_say(ctx->log, DIAG_LIMIT_ENTRIES, item->name, "%d", LIMIT_CONTAINER_ENTRIES);
		return true;
	}
	return false;
}

static str
section_of(const struct archive *archive, str path)
{
	size_t slash;

	path = str_from(path, archive->folder.len);
	slash = str_find_char(path, '/');
	return slash == STR_NOT_FOUND ? STR_NONE : names_section(str_head(path, slash));
}

enum container_step
archive_next(struct container *container, struct ctx *ctx, struct source_item *item)
{
	struct archive *archive = container->state;

	if (say_wrong(archive, container, ctx, item))
		return CONTAINER_REFUSED;
	while (archive->next < archive->count) {
		const struct archive_entry *entry = &archive->entries[archive->next++];
		bool may_be_feed = kind_may_be_feed(entry->path);

		if (is_passed(entry->path) || (!may_be_feed && !kind_by_name(entry->path)))
			continue;
		container_name(container, ctx, item, "/", entry->path, "");
		item->path = arena_copy(ctx->arena, entry->path);
		item->stream = archive->open(archive, &container->entry, entry);
		if (item->stream && may_be_feed && !is_feed(item))
			continue;
		item->section = section_of(archive, entry->path);
		if (item->section.at)
			item->section = arena_copy(ctx->arena, item->section);
		item->folder = item->section;
		if (!item->stream) {
			diag_say(ctx->log, DIAG_ENTRY_BROKEN, item->name, NULL);
			return CONTAINER_REFUSED;
		}
		if (!kind_is_container(kind_by_name(entry->path)))
			item->shelf = archive_shelf(container, ctx, entry->path);
		return CONTAINER_ITEM;
	}
	if (container->given)
		return CONTAINER_END;
	item->name = container->from.name;
	item->label = source_label(&container->from);
	diag_say(ctx->log, DIAG_ARCHIVE_EMPTY, item->name, NULL);
	return CONTAINER_REFUSED;
}
