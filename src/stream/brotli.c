/* Streams of what Brotli compressed. */
#include <brotli/decode.h>

#include "core/library.h"
#include "stream/stream.h"

struct brotli_library {
	BrotliDecoderState *(*new)(brotli_alloc_func, brotli_free_func, void *);
	void (*delete)(BrotliDecoderState *);
	BrotliDecoderResult (*step)(
	    BrotliDecoderState *, size_t *, const uint8_t **, size_t *, uint8_t **, size_t *);
};

struct unbrotli {
	struct brotli_library library;
	BrotliDecoderState *state;
	struct stream *from;
	bool ended;
};

static bool
load(struct brotli_library *library)
{
	static const char *const names[] = {
	    "libbrotlidec.so.1", "libbrotlidec.so", "libbrotlidec.1.dylib", NULL};
	const struct library_symbol symbols[] = {
	    {"BrotliDecoderCreateInstance", &library->new},
	    {"BrotliDecoderDestroyInstance", &library->delete},
	    {"BrotliDecoderDecompressStream", &library->step},
	};

	return library_load(names, symbols, sizeof symbols / sizeof *symbols);
}

static void delete (void *at)
{
	struct unbrotli *unbrotli = at;

	unbrotli->library.delete(unbrotli->state);
}

static ptrdiff_t
fail(struct stream *stream, const char *why)
{
	stream->why = why;
	return -1;
}

static ptrdiff_t
pull_brotli(struct stream *stream, char *to, size_t n)
{
	struct unbrotli *unbrotli = stream->state;
	uint8_t *next_out = (uint8_t *)to;
	size_t room = n;

	if (!unbrotli->state)
		return fail(stream, "libbrotlidec, which reads it, is not installed");
	while (room == n && !unbrotli->ended) {
		str head = stream_some(unbrotli->from);
		const uint8_t *next_in = (const uint8_t *)head.at;
		size_t left = head.len;
		BrotliDecoderResult result = unbrotli->library.step(
		    unbrotli->state, &left, &next_in, &room, &next_out, NULL);

		stream_skip(unbrotli->from, head.len - left);
		unbrotli->ended = result == BROTLI_DECODER_RESULT_SUCCESS;
		if (result == BROTLI_DECODER_RESULT_ERROR ||
		    (result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT && !head.len))
			return fail(stream, "its compressed data are broken or cut off");
	}
	return (ptrdiff_t)(n - room);
}

struct stream *
stream_brotli(struct arena *arena, struct stream *from)
{
	struct unbrotli *unbrotli = arena_alloc(arena, sizeof *unbrotli);
	struct stream *stream = stream_new(arena, pull_brotli, unbrotli);

	unbrotli->from = from;
	if (!load(&unbrotli->library))
		return stream;
	unbrotli->state = unbrotli->library.new(NULL, NULL, NULL);
	if (!unbrotli->state)
		arena_give_up(arena, ARENA_NO_MEMORY);
	arena_defer(arena, delete, unbrotli);
	return stream;
}
