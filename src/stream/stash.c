/* Streams that can be read in places: what cannot is copied to a file. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "core/fd.h"
#include "core/tempfile.h"
#include "stream/stream.h"

struct stash {
	int fd;
};

static void
close_stash(void *at)
{
	struct stash *stash = at;

	if (stash->fd >= 0)
		close(stash->fd);
}

struct stream *
stream_stash(struct arena *arena, struct stream *from, uint64_t most)
{
	struct stash *stash;
	char piece[65536];
	uint64_t len = 0, at;
	ptrdiff_t got;
	int fd;

	if (stream_place(from, &fd, &at))
		return from;
	stash = arena_alloc(arena, sizeof *stash);
	stash->fd = tempfile_open();
	arena_defer(arena, close_stash, stash);
	if (stash->fd < 0) {
		from->why = strerror(errno);
		return NULL;
	}
	while ((got = stream_read(from, piece, sizeof piece)) > 0) {
		len += (uint64_t)got;
		if (len > most) {
			from->why = "it is too large to be read in places";
			return NULL;
		}
		if (!fd_write(stash->fd, (str){piece, (size_t)got})) {
			from->why = strerror(errno);
			return NULL;
		}
	}
	return got < 0 ? NULL : stream_of_range(arena, stash->fd, 0, len);
}
