/* Conversion to UTF-8: tables asked of iconv, and the encodings that need none. */
#include "decode/convert.h"

#include "core/utf8.h"

#define MANY_BYTES 2048 /* from here on a table is worth its making */

static str
convert_single(struct arena *arena, struct charmap *map, str bytes, size_t *bad)
{
	struct buf out = BUF(arena);

	buf_reserve(&out, bytes.len + bytes.len / 4 + 4);
	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char byte = (unsigned char)bytes.at[i];
		uint32_t code;

		if (byte < 0x80) {
			buf_char(&out, (char)byte);
			continue;
		}
		code = charmap_single(map, byte);
		*bad += code == CODE_INVALID;
		buf_utf8(&out, code);
	}
	return buf_str(&out);
}

static uint32_t
unit_at(str bytes, size_t at, bool big)
{
	unsigned char a = (unsigned char)bytes.at[at], b = (unsigned char)bytes.at[at + 1];

	return big ? (uint32_t)a << 8 | b : (uint32_t)b << 8 | a;
}

static str
convert_utf16(struct arena *arena, str bytes, bool big, size_t *bad)
{
	struct buf out = BUF(arena);
	size_t at = 0;

	buf_reserve(&out, bytes.len / 2 + bytes.len / 8 + 4);
	while (at + 1 < bytes.len) {
		uint32_t code = unit_at(bytes, at, big), low;

		at += 2;
		if (code >= 0xD800 && code <= 0xDBFF && at + 1 < bytes.len &&
		    (low = unit_at(bytes, at, big)) >= 0xDC00 && low <= 0xDFFF) {
			code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
			at += 2;
		} else if (code >= 0xD800 && code <= 0xDBFF && at + 1 == bytes.len) {
			at++; /* cut within a character: malformed as one */
		}
		*bad += code >= 0xD800 && code <= 0xDFFF;
		buf_utf8(&out, code);
	}
	if (at < bytes.len) {
		++*bad;
		buf_utf8(&out, UTF8_REPLACEMENT);
	}
	return buf_str(&out);
}

static str
convert_user_defined(struct arena *arena, str bytes)
{
	struct buf out = BUF(arena);

	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char byte = (unsigned char)bytes.at[i];

		buf_utf8(&out, byte < 0x80 ? byte : 0xF780u + byte - 0x80u);
	}
	return buf_str(&out);
}

static str
convert_utf8(struct arena *arena, str bytes, size_t *bad)
{
	str text = utf8_repair(arena, bytes);

	*bad += text.at != bytes.at;
	return text;
}

enum how {
	SINGLE,
	UTF_8,
	UTF_16LE,
	UTF_16BE,
	GB18030,
	BIG5,
	EUC_JP,
	ISO_2022_JP,
	SHIFT_JIS,
	EUC_KR,
	REPLACEMENT,
	USER_DEFINED
};

static const struct {
	enum how how;
	const char *iconv;
} encodings[ENCODING_COUNT] = {
    {REPLACEMENT, NULL},
#define ENCODING(symbol, name, kind, iconv) {kind, iconv},
#include "decode/encoding.def"
#undef ENCODING
};

static void
convert_multibyte(struct multibyte *m, enum how how, str bytes)
{
	static void (*const decoders[])(struct multibyte *, str) = {
	    [GB18030] = multibyte_gb18030,
	    [BIG5] = multibyte_big5,
	    [EUC_JP] = multibyte_euc_jp,
	    [ISO_2022_JP] = multibyte_iso_2022_jp,
	    [SHIFT_JIS] = multibyte_shift_jis,
	    [EUC_KR] = multibyte_euc_kr,
	};

	buf_reserve(&m->out, bytes.len + bytes.len / 2 + 4);
	decoders[how](m, bytes);
}

/* The encoding whose cells of mend.def are those of this one's table. */
static enum encoding
table_of(enum encoding encoding)
{
	switch (encoding) {
	case ENCODING_GBK:
		return ENCODING_GB18030;
	case ENCODING_EUC_JP:
	case ENCODING_ISO_2022_JP:
		return ENCODING_SHIFT_JIS;
	case ENCODING_ISO_8859_8_I:
		return ENCODING_ISO_8859_8;
	default:
		return encoding;
	}
}

/* By the tables of an iconv, which live as long as this takes. */
static bool
convert_mapped(struct arena *arena, enum encoding encoding, str bytes, str *text, size_t *bad)
{
	enum how how = encodings[encoding].how;
	struct arena *work = arena_inner(arena);
	struct multibyte m = {.out = BUF(arena)};
	bool many = bytes.len >= MANY_BYTES, known;

	m.map = charmap_new(work, table_of(encoding), encodings[encoding].iconv, many);
	m.more = how == EUC_JP ? charmap_new(work, encoding, "EUC-JP", false) : NULL;
	known = m.map && (how != EUC_JP || m.more);
	if (known && how == SINGLE)
		*text = convert_single(arena, m.map, bytes, bad);
	else if (known) {
		convert_multibyte(&m, how, bytes);
		*text = buf_str(&m.out);
		*bad += m.bad;
	}
	arena_release(work);
	return known;
}

bool
convert_bytes(struct arena *arena, enum encoding encoding, str bytes, str *text, size_t *bad)
{
	switch (encodings[encoding].how) {
	case UTF_8:
		*text = convert_utf8(arena, bytes, bad);
		return true;
	case UTF_16LE:
	case UTF_16BE:
		*text = convert_utf16(arena, bytes, encodings[encoding].how == UTF_16BE, bad);
		return true;
	case USER_DEFINED:
		*text = convert_user_defined(arena, bytes);
		return true;
	case REPLACEMENT:
		return false;
	default:
		return convert_mapped(arena, encoding, bytes, text, bad);
	}
}
