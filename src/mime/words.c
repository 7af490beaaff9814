/* Encoded words (RFC 2047) and parameters (RFC 2045 section 5.1, RFC 2231). */
#include "core/base64.h"
#include "core/url.h"
#include "core/utf8.h"
#include "decode/decode.h"
#include "mime/mime.h"

/* Programs do not keep to the 75 bytes of an encoded word. */
#define LIMIT_WORD ((size_t)2048)
#define LIMIT_TEXT ((size_t)64 << 10) /* of a field that people read */
#define LIMIT_SECTIONS 256            /* of a continued parameter */

struct word {
	str charset, text; /* text: as bytes */
	size_t len;        /* of the whole */
};

/* An encoded word at the start of s. */
static bool
read_word(struct arena *arena, str s, struct word *word)
{
	str rest = str_from(str_head(s, LIMIT_WORD), 2);
	size_t charset = str_find_char(str_head(rest, 64), '?'), end;
	char encoding;

	if (!str_starts(s, STR("=?")) || charset == STR_NOT_FOUND || rest.len < charset + 3 ||
	    rest.at[charset + 2] != '?')
		return false;
	word->charset = str_head(rest, charset);
	encoding = rest.at[charset + 1] | 32;
	rest = str_from(rest, charset + 3);
	end = str_find(rest, STR("?="));
	if (end == STR_NOT_FOUND || (encoding != 'q' && encoding != 'b'))
		return false;
	word->text = str_head(rest, end);
	word->len = (size_t)(rest.at + end + 2 - s.at);
	word->text = encoding == 'b' ? base64_decode(arena, word->text)
				     : mime_quoted_printable(arena, word->text, true);
	return true;
}

/* What stands between words, as text. */
static void
add_bare(struct ctx *ctx, struct buf *out, str bare)
{
	str text;

	if (utf8_is_valid(bare)) {
		buf_add(out, bare);
		return;
	}
	text = decode_text(ctx, bare, STR_NONE);
	/* A few words give too little evidence; then what they mostly were. */
	if (str_find(text, STR("\xef\xbf\xbd")) != STR_NOT_FOUND)
		text = decode_text(ctx, bare, STR("windows-1252"));
	buf_add(out, text);
}

str
mime_words(struct ctx *ctx, str text)
{
	struct buf out = BUF(ctx->arena), run = BUF(ctx->arena);
	str charset = STR_NONE;
	size_t bare = 0; /* where what is no word begins */

	text = str_head(text, LIMIT_TEXT);
	if (str_find(text, STR("=?")) == STR_NOT_FOUND && utf8_is_valid(text))
		return text;
	for (size_t i = 0; i < text.len;) {
		str between = {text.at + bare, i - bare};
		struct word word;

		if (text.at[i] != '=' || !read_word(ctx->arena, str_from(text, i), &word)) {
			i++;
			continue;
		}
		/* Blanks between two words are none; words of one charset are one text, since
		   programs cut characters in two. */
		if (!charset.at || str_trim(between).len || !str_eq_nocase(charset, word.charset)) {
			add_bare(ctx, &out, decode_text(ctx, buf_str(&run), charset));
			run.len = 0;
			if (!charset.at || str_trim(between).len)
				add_bare(ctx, &out, between);
		}
		charset = word.charset;
		buf_add(&run, word.text);
		i += word.len;
		bare = i;
	}
	if (charset.at)
		add_bare(ctx, &out, decode_text(ctx, buf_str(&run), charset));
	add_bare(ctx, &out, str_from(text, bare));
	return buf_str(&out);
}

str
mime_id(struct arena *arena, str text)
{
	text = str_trim(text);
	if (str_starts_nocase(text, STR("cid:")))
		text = url_decode(arena, str_from(text, 4));
	if (str_starts(text, STR("<")))
		text = str_from(text, 1);
	return str_trim(str_head(text, str_find_char(text, '>')));
}

/* Take a quoted string whose first quote was taken, and its end. */
static str
take_quoted(struct arena *arena, str *rest)
{
	struct buf value = BUF(arena);
	size_t n;

	for (n = 0; n < rest->len && rest->at[n] != '"'; n++) {
		if (rest->at[n] == '\\' && n + 1 < rest->len)
			n++;
		buf_char(&value, rest->at[n]);
	}
	*rest = str_from(*rest, n + 1);
	return buf_str(&value);
}

/* Take "name=value" and what ends it. False at the end. */
static bool
take_parameter(struct arena *arena, str *rest, str *name, str *value)
{
	size_t equals;

	while (rest->len && (ascii_is_space((unsigned char)rest->at[0]) || rest->at[0] == ';'))
		*rest = str_from(*rest, 1);
	equals = str_find_char(*rest, '=');
	if (equals == STR_NOT_FOUND)
		return false;
	*name = str_trim(str_head(*rest, equals));
	/* Words without a value stand before it. */
	if (str_rfind_char(*name, ';') != STR_NOT_FOUND)
		*name = str_trim(str_from(*name, str_rfind_char(*name, ';') + 1));
	*rest = str_from(*rest, equals + 1);
	while (rest->len && ascii_is_space((unsigned char)rest->at[0]))
		*rest = str_from(*rest, 1);
	if (!str_starts(*rest, STR("\""))) {
		size_t end = str_find_char(*rest, ';');

		*value = str_trim(str_head(*rest, end));
		*rest = end == STR_NOT_FOUND ? STR("") : str_from(*rest, end + 1);
		return true;
	}
	*rest = str_from(*rest, 1);
	*value = take_quoted(arena, rest);
	return true;
}

struct section {
	str value;
	bool is_there, is_encoded;
};

/* The sections of a parameter from 0 on, joined and decoded. */
static str
join_sections(struct ctx *ctx, const struct section *sections)
{
	struct buf joined = BUF(ctx->arena);
	str charset = STR_NONE;

	for (size_t i = 0; i < LIMIT_SECTIONS && sections[i].is_there; i++) {
		str value = sections[i].value;

		if (i == 0 && sections[i].is_encoded) {
			size_t first = str_find_char(value, '\'');
			size_t second = str_find_char(str_from(value, first + 1), '\'');

			if (first != STR_NOT_FOUND && second != STR_NOT_FOUND) {
				charset = str_head(value, first);
				value = str_from(value, first + 1 + second + 1);
			}
		}
		buf_add(&joined, sections[i].is_encoded ? url_decode(ctx->arena, value) : value);
	}
	return decode_text(ctx, buf_str(&joined), charset);
}

str
mime_parameter(struct ctx *ctx, str field, const char *name)
{
	struct section *sections = NULL;
	size_t begin = str_find_char(field, ';');
	str rest = begin == STR_NOT_FOUND ? STR("") : str_from(field, begin + 1), one, value;
	str plain = STR_NONE;

	while (take_parameter(ctx->arena, &rest, &one, &value)) {
		str key = str_of(name), place;
		bool is_encoded;
		uint32_t number = 0;
		size_t digits;

		if (str_eq_nocase(one, key) && !plain.at)
			plain = value;
		if (!str_starts_nocase(one, key) || one.len <= key.len || one.at[key.len] != '*')
			continue;
		place = str_from(one, key.len + 1);
		is_encoded = place.len == 0 || str_ends(place, STR("*"));
		digits = str_number(place, 4, &number);
		if (place.len > digits + is_encoded || number >= LIMIT_SECTIONS)
			continue;
		if (!sections)
			sections = arena_array(ctx->arena, LIMIT_SECTIONS, sizeof *sections);
		if (!sections[number].is_there)
			sections[number] = (struct section){value, true, is_encoded};
	}
	if (sections && sections[0].is_there)
		return join_sections(ctx, sections);
	return plain.at ? mime_words(ctx, plain) : STR_NONE;
}
