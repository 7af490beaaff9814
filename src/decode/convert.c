/* Conversion to UTF-8: tables asked of iconv, and the encodings that need none. */
#include "decode/convert.h"

#include <iconv.h>

#include "core/utf8.h"

#define PAIR_LEADS 126  /* 0x81 to 0xFE */
#define PAIR_TRAILS 191 /* 0x40 to 0xFE */
#define UNASKED 0       /* no byte above 0x7F stands for U+0000 */

struct charmap {
	iconv_t iconv;
	bool c1; /* bytes 0x80 to 0x9F that iconv does not know stand for C1 controls */
	uint32_t single[256];
	uint32_t *pairs; /* PAIR_LEADS times PAIR_TRAILS, made when first asked */
	struct arena *arena;
};

static void
close_iconv(void *map)
{
	iconv_close(((struct charmap *)map)->iconv);
}

struct charmap *
charmap_new(struct arena *arena, const char *iconv_name)
{
	struct charmap *map = arena_alloc(arena, sizeof *map);

	map->arena = arena;
	map->iconv = iconv_open("UTF-32LE", iconv_name);
	if (map->iconv == (iconv_t)-1)
		return NULL;
	arena_defer(arena, close_iconv, map);
	return map;
}

uint32_t
charmap_sequence(struct charmap *map, const unsigned char *bytes, size_t count)
{
	char in[4], *from = in, to[32], *at = to;
	size_t left = count, room = sizeof to;
	const unsigned char *code = (const unsigned char *)to;

	for (size_t i = 0; i < count && i < sizeof in; i++)
		in[i] = (char)bytes[i];
	iconv(map->iconv, NULL, NULL, NULL, NULL);
	if (iconv(map->iconv, &from, &left, &at, &room) == (size_t)-1 || left)
		return CODE_INVALID;
	/* Some tables hold a character back until they see what follows it. */
	iconv(map->iconv, NULL, NULL, &at, &room);
	if (at - to != 4)
		return CODE_INVALID;
	return code[0] | (uint32_t)code[1] << 8 | (uint32_t)code[2] << 16 | (uint32_t)code[3] << 24;
}

uint32_t
charmap_single(struct charmap *map, unsigned char byte)
{
	uint32_t *cell = &map->single[byte];

	if (*cell == UNASKED) {
		*cell = charmap_sequence(map, &byte, 1);
		if (*cell == CODE_INVALID && map->c1 && byte < 0xA0)
			*cell = byte;
	}
	return *cell;
}

uint32_t
charmap_pair(struct charmap *map, unsigned char lead, unsigned char trail)
{
	const unsigned char pair[2] = {lead, trail};
	uint32_t *cell;

	if (lead < 0x81 || lead > 0xFE || trail < 0x40 || trail > 0xFE)
		return CODE_INVALID;
	if (!map->pairs)
		map->pairs = arena_array(map->arena, PAIR_LEADS * PAIR_TRAILS, sizeof *map->pairs);
	cell = &map->pairs[(lead - 0x81) * PAIR_TRAILS + trail - 0x40];
	if (*cell == UNASKED)
		*cell = charmap_sequence(map, pair, 2);
	return *cell;
}

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

static bool
convert_multibyte(struct arena *arena, enum encoding encoding, str bytes, str *text, size_t *bad)
{
	static void (*const decoders[])(struct multibyte *, str) = {
	    [GB18030] = multibyte_gb18030,
	    [BIG5] = multibyte_big5,
	    [EUC_JP] = multibyte_euc_jp,
	    [ISO_2022_JP] = multibyte_iso_2022_jp,
	    [SHIFT_JIS] = multibyte_shift_jis,
	    [EUC_KR] = multibyte_euc_kr,
	};
	enum how how = encodings[encoding].how;
	struct multibyte m = {.out = BUF(arena)};

	m.map = charmap_new(arena, encodings[encoding].iconv);
	m.more = how == EUC_JP ? charmap_new(arena, "EUC-JP") : NULL;
	if (!m.map || (how == EUC_JP && !m.more))
		return false;
	buf_reserve(&m.out, bytes.len + bytes.len / 2 + 4);
	decoders[how](&m, bytes);
	*text = buf_str(&m.out);
	*bad += m.bad;
	return true;
}

/* Cells in which the standard's indexes differ from iconv's. */
static void
mend_single(struct charmap *map, enum encoding encoding)
{
	static const struct {
		enum encoding encoding;
		unsigned char byte;
		uint16_t code;
	} cells[] = {
	    {ENCODING_MACINTOSH, 0xC6, 0x2206},
	    {ENCODING_MACINTOSH, 0xF0, 0xF8FF},
	    {ENCODING_X_MAC_CYRILLIC, 0xFF, 0x20AC},
	};

	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		if (cells[i].encoding == encoding)
			map->single[cells[i].byte] = cells[i].code;
	map->c1 = encoding >= ENCODING_WINDOWS_1250 && encoding <= ENCODING_WINDOWS_874;
}

bool
convert_bytes(struct arena *arena, enum encoding encoding, str bytes, str *text, size_t *bad)
{
	struct charmap *map;

	switch (encodings[encoding].how) {
	case UTF_8:
		*text = convert_utf8(arena, bytes, bad);
		return true;
	case UTF_16LE:
	case UTF_16BE:
		*text = convert_utf16(arena, bytes, encodings[encoding].how == UTF_16BE, bad);
		return true;
	case SINGLE:
		map = charmap_new(arena, encodings[encoding].iconv);
		if (!map)
			return false;
		mend_single(map, encoding);
		*text = convert_single(arena, map, bytes, bad);
		return true;
	case REPLACEMENT:
	case USER_DEFINED:
		return false;
	default:
		return convert_multibyte(arena, encoding, bytes, text, bad);
	}
}
