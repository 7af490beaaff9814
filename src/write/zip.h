/* The ZIP container of an EPUB (EPUB 3.3 section 4.3), by libzip. */
#ifndef WRITE_ZIP_H
#define WRITE_ZIP_H

#include "core/arena.h"

/* More entries than this are refused: at 65,535 a ZIP changes its form. */
#define ZIP_MOST_ENTRIES 65000

/* An entry whose bytes are ready: stored, or raw deflate data. */
struct zip_item {
	const char *name;
	uint64_t size, packed; /* bytes before and after packing */
	uint32_t crc;          /* of the bytes before packing */
	bool is_deflated;
	str bytes; /* the packed bytes; absent: `read` gives them */
	bool (*read)(const void *with, uint64_t at, char *to, size_t len); /* false sets errno */
	const void *with;
};

/* Write them in order to fd from its place on; sources are pulled one by one, so nothing but a
   buffer is held. All times are 1980-01-01. Where fd cannot seek, or only appends, the ZIP is made
   in a temporary file first. Returns 0 or an errno; EOVERFLOW for too many entries. */
int zip_write_items(int fd, const struct zip_item *items, size_t count);

/* One entry of a ZIP file at `path`, in the arena; false when the file is no ZIP, has no such
   entry, or the entry holds more than `most` bytes. */
bool zip_peek(struct arena *arena, const char *path, const char *name, size_t most, str *bytes);

#endif
