/* Header fields (RFC 5322 section 2.2). */
#include "core/utf8.h"
#include "mime/mime.h"

/* Take a line with its end: LF, CR LF or CR alone. */
static str
take_line(str *rest)
{
	size_t n = 0;
	str line;

	while (n < rest->len && rest->at[n] != '\n' && rest->at[n] != '\r')
		n++;
	if (n < rest->len)
		n += rest->at[n] == '\r' && n + 1 < rest->len && rest->at[n + 1] == '\n' ? 2 : 1;
	line = str_head(*rest, n);
	*rest = str_from(*rest, n);
	return line;
}

/* Length of a field's name, blanks before the colon not counted; 0 when it is no field. */
static size_t
name_length(str line)
{
	size_t n = 0, colon;

	while (n < line.len && line.at[n] > ' ' && line.at[n] != ':' && line.at[n] < 127)
		n++;
	colon = n;
	while (colon < line.len && (line.at[colon] == ' ' || line.at[colon] == '\t'))
		colon++;
	return n > 0 && colon < line.len && line.at[colon] == ':' ? n : 0;
}

static bool
is_folded(str line)
{
	return line.len && (line.at[0] == ' ' || line.at[0] == '\t');
}

void
mime_head_read(struct arena *arena, str bytes, struct mime_head *head, size_t *end)
{
	str rest = bytes, line;

	*head = (struct mime_head){0};
	if (str_starts(rest, STR("\xef\xbb\xbf")))
		rest = str_from(rest, 3);
	while (rest.len) {
		str before = rest;
		size_t name;

		line = take_line(&rest);
		name = name_length(line);
		if (name) {
			struct mime_field *field =
			    ARENA_PUSH(arena, head->fields, head->count, head->room);

			field->name = str_head(line, name);
			field->body = str_from(line, str_find_char(line, ':') + 1);
		} else if (str_trim(line).len == 0 && !(is_folded(line) && is_folded(rest))) {
			break;
		} else if (is_folded(line) && head->count) {
			struct mime_field *field = &head->fields[head->count - 1];

			field->body.len = (size_t)(line.at + line.len - field->body.at);
		} else if (str_starts(line, STR("From ")) || str_starts(line, STR(">From ")) ||
		    is_folded(line)) {
			continue;
		} else {
			/* The blank line is missing: what is no field begins the body. */
			rest = before;
			break;
		}
	}
	*end = bytes.len - rest.len;
}

/* A body without its folds. */
static str
unfold(struct arena *arena, str body)
{
	char *to;
	size_t n = 0;

	body = str_trim(body);
	if (str_find_char(body, '\n') == STR_NOT_FOUND &&
	    str_find_char(body, '\r') == STR_NOT_FOUND)
		return body.at ? body : STR("");
	to = arena_alloc(arena, body.len);
	for (size_t i = 0; i < body.len; i++)
		if (body.at[i] != '\n' && body.at[i] != '\r')
			to[n++] = body.at[i];
	return (str){to, n};
}

str
mime_field(struct arena *arena, const struct mime_head *head, const char *name)
{
	for (size_t i = 0; i < head->count; i++)
		if (str_eq_nocase(head->fields[i].name, str_of(name)))
			return unfold(arena, head->fields[i].body);
	return STR_NONE;
}

str
mime_text(struct ctx *ctx, const struct mime_head *head, const char *name)
{
	str body = mime_field(ctx->arena, head, name);

	return body.at ? utf8_fold_space(ctx->arena, mime_words(ctx, body)) : STR_NONE;
}
