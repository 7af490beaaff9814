/* Files of a folder of notes by their bare names, wherever in it they lie. */
#include "source/vault.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/idmap.h"
#include "core/url.h"

#define MOST_FILES 50000
#define MOST_FOLDERS 2000
#define MOST_DEPTH 16

/* A folder to be looked through. */
struct place {
	str path; /* below the root; "" is the root */
	unsigned depth;
};

struct vault {
	str root;
	const struct shelf *from_root; /* files by their paths */
	bool is_known;
	str *paths; /* of the files */
	size_t count, room;
	struct idmap names; /* in lower case, to places in `paths` */
};

/* The one that is open. */
struct folder {
	DIR *dir;
};

static void
close_folder(void *of)
{
	struct folder *folder = of;

	if (folder->dir)
		closedir(folder->dir);
	folder->dir = NULL;
}

static bool
is_picture(str name)
{
	static const char *const ends[] = {
	    ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".jfif"};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends_nocase(name, str_of(ends[i])))
			return true;
	return false;
}

static str
join(struct arena *arena, str folder, str name)
{
	return folder.len ? arena_printf(arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(name))
			  : arena_copy(arena, name);
}

/* The pictures and folders of one folder, opened below the root through no symbolic link. */
static void
look_into(struct arena *arena, struct vault *vault, DIR *dir, struct place place,
    struct place **places, size_t *count, size_t *room)
{
	struct dirent *one;

	while ((one = readdir(dir)) && vault->count < MOST_FILES) {
		str name = str_of(one->d_name);
		struct stat st;

		if (*name.at == '.')
			continue;
		if (is_picture(name)) {
			*ARENA_PUSH(arena, vault->paths, vault->count, vault->room) =
			    join(arena, place.path, name);
			continue;
		}
		if (place.depth == MOST_DEPTH || *count >= MOST_FOLDERS ||
		    fstatat(dirfd(dir), one->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0 ||
		    !S_ISDIR(st.st_mode))
			continue;
		*ARENA_PUSH(arena, *places, *count, *room) =
		    (struct place){join(arena, place.path, name), place.depth + 1};
	}
}

/* Open a folder below the root, part by part. */
static DIR *
open_folder(struct arena *arena, str root, str path)
{
	int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC, fd, next;
	char *parts[MOST_DEPTH];
	unsigned count = 0;
	DIR *dir;
	str part;

	while (str_cut(&path, '/', &part))
		if (part.len)
			parts[count++] = arena_zstr(arena, part);
	fd = open(arena_zstr(arena, root), flags);
	for (unsigned i = 0; fd >= 0 && i < count; i++) {
		next = openat(fd, parts[i], flags | O_NOFOLLOW);
		close(fd);
		fd = next;
	}
	if (fd < 0)
		return NULL;
	dir = fdopendir(fd);
	if (!dir)
		close(fd);
	return dir;
}

static int
compare_paths(const void *a, const void *b)
{
	return str_compare(*(const str *)a, *(const str *)b);
}

static void
look_through(struct arena *arena, struct vault *vault)
{
	struct folder *at = arena_alloc(arena, sizeof *at);
	struct place *places = NULL;
	size_t count = 0, room = 0;

	*ARENA_PUSH(arena, places, count, room) = (struct place){STR(""), 0};
	arena_defer(arena, close_folder, at);
	for (size_t i = 0; i < count; i++) {
		at->dir = open_folder(arena, vault->root, places[i].path);
		if (at->dir)
			look_into(arena, vault, at->dir, places[i], &places, &count, &room);
		close_folder(at);
	}
	if (vault->count)
		qsort(vault->paths, vault->count, sizeof *vault->paths, compare_paths);
	vault->names = IDMAP(arena);
	for (size_t i = 0; i < vault->count; i++) {
		str path = vault->paths[i];
		size_t slash = str_rfind_char(path, '/');
		bool is_new;
		struct idmap_entry *entry = idmap_add(&vault->names,
		    arena_lower(arena, slash == STR_NOT_FOUND ? path : str_from(path, slash + 1)),
		    &is_new);

		if (is_new)
			entry->value = (uint32_t)i;
	}
	vault->is_known = true;
}

/* A path as an address. */
static str
address_of(struct arena *arena, str path)
{
	struct buf address = BUF(arena);

	for (size_t i = 0; i < path.len; i++)
		if (path.at[i] == '%' || path.at[i] == '?' || path.at[i] == '#')
			buf_printf(&address, "%%%02X", (unsigned char)path.at[i]);
		else
			buf_char(&address, path.at[i]);
	return buf_str(&address);
}

static enum shelf_result
find_in_vault(
    struct ctx *ctx, const struct shelf *shelf, str address, str absolute, size_t most, str *bytes)
{
	struct vault *vault = *(struct vault *const *)shelf->state;
	const struct idmap_entry *entry;
	enum shelf_result result =
	    vault->from_root->find(ctx, vault->from_root, address, absolute, most, bytes);
	str path, name;
	size_t slash;

	if (result != SHELF_MISSING ||
	    shelf_path(ctx->arena, STR_NONE, address, &path) != SHELF_FOUND)
		return result;
	slash = str_rfind_char(path, '/');
	name = slash == STR_NOT_FOUND ? path : str_from(path, slash + 1);
	if (!is_picture(name))
		return result;
	if (!vault->is_known)
		look_through(ctx->arena, vault);
	entry = idmap_find(&vault->names, arena_lower(ctx->arena, name));
	if (!entry)
		return result;
	return vault->from_root->find(ctx, vault->from_root,
	    address_of(ctx->arena, vault->paths[entry->value]), STR_NONE, most, bytes);
}

struct shelf *
vault_shelf(struct arena *arena, str root)
{
	struct shelf *shelf = arena_alloc(arena, sizeof *shelf);
	struct vault *vault = arena_alloc(arena, sizeof *vault);
	struct vault **state = arena_alloc(arena, sizeof *state);

	*state = vault;
	vault->root = root.len ? root : STR(".");
	vault->from_root = shelf_of_folder(arena, vault->root, vault->root);
	*shelf = (struct shelf){find_in_vault, state, NULL};
	return shelf;
}
