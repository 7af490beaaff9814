/* The bytes of an item. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source/source.h"

#define FIRST_PIECE ((size_t)64 << 10)

static void
refuse_size(struct ctx *ctx, str name)
{
	size_t most = ctx->settings->max_input;

	if (most >> 20 << 20 == most)
		diag_say(ctx->log, DIAG_LIMIT_INPUT, name, "%zu MiB", most >> 20);
	else
		diag_say(ctx->log, DIAG_LIMIT_INPUT, name, "%zu bytes", most);
}

/* Open a regular file without waiting for the other end of a pipe; -1 when it was refused. */
static int
open_file(struct ctx *ctx, const struct source_item *item)
{
	int fd = open(item->path.at, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	struct stat st;

	if (fd < 0) {
		if (errno == ENOENT || errno == ENOTDIR)
			diag_say(ctx->log, DIAG_INPUT_MISSING, item->name, NULL);
		else if (errno == ENXIO)
			diag_say(ctx->log, DIAG_INPUT_SPECIAL, item->name, NULL);
		else
			diag_say(
			    ctx->log, DIAG_INPUT_UNREADABLE, item->name, "%s", strerror(errno));
		return -1;
	}
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
		diag_say(ctx->log, DIAG_INPUT_SPECIAL, item->name, NULL);
		close(fd);
		return -1;
	}
	if (st.st_size > 0 && (uintmax_t)st.st_size > ctx->settings->max_input) {
		refuse_size(ctx, item->name);
		close(fd);
		return -1;
	}
	return fd;
}

struct descriptor {
	int fd;
};

static void
close_descriptor(void *at)
{
	struct descriptor *d = at;

	if (d->fd > STDIN_FILENO)
		close(d->fd);
	d->fd = -1;
}

/* Read to the end; false when that failed or there is too much. */
static bool
read_all(struct ctx *ctx, const struct source_item *item, int fd, struct buf *buf)
{
	size_t most = ctx->settings->max_input;
	struct stat st;

	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0)
		buf_reserve(buf, (size_t)st.st_size + 1);
	for (;;) {
		ssize_t got;
		size_t room = buf->room - buf->len > 0 ? buf->room - buf->len : FIRST_PIECE;

		got = read(fd, buf_reserve(buf, room), room);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			diag_say(
			    ctx->log, DIAG_INPUT_UNREADABLE, item->name, "%s", strerror(errno));
			return false;
		}
		if (got == 0)
			return true;
		buf->len += (size_t)got;
		if (buf->len > most) {
			refuse_size(ctx, item->name);
			return false;
		}
	}
}

/* Blank lines are a page with nothing on it, as text browsers print what they cannot show; no
   bytes, or NULs, are a file that was not written. */
static bool
is_nothing(str bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		if (bytes.at[i] != '\0')
			return bytes.len == 3 && str_eq(bytes, STR("\xef\xbb\xbf"));
	return true;
}

/* Tell the kind and refuse what is none of ours. */
static bool
tell_kind(struct ctx *ctx, const struct source_item *item, str bytes, enum kind *kind)
{
	const char *foreign = NULL;

	*kind = ctx->settings->from.len ? kind_named(ctx->settings->from) : KIND_UNKNOWN;
	if (*kind)
		return true;
	*kind = kind_tell(item->path, bytes, &foreign);
	if (*kind == KIND_FOREIGN)
		diag_say(ctx->log, DIAG_INPUT_FOREIGN, item->name, "%s", foreign);
	else if (*kind == KIND_UNKNOWN)
		diag_say(ctx->log, DIAG_INPUT_BINARY, item->name, NULL);
	return *kind != KIND_FOREIGN && *kind != KIND_UNKNOWN;
}

bool
source_read(struct ctx *ctx, const struct source_item *item, str *bytes, enum kind *kind)
{
	struct descriptor *d = arena_alloc(ctx->arena, sizeof *d);
	struct buf buf = BUF(ctx->arena);
	bool done;

	d->fd = item->path.at ? open_file(ctx, item) : STDIN_FILENO;
	if (d->fd < 0)
		return false;
	arena_defer(ctx->arena, close_descriptor, d);
	done = read_all(ctx, item, d->fd, &buf);
	close_descriptor(d);
	if (!done)
		return false;
	*bytes = buf_str(&buf);
	if (is_nothing(*bytes)) {
		diag_say(ctx->log, DIAG_INPUT_EMPTY, item->name, NULL);
		return false;
	}
	return tell_kind(ctx, item, *bytes, kind);
}
