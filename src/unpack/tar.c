/* Tar archives: ustar and pax (POSIX.1-2017, pax), GNU's long names, and the form before them. */
#include <string.h>

#include "unpack/archive.h"

#define BLOCK 512
#define LIMIT_NAME ((uint64_t)64 << 10) /* of a long name or pax header */

/* What stands before an entry and speaks of it. */
struct ahead {
	str path;
	bool has_size;
	uint64_t size;
};

struct tarred {
	int fd;
};

/* A number of a header: octal, or with its first bit set of base 256. */
static uint64_t
number(const unsigned char *at, size_t len)
{
	uint64_t n = 0;
	size_t i = 0;

	if (at[0] & 0x80) {
		n = at[0] & 0x3F;
		for (i = 1; i < len; i++)
			n = n >> 55 ? UINT64_MAX : n << 8 | at[i];
		return n;
	}
	while (i < len && at[i] == ' ')
		i++;
	for (; i < len && at[i] >= '0' && at[i] <= '7'; i++)
		n = n << 3 | (uint64_t)(at[i] - '0');
	return n;
}

static str
field(const unsigned char *at, size_t len)
{
	size_t n = 0;

	while (n < len && at[n])
		n++;
	return (str){(const char *)at, n};
}

static bool
is_header(const unsigned char *block)
{
	unsigned long sum = 8 * ' ';

	for (size_t i = 0; i < BLOCK; i++)
		if (i < 148 || i >= 156)
			sum += block[i];
	return sum == number(block + 148, 8);
}

/* "27 path=a/b.html\n": length of the line, key, value (pax, "pax Extended Header"). */
static void
read_pax(struct arena *arena, str text, struct ahead *ahead)
{
	while (text.len) {
		uint64_t len = 0, size = 0;
		size_t at = 0, equals;
		str line, value;

		while (at < text.len && at < 10 && ascii_is_digit((unsigned char)text.at[at]))
			len = len * 10 + (uint64_t)(text.at[at++] - '0');
		if (at >= text.len || text.at[at] != ' ' || len <= at + 1 || len > text.len)
			return;
		line = str_trim((str){text.at + at + 1, (size_t)len - at - 1});
		text = str_from(text, (size_t)len);
		equals = str_find_char(line, '=');
		if (equals == STR_NOT_FOUND)
			continue;
		value = str_from(line, equals + 1);
		if (str_eq(str_head(line, equals), STR("path")))
			ahead->path = arena_copy(arena, value);
		if (!str_eq(str_head(line, equals), STR("size")))
			continue;
		for (size_t i = 0; i < value.len && ascii_is_digit((unsigned char)value.at[i]) &&
		     size < UINT64_MAX / 100;
		     i++)
			size = size * 10 + (uint64_t)(value.at[i] - '0');
		ahead->size = size;
		ahead->has_size = true;
	}
}

static str
name_of(struct arena *arena, const unsigned char *block)
{
	str name = field(block, 100), prefix = field(block + 345, 155);

	/* GNU's own form has times where ustar has the prefix. */
	if (memcmp(block + 257, "ustar\0", 6) != 0 || !prefix.len)
		return arena_copy(arena, name);
	return arena_printf(arena, "%.*s/%.*s", STR_ARG(prefix), STR_ARG(name));
}

/* What a header that speaks of the next one says; false when it is too long or cut off. */
static bool
read_ahead(
    struct arena *arena, struct stream *stream, char type, uint64_t size, struct ahead *ahead)
{
	char *text;

	if (size > LIMIT_NAME)
		return false;
	text = arena_alloc(arena, (size_t)size + 1);
	if (stream_read(stream, text, (size_t)size) != (ptrdiff_t)size)
		return false;
	if (type == 'x')
		read_pax(arena, (str){text, (size_t)size}, ahead);
	else if (type == 'L')
		ahead->path = field((unsigned char *)text, (size_t)size);
	return true;
}

/* List the entries; false when the archive is broken or cut off after those. */
static bool
list_entries(struct archive *archive, struct arena *arena, struct stream *stream)
{
	struct ahead ahead = {0};
	uint64_t begin = 0;
	int fd;

	stream_place(stream, &fd, &begin);
	begin -= stream->given;
	for (;;) {
		unsigned char block[BLOCK];
		ptrdiff_t got = stream_read(stream, block, BLOCK);
		uint64_t size, padded;
		char type;

		/* Two empty blocks are the end; some leave them out. */
		if (got == 0 || (got == BLOCK && !block[0]))
			return true;
		if (got != BLOCK || !is_header(block))
			return false;
		size = number(block + 124, 12);
		type = (char)block[156];
		padded = (BLOCK - size % BLOCK) % BLOCK;
		if (type == 'x' || type == 'L' || type == 'g' || type == 'K') {
			if (!read_ahead(arena, stream, type, size, &ahead) ||
			    !stream_skip(stream, padded))
				return false;
			continue;
		}
		if (ahead.has_size)
			size = ahead.size;
		padded = (BLOCK - size % BLOCK) % BLOCK;
		if (type == '0' || type == '\0' || type == '7') {
			str path = ahead.path.at ? ahead.path : name_of(arena, block);

			if (!str_ends(path, STR("/")))
				archive_add(archive, arena, path, size, begin + stream->given);
		}
		ahead = (struct ahead){0};
		if (size > UINT64_MAX / 2 || !stream_skip(stream, size + padded))
			return false;
	}
}

static struct stream *
open_entry(struct archive *archive, struct arena *arena, const struct archive_entry *entry)
{
	const struct tarred *tarred = archive->of_kind;

	return stream_of_range(arena, tarred->fd, entry->at, entry->size);
}

static bool
begin(struct container *container, struct ctx *ctx)
{
	struct arena *arena = container->arena;
	struct archive *archive = arena_alloc(arena, sizeof *archive);
	struct tarred *tarred = arena_alloc(arena, sizeof *tarred);
	struct stream *from = stream_stash(arena, container->from.stream, LIMIT_CONTAINER_BYTES);
	uint64_t at;

	container->state = archive;
	archive->of_kind = tarred;
	archive->open = open_entry;
	if (!from || !stream_place(from, &tarred->fd, &at)) {
		diag_say(ctx->log, DIAG_ARCHIVE_BROKEN, container->from.name, "%s",
		    container->from.stream->why ? container->from.stream->why
						: "its bytes cannot be kept");
		return false;
	}
	if (!list_entries(archive, arena, from))
		diag_say(ctx->log, DIAG_ARCHIVE_BROKEN, container->from.name,
		    "it ends too early or makes no sense from some place on");
	archive_sort(archive);
	return true;
}

const struct container_kind container_tar = {KIND_TAR, begin, archive_next, NULL};
