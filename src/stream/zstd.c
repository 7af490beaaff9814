/* Streams of what Zstandard compressed. */
#include <zstd.h>

#include "core/library.h"
#include "stream/stream.h"

struct zstd_library {
	ZSTD_DStream *(*new)(void);
	size_t (*delete)(ZSTD_DStream *);
	size_t (*reset)(ZSTD_DStream *, ZSTD_ResetDirective);
	size_t (*dictionary)(ZSTD_DStream *, const void *, size_t);
	size_t (*step)(ZSTD_DStream *, ZSTD_outBuffer *, ZSTD_inBuffer *);
	unsigned (*is_error)(size_t);
};

struct unzstd {
	struct zstd_library library;
	ZSTD_DStream *z;
	struct stream *from;
	bool one_frame, within, ended;
};

static bool
load(struct zstd_library *library)
{
	static const char *const names[] = {"libzstd.so.1", "libzstd.so", "libzstd.1.dylib", NULL};
	const struct library_symbol symbols[] = {
	    {"ZSTD_createDStream", &library->new},
	    {"ZSTD_freeDStream", &library->delete},
	    {"ZSTD_DCtx_reset", &library->reset},
	    {"ZSTD_DCtx_loadDictionary", &library->dictionary},
	    {"ZSTD_decompressStream", &library->step},
	    {"ZSTD_isError", &library->is_error},
	};

	return library_load(names, symbols, sizeof symbols / sizeof *symbols);
}

static void delete (void *at)
{
	struct unzstd *unzstd = at;

	unzstd->library.delete(unzstd->z);
}

static ptrdiff_t
fail(struct stream *stream, const char *why)
{
	stream->why = why;
	return -1;
}

/* A frame may hold nothing, and skippable ones do: the first byte of the next one is asked for. */
static ptrdiff_t
pull_zstd(struct stream *stream, char *to, size_t n)
{
	struct unzstd *unzstd = stream->state;
	ZSTD_outBuffer out = {to, n, 0};

	if (!unzstd->z)
		return fail(stream, "libzstd, which reads it, is not installed");
	while (!out.pos && !unzstd->ended) {
		str head = stream_some(unzstd->from);
		ZSTD_inBuffer in = {head.at, head.len, 0};
		size_t left;

		if (!head.len) {
			if (unzstd->within || unzstd->from->why)
				return fail(stream, "its compressed data are broken or cut off");
			return 0;
		}
		left = unzstd->library.step(unzstd->z, &out, &in);
		stream_skip(unzstd->from, in.pos);
		if (unzstd->library.is_error(left))
			return fail(stream, "its compressed data are broken or cut off");
		unzstd->within = left != 0;
		unzstd->ended = left == 0 && unzstd->one_frame;
	}
	return (ptrdiff_t)out.pos;
}

static bool
zstd_again(struct stream *stream)
{
	struct unzstd *unzstd = stream->state;

	if (!unzstd->z || !stream_some(unzstd->from).len)
		return false;
	unzstd->library.reset(unzstd->z, ZSTD_reset_session_only);
	unzstd->within = unzstd->ended = false;
	return true;
}

struct stream *
stream_zstd(struct arena *arena, struct stream *from, bool one_frame, str dictionary)
{
	struct unzstd *unzstd = arena_alloc(arena, sizeof *unzstd);
	struct stream *stream = stream_new(arena, pull_zstd, unzstd);

	stream->again = zstd_again;
	unzstd->from = from;
	unzstd->one_frame = one_frame;
	if (!load(&unzstd->library))
		return stream;
	unzstd->z = unzstd->library.new();
	if (!unzstd->z)
		arena_give_up(arena, ARENA_NO_MEMORY);
	arena_defer(arena, delete, unzstd);
	if (dictionary.len)
		unzstd->library.dictionary(unzstd->z, dictionary.at, dictionary.len);
	return stream;
}
