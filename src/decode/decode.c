/* Bytes of a document to UTF-8. */
#include "decode/decode.h"

#include <string.h>

#include "core/utf8.h"
#include "decode/convert.h"
#include "decode/guess.h"
#include "decode/prescan.h"

#define SURE_SEQUENCES 8 /* characters of UTF-8, or bytes that are none, are no accident */

const char *
decode_label(str label)
{
	return labels_name(labels_find(label));
}

/* UTF-32 is no encoding of the standard, but nothing else begins so. */
static str
decode_utf32(struct arena *arena, str bytes, bool big, size_t *bad)
{
	struct buf out = BUF(arena);

	buf_reserve(&out, bytes.len / 4 + bytes.len / 8);
	for (size_t i = 0; i + 3 < bytes.len; i += 4) {
		const unsigned char *b = (const unsigned char *)bytes.at + i;
		uint32_t code = big
		    ? (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3]
		    : (uint32_t)b[3] << 24 | (uint32_t)b[2] << 16 | (uint32_t)b[1] << 8 | b[0];

		*bad += code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF);
		buf_utf8(&out, code);
	}
	*bad += bytes.len % 4 != 0;
	return buf_str(&out);
}

/* UTF-16 without a byte-order mark: every other byte of the head is mostly zero. */
static enum encoding
sniff_utf16(str bytes)
{
	size_t zeros[2] = {0, 0}, half;

	bytes = str_head(bytes, 2048);
	for (size_t i = 0; i < bytes.len; i++)
		zeros[i & 1] += bytes.at[i] == '\0';
	half = bytes.len / 2;
	if (half < 4)
		return ENCODING_NONE;
	if (zeros[1] > half / 2 && zeros[0] < half / 16 + 1)
		return ENCODING_UTF_16LE;
	if (zeros[0] > half / 2 && zeros[1] < half / 16 + 1)
		return ENCODING_UTF_16BE;
	return ENCODING_NONE;
}

/* What a declared label means: one that stands in bytes which could be read as ASCII does not mean
   UTF-16. ENCODING_NONE when it is no text's. */
static enum encoding
of_declared(str label, bool within)
{
	enum encoding encoding = labels_find(label);

	switch (encoding) {
	case ENCODING_UTF_16LE:
	case ENCODING_UTF_16BE:
		return within ? ENCODING_UTF_8 : encoding;
	case ENCODING_X_USER_DEFINED:
		return ENCODING_WINDOWS_1252;
	case ENCODING_REPLACEMENT:
		return ENCODING_NONE;
	default:
		return encoding;
	}
}

/* Sequences of more than one byte that are UTF-8, and places that are not. */
static void
count_utf8(str bytes, size_t *good, size_t *bad)
{
	size_t len;

	*good = *bad = 0;
	for (size_t at = 0; at < bytes.len; at += len) {
		len = 1;
		if ((unsigned char)bytes.at[at] < 0x80)
			continue;
		if (utf8_decode(str_from(bytes, at), &len) == UTF8_REPLACEMENT && len < 3)
			++*bad;
		else
			++*good;
	}
}

/* UTF-8 with a few broken places: a file that was cut or pasted together, not another encoding. */
static bool
is_mostly_utf8(str bytes)
{
	size_t good, bad;

	count_utf8(bytes, &good, &bad);
	return good > 8 * bad;
}

/* Whether control characters stand in it that no text has: then it is not bytes of characters. */
static bool
has_controls(str bytes)
{
	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char byte = (unsigned char)bytes.at[i];

		if (byte < 0x20 && !ascii_is_space(byte) && byte != '\v' && byte != 0x1B)
			return true;
	}
	return false;
}

/* Whether the bytes speak against what is declared. A program that saves a page as UTF-8 leaves the
   old declaration in it; that text of another encoding is UTF-8 by chance, in so many places, does
   not happen. ISO-2022-JP has no byte above 0x7F. */
static bool
is_refuted(str bytes, enum encoding declared)
{
	size_t good, bad;

	if (declared == ENCODING_UTF_16LE || declared == ENCODING_UTF_16BE)
		return utf8_is_valid(bytes) && !has_controls(bytes);
	if (declared == ENCODING_UTF_8 && utf8_is_valid(bytes))
		return false;
	count_utf8(bytes, &good, &bad);
	return declared == ENCODING_UTF_8 ? bad > good && bad >= SURE_SEQUENCES
					  : bad == 0 && good >= SURE_SEQUENCES;
}

/* Say that a label is of no use. UTF-7 is refused by name: it hides markup in ASCII. */
static void
say_unknown(struct ctx *ctx, str label)
{
	static const char *const refused[] = {
	    "utf-7", "unicode-1-1-utf-7", "x-imap4-modified-utf7"};
	enum diag_code code = labels_find(label) == ENCODING_REPLACEMENT ? DIAG_CHARSET_REFUSED
									 : DIAG_CHARSET_UNKNOWN;

	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		if (str_eq_nocase(str_trim(label), str_of(refused[i])))
			code = DIAG_CHARSET_REFUSED;
	diag_say(ctx->log, code, ctx->name, "%.*s",
	    STR_ARG(str_head(utf8_repair(ctx->arena, str_trim(label)), 40)));
}

/* By the bytes alone, which are not UTF-16. */
static enum encoding
choose_by_bytes(struct ctx *ctx, str bytes, str lang)
{
	if (str_find(bytes, STR("\x1b$")) == STR_NOT_FOUND &&
	    (utf8_is_valid(bytes) || is_mostly_utf8(bytes)))
		return ENCODING_UTF_8;
	return guess_encoding(ctx->arena, bytes, lang);
}

/* By what is declared, the first that the bytes do not refute, else by the bytes. */
static enum encoding
choose(struct ctx *ctx, str bytes, const str labels[2], str lang)
{
	enum encoding encoding = sniff_utf16(bytes);
	bool refuted = false;

	if (encoding)
		return encoding;
	for (int i = 0; i < 2; i++) {
		if (!str_trim(labels[i]).len)
			continue;
		encoding = of_declared(labels[i], i == 1);
		if (!encoding)
			say_unknown(ctx, labels[i]);
		else if (is_refuted(bytes, encoding))
			refuted = true;
		else
			break;
		encoding = ENCODING_NONE;
	}
	if (encoding && !refuted)
		return encoding;
	if (!encoding)
		encoding = choose_by_bytes(ctx, bytes, lang);
	if (refuted || encoding != ENCODING_UTF_8)
		diag_say(ctx->log, refuted ? DIAG_CHARSET_REFUTED : DIAG_CHARSET_GUESSED, ctx->name,
		    "%s", labels_name(encoding));
	return encoding;
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

/* Valid UTF-8 of bytes of an encoding; *encoding becomes UTF-8 where it cannot be had. */
static str
convert(struct ctx *ctx, str bytes, enum encoding *encoding)
{
	size_t bad = 0;
	str text;

	if (!convert_bytes(ctx->arena, *encoding, bytes, &text, &bad)) {
		*encoding = ENCODING_UTF_8;
		text = utf8_repair(ctx->arena, bytes);
		bad = text.at != bytes.at;
	}
	if (bad)
		diag_say(
		    ctx->log, DIAG_CHARSET_UNREADABLE, ctx->name, "%s", labels_name(*encoding));
	return without_nul(ctx->arena, text);
}

str
decode_document(struct ctx *ctx, str bytes, str transport, bool is_markup, const char **name)
{
	const str labels[2] = {transport, is_markup ? prescan_label(bytes) : STR_NONE};
	enum encoding encoding;
	size_t bad = 0;
	str text;

	if (str_starts(bytes, STR("\xff\xfe\0\0")) || str_starts(bytes, STR("\0\0\xfe\xff"))) {
		*name = "UTF-32";
		text = decode_utf32(ctx->arena, str_from(bytes, 4), bytes.at[0] == '\0', &bad);
		if (bad)
			diag_say(ctx->log, DIAG_CHARSET_UNREADABLE, ctx->name, "%s", *name);
		return without_nul(ctx->arena, text);
	}
	if (str_starts(bytes, STR("\xef\xbb\xbf"))) {
		encoding = ENCODING_UTF_8;
		bytes = str_from(bytes, 3);
	} else if (str_starts(bytes, STR("\xff\xfe")) || str_starts(bytes, STR("\xfe\xff"))) {
		encoding = bytes.at[0] == '\xff' ? ENCODING_UTF_16LE : ENCODING_UTF_16BE;
		bytes = str_from(bytes, 2);
	} else {
		encoding = choose(
		    ctx, bytes, labels, is_markup ? prescan_lang(bytes) : ctx->settings->lang);
	}
	text = convert(ctx, bytes, &encoding);
	*name = labels_name(encoding);
	return text;
}

str
decode_text(struct ctx *ctx, str bytes, str label)
{
	const str labels[2] = {str_head(label, str_find_char(label, '*')), STR_NONE};
	enum encoding encoding = choose(ctx, bytes, labels, ctx->settings->lang);

	return convert(ctx, bytes, &encoding);
}
