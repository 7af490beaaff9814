/* ZIP archives by libzip, read in places of a file. */
#include "unpack/zip.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "core/pool.h"
#include "unpack/wacz.h"

/* libzip's handles belong to one thread at a time, so every call stands between the two of
   pool_lock_library; what may leave through an arena does not. */

/* The part of a file that the archive is. */
struct place {
	int fd;
	uint64_t base, len, at;
	zip_error_t error;
};

struct zipped {
	zip_t *zip;
	struct place place;
};

struct opened {
	struct archive *archive;
	zip_file_t *file;
};

static zip_int64_t
read_place(struct place *place, void *to, zip_uint64_t n)
{
	ssize_t got;

	if (n > place->len - place->at)
		n = place->len - place->at;
	do
		got = pread(place->fd, to, (size_t)n, (off_t)(place->base + place->at));
	while (got < 0 && errno == EINTR);
	if (got < 0) {
		zip_error_set(&place->error, ZIP_ER_READ, errno);
		return -1;
	}
	place->at += (uint64_t)got;
	return got;
}

static zip_int64_t
serve_place(void *with, void *data, zip_uint64_t len, zip_source_cmd_t command)
{
	struct place *place = with;
	zip_int64_t to;

	switch (command) {
	case ZIP_SOURCE_OPEN:
		place->at = 0;
		return 0;
	case ZIP_SOURCE_READ:
		return read_place(place, data, len);
	case ZIP_SOURCE_SEEK:
		to =
		    zip_source_seek_compute_offset(place->at, place->len, data, len, &place->error);
		if (to < 0)
			return -1;
		place->at = (uint64_t)to;
		return 0;
	case ZIP_SOURCE_TELL:
		return (zip_int64_t)place->at;
	case ZIP_SOURCE_STAT: {
		zip_stat_t *stat = data;

		zip_stat_init(stat);
		stat->valid = ZIP_STAT_SIZE;
		stat->size = place->len;
		return sizeof *stat;
	}
	case ZIP_SOURCE_ERROR:
		return zip_error_to_data(&place->error, data, len);
	case ZIP_SOURCE_SUPPORTS:
		return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ,
		    ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
		    ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS, -1);
	case ZIP_SOURCE_CLOSE:
	case ZIP_SOURCE_FREE:
		return 0;
	default:
		zip_error_set(&place->error, ZIP_ER_OPNOTSUPP, 0);
		return -1;
	}
}

static void
close_opened(void *at)
{
	struct opened *opened = at;

	if (!opened->file)
		return;
	pool_lock_library();
	zip_fclose(opened->file);
	pool_unlock_library();
	opened->file = NULL;
}

static ptrdiff_t
pull_entry(struct stream *stream, char *to, size_t n)
{
	struct opened *opened = stream->state;
	zip_int64_t got;

	pool_lock_library();
	got = zip_fread(opened->file, to, n);
	pool_unlock_library();
	if (got < 0) {
		stream->why = "it is broken in its archive";
		return -1;
	}
	return archive_count(opened->archive, stream, (size_t)got) ? (ptrdiff_t)got : -1;
}

static struct stream *
open_entry(struct archive *archive, struct arena *arena, const struct archive_entry *entry)
{
	struct zipped *zipped = archive->of_kind;
	struct opened *opened = arena_alloc(arena, sizeof *opened);

	opened->archive = archive;
	arena_defer(arena, close_opened, opened);
	pool_lock_library();
	opened->file = zip_fopen_index(zipped->zip, entry->at, 0);
	pool_unlock_library();
	return opened->file ? stream_new(arena, pull_entry, opened) : NULL;
}

/* Open the archive; what is wrong with it in `why`. */
static zip_t *
open_zip(struct place *place, const char **why)
{
	zip_error_t error;
	zip_source_t *source;
	zip_t *zip = NULL;

	zip_error_init(&error);
	zip_error_init(&place->error);
	pool_lock_library();
	source = zip_source_function_create(serve_place, place, &error);
	if (source && !(zip = zip_open_from_source(source, ZIP_RDONLY, &error)))
		zip_source_free(source);
	*why = zip ? NULL
	    : zip_error_code_zip(&error) == ZIP_ER_NOZIP || zip_error_code_zip(&error) == ZIP_ER_EOF
	    ? "its list of files is missing"
	    : "its list of files makes no sense";
	zip_error_fini(&error);
	pool_unlock_library();
	return zip;
}

/* Directories, and what is not there in full, are no entries. */
static void
list_entries(struct archive *archive, struct arena *arena, zip_t *zip)
{
	zip_int64_t count = zip_get_num_entries(zip, 0);

	for (zip_int64_t i = 0; i < count && !archive->is_full; i++) {
		zip_stat_t stat;

		zip_stat_init(&stat);
		if (zip_stat_index(zip, (zip_uint64_t)i, 0, &stat) < 0 ||
		    !(stat.valid & ZIP_STAT_NAME) || str_ends(str_of(stat.name), STR("/")))
			continue;
		archive_add(archive, arena, str_of(stat.name),
		    stat.valid & ZIP_STAT_SIZE ? stat.size : 0, (uint64_t)i);
	}
}

bool
zip_begin(struct container *container, struct ctx *ctx)
{
	struct arena *arena = container->arena;
	struct archive *archive = arena_alloc(arena, sizeof *archive);
	struct zipped *zipped = arena_alloc(arena, sizeof *zipped);
	struct stream *from = container->from.stream;
	const char *why = "its bytes cannot be kept";

	container->state = archive;
	archive->of_kind = zipped;
	archive->open = open_entry;
	from = stream_stash(arena, from, LIMIT_CONTAINER_BYTES);
	if (from && stream_place(from, &zipped->place.fd, &zipped->place.base) &&
	    stream_left(from, &zipped->place.len))
		zipped->zip = open_zip(&zipped->place, &why);
	else if (container->from.stream->why)
		why = container->from.stream->why;
	if (!zipped->zip) {
		diag_say(ctx->log, DIAG_ARCHIVE_BROKEN, container->from.name, "%s", why);
		return false;
	}
	list_entries(archive, arena, zipped->zip);
	archive_sort(archive);
	wacz_narrow(archive, arena);
	return true;
}

void
zip_end(struct container *container)
{
	struct archive *archive = container->state;
	struct zipped *zipped = archive ? archive->of_kind : NULL;

	if (!zipped || !zipped->zip)
		return;
	/* An entry that is being read goes with it. */
	arena_release(&container->entry);
	pool_lock_library();
	zip_discard(zipped->zip);
	pool_unlock_library();
}

const struct container_kind container_zip = {KIND_ZIP, zip_begin, archive_next, zip_end};
