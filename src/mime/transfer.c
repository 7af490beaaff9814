/* Transfer encodings (RFC 2045 section 6), read as mail programs read them. */
#include "core/base64.h"
#include "mime/mime.h"

/* Length of blanks and a line end at the start of s; 0 when something else comes. */
static size_t
blanks_to_end(str s)
{
	size_t n = 0;

	while (n < s.len && (s.at[n] == ' ' || s.at[n] == '\t'))
		n++;
	if (n == s.len)
		return n;
	if (s.at[n] == '\r' && n + 1 < s.len && s.at[n + 1] == '\n')
		return n + 2;
	return s.at[n] == '\n' || s.at[n] == '\r' ? n + 1 : 0;
}

str
mime_quoted_printable(struct arena *arena, str text, bool is_word)
{
	char *to = arena_alloc(arena, text.len + 1);
	size_t n = 0, blanks = 0;

	for (size_t i = 0; i < text.len;) {
		char c = text.at[i];
		str rest = str_from(text, i + 1);

		if (c == '=' && rest.len >= 2 && ascii_hex(rest.at[0]) >= 0 &&
		    ascii_hex(rest.at[1]) >= 0) {
			to[n++] = (char)(ascii_hex(rest.at[0]) << 4 | ascii_hex(rest.at[1]));
			i += 3;
			blanks = 0;
			continue;
		}
		if (c == '=' && !is_word && (rest.len == 0 || blanks_to_end(rest))) {
			i += 1 + blanks_to_end(rest);
			blanks = 0;
			continue;
		}
		/* Blanks before a line end were added on the way. */
		if (!is_word && (c == '\n' || c == '\r'))
			n -= blanks;
		blanks = c == ' ' || c == '\t' ? blanks + 1 : 0;
		to[n++] = is_word && c == '_' ? ' ' : c;
		i++;
	}
	return (str){to, n};
}

str
mime_bytes(struct ctx *ctx, const struct mime *mime, const struct mime_part *part)
{
	str body = {mime->bytes.at + part->body, part->tail - part->body};
	str encoding = mime_field(ctx->arena, &part->fields, "Content-Transfer-Encoding");

	encoding = str_head(encoding, str_find_char(encoding, ';'));
	encoding = str_trim(str_head(encoding, str_find_char(encoding, '(')));
	if (str_eq_nocase(encoding, STR("base64")))
		return base64_decode(ctx->arena, body);
	if (str_eq_nocase(encoding, STR("quoted-printable")))
		return mime_quoted_printable(ctx->arena, body, false);
	return body;
}
