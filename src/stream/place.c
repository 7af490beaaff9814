/* Streams of memory, of descriptors and of parts of them. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "stream/stream.h"

struct place {
	int fd;
	uint64_t at, left; /* of a range */
	struct stream *from;
	str bytes;
};

static struct place *
place_new(struct arena *arena)
{
	struct place *place = arena_alloc(arena, sizeof *place);

	place->fd = -1;
	return place;
}

static ptrdiff_t
pull_bytes(struct stream *stream, char *to, size_t n)
{
	struct place *place = stream->state;

	if (n > place->bytes.len)
		n = place->bytes.len;
	if (n)
		memcpy(to, place->bytes.at, n);
	place->bytes = str_from(place->bytes, n);
	return (ptrdiff_t)n;
}

struct stream *
stream_of_bytes(struct arena *arena, str bytes)
{
	struct place *place = place_new(arena);

	place->bytes = bytes;
	return stream_new(arena, pull_bytes, place);
}

static ptrdiff_t
pull_fd(struct stream *stream, char *to, size_t n)
{
	struct place *place = stream->state;
	ptrdiff_t got;

	do
		got = read(place->fd, to, n);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		stream->why = strerror(errno);
	return got;
}

static void
close_place(void *at)
{
	struct place *place = at;

	close(place->fd);
}

struct stream *
stream_of_fd(struct arena *arena, int fd, bool owned)
{
	struct place *place = place_new(arena);

	place->fd = fd;
	if (owned)
		arena_defer(arena, close_place, place);
	return stream_new(arena, pull_fd, place);
}

static ptrdiff_t
pull_range(struct stream *stream, char *to, size_t n)
{
	struct place *place = stream->state;
	ptrdiff_t got;

	if (n > place->left)
		n = (size_t)place->left;
	if (!n)
		return 0;
	do
		got = pread(place->fd, to, n, (off_t)place->at);
	while (got < 0 && errno == EINTR);
	if (got < 0) {
		stream->why = strerror(errno);
		return got;
	}
	place->at += (uint64_t)got;
	place->left -= (uint64_t)got;
	return got;
}

struct stream *
stream_of_range(struct arena *arena, int fd, uint64_t at, uint64_t len)
{
	struct place *place = place_new(arena);

	place->fd = fd;
	place->at = at;
	place->left = len;
	return stream_new(arena, pull_range, place);
}

static ptrdiff_t
pull_next(struct stream *stream, char *to, size_t n)
{
	struct place *place = stream->state;
	ptrdiff_t got;

	if (n > place->left)
		n = (size_t)place->left;
	if (!n)
		return 0;
	got = stream_read(place->from, to, n);
	if (got < 0)
		stream->why = place->from->why;
	else
		place->left -= (uint64_t)got;
	return got;
}

struct stream *
stream_of_next(struct arena *arena, struct stream *from, uint64_t len)
{
	struct place *place = place_new(arena);

	place->from = from;
	place->left = len;
	return stream_new(arena, pull_next, place);
}

bool
stream_place(const struct stream *stream, int *fd, uint64_t *at)
{
	const struct place *place = stream->state;
	uint64_t ahead = stream->head_len - stream->head_at;
	struct stat st;

	if (stream->pull == pull_range) {
		*at = place->at - ahead;
	} else if (stream->pull == pull_fd) {
		off_t stands = lseek(place->fd, 0, SEEK_CUR);

		if (stands < 0 || (uint64_t)stands < ahead)
			return false;
		*at = (uint64_t)stands - ahead;
	} else {
		return false;
	}
	*fd = place->fd;
	return fstat(place->fd, &st) == 0 && S_ISREG(st.st_mode);
}

bool
stream_left(const struct stream *stream, uint64_t *left)
{
	const struct place *place = stream->state;
	struct stat st;
	uint64_t at;
	int fd;

	if (stream->pull == pull_bytes) {
		*left = place->bytes.len;
	} else if (stream->pull == pull_range || stream->pull == pull_next) {
		*left = place->left;
	} else {
		if (!stream_place(stream, &fd, &at) || fstat(fd, &st) < 0 ||
		    (uint64_t)st.st_size < at)
			return false;
		*left = (uint64_t)st.st_size - at;
		return true;
	}
	*left += stream->head_len - stream->head_at;
	return true;
}
