/* What is no plain ASCII, written so that mail carries it. */
#include "core/sha256.h"
#include "core/utf8.h"
#include "mime/write.h"

#define LINE ((size_t)76)
#define WORD_BYTES ((size_t)42)  /* of UTF-8 in an encoded word of 75 characters at most */
#define PIECE_BYTES ((size_t)54) /* of a parameter's value, encoded, in one piece */

static const char digits64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char digits16[] = "0123456789ABCDEF";

static void
put_base64(struct buf *to, str bytes)
{
	char *out = buf_reserve(to, (bytes.len + 2) / 3 * 4);
	size_t n = 0;

	for (size_t i = 0; i < bytes.len; i += 3) {
		size_t have = bytes.len - i < 3 ? bytes.len - i : 3;
		unsigned long value = (unsigned long)(unsigned char)bytes.at[i] << 16;

		if (have > 1)
			value |= (unsigned long)(unsigned char)bytes.at[i + 1] << 8;
		if (have > 2)
			value |= (unsigned char)bytes.at[i + 2];
		out[n++] = digits64[value >> 18];
		out[n++] = digits64[value >> 12 & 63];
		out[n++] = have > 1 ? digits64[value >> 6 & 63] : '=';
		out[n++] = have > 2 ? digits64[value & 63] : '=';
	}
	to->len += n;
}

void
mime_put_base64(struct buf *to, str bytes, str line_end)
{
	while (bytes.len) {
		put_base64(to, str_head(bytes, MIME_BASE64_IN));
		buf_add(to, line_end);
		bytes = str_from(bytes, MIME_BASE64_IN);
	}
}

uint64_t
mime_base64_size(uint64_t bytes, size_t line_end)
{
	uint64_t lines = (bytes + MIME_BASE64_IN - 1) / MIME_BASE64_IN;

	return (bytes + 2) / 3 * 4 + lines * line_end;
}

static void
put_hex(struct buf *to, char sign, unsigned char c)
{
	buf_char(to, sign);
	buf_char(to, digits16[c >> 4]);
	buf_char(to, digits16[c & 15]);
}

/* Whether a character of a line has to be encoded. */
static bool
is_unsafe(str line, size_t i, size_t column)
{
	unsigned char c = (unsigned char)line.at[i];

	if (c == ' ' || c == '\t')
		return i + 1 == line.len;
	return c == '=' || c < ' ' || c > '~' ||
	    (column == 0 && (c == '.' || str_starts(str_from(line, i), STR("From "))));
}

void
mime_put_quoted_printable(struct buf *to, str text, str line_end)
{
	str line;

	while (text.len && str_cut(&text, '\n', &line)) {
		size_t column = 0;

		for (size_t i = 0; i < line.len; i++) {
			bool is_hex = is_unsafe(line, i, column);

			if (column + (is_hex ? 3 : 1) >= LINE) {
				buf_char(to, '=');
				buf_add(to, line_end);
				column = 0;
				is_hex = is_unsafe(line, i, column);
			}
			if (is_hex)
				put_hex(to, '=', (unsigned char)line.at[i]);
			else
				buf_char(to, line.at[i]);
			column += is_hex ? 3 : 1;
		}
		buf_add(to, line_end);
	}
}

static bool
is_printable(str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] < ' ' || text.at[i] > '~')
			return false;
	return true;
}

static bool
is_attribute_char(char c)
{
	return ascii_is_alpha((unsigned char)c) || ascii_is_digit((unsigned char)c) || c == '.' ||
	    c == '_' || c == '-';
}

static void
put_character(struct buf *to, str value, size_t *i)
{
	do {
		if (is_attribute_char(value.at[*i]))
			buf_char(to, value.at[*i]);
		else
			put_hex(to, '%', (unsigned char)value.at[*i]);
	} while (++*i < value.len && ((unsigned char)value.at[*i] & 0xC0) == 0x80);
}

/* Pieces end between characters, so that those who decode each by itself read them, too. */
static void
put_pieces(struct buf *to, const char *name, str value, str line_end)
{
	bool is_one = value.len * 3 <= PIECE_BYTES;
	size_t i = 0;

	for (unsigned piece = 0; i < value.len; piece++) {
		size_t start;

		buf_char(to, ';');
		buf_add(to, line_end);
		if (is_one)
			buf_printf(to, " %s*=utf-8''", name);
		else
			buf_printf(to, " %s*%u*=%s", name, piece, piece ? "" : "utf-8''");
		start = to->len;
		while (i < value.len && (is_one || to->len - start + 12 <= PIECE_BYTES))
			put_character(to, value, &i);
	}
}

void
mime_put_parameter(struct buf *to, const char *name, str value, str line_end)
{
	if (!is_printable(value)) {
		put_pieces(to, name, value, line_end);
		return;
	}
	buf_char(to, ';');
	buf_add(to, line_end);
	buf_printf(to, " %s=\"", name);
	for (size_t i = 0; i < value.len; i++) {
		if (value.at[i] == '"' || value.at[i] == '\\')
			buf_char(to, '\\');
		buf_char(to, value.at[i]);
	}
	buf_char(to, '"');
}

/* Plain words, a new line begun before one that would go over. */
static void
put_folded(struct buf *to, str text, size_t column, str line_end)
{
	str word;

	for (bool first = true; str_word(&text, &word); first = false) {
		if (!first && column + 1 + word.len > LINE) {
			buf_add(to, line_end);
			column = 0;
		}
		if (!first)
			buf_char(to, ' ');
		buf_add(to, word);
		column += word.len + !first;
	}
}

void
mime_put_words(struct buf *to, str text, size_t column, str line_end)
{
	text = utf8_fold_space(to->arena, utf8_repair(to->arena, text));
	if (is_printable(text) && str_find(text, STR("=?")) == STR_NOT_FOUND) {
		put_folded(to, text, column, line_end);
		return;
	}
	while (text.len) {
		size_t room =
		    column + 12 + WORD_BYTES / 3 * 4 > LINE + 2 ? WORD_BYTES / 2 : WORD_BYTES;
		str piece = utf8_head(text, room);

		buf_z(to, "=?utf-8?B?");
		put_base64(to, piece);
		buf_z(to, "?=");
		text = str_from(text, piece.len);
		if (text.len) {
			buf_add(to, line_end);
			buf_char(to, ' ');
		}
		column = 1;
	}
}

str
mime_boundary(struct arena *arena, str text, str body)
{
	uint8_t digest[32];
	str boundary;

	sha256(body, digest);
	do {
		str hex = sha256_hex(arena, digest, 16);

		/* "=_" is in no quoted-printable text, and "_" in no base64. */
		boundary = arena_printf(arena, MIME_BOUNDARY "%.*s", STR_ARG(hex));
		sha256((str){(const char *)digest, sizeof digest}, digest);
	} while (str_find(text, boundary) != STR_NOT_FOUND);
	return boundary;
}

void
mime_put_head(struct buf *to, const struct mime_attachment *file, str line_end)
{
	buf_printf(to, "Content-Type: %s", file->type);
	if (is_printable(file->name)) {
		mime_put_parameter(to, "name", file->name, line_end);
	} else {
		/* What no standard has and old programs read: encoded words in quotes. */
		buf_char(to, ';');
		buf_add(to, line_end);
		buf_z(to, " name=\"");
		mime_put_words(to, file->name, 7, line_end);
		buf_char(to, '"');
	}
	buf_add(to, line_end);
	buf_z(to, "Content-Disposition: attachment");
	mime_put_parameter(to, "filename", file->name, line_end);
	buf_add(to, line_end);
	buf_z(to, "Content-Transfer-Encoding: base64");
	buf_add(to, line_end);
	buf_printf(to, MIME_MARK ": %.*s", STR_ARG(file->mark));
	buf_add(to, line_end);
	buf_add(to, line_end);
}
