/* Mailboxes (RFC 4155): messages one behind another, each behind a line "From …". In all four
   dialects: mboxo and mboxrd put ">" before such lines within, mboxcl says how long a message is
   too, mboxcl2 says it and leaves the lines as they are. */
#include <string.h>
#include <unistd.h>

#include "core/utf8.h"
#include "unpack/mbox.h"
#include "unpack/message.h"

#define PEEK_BYTES ((size_t)2048) /* of a line and the next, to see whether it begins a message */
#define HEADER_BYTES ((size_t)256 << 10) /* of a message, where its length is looked for */

struct mbox {
	struct stream *stream; /* it stands before a "From " line, or at the end */
	size_t number;
};

/* A message being read. */
struct letter {
	struct buf envelope; /* the line before it */
	struct buf bytes;
	size_t most;     /* that are kept */
	size_t body;     /* where its body begins; 0: not yet known */
	bool is_counted; /* it said how long it is, and it was */
};

/* Take a line with its end; false at the end. `to` may be NULL; what is over `most` bytes goes
   nowhere. */
static bool
take_line(struct stream *stream, struct buf *to, size_t most)
{
	bool any = false;

	for (;;) {
		str some = stream_some(stream);
		const char *end = some.len ? memchr(some.at, '\n', some.len) : NULL;

		if (!some.len)
			return any;
		some.len = end ? (size_t)(end - some.at) + 1 : some.len;
		if (to && to->len <= most)
			buf_add(to, str_head(some, most + 1 - to->len));
		stream_skip(stream, some.len);
		any = true;
		if (end)
			return true;
	}
}

/* "hh:mm" and a year, as every program writes it after the sender. */
static bool
has_date(str line)
{
	bool time = false, year = false;

	for (size_t i = 0; i + 4 <= line.len; i++) {
		bool digits = ascii_is_digit((unsigned char)line.at[i]) &&
		    ascii_is_digit((unsigned char)line.at[i + 1]);

		time = time ||
		    (digits && line.at[i + 2] == ':' &&
			ascii_is_digit((unsigned char)line.at[i + 3]));
		year = year ||
		    (digits && (line.at[i] == '1' || line.at[i] == '2') &&
			ascii_is_digit((unsigned char)line.at[i + 2]) &&
			ascii_is_digit((unsigned char)line.at[i + 3]));
	}
	return time && year;
}

/* Whether what comes is a line that begins a message: "From ", a date, and a header below. */
static bool
is_begin(str head)
{
	str line, next;
	size_t n = 0;

	if (!str_starts(head, STR("From ")) || !str_cut(&head, '\n', &line) || !head.at)
		return false;
	if (!str_cut(&head, '\n', &next))
		return false;
	while (n < next.len && next.at[n] > ' ' && next.at[n] != ':' && next.at[n] < 127)
		n++;
	return has_date(str_from(line, 5)) &&
	    ((n && n < next.len && next.at[n] == ':') || str_starts(next, STR(">From ")));
}

/* Whether nothing follows but a message or the end. */
static bool
is_end_of_message(str head)
{
	while (str_starts(head, STR("\r\n")) || str_starts(head, STR("\n")))
		head = str_from(head, head.at[0] == '\r' ? 2 : 1);
	return !head.len || str_starts(head, STR("From "));
}

/* The next bytes after `skip` more, where the stream lets one look so far. */
static bool
look_behind(struct stream *stream, uint64_t skip, char *to, size_t room, str *seen)
{
	uint64_t at, left;
	ssize_t got;
	int fd;
	str head;

	if (skip + room <= STREAM_PEEK) {
		head = stream_peek(stream, (size_t)skip + room);
		*seen = str_from(head, (size_t)skip);
		return head.len >= skip;
	}
	if (!stream_place(stream, &fd, &at) || !stream_left(stream, &left) || left < skip)
		return false;
	got = pread(fd, to, left - skip < room ? (size_t)(left - skip) : room, (off_t)(at + skip));
	*seen = (str){to, got > 0 ? (size_t)got : 0};
	return got >= 0;
}

/* Take a body whose length the header says, when that is true: lines like a message's beginning
   may stand in it. */
static bool
take_counted(struct ctx *ctx, struct stream *stream, struct letter *letter)
{
	struct mime_head head;
	char room[64];
	size_t end, digits = 0;
	uint64_t length = 0;
	str field, seen;

	if (letter->body > HEADER_BYTES)
		return false;
	mime_head_read(ctx->arena, str_head(buf_str(&letter->bytes), letter->body), &head, &end);
	field = mime_field(ctx->arena, &head, "Content-Length");
	while (digits < field.len && digits < 15 && ascii_is_digit((unsigned char)field.at[digits]))
		length = length * 10 + (uint64_t)(field.at[digits++] - '0');
	if (!digits || digits != field.len || length > letter->most - letter->body ||
	    !look_behind(stream, length, room, sizeof room, &seen) || !is_end_of_message(seen))
		return false;
	letter->bytes.len += (size_t)stream_read(
	    stream, buf_reserve(&letter->bytes, (size_t)length), (size_t)length);
	return true;
}

/* Take ">" away from before ">From " and ">>From ", in place. */
static void
unquote(struct letter *letter)
{
	char *text = letter->bytes.at;
	size_t len = letter->bytes.len, to = letter->body, at = letter->body;

	while (at < len) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t next = end ? (size_t)(end - text) + 1 : len, marks = 0;

		while (at + marks < next && text[at + marks] == '>')
			marks++;
		if (marks && str_starts((str){text + at + marks, next - at - marks}, STR("From ")))
			at++;
		memmove(text + to, text + at, next - at);
		to += next - at;
		at = next;
	}
	letter->bytes.len = to;
}

/* Whether the body has a line that would have been quoted. */
static bool
has_bare_line(const struct letter *letter)
{
	return str_find(str_from(buf_str(&letter->bytes), letter->body), STR("\nFrom ")) !=
	    STR_NOT_FOUND;
}

static void
take_message(struct ctx *ctx, struct stream *stream, struct letter *letter)
{
	bool blank = false;
	size_t before;

	take_line(stream, &letter->envelope, PEEK_BYTES);
	for (;;) {
		str head = stream_peek(stream, 5);

		/* A blank line should come before the next message; where a program left it out,
		   the line itself has to do. */
		if (!head.len ||
		    (str_eq(head, STR("From ")) && is_begin(stream_peek(stream, PEEK_BYTES))))
			break;
		before = letter->bytes.len;
		take_line(stream, &letter->bytes, letter->most);
		blank = str_is_blank(str_from(buf_str(&letter->bytes), before));
		if (letter->body || !blank || before == letter->bytes.len)
			continue;
		letter->body = letter->bytes.len;
		if (take_counted(ctx, stream, letter)) {
			letter->is_counted = true;
			while (str_starts(stream_peek(stream, 1), STR("\n")) ||
			    str_starts(stream_peek(stream, 2), STR("\r\n")))
				take_line(stream, NULL, 0);
			break;
		}
	}
}

static bool
is_quoted(const struct letter *letter)
{
	return letter->body && letter->bytes.len <= letter->most &&
	    !(letter->is_counted && has_bare_line(letter));
}

/* Stand before the first message: blank lines, and what is no message, may come before. */
static bool
find_first(struct stream *stream)
{
	while (!is_begin(stream_peek(stream, PEEK_BYTES)))
		if (!take_line(stream, NULL, 0))
			return false;
	return true;
}

static struct letter *
new_letter(struct arena *arena, size_t most)
{
	struct letter *letter = arena_alloc(arena, sizeof *letter);

	letter->envelope = letter->bytes = BUF(arena);
	letter->most = most;
	return letter;
}

bool
mbox_is(str head)
{
	return is_begin(head);
}

bool
mbox_next(struct ctx *ctx, struct stream *stream, size_t most, struct mbox_letter *out)
{
	struct letter *letter = new_letter(ctx->arena, most);

	if (!stream_peek(stream, 1).len)
		return false;
	take_message(ctx, stream, letter);
	*out = (struct mbox_letter){
	    buf_str(&letter->envelope), arena_copy(ctx->arena, buf_str(&letter->bytes)), STR_NONE};
	if (is_quoted(letter))
		unquote(letter);
	out->text = buf_str(&letter->bytes);
	return true;
}

static bool
open_mbox(struct container *container, struct ctx *ctx)
{
	struct mbox *mbox = arena_alloc(container->arena, sizeof *mbox);

	container->state = mbox;
	mbox->stream = container->from.stream;
	if (find_first(mbox->stream))
		return true;
	diag_say(ctx->log, DIAG_MBOX_NONE, container->from.name, NULL);
	return false;
}

static void
name(struct container *container, struct ctx *ctx, struct source_item *item,
    const struct letter *letter)
{
	struct mbox *mbox = container->state;
	struct ctx own = *ctx;
	struct mime_head head;
	size_t end;
	str subject;

	own.arena = &container->entry;
	mime_head_read(own.arena, str_head(buf_str(&letter->bytes), letter->body), &head, &end);
	subject = utf8_head(mime_text(&own, &head, "Subject"), 80);
	container_name(container, ctx, item, " (",
	    arena_printf(&container->entry, subject.len ? "message %zu: %.*s" : "message %zu%.*s",
		mbox->number, STR_ARG(subject)),
	    ")");
}

static enum container_step
next(struct container *container, struct ctx *ctx, struct source_item *item)
{
	struct mbox *mbox = container->state;
	struct letter *letter = new_letter(&container->entry, ctx->settings->max_input);
	struct ctx own = *ctx;

	if (!stream_peek(mbox->stream, 1).len)
		return CONTAINER_END;
	own.arena = &container->entry;
	mbox->number++;
	take_message(&own, mbox->stream, letter);
	if (is_quoted(letter))
		unquote(letter);
	item->kind = KIND_MAIL;
	item->stream = stream_of_bytes(&container->entry, buf_str(&letter->bytes));
	/* A message that a program saved with its envelope's line. */
	if (mbox->number == 1 && !stream_peek(mbox->stream, 1).len &&
	    kind_by_name(container->from.path) == KIND_MAIL) {
		item->name = container->from.name;
		item->label = container->from.label;
		item->path = container->from.path;
		item->root = container->from.root;
		return CONTAINER_ITEM;
	}
	name(container, ctx, item, letter);
	if (mbox->stream->why) {
		diag_say(ctx->log, DIAG_INPUT_UNREADABLE, item->name, "%s", mbox->stream->why);
		return CONTAINER_REFUSED;
	}
	return CONTAINER_ITEM;
}

const struct container_kind container_mbox = {KIND_MBOX, open_mbox, next, NULL};
