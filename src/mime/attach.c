/* A file put into a message, of which all else stays as it is. */
#include <string.h>

#include "mime/write.h"

/* A place of the message at which something else stands. In order, not overlapping. */
struct edit {
	size_t from, to;
	str text;
};

struct attaching {
	struct ctx *ctx;
	const struct mime *mime;
	const struct mime_attachment *file;
	str line_end;
	struct edit *edits;
	size_t count, room;
};

/* That of the first line; a bare CR, which is none, becomes one. */
static str
line_end_of(str message)
{
	for (size_t i = 0; i < message.len; i++)
		if (message.at[i] == '\r' || message.at[i] == '\n')
			return message.at[i] == '\r' ? STR("\r\n") : STR("\n");
	return STR("\n");
}

/* Where the line begins that the byte before `at` ends or is in. */
static size_t
line_start(str text, size_t at)
{
	if (at && text.at[at - 1] == '\n')
		at--;
	while (at && text.at[at - 1] != '\n')
		at--;
	return at;
}

static size_t
skip_line_end(str text, size_t at)
{
	at += at < text.len && text.at[at] == '\r';
	return at + (at < text.len && text.at[at] == '\n');
}

/* The line before a part that sets it apart: "--boundary" and its end. */
static size_t
delimiter_of(const struct mime *mime, uint32_t part)
{
	return line_start(mime->bytes, mime->parts[part].head);
}

/* Where the line begins that ends a part, with what stands behind the end of a multipart; of the
   whole: its last delimiter. Or the message ends. */
static size_t
end_of(const struct mime *mime, uint32_t part)
{
	uint32_t next = mime->parts[part].end, above = part ? mime->parts[part].parent : 0;

	if (part && next < mime->parts[above].end)
		return delimiter_of(mime, next);
	return skip_line_end(mime->bytes, mime->parts[above].tail);
}

/* A line end that ends no bare CR before it. */
static str
line_end_after(const struct attaching *a, str text)
{
	return str_ends(text, STR("\r")) ? STR("\r\n") : a->line_end;
}

static str
join_edits(struct arena *arena, str text, const struct edit *edits, size_t count)
{
	struct buf out = BUF(arena);
	size_t at = 0;

	for (size_t i = 0; i < count; i++) {
		buf_add(&out, (str){text.at + at, edits[i].from - at});
		buf_add(&out, edits[i].text);
		at = edits[i].to;
	}
	buf_add(&out, str_from(text, at));
	return out.len ? buf_str(&out) : STR("");
}

/* Fields that tell of the body, and go where it goes. Some of other systems are called alike. */
static bool
is_of_body(str name)
{
	static const char *const others[] = {"Content-Length", "Content-Identifier",
	    "Content-Return", "Content-Conversion", "Content-Correlator"};

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (str_eq_nocase(name, str_of(others[i])))
			return false;
	return str_starts_nocase(name, STR("Content-"));
}

/* Where a part's header ends: before the blank line, where there is one. Lines end with any of LF,
   CR LF and CR. */
static size_t
header_end(const struct mime *mime, uint32_t part)
{
	const char *text = mime->bytes.at;
	size_t body = mime->parts[part].body, start = mime->parts[part].head, at = body;

	at -= at > start && text[at - 1] == '\n';
	at -= at > start && text[at - 1] == '\r';
	while (at > start && (text[at - 1] == ' ' || text[at - 1] == '\t'))
		at--;
	return at == start || text[at - 1] == '\n' || text[at - 1] == '\r' ? at : body;
}

static bool
is_sealed(const struct mime_part *part)
{
	return str_eq(part->type, STR("multipart/signed")) ||
	    str_eq(part->type, STR("multipart/encrypted"));
}

static bool
is_marked(struct arena *arena, const struct mime_part *part)
{
	return !part->is_multipart && mime_field(arena, &part->fields, MIME_MARK).at;
}

/* The part that was the whole message before a book was attached to it; 0 where there is none. */
static uint32_t
find_wrapped(struct arena *arena, const struct mime *mime)
{
	const struct mime_part *top = &mime->parts[0];
	str type = mime_field(arena, &top->fields, "Content-Type");
	uint32_t second = mime->count > 1 ? mime->parts[1].end : 0;

	if (second && second + 1 == mime->count && is_marked(arena, &mime->parts[second]) &&
	    mime->parts[second].parent == 0 && !is_marked(arena, &mime->parts[1]) &&
	    str_find(type, STR(MIME_BOUNDARY)) != STR_NOT_FOUND)
		return 1;
	return 0;
}

static str
unwrap(struct arena *arena, const struct mime *mime, uint32_t part)
{
	const struct mime_part *top = &mime->parts[0], *inner = &mime->parts[part];
	const char *text = mime->bytes.at;
	struct edit *edits = NULL;
	size_t count = 0, room = 0;
	size_t end = end_of(mime, part);
	str fields = {text + inner->head, header_end(mime, part) - inner->head};

	/* What ends a part belongs to the line that follows it. */
	end -= end > inner->body && text[end - 1] == '\n';
	end -= end > inner->body && text[end - 1] == '\r';

	for (size_t i = 0; i < top->fields.count; i++) {
		const struct mime_field *field = &top->fields.fields[i];

		if (!is_of_body(field->name))
			continue;
		*ARENA_PUSH(arena, edits, count, room) =
		    (struct edit){(size_t)(field->name.at - text),
			(size_t)(field->body.at + field->body.len - text), fields};
		fields = STR("");
	}
	*ARENA_PUSH(arena, edits, count, room) =
	    (struct edit){top->body, mime->bytes.len, {text + inner->body, end - inner->body}};
	return join_edits(arena, mime->bytes, edits, count);
}

str
mime_detach(struct arena *arena, str message)
{
	struct mime *mime;
	struct edit *edits = NULL;
	size_t count = 0, room = 0, sealed = 0;
	uint32_t wrapped;

	if (str_find(message, STR(MIME_MARK ":")) == STR_NOT_FOUND)
		return message;
	mime = mime_read(arena, message);
	wrapped = find_wrapped(arena, mime);
	if (wrapped)
		return unwrap(arena, mime, wrapped);
	for (uint32_t i = 1; i < mime->count; i++) {
		const struct mime_part *part = &mime->parts[i], *above = &mime->parts[part->parent];

		if (is_sealed(above) && above->end > sealed)
			sealed = above->end;
		if (i >= sealed && is_marked(arena, part) &&
		    str_eq(above->type, STR("multipart/mixed")))
			*ARENA_PUSH(arena, edits, count, room) =
			    (struct edit){delimiter_of(mime, i), end_of(mime, i), STR("")};
	}
	return count ? join_edits(arena, message, edits, count) : message;
}

static void
edit(struct attaching *a, size_t from, size_t to, str text)
{
	*ARENA_PUSH(a->ctx->arena, a->edits, a->count, a->room) = (struct edit){from, to, text};
}

/* A note as a part, from its header on. */
static void
put_note(struct buf *to, const struct attaching *a)
{
	buf_z(to, "Content-Type: text/plain; charset=utf-8");
	buf_add(to, a->line_end);
	buf_z(to, "Content-Transfer-Encoding: quoted-printable");
	buf_add(to, a->line_end);
	buf_add(to, a->line_end);
	mime_put_quoted_printable(to, a->file->note, a->line_end);
}

static bool
is_shown_text(struct ctx *ctx, const struct mime_part *part)
{
	str how = mime_field(ctx->arena, &part->fields, "Content-Disposition");

	if (str_eq(part->type, STR("multipart/alternative")) ||
	    str_eq(part->type, STR("multipart/related")))
		return true;
	return str_starts(part->type, STR("text/")) &&
	    !str_starts_nocase(str_trim(how), STR("attachment"));
}

/* The part behind one, or within a multipart/mixed: what stands side by side for a reader. */
static uint32_t
next_shown(const struct mime *mime, uint32_t i)
{
	return str_eq(mime->parts[i].type, STR("multipart/mixed")) ? i + 1 : mime->parts[i].end;
}

/* The note in place of the first part of a multipart/mixed that is text; other text goes, what is
   attached stays. False when there is none, or one is signed. */
static bool
replace_text(struct attaching *a)
{
	const struct mime *mime = a->mime;
	bool any = false;

	for (uint32_t i = 1; i < mime->count; i = next_shown(mime, i))
		if (is_sealed(&mime->parts[i]))
			return false;
	for (uint32_t i = 1; i < mime->count; i = next_shown(mime, i)) {
		struct buf note = BUF(a->ctx->arena);

		if (!is_shown_text(a->ctx, &mime->parts[i]))
			continue;
		put_note(&note, a);
		if (any)
			edit(a, delimiter_of(mime, i), end_of(mime, i), STR(""));
		else
			edit(a, mime->parts[i].head, end_of(mime, i), buf_str(&note));
		any = true;
	}
	return any;
}

static str
boundary_of(struct ctx *ctx, const struct mime_part *part)
{
	return str_trim(
	    mime_parameter(ctx, mime_field(ctx->arena, &part->fields, "Content-Type"), "boundary"));
}

/* Whether a multipart within has the same boundary, and so ends where its parts do. */
static bool
is_shared(const struct attaching *a, str boundary)
{
	for (uint32_t i = 1; i < a->mime->count; i++)
		if (a->mime->parts[i].is_multipart &&
		    str_eq(boundary_of(a->ctx, &a->mime->parts[i]), boundary))
			return true;
	return false;
}

/* "--boundary" as the message itself writes it; absent where nothing may be added. */
static str
own_delimiter(const struct attaching *a, size_t *end)
{
	const struct mime *mime = a->mime;
	const struct mime_part *top = &mime->parts[0];
	str encoding = mime_field(a->ctx->arena, &top->fields, "Content-Transfer-Encoding");
	str said = boundary_of(a->ctx, top);
	str delimiter = arena_printf(a->ctx->arena, "--%.*s", STR_ARG(said));

	*end = end_of(mime, 0);
	if (!str_eq(top->type, STR("multipart/mixed")) || !top->is_multipart || !said.len ||
	    mime->is_flattened || mime->is_cut || str_starts_nocase(encoding, STR("base64")) ||
	    str_starts_nocase(encoding, STR("quoted")) || is_shared(a, said))
		return STR_NONE;
	if (str_starts(str_from(mime->bytes, *end), delimiter))
		return delimiter;
	/* Its end is missing. */
	*end = mime->bytes.len;
	if (mime->count > 1 && str_starts(str_from(mime->bytes, delimiter_of(mime, 1)), delimiter))
		return delimiter;
	return STR_NONE;
}

/* One part more. Gives what comes behind the file. */
static str
add_part(struct attaching *a, str delimiter, size_t at, struct mime_frame *frame)
{
	const str message = a->mime->bytes;
	struct buf before = BUF(a->ctx->arena), after = BUF(a->ctx->arena);
	bool is_closed = at < message.len;

	if (a->file->note.at)
		frame->keeps_text = !replace_text(a);
	/* What ends a part belongs to the line that follows it. */
	if (!is_closed)
		buf_add(&before, line_end_after(a, message));
	buf_add(&before, delimiter);
	buf_add(&before, a->line_end);
	mime_put_head(&before, a->file, a->line_end);
	edit(a, at, message.len, buf_str(&before));
	if (!is_closed) {
		buf_printf(&after, "%.*s--", STR_ARG(delimiter));
		buf_add(&after, a->line_end);
		return buf_str(&after);
	}
	return str_from(message, at);
}

/* Whether the whole says that bytes over 127 are in it: as the part does, or has them. */
static const char *
width_of(const struct attaching *a)
{
	const struct mime_part *top = &a->mime->parts[0];
	str said = str_trim(mime_field(a->ctx->arena, &top->fields, "Content-Transfer-Encoding"));
	str body = str_from(a->mime->bytes, top->body);

	if (str_starts_nocase(said, STR("binary")))
		return "binary";
	if (str_starts_nocase(said, STR("8bit")))
		return "8bit";
	for (size_t i = 0; i < body.len; i++)
		if ((unsigned char)body.at[i] > 127)
			return "8bit";
	return NULL;
}

/* The fields of the new whole, as text to stand where the first that moves stood. */
static str
whole_fields(const struct attaching *a, str boundary, bool is_short)
{
	const struct mime_head *head = &a->mime->parts[0].fields;
	const char *width = is_short ? NULL : width_of(a);
	struct buf out = BUF(a->ctx->arena);

	if (!mime_field(a->ctx->arena, head, "MIME-Version").at) {
		buf_z(&out, "MIME-Version: 1.0");
		buf_add(&out, a->line_end);
	}
	buf_printf(&out, "Content-Type: multipart/mixed; boundary=\"%.*s\"", STR_ARG(boundary));
	buf_add(&out, a->line_end);
	if (width) {
		buf_printf(&out, "Content-Transfer-Encoding: %s", width);
		buf_add(&out, a->line_end);
	}
	return buf_str(&out);
}

static void
put_line(struct buf *to, str line, str line_end)
{
	buf_add(to, line);
	if (line.len && line.at[line.len - 1] != '\n' && line.at[line.len - 1] != '\r')
		buf_add(to, line_end);
}

/* The whole message, or a note, as the first part of a new multipart. Gives what comes behind the
   file. */
static str
wrap(struct attaching *a, struct mime_frame *frame)
{
	const struct mime_part *top = &a->mime->parts[0];
	const str message = a->mime->bytes;
	struct arena *arena = a->ctx->arena;
	bool is_short =
	    a->file->note.at && (top->body == message.len || is_shown_text(a->ctx, top));
	str boundary = mime_boundary(arena, message, str_from(message, top->body)),
	    fields = whole_fields(a, boundary, is_short);
	struct buf moved = BUF(arena), rest = BUF(arena), after = BUF(arena);
	size_t end = header_end(a->mime, 0);
	bool is_open = end && message.at[end - 1] != '\n';

	frame->keeps_text = a->file->note.at && !is_short;
	for (size_t i = 0; i < top->fields.count; i++) {
		const struct mime_field *field = &top->fields.fields[i];
		size_t from = (size_t)(field->name.at - message.at);
		size_t to = (size_t)(field->body.at + field->body.len - message.at);

		if (!is_of_body(field->name))
			continue;
		is_open = is_open && to < end;
		put_line(&moved, (str){field->name.at, to - from}, a->line_end);
		edit(a, from, to, fields);
		fields = STR("");
	}
	if (is_open)
		buf_add(&rest, message.at[end - 1] == '\r' ? STR("\n") : a->line_end);
	buf_add(&rest, fields);
	buf_add(&rest, line_end_after(a, rest.len ? buf_str(&rest) : str_head(message, end)));
	buf_printf(&rest, "--%.*s", STR_ARG(boundary));
	buf_add(&rest, a->line_end);
	if (is_short) {
		put_note(&rest, a);
	} else {
		buf_add(&rest, buf_str(&moved));
		buf_add(&rest, line_end_after(a, buf_str(&moved)));
		buf_add(&rest, str_from(message, top->body));
	}
	buf_add(&rest, line_end_after(a, buf_str(&rest)));
	buf_printf(&rest, "--%.*s", STR_ARG(boundary));
	buf_add(&rest, a->line_end);
	mime_put_head(&rest, a->file, a->line_end);
	edit(a, end, message.len, buf_str(&rest));
	buf_printf(&after, "--%.*s--", STR_ARG(boundary));
	buf_add(&after, a->line_end);
	return buf_str(&after);
}

static size_t
count_lines(str text)
{
	size_t lines = 0;

	for (size_t i = 0; i < text.len; i++)
		lines += text.at[i] == '\n';
	return lines;
}

/* The fields by which mailboxes say how long a body is. */
static void
correct_lengths(struct attaching *a, struct mime_frame *frame)
{
	struct arena *arena = a->ctx->arena;
	struct mime_head head;
	struct edit *edits = NULL;
	size_t count = 0, room = 0, body, lines;

	mime_head_read(arena, frame->before, &head, &body);
	lines = count_lines(str_from(frame->before, body)) + count_lines(frame->after) +
	    (size_t)((a->file->size + MIME_BASE64_IN - 1) / MIME_BASE64_IN);
	for (size_t i = 0; i < head.count; i++) {
		const struct mime_field *field = &head.fields[i];
		size_t from = (size_t)(field->body.at - frame->before.at);
		uint64_t value = lines;

		if (str_eq_nocase(field->name, STR("Content-Length")))
			value = frame->size - body;
		else if (!str_eq_nocase(field->name, STR("Lines")))
			continue;
		*ARENA_PUSH(arena, edits, count, room) = (struct edit){from, from + field->body.len,
		    arena_printf(arena, " %ju%.*s", (uintmax_t)value, STR_ARG(a->line_end))};
	}
	if (count)
		frame->before = join_edits(arena, frame->before, edits, count);
}

void
mime_attach(
    struct ctx *ctx, str message, const struct mime_attachment *file, struct mime_frame *frame)
{
	struct attaching a = {.ctx = ctx, .file = file, .line_end = line_end_of(message)};
	uint64_t size = mime_base64_size(file->size, a.line_end.len);
	size_t end;
	str delimiter;

	/* Behind a byte-order mark a mail program would see no header. */
	if (str_starts(message, STR("\xef\xbb\xbf")))
		message = str_from(message, 3);
	a.mime = mime_read(ctx->arena, mime_detach(ctx->arena, message));
	*frame = (struct mime_frame){.line_end = a.line_end};
	delimiter = own_delimiter(&a, &end);
	frame->after = delimiter.at ? add_part(&a, delimiter, end, frame) : wrap(&a, frame);
	frame->before = join_edits(ctx->arena, a.mime->bytes, a.edits, a.count);
	frame->size = frame->before.len + size + frame->after.len;
	correct_lengths(&a, frame);
	frame->size = frame->before.len + size + frame->after.len;
}
