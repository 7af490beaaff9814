/* Files by address: a row of places, and the folder, out of which nothing is read. */
#include "source/shelf.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/url.h"

#define MAX_COMPONENTS 64

/* The folder an item lies in and the one that bounds it. */
struct folder {
	str folder, root; /* the item's own; itself or one above it */
};

struct descriptor {
	int fd;
};

static void
close_descriptor(void *at)
{
	struct descriptor *d = at;

	if (d->fd >= 0)
		close(d->fd);
	d->fd = -1;
}

/* Length of "scheme:" at the start of an address, 0 when there is none. */
static size_t
scheme_length(str address)
{
	size_t n = 0;

	while (n < address.len &&
	    (ascii_is_alpha((unsigned char)address.at[n]) ||
		(n > 0 &&
		    (ascii_is_digit((unsigned char)address.at[n]) ||
			strchr("+-.", address.at[n])))))
		n++;
	return n > 0 && n < address.len && address.at[n] == ':' ? n : 0;
}

/* Whether an address is one of the web, or leads out by its form alone. */
static enum shelf_result
judge(str address)
{
	size_t scheme = scheme_length(address);

	if (scheme == 1 || (scheme && str_eq_nocase(str_head(address, scheme), STR("file"))))
		return SHELF_OUTSIDE;
	if (scheme)
		return SHELF_MISSING;
	if (address.len && (address.at[0] == '/' || address.at[0] == '\\'))
		return SHELF_OUTSIDE;
	return SHELF_FOUND;
}

/* What of `folder` lies below `root`: the components to walk before the address's own. */
static bool
below_root(const struct folder *shelf, str *below)
{
	str root = shelf->root.len ? shelf->root : shelf->folder, rest;

	*below = STR("");
	if (str_eq(shelf->folder, root))
		return true;
	if (str_eq(root, STR("."))) {
		*below = shelf->folder;
		return shelf->folder.len && shelf->folder.at[0] != '/';
	}
	if (!str_starts(shelf->folder, root))
		return false;
	rest = str_from(shelf->folder, root.len);
	if (!str_ends(root, STR("/")) && !str_starts(rest, STR("/")))
		return false;
	*below = rest;
	return true;
}

/* Append the components of a path, with . and .. resolved by name. False when it leads above the
   first or is no path. */
static bool
add_components(str path, str *parts, size_t *count)
{
	str part;

	while (str_cut(&path, '/', &part)) {
		if (part.len == 0 || str_eq(part, STR(".")))
			continue;
		if (str_eq(part, STR(".."))) {
			if (*count == 0)
				return false;
			--*count;
			continue;
		}
		if (*count == MAX_COMPONENTS || part.len > 255)
			return false;
		parts[(*count)++] = part;
	}
	return true;
}

/* Open a file below the root, one component at a time, through no symbolic link. */
static enum shelf_result
open_below(struct ctx *ctx, str root, const str *parts, size_t count, struct descriptor *d)
{
	int flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY;

	d->fd = open(
	    arena_zstr(ctx->arena, root.len ? root : STR(".")), O_RDONLY | O_CLOEXEC | O_DIRECTORY);
	for (size_t i = 0; i < count && d->fd >= 0; i++) {
		int next = openat(d->fd, arena_zstr(ctx->arena, parts[i]),
		    flags | (i + 1 < count ? O_DIRECTORY : 0));
		int why = errno;

		close(d->fd);
		d->fd = next;
		errno = why;
	}
	if (d->fd >= 0)
		return SHELF_FOUND;
	switch (errno) {
	case ENOENT:
	case ENOTDIR:
	case ENAMETOOLONG:
		return SHELF_MISSING;
	case ELOOP:
		return SHELF_OUTSIDE;
	default:
		return SHELF_UNREADABLE;
	}
}

static enum shelf_result
read_open(struct ctx *ctx, struct descriptor *d, size_t most, str *bytes)
{
	struct buf buf = BUF(ctx->arena);
	struct stat st;
	ssize_t got;

	if (fstat(d->fd, &st) < 0 || !S_ISREG(st.st_mode))
		return SHELF_UNREADABLE;
	if (st.st_size < 0 || (uintmax_t)st.st_size > most)
		return SHELF_TOO_LARGE;
	buf_reserve(&buf, (size_t)st.st_size + 1);
	while ((got = read(d->fd, buf.at + buf.len, buf.room - buf.len)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return SHELF_UNREADABLE;
		buf.len += (size_t)got;
		if (buf.len > most)
			return SHELF_TOO_LARGE;
		buf_reserve(&buf, 4096);
	}
	*bytes = buf_str(&buf);
	return SHELF_FOUND;
}

/* The file of a path that is decoded already. */
static enum shelf_result
find_path(struct ctx *ctx, const struct folder *shelf, str path, size_t most, str *bytes)
{
	str root = shelf->root.len ? shelf->root : shelf->folder, parts[MAX_COMPONENTS], below;
	struct descriptor *d;
	enum shelf_result result;
	size_t count = 0;

	if (str_find_char(path, '\0') != STR_NOT_FOUND ||
	    str_find_char(path, '\\') != STR_NOT_FOUND || judge(path) != SHELF_FOUND)
		return SHELF_OUTSIDE;
	if (!below_root(shelf, &below) || !add_components(below, parts, &count) ||
	    !add_components(path, parts, &count))
		return SHELF_OUTSIDE;
	if (count == 0)
		return SHELF_MISSING;
	d = arena_alloc(ctx->arena, sizeof *d);
	d->fd = -1;
	arena_defer(ctx->arena, close_descriptor, d);
	result = open_below(ctx, root, parts, count, d);
	if (result == SHELF_FOUND)
		result = read_open(ctx, d, most, bytes);
	close_descriptor(d);
	return result;
}

enum shelf_result
shelf_read(struct ctx *ctx, str root, str path, size_t most, str *bytes)
{
	const struct folder folder = {root, root};

	return find_path(ctx, &folder, path, most, bytes);
}

static enum shelf_result
find_in_folder(
    struct ctx *ctx, const struct shelf *shelf, str address, str absolute, size_t most, str *bytes)
{
	const struct folder *folder = shelf->state;
	enum shelf_result result;
	size_t cut;

	(void)absolute;
	result = judge(address);
	if (result != SHELF_FOUND || address.len == 0)
		return address.len ? result : SHELF_MISSING;
	cut = str_find_char(address, '#');
	address = str_head(address, cut);
	/* Browsers save "pic.png?v=2" under that very name. */
	cut = str_find_char(address, '?');
	if (cut != STR_NOT_FOUND) {
		result = find_path(ctx, folder, url_decode(ctx->arena, address), most, bytes);
		if (result != SHELF_MISSING)
			return result;
		address = str_head(address, cut);
	}
	return find_path(ctx, folder, url_decode(ctx->arena, address), most, bytes);
}

struct shelf *
shelf_of_folder(struct arena *arena, str folder, str root)
{
	struct shelf *shelf = arena_alloc(arena, sizeof *shelf);
	struct folder *at = arena_alloc(arena, sizeof *at);

	*at = (struct folder){folder, root};
	*shelf = (struct shelf){find_in_folder, at, NULL};
	return shelf;
}

enum shelf_result
shelf_path(struct arena *arena, str from, str address, str *path)
{
	size_t slash = str_rfind_char(from, '/'), count = 0;
	str parts[MAX_COMPONENTS];
	struct buf whole = BUF(arena);
	enum shelf_result result = judge(address);

	if (result != SHELF_FOUND)
		return result;
	address = str_head(address, str_find_char(address, '#'));
	address = url_decode(arena, str_head(address, str_find_char(address, '?')));
	if (str_find_char(address, '\0') != STR_NOT_FOUND ||
	    str_find_char(address, '\\') != STR_NOT_FOUND || judge(address) != SHELF_FOUND)
		return SHELF_OUTSIDE;
	if ((slash != STR_NOT_FOUND && !add_components(str_head(from, slash), parts, &count)) ||
	    !add_components(address, parts, &count))
		return SHELF_OUTSIDE;
	for (size_t i = 0; i < count; i++) {
		buf_z(&whole, i ? "/" : "");
		buf_add(&whole, parts[i]);
	}
	*path = buf_str(&whole);
	return count ? SHELF_FOUND : SHELF_MISSING;
}

enum shelf_result
shelf_find(
    struct ctx *ctx, const struct shelf *shelf, str address, str absolute, size_t most, str *bytes)
{
	enum shelf_result result = SHELF_MISSING;

	address = str_trim(address);
	for (; shelf; shelf = shelf->next) {
		enum shelf_result here;

		*bytes = STR_NONE;
		here = shelf->find(ctx, shelf, address, absolute, most, bytes);
		if (here == SHELF_FOUND || here == SHELF_TOO_LARGE)
			return here;
		if (result == SHELF_MISSING)
			result = here;
	}
	*bytes = STR_NONE;
	return result;
}
