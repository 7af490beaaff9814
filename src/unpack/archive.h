/* Archives of files: entries by name, which of them are items, and what stands beside those. */
#ifndef UNPACK_ARCHIVE_H
#define UNPACK_ARCHIVE_H

#include "unpack/container.h"

struct warc_set;

struct archive_entry {
	str path;      /* cleaned: parts between "/", no ".", "..", drive or root */
	uint64_t size; /* bytes, as the archive says; 0 where it does not know */
	uint64_t at;   /* where the kind of archive finds it */
};

/* The state of a container that is an archive. `next` of its kind is archive_next, unless it knows
   an order of its own. */
struct archive {
	struct archive_entry *entries; /* in natural order of their paths once sorted */
	size_t count, room;
	size_t next;               /* entry that is looked at next */
	str folder;                /* "notes/" where all entries lie in one folder, else "" */
	_Atomic uint64_t expanded; /* bytes given by all entries so far */
	void *of_kind;             /* zip's or tar's own */
	void *of_book;             /* an EPUB's own */
	struct warc_set *pages;    /* a WACZ's: addresses of its pages; NULL */
	/* An entry's bytes; NULL when they cannot be had. Called from several threads. */
	struct stream *(*open)(
	    struct archive *archive, struct arena *arena, const struct archive_entry *entry);
	str *astray; /* names that lead out of the archive */
	size_t astray_count, astray_room, astray_said;
	bool is_full; /* it has more than LIMIT_CONTAINER_ENTRIES */
};

/* Take note of a file in it; `path` as the archive has it. */
void
archive_add(struct archive *archive, struct arena *arena, str path, uint64_t size, uint64_t at);
void archive_sort(struct archive *archive);

/* The entry of a cleaned path; NULL when there is none. */
const struct archive_entry *archive_find(const struct archive *archive, str path);

/* Count what an entry gave; false when all of them together give more than an archive may, then
   stream->why says so. */
bool archive_count(struct archive *archive, struct stream *stream, size_t got);

/* A whole entry of at most `most` bytes; absent when it is not there, cannot be read or is larger.
 */
str archive_read(struct archive *archive, struct arena *arena, str path, size_t most);

/* What stands beside an item that was found at `path`; keeps the container. */
const struct shelf *archive_shelf(struct container *container, struct ctx *ctx, str path);

/* container_kind's next: the entries that are of a kind that octavo reads, in natural order. */
enum container_step
archive_next(struct container *container, struct ctx *ctx, struct source_item *item);

#endif
