/* The files beside one that gives an order: listed, and found. */
#include "unpack/beside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/idmap.h"
#include "core/url.h"
#include "core/utf8.h"
#include "decode/decode.h"
#include "unpack/beside_head.h"

#define HEAD_BYTES ((size_t)64 << 10) /* of a file, in which it says what it is */
#define NAME_BYTES 300                /* of an address as a name */

struct beside {
	struct arena *arena;
	struct beside_file *files;
	size_t count, room;
	struct idmap addresses, titles, names, paths;
};

static int
compare_files(const void *a, const void *b)
{
	return str_compare(
	    ((const struct beside_file *)a)->below, ((const struct beside_file *)b)->below);
}

/* Letters and digits alone, in lower case: what is left of an address in a name. */
static str
bare(struct arena *arena, str text)
{
	struct buf out = BUF(arena);

	text = str_head(text, NAME_BYTES);
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = ascii_lower((unsigned char)text.at[i]);

		if (ascii_is_alpha(c) || ascii_is_digit(c) || c >= 0x80)
			buf_char(&out, (char)c);
	}
	return buf_str(&out);
}

/* Names in a folder, and in the folders in it. */
static void
list_folder(struct beside *beside, str folder, str below, str own, bool within)
{
	DIR *dir = opendir(arena_zstr(beside->arena, folder));
	struct dirent *one;

	while (dir && beside->count < BESIDE_FILES_MAX && (one = readdir(dir))) {
		str name = str_of(one->d_name);
		str path = arena_printf(beside->arena, "%.*s%.*s", STR_ARG(folder), STR_ARG(name));
		str whole = arena_printf(beside->arena, "%.*s%.*s", STR_ARG(below), STR_ARG(name));
		struct stat st;

		if (name.at[0] == '.' || lstat(path.at, &st) < 0)
			continue;
		if (S_ISDIR(st.st_mode) && within)
			list_folder(beside, arena_printf(beside->arena, "%.*s/", STR_ARG(path)),
			    arena_printf(beside->arena, "%.*s/", STR_ARG(whole)), own, false);
		else if (S_ISREG(st.st_mode) && !str_eq(path, own) &&
		    (kind_by_name(name) || kind_may_be_feed(name)))
			*ARENA_PUSH(beside->arena, beside->files, beside->count, beside->room) =
			    (struct beside_file){.path = path, .below = whole};
	}
	if (dir)
		closedir(dir);
}

/* The first bytes of a file; absent when it cannot be read. */
static str
read_head(struct arena *arena, str path)
{
	int fd = open(
	    arena_zstr(arena, path), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY);
	char *at = arena_alloc(arena, HEAD_BYTES);
	struct stat st;
	ssize_t got = 0;
	size_t len = 0;

	if (fd < 0)
		return STR_NONE;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		while (len < HEAD_BYTES && (got = read(fd, at + len, HEAD_BYTES - len)) > 0)
			len += (size_t)got;
	close(fd);
	return (str){at, len};
}

static void
put(struct idmap *map, str key, size_t index)
{
	struct idmap_entry *entry;
	bool is_new;

	if (!key.len)
		return;
	entry = idmap_add(map, key, &is_new);
	if (is_new)
		entry->value = (uint32_t)index;
}

/* The address in "page.url" beside "page.html" (an internet shortcut); absent without one. */
static str
read_sidecar(struct arena *arena, str path)
{
	str head = read_head(arena,
	    arena_printf(arena, "%.*s.url", STR_ARG(str_head(path, str_rfind_char(path, '.')))));
	str line;

	while (str_cut(&head, '\n', &line))
		if (str_starts_nocase(line, STR("URL=")))
			return str_trim(str_from(line, 4));
	return STR_NONE;
}

/* What is known of a file; false when it is none of those that are looked for. */
static bool
know(struct ctx *ctx, struct beside *beside, struct beside_file *file, bool feeds)
{
	struct arena *moment = arena_inner(beside->arena);
	struct diag_log log = {.arena = moment};
	struct ctx own = {moment, &log, ctx->settings, file->below};
	const char *text;
	str head = read_head(moment, file->path);

	file->kind = head.len ? kind_tell(file->path, head, &text) : KIND_UNKNOWN;
	if (file->kind == KIND_FEED || file->kind == KIND_HTML || file->kind == KIND_XHTML)
		beside_head(
		    &own, beside->arena, decode_document(&own, head, STR_NONE, true, &text), file);
	if (!feeds && (file->kind == KIND_HTML || file->kind == KIND_XHTML))
		beside_add(&own, beside->arena, read_sidecar(moment, file->path), file);
	arena_release(moment);
	if (feeds)
		return file->kind == KIND_FEED;
	return file->kind != KIND_UNKNOWN && file->kind != KIND_FOREIGN &&
	    file->kind != KIND_FEED && file->kind != KIND_OPML && file->kind != KIND_BOOKMARKS;
}

static void
index_file(struct beside *beside, size_t at)
{
	const struct beside_file *file = &beside->files[at];
	str stem = file->below;
	size_t dot = str_rfind_char(stem, '.'), slash;

	for (size_t i = 0; i < file->address_count; i++)
		put(&beside->addresses, file->addresses[i], at);
	put(&beside->titles, file->title, at);
	put(&beside->paths, file->below, at);
	put(&beside->names, bare(beside->arena, stem), at);
	stem = str_head(stem, dot);
	put(&beside->names, bare(beside->arena, stem), at);
	slash = str_rfind_char(stem, '/');
	if (slash != STR_NOT_FOUND)
		put(&beside->names, bare(beside->arena, str_from(stem, slash + 1)), at);
}

struct beside *
beside_read(struct ctx *ctx, str folder, str own, bool feeds)
{
	struct beside *beside = arena_alloc(ctx->arena, sizeof *beside);
	size_t kept = 0;

	beside->arena = ctx->arena;
	beside->addresses = beside->titles = beside->names = beside->paths = IDMAP(ctx->arena);
	list_folder(beside, folder, STR(""), own, true);
	if (beside->count)
		qsort(beside->files, beside->count, sizeof *beside->files, compare_files);
	for (size_t i = 0; i < beside->count; i++)
		if (know(ctx, beside, &beside->files[i], feeds))
			beside->files[kept++] = beside->files[i];
	beside->count = kept;
	for (size_t i = 0; i < kept; i++)
		index_file(beside, i);
	return beside;
}

static struct beside_file *
look(struct beside *beside, const struct idmap *map, str key)
{
	const struct idmap_entry *entry = key.len ? idmap_find(map, key) : NULL;
	struct beside_file *file = entry ? &beside->files[entry->value] : NULL;

	return file && !file->is_taken ? file : NULL;
}

/* Last parts of addresses that many have say nothing. */
static bool
is_common(str name)
{
	return name.len < 3 ||
	    str_has_word_nocase(
		STR("feed feeds rss rss2 atom index feedxml rssxml atomxml indexxml indexrdf "
		    "default blog posts all main news full home indexhtml indexphp feedjson"),
		name);
}

/* By a name that was made of an address: all of it, all but its scheme, its host, its last part. */
static struct beside_file *
look_by_name(struct beside *beside, str address)
{
	struct arena *arena = beside->arena;
	struct beside_file *file;
	str host = url_host(address), path, last;
	size_t slash, at;

	if (!url_is_web(address))
		return NULL;
	file = look(beside, &beside->names, bare(arena, address));
	at = str_find(address, STR("://"));
	path = at == STR_NOT_FOUND ? address : str_from(address, at + 3);
	if (str_starts_nocase(path, STR("www.")))
		path = str_from(path, 4);
	if (str_starts_nocase(host, STR("www.")))
		host = str_from(host, 4);
	if (!file)
		file = look(beside, &beside->names, bare(arena, url_decode(arena, path)));
	while (str_ends(path, STR("/")))
		path.len--;
	slash = str_rfind_char(path, '/');
	last = slash == STR_NOT_FOUND ? STR("")
				      : bare(arena, url_decode(arena, str_from(path, slash + 1)));
	if (!file && !is_common(last))
		file = look(beside, &beside->names, last);
	return file ? file : look(beside, &beside->names, bare(arena, host));
}

const struct beside_file *
beside_find(struct ctx *ctx, struct beside *beside, str address, str home, str title)
{
	struct beside_file *file;
	size_t slash;

	address = str_trim(address);
	file = look(beside, &beside->addresses, url_key(ctx->arena, address));
	if (!file && !url_is_web(address)) {
		str path = url_decode(ctx->arena, address);

		while (str_starts(path, STR("./")))
			path = str_from(path, 2);
		file = look(beside, &beside->paths, path);
		slash = str_rfind_char(path, '/');
		/* A saved page's own address, of a disk. */
		if (!file && str_starts_nocase(address, STR("file:")))
			file = look(beside, &beside->paths,
			    str_from(path, slash == STR_NOT_FOUND ? 0 : slash + 1));
	}
	if (!file)
		file = look(beside, &beside->addresses, url_key(ctx->arena, home));
	if (!file)
		file = look(beside, &beside->titles, utf8_fold_words(ctx->arena, title));
	if (!file)
		file = look_by_name(beside, address);
	if (!file)
		file = look(beside, &beside->names, bare(ctx->arena, title));
	if (file)
		file->is_taken = true;
	return file;
}
