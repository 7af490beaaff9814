/* The parts of a message (RFC 2046 section 5.1). */
#include <string.h>

#include "mime/mime.h"

#define LIMIT_BOUNDARY ((size_t)512) /* the standard has 70 */
#define GUESS_BYTES ((size_t)4096)   /* where a boundary is looked for that no header says */

struct level {
	str boundary;
	uint32_t part;
};

struct reading {
	struct ctx ctx;
	struct mime *mime;
	struct level levels[LIMIT_MIME_DEPTH];
	size_t depth;
	uint32_t leaf; /* the part that is open and has no parts; MIME_NONE */
};

/* "text/html" of "Text/HTML; charset=x". */
static str
type_of(struct arena *arena, const struct mime_part *part)
{
	str type = mime_field(arena, &part->fields, "Content-Type");
	size_t end = 0, slash;

	while (end < type.len && type.at[end] != ';' && type.at[end] != '(' &&
	    !ascii_is_space((unsigned char)type.at[end]))
		end++;
	type = str_head(type, end);
	slash = str_find_char(type, '/');
	if (slash == STR_NOT_FOUND || slash == 0 || slash + 1 == type.len)
		return STR_NONE;
	return arena_lower(arena, type);
}

/* Whether a line is a boundary of an open level, innermost first. */
static bool
is_boundary(const struct reading *r, str line, size_t *level, bool *is_last)
{
	line = str_from(line, 2);
	for (size_t i = r->depth; i-- > 0;) {
		str rest;

		if (!str_starts(line, r->levels[i].boundary))
			continue;
		rest = str_from(line, r->levels[i].boundary.len);
		*is_last = str_starts(rest, STR("--"));
		if (str_trim(str_from(rest, *is_last ? 2 : 0)).len)
			continue;
		*level = i;
		return true;
	}
	return false;
}

/* A boundary that no header says: the first line that begins as one, and is none of a multipart
   around this one. */
static str
guess_boundary(const struct reading *r, str body)
{
	str rest = str_head(body, GUESS_BYTES), line;
	bool is_last;
	size_t level;

	while (str_cut(&rest, '\n', &line)) {
		line = str_trim(line);
		if (line.len > 2 && str_starts(line, STR("--")))
			return is_boundary(r, line, &level, &is_last) ? STR_NONE
								      : str_from(line, 2);
	}
	return STR_NONE;
}

static str
boundary_of(struct reading *r, const struct mime_part *part)
{
	str type = mime_field(r->ctx.arena, &part->fields, "Content-Type");
	str boundary = mime_parameter(&r->ctx, type, "boundary");

	while (boundary.len && ascii_is_space((unsigned char)boundary.at[boundary.len - 1]))
		boundary.len--;
	if (!boundary.len)
		boundary = guess_boundary(r, str_from(r->mime->bytes, part->body));
	return boundary.len <= LIMIT_BOUNDARY ? boundary : STR_NONE;
}

/* Begin a part whose header stands at `at`; gives where its body begins. */
static size_t
open_part(struct reading *r, size_t at)
{
	struct mime *mime = r->mime;
	struct arena *arena = r->ctx.arena;
	uint32_t number = (uint32_t)mime->count;
	struct mime_part *part = ARENA_PUSH(arena, mime->parts, mime->count, mime->room), *above;
	size_t end;
	str boundary;

	part->parent = r->depth ? r->levels[r->depth - 1].part : MIME_NONE;
	part->head = at;
	part->tail = mime->bytes.len;
	mime_head_read(arena, str_from(mime->bytes, at), &part->fields, &end);
	part->body = at + end;
	part->type = type_of(arena, part);
	if (!part->type.at) {
		above = part->parent == MIME_NONE ? NULL : &mime->parts[part->parent];
		part->type = above && str_eq(above->type, STR("multipart/digest"))
		    ? STR("message/rfc822")
		    : STR("text/plain");
	}
	r->leaf = number;
	if (!str_starts(part->type, STR("multipart/")))
		return part->body;
	boundary = boundary_of(r, part);
	if (!boundary.len)
		return part->body;
	part->is_multipart = true;
	r->leaf = MIME_NONE;
	if (r->depth == LIMIT_MIME_DEPTH) {
		mime->is_flattened = true;
		r->depth--;
	}
	r->levels[r->depth++] = (struct level){boundary, number};
	return part->body;
}

/* End the parts that lie deeper than `depth` levels, before the line at `at`. */
static void
close_parts(struct reading *r, size_t depth, size_t at)
{
	struct mime *mime = r->mime;
	struct mime_part *part;

	if (at && mime->bytes.at[at - 1] == '\n')
		at--;
	if (at && mime->bytes.at[at - 1] == '\r')
		at--;
	if (r->leaf != MIME_NONE) {
		part = &mime->parts[r->leaf];
		part->tail = at > part->body ? at : part->body;
		part->end = r->leaf + 1;
		r->leaf = MIME_NONE;
	}
	while (r->depth > depth) {
		part = &mime->parts[r->levels[--r->depth].part];
		part->tail = at > part->body ? at : part->body;
		part->end = (uint32_t)mime->count;
	}
}

struct mime *
mime_read(struct arena *arena, str message)
{
	static const struct settings none = {0};
	struct mime *mime = arena_alloc(arena, sizeof *mime);
	struct diag_log *log = arena_alloc(arena, sizeof *log);
	struct reading *r = arena_alloc(arena, sizeof *r);
	size_t at;

	log->arena = arena;
	mime->bytes = message;
	*r = (struct reading){.ctx = {arena, log, &none, STR_NONE}, .mime = mime};
	at = open_part(r, 0);
	while (r->depth && at < message.len) {
		const char *end = memchr(message.at + at, '\n', message.len - at);
		size_t next = end ? (size_t)(end - message.at) + 1 : message.len, level;
		str line = {message.at + at, next - at};
		bool is_last;

		if (str_starts(line, STR("--")) && is_boundary(r, line, &level, &is_last)) {
			if (is_last) {
				close_parts(r, level, at);
			} else if (mime->count < LIMIT_MIME_PARTS) {
				close_parts(r, level + 1, at);
				next = open_part(r, next);
			} else {
				mime->is_cut = true;
			}
		}
		at = next;
	}
	close_parts(r, 0, message.len);
	return mime;
}
