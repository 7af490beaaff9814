/* Streams of what HTTP sent in chunks (RFC 9112 section 7.1). */
#include "stream/stream.h"

#define CHUNK_LINE 1024 /* a length with its extensions */

struct chunked {
	struct stream *from;
	uint64_t left; /* of the chunk */
	bool ended;
};

/* The length in a chunk's first line; false where there is none. */
static bool
chunk_length(str line, uint64_t *length)
{
	size_t digits = 0;

	*length = 0;
	while (digits < line.len && ascii_hex(line.at[digits]) >= 0) {
		if (*length >> 56)
			return false;
		*length = *length << 4 | (uint64_t)ascii_hex(line.at[digits++]);
	}
	return digits > 0;
}

/* Go to the next chunk's bytes. A body that ends between chunks was cut by the one who kept it, and
   what it held is all there is. */
static bool
next_chunk(struct chunked *chunked)
{
	str head = stream_peek(chunked->from, CHUNK_LINE);
	size_t end;

	while (head.len && (head.at[0] == '\r' || head.at[0] == '\n')) {
		stream_skip(chunked->from, 1);
		head = stream_peek(chunked->from, CHUNK_LINE);
	}
	end = str_find_char(head, '\n');
	chunked->ended = !head.len && !chunked->from->why;
	if (chunked->ended)
		return true;
	if (end == STR_NOT_FOUND || !chunk_length(head, &chunked->left))
		return false;
	stream_skip(chunked->from, end + 1);
	chunked->ended = chunked->left == 0;
	return true;
}

static ptrdiff_t
pull_chunked(struct stream *stream, char *to, size_t n)
{
	struct chunked *chunked = stream->state;
	ptrdiff_t got;

	if (!chunked->left && !chunked->ended && !next_chunk(chunked)) {
		stream->why = "its chunks are broken";
		return -1;
	}
	if (chunked->ended)
		return 0;
	if (n > chunked->left)
		n = (size_t)chunked->left;
	got = stream_read(chunked->from, to, n);
	if (got <= 0) {
		stream->why = chunked->from->why ? chunked->from->why : "it ends too early";
		return -1;
	}
	chunked->left -= (uint64_t)got;
	return got;
}

struct stream *
stream_chunked(struct arena *arena, struct stream *from)
{
	struct chunked *chunked = arena_alloc(arena, sizeof *chunked);

	chunked->from = from;
	return stream_new(arena, pull_chunked, chunked);
}
