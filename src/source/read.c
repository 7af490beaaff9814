/* The bytes of an item. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source/source.h"
#include "source/vault.h"

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
	return fd;
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

bool
source_open(struct ctx *ctx, struct source_item *item, struct arena *arena)
{
	int fd = item->path.at ? open_file(ctx, item) : STDIN_FILENO;

	if (fd < 0)
		return false;
	item->stream = stream_of_fd(arena, fd, fd != STDIN_FILENO);
	if (item->path.at)
		item->base_url = source_shortcut(ctx->arena, item->path);
	item->file = item->path;
	return true;
}

bool
source_tell(struct ctx *ctx, struct source_item *item)
{
	const char *foreign = NULL;
	str head;

	if (item->kind)
		return true;
	if (ctx->settings->from.len && !item->label.at)
		item->kind = kind_named(ctx->settings->from);
	if (item->kind)
		return true;
	head = item->stream ? stream_peek(item->stream, STREAM_PEEK) : item->bytes;
	if (is_nothing(head) && head.len < STREAM_PEEK) {
		diag_say(ctx->log, DIAG_INPUT_EMPTY, item->name, NULL);
		return false;
	}
	item->kind = kind_tell(item->path, head, &foreign);
	if (item->kind == KIND_FOREIGN)
		diag_say(ctx->log, DIAG_INPUT_FOREIGN, item->name, "%s", foreign);
	else if (item->kind == KIND_UNKNOWN)
		diag_say(ctx->log, DIAG_INPUT_BINARY, item->name, NULL);
	return item->kind != KIND_FOREIGN && item->kind != KIND_UNKNOWN;
}

bool
source_read(struct ctx *ctx, struct source_item *item)
{
	if (item->stream) {
		switch (
		    stream_all(item->stream, ctx->arena, ctx->settings->max_input, &item->bytes)) {
		case STREAM_TOO_LARGE:
			refuse_size(ctx, item->name);
			return false;
		case STREAM_FAILED:
			diag_say(ctx->log, DIAG_INPUT_UNREADABLE, item->name, "%s",
			    item->stream->why ? item->stream->why : "it ends too early");
			return false;
		default:
			item->stream = NULL;
		}
	}
	if (is_nothing(item->bytes)) {
		diag_say(ctx->log, DIAG_INPUT_EMPTY, item->name, NULL);
		return false;
	}
	return true;
}

str
source_label(const struct source_item *item)
{
	str label = item->path, root = item->root;

	if (item->label.at)
		return item->label;
	if (!label.at)
		return item->name;
	if (str_starts(label, root) &&
	    (str_eq(root, STR("/")) || str_starts(str_from(label, root.len), STR("/")))) {
		label = str_from(label, root.len);
		while (str_starts(label, STR("/")))
			label = str_from(label, 1);
	}
	return label;
}

const struct shelf *
source_shelf(struct arena *arena, const struct source_item *item)
{
	struct shelf *shelf;
	size_t slash;

	if (item->shelf || !item->root.at)
		return item->shelf;
	slash = str_rfind_char(item->path, '/');
	shelf = shelf_of_folder(
	    arena, slash == STR_NOT_FOUND ? STR(".") : str_head(item->path, slash + 1), item->root);
	if (item->kind == KIND_MARKDOWN)
		shelf->next = vault_shelf(arena, item->root);
	return shelf;
}
