/* Bytes that come from somewhere, read once from the front to the end. */
#ifndef STREAM_STREAM_H
#define STREAM_STREAM_H

#include "core/ctx.h"

#define STREAM_PEEK ((size_t)64 << 10) /* bytes that may be looked at before they are read */

/* A kind of stream fills `pull` and keeps what it needs behind `state`. Streams live in an arena
   and end with it. Not to be shared between threads. */
struct stream {
	/* Up to n bytes to `to`: how many (0: the end), or -1 when it failed and `why` says so. */
	ptrdiff_t (*pull)(struct stream *stream, char *to, size_t n);
	bool (*again)(struct stream *stream); /* see stream_again; NULL where there is one alone */
	void *state;
	struct arena *arena;
	char *head; /* looked at, not yet read */
	size_t head_at, head_len;
	uint64_t given;  /* bytes read so far */
	const char *why; /* for messages: "No such device", "its gzip data are broken" */
};

/* A stream of a kind: for those who write one. */
struct stream *stream_new(
    struct arena *arena, ptrdiff_t (*pull)(struct stream *stream, char *to, size_t n), void *state);

/* Up to n bytes, fewer only at the end; -1 when it failed (what came before is lost). */
ptrdiff_t stream_read(struct stream *stream, void *to, size_t n);

/* The next bytes without reading them: up to n (STREAM_PEEK at most), fewer at the end or before a
   failure. Good until the next call. */
str stream_peek(struct stream *stream, size_t n);

/* What is at hand without asking for more: one byte at least, but at the end or before a failure.
 */
str stream_some(struct stream *stream);

/* Read n bytes to nowhere; false when it ended or failed before. */
bool stream_skip(struct stream *stream, uint64_t n);

/* A line with its end, of at most `most` bytes (what is longer comes in pieces); absent at the end
   or when it failed. In `arena`. */
str stream_line(struct stream *stream, struct arena *arena, size_t most);

/* All the rest. */
enum stream_all { STREAM_WHOLE, STREAM_FAILED, STREAM_TOO_LARGE };
enum stream_all stream_all(struct stream *stream, struct arena *arena, size_t most, str *bytes);

/* Where the next byte lies in a regular file, when the stream is a file or a range of one: for
   those who read in places. */
bool stream_place(const struct stream *stream, int *fd, uint64_t *at);

/* How many bytes are left, where that is known before they are read. */
bool stream_left(const struct stream *stream, uint64_t *left);

/* Kinds. */
struct stream *stream_of_bytes(struct arena *arena, str bytes); /* `bytes` must live as long */

/* A descriptor from where it stands, closed with the arena when `owned`. */
struct stream *stream_of_fd(struct arena *arena, int fd, bool owned);

/* `len` bytes of a regular file from `at`; the descriptor's own place is not used or moved. */
struct stream *stream_of_range(struct arena *arena, int fd, uint64_t at, uint64_t len);

/* The same bytes as a file or range of one, for those who read in places: the stream itself where
   it is one, else copied to a temporary file without a name, at most `most` bytes. NULL when that
   failed: from->why says why. */
struct stream *stream_stash(struct arena *arena, struct stream *from, uint64_t most);

/* The next `len` bytes of another stream, which must not be read otherwise until this one's end. */
struct stream *stream_of_next(struct arena *arena, struct stream *from, uint64_t len);

/* What is compressed in another stream, by zlib (RFC 1950 to 1952). For gzip members one behind
   another are one stream, or, with `one_member`, it ends with the first, and the other stream
   stands behind that. */
enum inflate_form { INFLATE_GZIP, INFLATE_ZLIB, INFLATE_RAW };
struct stream *
stream_inflate(struct arena *arena, struct stream *from, enum inflate_form form, bool one_member);

/* The same of Zstandard (RFC 8878) and its frames; skippable ones are passed over. `dictionary`
   (absent without one) must live as long. Fails when the library is not installed. */
struct stream *
stream_zstd(struct arena *arena, struct stream *from, bool one_frame, str dictionary);

/* A stream of one member or frame that has ended goes on with the next; false when none follows. */
bool stream_again(struct stream *stream);

/* Brotli (RFC 7932). Fails when the library is not installed. */
struct stream *stream_brotli(struct arena *arena, struct stream *from);

/* What HTTP sent in chunks (RFC 9112 section 7.1), joined; trailers are left out. */
struct stream *stream_chunked(struct arena *arena, struct stream *from);

#endif
