/* Bytes of a document to UTF-8. */
#include "decode/decode.h"

#include "core/utf8.h"
#include "core/wide.h"
#include "decode/choose.h"
#include "decode/convert.h"
#include "decode/doubled.h"
#include "decode/mixed.h"
#include "decode/prescan.h"

#define DOUBLINGS 3 /* text that was made UTF-8 four times and more stays as it is */

const char *
decode_label(str label)
{
	return labels_name(labels_find(label));
}

static str
without_nul(struct arena *arena, str text)
{
	struct buf out = BUF(arena);
	size_t at;

	if (str_find_char(text, '\0') == STR_NOT_FOUND)
		return text;
	while ((at = str_find_char(text, '\0')) != STR_NOT_FOUND) {
		buf_add(&out, str_head(text, at));
		buf_utf8(&out, UTF8_REPLACEMENT);
		text = str_from(text, at + 1);
	}
	buf_add(&out, text);
	return buf_str(&out);
}

static void
say_bad(struct ctx *ctx, size_t bad, const char *name)
{
	if (bad)
		diag_say(ctx->log, DIAG_CHARSET_UNREADABLE, ctx->name, "%s", name);
}

/* UTF-32 is no encoding of the standard, but nothing else looks so. */
static str
decode_utf32(struct ctx *ctx, str bytes, bool big)
{
	struct buf out = BUF(ctx->arena);
	size_t bad = 0, at;

	buf_reserve(&out, bytes.len / 4 + bytes.len / 8 + 4);
	for (at = 0; at + 3 < bytes.len; at += 4) {
		const unsigned char *b = (const unsigned char *)bytes.at + at;
		uint32_t code = big
		    ? (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3]
		    : (uint32_t)b[3] << 24 | (uint32_t)b[2] << 16 | (uint32_t)b[1] << 8 | b[0];

		if (code == 0xFEFF && at == 0)
			continue;
		bad += code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF);
		buf_utf8(&out, code);
	}
	if (at < bytes.len) {
		buf_utf8(&out, UTF8_REPLACEMENT);
		bad++;
	}
	say_bad(ctx, bad, "UTF-32");
	return without_nul(ctx->arena, buf_str(&out));
}

/* Valid UTF-8 of bytes of an encoding; *encoding becomes UTF-8 where it cannot be had, or where
   both are mixed. */
static str
convert(struct ctx *ctx, str bytes, enum encoding *encoding)
{
	size_t bad = 0;
	str text;

	if ((*encoding != ENCODING_UTF_8 || !utf8_is_valid(bytes)) &&
	    mixed_decode(ctx->arena, *encoding, bytes, &text, &bad)) {
		*encoding = ENCODING_UTF_8;
		diag_say(ctx->log, DIAG_CHARSET_MIXED, ctx->name, NULL);
	} else if (!convert_bytes(ctx->arena, *encoding, bytes, &text, &bad)) {
		*encoding = ENCODING_UTF_8;
		text = utf8_repair(ctx->arena, bytes);
		bad = text.at != bytes.at;
	}
	say_bad(ctx, bad, labels_name(*encoding));
	return without_nul(ctx->arena, text);
}

static str
undouble(struct ctx *ctx, str text)
{
	bool doubled = false;

	for (int i = 0; i < DOUBLINGS && doubled_mend(ctx->arena, text, &text); i++)
		doubled = true;
	if (doubled)
		diag_say(ctx->log, DIAG_CHARSET_DOUBLED, ctx->name, NULL);
	return text;
}

/* The encoding that a byte-order mark of *bytes says, which is taken off. */
static enum encoding
take_mark(str *bytes)
{
	static const struct {
		str mark;
		enum encoding encoding;
	} marks[] = {{{"\xef\xbb\xbf", 3}, ENCODING_UTF_8}, {{"\xff\xfe", 2}, ENCODING_UTF_16LE},
	    {{"\xfe\xff", 2}, ENCODING_UTF_16BE}};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(*bytes, marks[i].mark)) {
			*bytes = str_from(*bytes, marks[i].mark.len);
			return marks[i].encoding;
		}
	return ENCODING_NONE;
}

str
decode_document(struct ctx *ctx, str bytes, str transport, bool is_markup, const char **name)
{
	struct choice choice = {.carried = transport, .lang = ctx->settings->lang};
	enum encoding encoding;
	enum wide wide = wide_sniff(bytes);
	str text;

	if (wide == WIDE_UTF_32LE || wide == WIDE_UTF_32BE) {
		*name = "UTF-32";
		return undouble(ctx, decode_utf32(ctx, bytes, wide == WIDE_UTF_32BE));
	}
	encoding = take_mark(&bytes);
	if (!encoding) {
		if (is_markup) {
			choice.within = prescan_label(bytes);
			choice.lang = prescan_lang(bytes);
		}
		encoding = choose_encoding(ctx, bytes, &choice);
	}
	text = undouble(ctx, convert(ctx, bytes, &encoding));
	*name = labels_name(encoding);
	return text;
}

/* Where words are joined, one ends by the escape sequence to ASCII and the next begins by its own:
   the standard takes that for an attack. Of several in a row the last is left. */
static str
without_idle_escapes(struct arena *arena, str bytes)
{
	struct buf out = BUF(arena);

	for (size_t at = 0; at < bytes.len; at++) {
		str rest = str_from(bytes, at), next = str_from(bytes, at + 3);

		if (rest.at[0] == '\x1b' && next.len && next.at[0] == '\x1b' &&
		    (rest.at[1] == '(' || rest.at[1] == '$'))
			at += 2;
		else
			buf_char(&out, rest.at[0]);
	}
	return buf_str(&out);
}

str
decode_text(struct ctx *ctx, str bytes, str label)
{
	const struct choice choice = {
	    .carried = str_head(label, str_find_char(label, '*')), .lang = ctx->settings->lang};
	enum encoding encoding = choose_encoding(ctx, bytes, &choice);

	if (encoding == ENCODING_ISO_2022_JP)
		bytes = without_idle_escapes(ctx->arena, bytes);
	return undouble(ctx, convert(ctx, bytes, &encoding));
}
