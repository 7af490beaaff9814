/* The spool: an unlinked temporary file that holds what is done until the book is written. */
#ifndef RECORD_SPOOL_H
#define RECORD_SPOOL_H

#include "core/buf.h"

struct spool;

struct spool_range {
	uint64_t at, len; /* bytes */
};

/* In TMPDIR, else /tmp; small spools stay in memory and reach the disk when they grow. NULL with
   errno set when no file can be made. */
struct spool *spool_new(void);
void spool_free(struct spool *spool);

/* Append; false when the disk is full (errno is set). One thread at a time. */
bool spool_add(struct spool *spool, str bytes, struct spool_range *range);

/* Read a part of it; any thread, also while another adds. False when it cannot be read. */
bool spool_read(struct spool *spool, struct spool_range range, char *to);

/* The same, in the arena; what deflate_bytes made of `size` bytes is undone. Absent with errno when
   it cannot be read or is damaged. */
str spool_unpack(struct spool *spool, struct arena *arena, struct spool_range range,
    bool is_deflated, size_t size);

#endif
