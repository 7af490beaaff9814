/* Decoders of the East Asian encodings, as the WHATWG Encoding Standard writes them. */
#include "core/utf8.h"
#include "decode/convert.h"

static unsigned char
byte_at(str bytes, size_t at)
{
	return at < bytes.len ? (unsigned char)bytes.at[at] : 0;
}

static bool
is_between(unsigned char byte, unsigned char first, unsigned char last)
{
	return byte >= first && byte <= last;
}

/* Append a run of ASCII; returns where it ends. */
static size_t
put_ascii(struct multibyte *m, str bytes, size_t at)
{
	size_t from = at;

	while (at < bytes.len && (unsigned char)bytes.at[at] < 0x80)
		at++;
	buf_add(&m->out, (str){bytes.at + from, at - from});
	return at;
}

static void
put(struct multibyte *m, uint32_t code)
{
	m->bad += code == CODE_INVALID;
	buf_utf8(&m->out, code == CODE_INVALID ? UTF8_REPLACEMENT : code);
}

/* Append what a pair stands for; returns how many bytes are used: an ASCII byte behind a lead byte
   that it does not fit stays text. */
static size_t
put_pair(struct multibyte *m, uint32_t code, str bytes, size_t at)
{
	put(m, code);
	return code == CODE_INVALID && byte_at(bytes, at + 1) < 0x80 ? 1 : 2;
}

/* Bytes at `at` up to the end that are too few: malformed as one. */
static size_t
put_cut(struct multibyte *m, str bytes, size_t at)
{
	put(m, CODE_INVALID);
	return bytes.len - at;
}

static size_t
put_four(struct multibyte *m, str bytes, size_t at)
{
	const unsigned char *b = (const unsigned char *)bytes.at + at;
	uint32_t pointer, code = CODE_INVALID;

	if (at + 2 >= bytes.len)
		return put_cut(m, bytes, at);
	if (!is_between(b[2], 0x81, 0xFE) || (at + 3 < bytes.len && !is_between(b[3], '0', '9'))) {
		put(m, CODE_INVALID);
		return 1;
	}
	if (at + 3 >= bytes.len)
		return put_cut(m, bytes, at);
	pointer = (((b[0] - 0x81u) * 10 + b[1] - 0x30u) * 126 + b[2] - 0x81u) * 10 + b[3] - 0x30u;
	if (pointer < 39420)
		code = charmap_sequence(m->map, b, 4);
	else if (pointer >= 189000 && pointer <= 1237575)
		code = 0x10000 + pointer - 189000;
	put(m, code);
	return 4;
}

void
multibyte_gb18030(struct multibyte *m, str bytes)
{
	for (size_t at = 0; (at = put_ascii(m, bytes, at)) < bytes.len;) {
		unsigned char lead = byte_at(bytes, at), trail = byte_at(bytes, at + 1);

		if (lead == 0x80 || lead == 0xFF) {
			put(m, lead == 0x80 ? 0x20AC : CODE_INVALID);
			at++;
		} else if (at + 1 >= bytes.len) {
			at += put_cut(m, bytes, at);
		} else if (is_between(trail, '0', '9')) {
			at += put_four(m, bytes, at);
		} else {
			at += put_pair(m,
			    trail == 0x7F ? CODE_INVALID : charmap_pair(m->map, lead, trail), bytes,
			    at);
		}
	}
}

void
multibyte_big5(struct multibyte *m, str bytes)
{
	for (size_t at = 0; (at = put_ascii(m, bytes, at)) < bytes.len;) {
		unsigned char lead = byte_at(bytes, at), trail = byte_at(bytes, at + 1);

		if (lead == 0x80 || lead == 0xFF) {
			put(m, CODE_INVALID);
			at++;
		} else if (at + 1 >= bytes.len) {
			at += put_cut(m, bytes, at);
		} else if (lead == 0x88 &&
		    (trail == 0x62 || trail == 0x64 || trail == 0xA3 || trail == 0xA5)) {
			/* The four that are a letter and its mark. */
			put(m, trail < 0x80 ? 0xCA : 0xEA);
			put(m, trail == 0x62 || trail == 0xA3 ? 0x304 : 0x30C);
			at += 2;
		} else {
			at += put_pair(m,
			    is_between(trail, 0x7F, 0xA0) ? CODE_INVALID
							  : charmap_pair(m->map, lead, trail),
			    bytes, at);
		}
	}
}

void
multibyte_euc_kr(struct multibyte *m, str bytes)
{
	for (size_t at = 0; (at = put_ascii(m, bytes, at)) < bytes.len;) {
		unsigned char lead = byte_at(bytes, at);

		if (lead == 0x80 || lead == 0xFF) {
			put(m, CODE_INVALID);
			at++;
		} else if (at + 1 >= bytes.len) {
			at += put_cut(m, bytes, at);
		} else {
			at += put_pair(
			    m, charmap_pair(m->map, lead, byte_at(bytes, at + 1)), bytes, at);
		}
	}
}

static uint32_t
shift_jis_pair(struct multibyte *m, unsigned char lead, unsigned char trail)
{
	if (trail < 0x40 || trail == 0x7F || trail > 0xFC)
		return CODE_INVALID;
	if (is_between(lead, 0xF0, 0xF9))
		return 0xE000u + (lead - 0xF0u) * 188u + trail - (trail < 0x7F ? 0x40u : 0x41u);
	return charmap_pair(m->map, lead, trail);
}

/* Row and column of JIS X 0208, from 0, by way of their Shift_JIS bytes. */
static uint32_t
jis_0208(struct multibyte *m, unsigned row, unsigned column)
{
	unsigned lead = row / 2 + (row / 2 < 31 ? 0x81 : 0xC1);
	unsigned trail = row & 1 ? column + 0x9F : column + 0x40 + (column >= 63);

	return charmap_pair(m->map, (unsigned char)lead, (unsigned char)trail);
}

void
multibyte_shift_jis(struct multibyte *m, str bytes)
{
	for (size_t at = 0; (at = put_ascii(m, bytes, at)) < bytes.len;) {
		unsigned char lead = byte_at(bytes, at);

		if (is_between(lead, 0xA1, 0xDF) || lead == 0x80) {
			put(m, lead == 0x80 ? 0x80u : 0xFF61u + lead - 0xA1u);
			at++;
		} else if (lead == 0xA0 || lead > 0xFC) {
			put(m, CODE_INVALID);
			at++;
		} else if (at + 1 >= bytes.len) {
			at += put_cut(m, bytes, at);
		} else {
			at +=
			    put_pair(m, shift_jis_pair(m, lead, byte_at(bytes, at + 1)), bytes, at);
		}
	}
}

/* Three bytes of JIS X 0212. */
static size_t
put_jis_0212(struct multibyte *m, str bytes, size_t at)
{
	const unsigned char *b = (const unsigned char *)bytes.at + at;

	if (at + 1 >= bytes.len)
		return put_cut(m, bytes, at);
	if (!is_between(b[1], 0xA1, 0xFE)) {
		put(m, CODE_INVALID);
		return b[1] < 0x80 ? 1 : 2;
	}
	if (at + 2 >= bytes.len)
		return put_cut(m, bytes, at);
	if (!is_between(b[2], 0xA1, 0xFE)) {
		put(m, CODE_INVALID);
		return b[2] < 0x80 ? 2 : 3;
	}
	put(m, charmap_sequence(m->more, b, 3));
	return 3;
}

void
multibyte_euc_jp(struct multibyte *m, str bytes)
{
	for (size_t at = 0; (at = put_ascii(m, bytes, at)) < bytes.len;) {
		unsigned char lead = byte_at(bytes, at), trail = byte_at(bytes, at + 1);

		if (lead == 0x8F) {
			at += put_jis_0212(m, bytes, at);
		} else if (lead != 0x8E && !is_between(lead, 0xA1, 0xFE)) {
			put(m, CODE_INVALID);
			at++;
		} else if (at + 1 >= bytes.len) {
			at += put_cut(m, bytes, at);
		} else if (lead == 0x8E) {
			at += put_pair(m,
			    is_between(trail, 0xA1, 0xDF) ? 0xFF61u + trail - 0xA1u : CODE_INVALID,
			    bytes, at);
		} else {
			at += put_pair(m,
			    is_between(trail, 0xA1, 0xFE) ? jis_0208(m, lead - 0xA1u, trail - 0xA1u)
							  : CODE_INVALID,
			    bytes, at);
		}
	}
}

enum iso_2022_state { ISO_ASCII, ISO_ROMAN, ISO_KATAKANA, ISO_0208 };

/* The state that an escape sequence asks for; false when it is none. */
static bool
iso_2022_escape(str rest, enum iso_2022_state *state)
{
	static const struct {
		const char *sequence;
		enum iso_2022_state state;
	} escapes[] = {{"\x1b(B", ISO_ASCII}, {"\x1b(J", ISO_ROMAN}, {"\x1b(I", ISO_KATAKANA},
	    {"\x1b$@", ISO_0208}, {"\x1b$B", ISO_0208}};

	for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
		if (str_starts(rest, str_of(escapes[i].sequence))) {
			*state = escapes[i].state;
			return true;
		}
	return false;
}

static uint32_t
iso_2022_single(enum iso_2022_state state, unsigned char byte)
{
	if (byte > 0x7F || byte == 0x0E || byte == 0x0F || byte == 0x1B)
		return CODE_INVALID;
	if (state == ISO_ROMAN && byte == 0x5C)
		return 0xA5;
	if (state == ISO_ROMAN && byte == 0x7E)
		return 0x203E;
	if (state == ISO_KATAKANA)
		return is_between(byte, 0x21, 0x5F) ? 0xFF61u + byte - 0x21u : CODE_INVALID;
	return byte;
}

void
multibyte_iso_2022_jp(struct multibyte *m, str bytes)
{
	enum iso_2022_state state = ISO_ASCII;
	bool escaped = false; /* an escape sequence came last: a second one hides something */

	for (size_t at = 0; at < bytes.len;) {
		unsigned char lead = byte_at(bytes, at), trail = byte_at(bytes, at + 1);

		if (lead == 0x1B && iso_2022_escape(str_from(bytes, at), &state)) {
			if (escaped)
				put(m, CODE_INVALID);
			escaped = true;
			at += 3;
			continue;
		}
		escaped = false;
		if (state != ISO_0208 || !is_between(lead, 0x21, 0x7E)) {
			put(m, state == ISO_0208 ? CODE_INVALID : iso_2022_single(state, lead));
			at++;
		} else if (at + 1 >= bytes.len || !is_between(trail, 0x21, 0x7E)) {
			put(m, CODE_INVALID);
			at += at + 1 < bytes.len && trail != 0x1B ? 2 : 1;
		} else {
			put(m, jis_0208(m, lead - 0x21u, trail - 0x21u));
			at += 2;
		}
	}
}
