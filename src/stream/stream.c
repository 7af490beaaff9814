/* Bytes that come from somewhere: what all kinds of streams share. */
#include "stream/stream.h"

#include <string.h>

struct stream *
stream_new(
    struct arena *arena, ptrdiff_t (*pull)(struct stream *stream, char *to, size_t n), void *state)
{
	struct stream *stream = arena_alloc(arena, sizeof *stream);

	stream->pull = pull;
	stream->state = state;
	stream->arena = arena;
	return stream;
}

/* What was looked at comes first. */
static size_t
take_head(struct stream *stream, char *to, size_t n)
{
	size_t have = stream->head_len - stream->head_at;

	if (have > n)
		have = n;
	if (have)
		memcpy(to, stream->head + stream->head_at, have);
	stream->head_at += have;
	return have;
}

ptrdiff_t
stream_read(struct stream *stream, void *to, size_t n)
{
	size_t have = take_head(stream, to, n);

	while (have < n) {
		ptrdiff_t got = stream->pull(stream, (char *)to + have, n - have);

		if (got < 0)
			return -1;
		if (got == 0)
			break;
		have += (size_t)got;
	}
	stream->given += have;
	return (ptrdiff_t)have;
}

str
stream_peek(struct stream *stream, size_t n)
{
	if (n > STREAM_PEEK)
		n = STREAM_PEEK;
	if (!stream->head)
		stream->head = arena_alloc(stream->arena, STREAM_PEEK);
	if (stream->head_at && stream->head_at + n > STREAM_PEEK) {
		memmove(stream->head, stream->head + stream->head_at,
		    stream->head_len - stream->head_at);
		stream->head_len -= stream->head_at;
		stream->head_at = 0;
	}
	while (stream->head_len - stream->head_at < n) {
		ptrdiff_t got = stream->pull(stream, stream->head + stream->head_len,
		    n - (stream->head_len - stream->head_at));

		if (got <= 0)
			break;
		stream->head_len += (size_t)got;
	}
	if (n > stream->head_len - stream->head_at)
		n = stream->head_len - stream->head_at;
	return (str){stream->head + stream->head_at, n};
}

str
stream_some(struct stream *stream)
{
	if (!stream->head)
		stream->head = arena_alloc(stream->arena, STREAM_PEEK);
	if (stream->head_at == stream->head_len) {
		ptrdiff_t got = stream->pull(stream, stream->head, STREAM_PEEK);

		stream->head_at = 0;
		stream->head_len = got > 0 ? (size_t)got : 0;
	}
	return (str){stream->head + stream->head_at, stream->head_len - stream->head_at};
}

bool
stream_again(struct stream *stream)
{
	if (!stream->again || stream->head_at < stream->head_len || !stream->again(stream))
		return false;
	stream->why = NULL;
	return true;
}

bool
stream_skip(struct stream *stream, uint64_t n)
{
	char nowhere[16384];

	while (n) {
		size_t want = n < sizeof nowhere ? (size_t)n : sizeof nowhere;

		if (stream_read(stream, nowhere, want) != (ptrdiff_t)want)
			return false;
		n -= want;
	}
	return true;
}

str
stream_line(struct stream *stream, struct arena *arena, size_t most)
{
	struct buf line = BUF(arena);

	while (line.len < most) {
		size_t want = most - line.len < 4096 ? most - line.len : 4096, end;
		str head = stream_peek(stream, want);

		if (!head.len)
			break;
		end = str_find_char(head, '\n');
		buf_add(&line, str_head(head, end == STR_NOT_FOUND ? head.len : end + 1));
		stream_skip(stream, end == STR_NOT_FOUND ? head.len : end + 1);
		if (end != STR_NOT_FOUND)
			break;
	}
	return line.len ? buf_str(&line) : STR_NONE;
}

enum stream_all
stream_all(struct stream *stream, struct arena *arena, size_t most, str *bytes)
{
	struct buf buf = BUF(arena);
	size_t piece = (size_t)16 << 10;
	uint64_t left;

	if (stream_left(stream, &left)) {
		if (left > most)
			return STREAM_TOO_LARGE;
		buf_reserve(&buf, piece = (size_t)left + 1);
	}
	for (;;) {
		ptrdiff_t got = stream_read(stream, buf_reserve(&buf, piece), piece);

		if (got < 0)
			return STREAM_FAILED;
		buf.len += (size_t)got;
		if (buf.len > most)
			return STREAM_TOO_LARGE;
		if ((size_t)got < piece)
			break;
		if (piece < (size_t)1 << 20)
			piece *= 2;
	}
	*bytes = buf_str(&buf);
	return STREAM_WHOLE;
}
