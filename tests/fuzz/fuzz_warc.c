/* Bytes as a web archive: every page of it is read, and its shelf asked. The first byte says
   whether they lie in a file, and whether an address pattern asks for all that can be read. */
#include "fuzz.h"

#include <stdlib.h>
#include <unistd.h>

#include "core/tempfile.h"
#include "unpack/container.h"
#include "unpack/warc.h"

static void
try_archive(struct ctx *ctx, struct stream *from)
{
	struct arena *scratch = arena_inner(ctx->arena);
	struct warc warc;
	str bytes;

	warc_scan(&warc, ctx->settings, ctx->arena, scratch, from, true);
	arena_release(scratch);
	for (size_t i = 0; i < warc.index.page_count && i < 100; i++) {
		struct warc_payload payload;

		if (!warc_open(scratch, &warc, warc.index.pages[i].place, &payload))
			continue;
		stream_all(payload.body, scratch, 1 << 20, &bytes);
		warc_find(ctx, &warc, payload.head.target, 1 << 20, &bytes);
		arena_release(scratch);
	}
	for (size_t i = 0; i < warc.index.count && i < 100; i++) {
		const struct warc_entry *entry =
		    warc_index_find(&warc.index, warc.index.entries[i].address);
		struct warc_payload payload;

		if (entry && warc_open(scratch, &warc, entry->place, &payload))
			stream_all(payload.body, scratch, 1 << 20, &bytes);
		arena_release(scratch);
	}
	warc_find(ctx, &warc, STR("http://a.example/a.png"), 1 << 20, &bytes);
}

static void
close_file(void *at)
{
	close(*(int *)at);
}

/* The bytes, from a file of their own or from memory. */
static struct stream *
stream_of(struct arena *arena, bool in_file, str bytes)
{
	int *fd;

	if (!in_file)
		return stream_of_bytes(arena, bytes);
	fd = arena_alloc(arena, sizeof *fd);
	*fd = tempfile_open();
	if (*fd < 0 || write(*fd, bytes.at, bytes.len) != (ssize_t)bytes.len)
		abort();
	arena_defer(arena, close_file, fd);
	return stream_of_range(arena, *fd, 0, bytes.len);
}

static void
try_input(struct ctx *ctx, str input)
{
	try_archive(ctx, stream_of(ctx->arena, input.at[0] & 1, str_from(input, 1)));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const str all = STR("*");
	struct settings settings = {.max_input = (size_t)1 << 20};

	if (size < 1)
		return 0;
	if (data[0] & 2) {
		settings.include = &all;
		settings.include_count = 1;
	}
	return fuzz_try(settings, (size_t)512 << 20, try_input, (str){(const char *)data, size});
}
