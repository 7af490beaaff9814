/* Streams of what zlib compressed. */
#include <zlib.h>

#include "stream/stream.h"

struct inflating {
	z_stream z;
	struct stream *from;
	enum inflate_form form;
	bool one_member, ended;
};

/* Memory that zlib asks for is the arena's, so nothing of it has to be ended. */
static voidpf
allocate(voidpf arena, uInt items, uInt size)
{
	return arena_array(arena, items, size);
}

static void
give_back(voidpf arena, voidpf at)
{
	(void)arena;
	(void)at;
}

/* Whether another gzip member follows the one that ended; bytes of another kind behind it (tape
   padding, a signature) are no part of it. */
static bool
has_next_member(struct inflating *inflating)
{
	str head;

	if (inflating->form != INFLATE_GZIP || inflating->one_member)
		return false;
	head = stream_peek(inflating->from, 2);
	return str_eq(head, STR("\x1f\x8b"));
}

static ptrdiff_t
fail(struct stream *stream)
{
	stream->why = "its compressed data are broken or cut off";
	return -1;
}

static ptrdiff_t
pull_inflated(struct stream *stream, char *to, size_t n)
{
	struct inflating *inflating = stream->state;
	z_stream *z = &inflating->z;

	if (n > (size_t)1 << 30)
		n = (size_t)1 << 30;
	z->next_out = (Bytef *)to;
	z->avail_out = (uInt)n;
	while (z->avail_out == n && !inflating->ended) {
		str head = stream_some(inflating->from);
		int result;

		if (!head.len)
			return fail(stream);
		z->next_in = (Bytef *)(uintptr_t)head.at;
		z->avail_in = (uInt)head.len;
		result = inflate(z, Z_NO_FLUSH);
		stream_skip(inflating->from, head.len - z->avail_in);
		if (result == Z_STREAM_END) {
			inflating->ended = !has_next_member(inflating);
			if (!inflating->ended)
				inflateReset(z);
		} else if (result != Z_OK) {
			return fail(stream);
		}
	}
	return (ptrdiff_t)(n - z->avail_out);
}

static bool
inflate_again(struct stream *stream)
{
	struct inflating *inflating = stream->state;

	if (!stream_some(inflating->from).len)
		return false;
	inflating->ended = inflateReset(&inflating->z) != Z_OK;
	return true;
}

struct stream *
stream_inflate(struct arena *arena, struct stream *from, enum inflate_form form, bool one_member)
{
	static const int bits[] = {15 + 16, 15, -15};
	struct inflating *inflating = arena_alloc(arena, sizeof *inflating);
	struct stream *stream = stream_new(arena, pull_inflated, inflating);

	stream->again = inflate_again;
	inflating->from = from;
	inflating->form = form;
	inflating->one_member = one_member;
	inflating->z.zalloc = allocate;
	inflating->z.zfree = give_back;
	inflating->z.opaque = arena;
	inflating->ended = inflateInit2(&inflating->z, bits[form]) != Z_OK;
	return stream;
}
