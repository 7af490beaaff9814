/* The spool: bytes in memory at first, then in an unlinked temporary file. */
#include "record/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/deflate.h"
#include "core/fd.h"
#include "core/tempfile.h"

/* What comes first stays in memory, so that an article or two never touch the disk. */
#define CHUNK ((size_t)256 << 10)
#define CHUNKS 4
#define IN_MEMORY ((uint64_t)CHUNK * CHUNKS)

struct spool {
	struct arena arena; /* the spool itself lives in it */
	jmp_buf escape;
	char *chunks[CHUNKS];
	uint64_t len;
	int file; /* what lies past IN_MEMORY; -1 as long as nothing does */
};

struct spool *
spool_new(void)
{
	struct spool *spool;
	struct arena arena;
	jmp_buf escape;

	arena_init(&arena, (size_t)IN_MEMORY * 2, &escape);
	if (setjmp(escape) != 0) {
		errno = ENOMEM;
		return NULL;
	}
	spool = arena_alloc(&arena, sizeof *spool);
	spool->arena = arena;
	spool->arena.escape = &spool->escape;
	spool->file = -1;
	return spool;
}

void
spool_free(struct spool *spool)
{
	struct arena arena;

	if (!spool)
		return;
	if (spool->file >= 0)
		close(spool->file);
	arena = spool->arena;
	arena_release(&arena);
}

static bool
write_file(struct spool *spool, str bytes, uint64_t at)
{
	if (spool->file < 0 && (spool->file = tempfile_open()) < 0)
		return false;
	return fd_write_at(spool->file, bytes, at);
}

static bool
need_chunk(struct spool *spool, size_t index)
{
	if (spool->chunks[index])
		return true;
	if (setjmp(spool->escape) != 0) {
		errno = ENOMEM;
		return false;
	}
	spool->chunks[index] = arena_grow(&spool->arena, NULL, 0, CHUNK);
	return true;
}

bool
spool_add(struct spool *spool, str bytes, struct spool_range *range)
{
	uint64_t at = spool->len;

	*range = (struct spool_range){at, bytes.len};
	while (bytes.len && at < IN_MEMORY) {
		size_t index = (size_t)(at / CHUNK), from = (size_t)(at % CHUNK);
		size_t len = bytes.len < CHUNK - from ? bytes.len : CHUNK - from;

		if (!need_chunk(spool, index))
			return false;
		memcpy(spool->chunks[index] + from, bytes.at, len);
		bytes = str_from(bytes, len);
		at += len;
	}
	if (bytes.len && !write_file(spool, bytes, at - IN_MEMORY))
		return false;
	spool->len = at + bytes.len;
	return true;
}

static bool
read_file(int file, char *to, size_t len, uint64_t at)
{
	while (len) {
		ssize_t n = pread(file, to, len, (off_t)at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			errno = n ? errno : EIO;
			return false;
		}
		to += n;
		len -= (size_t)n;
		at += (uint64_t)n;
	}
	return true;
}

bool
spool_read(struct spool *spool, struct spool_range range, char *to)
{
	if (range.at > spool->len || range.len > spool->len - range.at) {
		errno = EINVAL;
		return false;
	}
	while (range.len && range.at < IN_MEMORY) {
		size_t from = (size_t)(range.at % CHUNK), len = CHUNK - from;

		if (len > range.len)
			len = (size_t)range.len;
		memcpy(to, spool->chunks[range.at / CHUNK] + from, len);
		to += len;
		range.at += len;
		range.len -= len;
	}
	return range.len == 0 ||
	    read_file(spool->file, to, (size_t)range.len, range.at - IN_MEMORY);
}

str
spool_unpack(struct spool *spool, struct arena *arena, struct spool_range range, bool is_deflated,
    size_t size)
{
	char *packed = arena_grow(arena, NULL, 0, (size_t)range.len + 1);
	str bytes = {packed, (size_t)range.len};

	if (!spool_read(spool, range, packed))
		return STR_NONE;
	if (is_deflated)
		bytes = deflate_undo(arena, bytes, size);
	if (!bytes.at)
		errno = EIO;
	return bytes;
}
