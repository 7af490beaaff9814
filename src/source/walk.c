/* What the command line names, as a list of items. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source/maildir.h"
#include "source/names.h"
#include "source/source.h"

#define PEEK_BYTES 4096 /* of a file whose name does not say what it is */

/* A folder that is being walked. */
struct folder {
	str path, section;
	unsigned depth;
	bool is_maildir, holds_mails;
};

struct entry {
	str name;
	bool is_order; /* an order of the files beside it: it comes first */
};

struct place {
	dev_t device;
	ino_t inode;
};

struct walk {
	struct arena *arena;
	struct diag_log *log;
	struct source_list *list;
	struct place skip;
	uint32_t operand; /* that is being walked */
	bool has_skip, full;
	bool has_folder;                            /* one was named, or an archive of files */
	str root;                                   /* the folder that was named */
	struct place above[LIMIT_SOURCE_DEPTH + 1]; /* folders being walked, against loops */
};

static int
compare_entries(const void *a, const void *b)
{
	const struct entry *one = a, *two = b;

	if (one->is_order != two->is_order)
		return one->is_order ? -1 : 1;
	return names_compare(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

static bool
is_place(struct place place, const struct stat *st)
{
	return place.device == st->st_dev && place.inode == st->st_ino;
}

static str
parent_of(struct arena *arena, str path)
{
	size_t slash = str_rfind_char(path, '/');

	if (slash == STR_NOT_FOUND)
		return STR(".");
	return slash == 0 ? STR("/") : arena_copy(arena, str_head(path, slash));
}

static bool
add(struct walk *w, struct source_item item)
{
	if (w->list->count >= LIMIT_SOURCE_ITEMS) {
		if (!w->full)
			diag_say(w->log, DIAG_LIMIT_ITEMS, item.name, "%d", LIMIT_SOURCE_ITEMS);
		w->full = true;
		return false;
	}
	item.operand = w->operand;
	*ARENA_PUSH(w->arena, w->list->items, w->list->count, w->list->room) = item;
	return true;
}

static str
join(struct arena *arena, str folder, str name)
{
	return arena_printf(arena, str_ends(folder, STR("/")) ? "%.*s%.*s" : "%.*s/%.*s",
	    STR_ARG(folder), STR_ARG(name));
}

/* What a regular file is by its first bytes. */
static enum kind
peek(str path)
{
	int fd = open(path.at, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	char head[PEEK_BYTES];
	const char *foreign;
	struct stat st;
	ssize_t got = 0;

	if (fd < 0)
		return KIND_UNKNOWN;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		got = read(fd, head, sizeof head);
	close(fd);
	return got > 0 ? kind_tell(path, (str){head, (size_t)got}, &foreign) : KIND_UNKNOWN;
}

/* OPML by its name or, as ".xml", its bytes; bookmarks are called ".html". */
static bool
is_order(struct walk *w, str folder, str name)
{
	enum kind kind = kind_by_name(name);

	if (kind == KIND_HTML || str_has_word_nocase(STR("xml"), kind_extension(name)))
		kind = peek(join(w->arena, folder, name));
	return kind == KIND_OPML || kind == KIND_BOOKMARKS;
}

/* Whether a walk takes a file: by its name or, where that may be a feed's, its bytes. */
static bool
is_taken(str path, str name)
{
	enum kind kind = kind_by_name(name);

	if (kind)
		return true;
	kind = kind_may_be_feed(name) ? peek(path) : KIND_UNKNOWN;
	return kind == KIND_FEED || kind == KIND_OPML || kind == KIND_XHTML;
}

/* The same of a file in a folder of messages, whose names say nothing. */
static bool
is_taken_in(const struct folder *in, str path, str name)
{
	if (in->holds_mails)
		return !maildir_is_trashed(name) && peek(path) == KIND_MAIL;
	return is_taken(path, name);
}

/* What of a folder is looked at, sorted. */
static struct entry *
list_folder(struct walk *w, const struct folder *in, DIR *dir, size_t *count)
{
	struct entry *entries = NULL;
	size_t room = 0;
	struct dirent *one;

	*count = 0;
	while (*count < LIMIT_SOURCE_ITEMS && (one = readdir(dir))) {
		str name = str_of(one->d_name);

		if (name.at[0] == '.' &&
		    !(in->is_maildir && maildir_folder(w->arena, in->path, name).at))
			continue;
		*ARENA_PUSH(w->arena, entries, *count, room) =
		    (struct entry){.name = arena_copy(w->arena, name),
			.is_order = !in->holds_mails && is_order(w, in->path, name)};
	}
	if (*count)
		qsort(entries, *count, sizeof *entries, compare_entries);
	return entries;
}

bool
source_lies_in(const char *folder, const char *path, bool missing)
{
	char *root = realpath(folder, NULL), *real = realpath(path, NULL);
	bool inside = !real && missing;

	if (root && real) {
		size_t len = strlen(root);

		inside = strncmp(root, real, len) == 0 &&
		    (real[len] == '/' || real[len] == '\0' || len == 1);
	}
	free(root);
	free(real);
	return inside;
}

static void walk_folder(struct walk *w, str path, str section, unsigned depth);

/* The section of what a folder in a folder holds. */
static str
section_of(const struct folder *in, str name)
{
	if (in->is_maildir && name.at[0] != '.')
		return in->section;
	if (in->depth)
		return in->section;
	return names_section(str_from(name, name.at[0] == '.'));
}

static void
walk_entry(struct walk *w, const struct folder *in, str name)
{
	str path = join(w->arena, in->path, name);
	struct stat st;

	if (lstat(path.at, &st) < 0)
		return;
	/* A symbolic link is followed to what lies within the folder that was named. */
	if (S_ISLNK(st.st_mode) &&
	    (!source_lies_in(w->root.at, path.at, false) || stat(path.at, &st) < 0)) {
		diag_say(w->log, DIAG_INPUT_KIND, path, NULL);
		return;
	}
	if (w->has_skip && is_place(w->skip, &st)) {
		w->list->skips_input |= S_ISREG(st.st_mode) && is_taken_in(in, path, name);
		return;
	}
	if (S_ISDIR(st.st_mode)) {
		/* Of a folder of messages "tmp" is what is being delivered. */
		if (!names_neighbours(name) && !(in->is_maildir && str_eq(name, STR("tmp"))))
			walk_folder(w, path, section_of(in, name), in->depth + 1);
		return;
	}
	if (!S_ISREG(st.st_mode) || !is_taken_in(in, path, name)) {
		diag_say(w->log, DIAG_INPUT_KIND, path, NULL);
		return;
	}
	add(w,
	    (struct source_item){.name = path,
		.path = path,
		.section = in->section,
		.folder = in->section,
		.root = w->root});
}

static void
walk_folder(struct walk *w, str path, str section, unsigned depth)
{
	DIR *dir = depth > LIMIT_SOURCE_DEPTH ? NULL : opendir(path.at);
	struct folder in = {.path = path, .section = section, .depth = depth};
	struct entry *entries;
	struct stat st;
	size_t count;

	if (depth > LIMIT_SOURCE_DEPTH) {
		diag_say(w->log, DIAG_INPUT_KIND, path, NULL);
		return;
	}
	if (!dir || stat(path.at, &st) < 0) {
		diag_say(w->log, DIAG_INPUT_UNREADABLE, path, "%s", strerror(errno));
		if (dir)
			closedir(dir);
		return;
	}
	w->above[depth] = (struct place){st.st_dev, st.st_ino};
	for (unsigned i = 0; i < depth; i++)
		if (is_place(w->above[i], &st)) {
			closedir(dir);
			return;
		}
	in.is_maildir = maildir_is(w->arena, path);
	in.holds_mails = maildir_holds(w->arena, path);
	entries = list_folder(w, &in, dir, &count);
	closedir(dir);
	for (size_t i = 0; i < count && !w->full; i++)
		walk_entry(w, &in, entries[i].name);
}

/* Books that lie among other inputs are what was made of those, and bound once more would hold them
   twice; a folder of books alone is a shelf. */
static void
leave_books(struct walk *w, size_t from)
{
	struct source_list *list = w->list;
	size_t books = 0, kept = from;

	for (size_t i = from; i < list->count; i++)
		books += kind_by_name(list->items[i].path) == KIND_EPUB;
	if (!books || books == list->count - from)
		return;
	for (size_t i = from; i < list->count; i++)
		if (kind_by_name(list->items[i].path) == KIND_EPUB)
			diag_say(w->log, DIAG_INPUT_BOOK, list->items[i].name, NULL);
		else
			list->items[kept++] = list->items[i];
	list->count = kept;
}

static void
walk_named(struct walk *w, str path)
{
	size_t before = w->list->count, errors = w->log->count;
	struct stat st;

	if (str_eq(path, STR("-"))) {
		add(w, (struct source_item){.name = STR("standard input"), .named = true});
		return;
	}
	if (path.len == 0 || stat(path.at, &st) < 0) {
		if (path.len && errno != ENOENT && errno != ENOTDIR)
			diag_say(w->log, DIAG_INPUT_UNREADABLE, path, "%s", strerror(errno));
		else
			diag_say(w->log, DIAG_INPUT_MISSING, path.len ? path : STR("\"\""), NULL);
		return;
	}
	if (S_ISREG(st.st_mode)) {
		bool is_folder;

		kind_unpacked_name(path, &is_folder);
		w->has_folder |= is_folder;
		add(w,
		    (struct source_item){.name = path,
			.path = path,
			.root = parent_of(w->arena, path),
			.named = true});
		return;
	}
	if (!S_ISDIR(st.st_mode)) {
		diag_say(w->log, DIAG_INPUT_SPECIAL, path, NULL);
		return;
	}
	while (path.len > 1 && path.at[path.len - 1] == '/')
		path = arena_copy(w->arena, str_head(path, path.len - 1));
	w->root = path;
	w->has_folder = true;
	walk_folder(w, path, STR_NONE, 0);
	leave_books(w, before);
	for (size_t i = errors; i < w->log->count; i++)
		if (diag_kind(w->log->list[i].code)->level == DIAG_ERROR)
			return;
	if (w->list->count == before)
		diag_say(w->log, DIAG_INPUT_FOLDER_EMPTY, path, NULL);
}

/* How an address is saved, quoted for a shell. */
static void
say_address(struct walk *w, str address)
{
	struct buf quoted = BUF(w->arena);

	for (size_t i = 0; i < address.len && i < 500; i++)
		if (address.at[i] == '\'')
			buf_z(&quoted, "'\\''");
		else
			buf_char(&quoted, address.at[i]);
	diag_say(w->log, DIAG_INPUT_ADDRESS, address, "curl -Lo page.html '%.*s'",
	    STR_ARG(buf_str(&quoted)));
}

struct source_list *
source_walk(struct arena *arena, struct diag_log *log, const str *paths, size_t count, str skip,
    size_t *addresses)
{
	struct walk *w = arena_alloc(arena, sizeof *w);
	struct stat st;

	w->arena = arena;
	w->log = log;
	w->list = arena_alloc(arena, sizeof *w->list);
	if (skip.len && stat(arena_zstr(arena, skip), &st) == 0) {
		w->has_skip = true;
		w->skip = (struct place){st.st_dev, st.st_ino};
	}
	*addresses = 0;
	for (size_t i = 0; i < count && !w->full; i++) {
		if (str_starts_nocase(paths[i], STR("http://")) ||
		    str_starts_nocase(paths[i], STR("https://"))) {
			say_address(w, paths[i]);
			++*addresses;
			continue;
		}
		w->operand = (uint32_t)i;
		walk_named(w, arena_copy(arena, paths[i]));
	}
	w->list->keeps_order = !w->has_folder;
	return w->list;
}
