/* A web archive's records by their place: from the archive itself, or from what was kept of it. */
#include <errno.h>
#include <unistd.h>

#include "core/tempfile.h"
#include "unpack/container.h"
#include "unpack/warc.h"

struct held_file {
	int fd;
};

static void
close_held(void *at)
{
	struct held_file *held = at;

	close(held->fd);
}

static bool
write_all(struct warc *warc, str bytes)
{
	while (bytes.len) {
		ssize_t n = write(warc->held, bytes.at, bytes.len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			warc->held_errno = errno;
			return false;
		}
		warc->held_end += (uint64_t)n;
		bytes = str_from(bytes, (size_t)n);
	}
	return true;
}

static bool
begin_held(struct warc *warc, struct arena *arena)
{
	struct held_file *held;

	if (warc->held >= 0)
		return true;
	held = arena_alloc(arena, sizeof *held);
	held->fd = warc->held = tempfile_open();
	if (held->fd >= 0)
		arena_defer(arena, close_held, held);
	else
		warc->held_errno = errno;
	return held->fd >= 0;
}

bool
warc_hold(struct warc *warc, struct arena *arena, str head, struct stream *from, uint64_t block,
    uint64_t *place)
{
	*place = warc->held_end;
	if (!warc->held_errno && warc->held_end > LIMIT_CONTAINER_BYTES)
		warc->held_errno = EFBIG;
	if (warc->held_errno || !begin_held(warc, arena) || !write_all(warc, head))
		return stream_skip(from, block);
	while (block) {
		char piece[16384];
		size_t n = block < sizeof piece ? (size_t)block : sizeof piece;

		if (stream_read(from, piece, n) != (ptrdiff_t)n)
			return false;
		block -= n;
		if (!warc->held_errno)
			write_all(warc, (str){piece, n});
	}
	return true;
}

/* The bytes of records from a place on. */
static struct stream *
open_place(struct arena *arena, const struct warc *warc, uint64_t place)
{
	bool is_held = (place >> 48 & WARC_IS_HELD) != 0;
	uint64_t at = place & WARC_PLACE, end = is_held ? warc->held_end : warc->end;
	struct stream *range =
	    stream_of_range(arena, is_held ? warc->held : warc->fd, at, end > at ? end - at : 0);

	if (is_held || warc->form == WARC_PLAIN)
		return range;
	return warc->form == WARC_GZIP ? stream_inflate(arena, range, INFLATE_GZIP, true)
				       : stream_zstd(arena, range, true, warc->dictionary);
}

/* The block of headers that comes next, copied and read; absent where there is none. */
static str
take_head(struct arena *arena, struct stream *from)
{
	str head = stream_peek(from, 4096);

	if (!warc_head_size(head))
		head = stream_peek(from, WARC_HEAD);
	head = arena_copy(arena, str_head(head, warc_head_size(head)));
	stream_skip(from, head.len);
	return head;
}

bool
warc_open(struct arena *arena, const struct warc *warc, uint64_t place, struct warc_payload *out)
{
	struct stream *records = open_place(arena, warc, place);
	str head;

	*out = (struct warc_payload){0};
	for (head = stream_peek(records, 1); str_is_blank(head) && head.len;
	     head = stream_peek(records, 1))
		stream_skip(records, 1);
	if (!warc_head_parse(take_head(arena, records), &out->head))
		return false;
	out->body = stream_of_next(arena, records, out->head.length);
	out->media = warc_media(out->head.media, &out->charset);
	if (out->head.type != WARC_RESPONSE)
		return true;
	if (!warc_http_parse(take_head(arena, out->body), &out->http))
		return false;
	out->media = out->http.media;
	out->charset = out->http.charset;
	out->body = warc_http_body(arena, out->body, &out->http);
	return true;
}

enum shelf_result
warc_find(struct ctx *ctx, const struct warc *warc, str absolute, size_t most, str *bytes)
{
	struct arena *moment = arena_inner(ctx->arena);
	const struct warc_entry *entry =
	    warc_index_find(&warc->index, warc_hash_address(moment, absolute));
	enum shelf_result result = SHELF_MISSING;
	struct warc_payload payload;

	if (entry && most == 0) {
		result = SHELF_TOO_LARGE;
	} else if (entry) {
		result = SHELF_UNREADABLE;
		if (warc_open(moment, warc, entry->place, &payload))
			switch (stream_all(payload.body, ctx->arena, most, bytes)) {
			case STREAM_WHOLE:
				result = SHELF_FOUND;
				break;
			case STREAM_TOO_LARGE:
				result = SHELF_TOO_LARGE;
				break;
			default:
				break;
			}
	}
	arena_release(moment);
	return result;
}

static enum shelf_result
find(struct ctx *ctx, const struct shelf *shelf, str address, str absolute, size_t most, str *bytes)
{
	(void)address;
	return warc_find(ctx, shelf->state, absolute, most, bytes);
}

struct shelf *
warc_shelf(struct arena *arena, const struct warc *warc)
{
	struct shelf *shelf = arena_alloc(arena, sizeof *shelf);

	*shelf = (struct shelf){find, warc, NULL};
	return shelf;
}
