/* The pieces that a JPEG, PNG or GIF is made of. */
#include "picture/walk.h"

#include <string.h>

#include "core/deflate.h"
#include "picture/octets.h"

/* Place of the marker after the entropy-coded data that begins at `at`. */
static size_t
jpeg_after_scan(str s, size_t at)
{
	while (at + 1 < s.len) {
		const unsigned char *next = memchr(s.at + at, 0xFF, s.len - 1 - at);

		if (!next)
			return s.len;
		at = (size_t)(next - octets_at(s, 0));
		if (next[1] != 0 && next[1] != 0xFF && (next[1] < 0xD0 || next[1] > 0xD7))
			return at;
		at += next[1] == 0xFF ? 1 : 2;
	}
	return s.len;
}

enum walk_step
walk_jpeg(struct walk *walk)
{
	str s = walk->all;
	size_t at = walk->at ? walk->at : 2, begin, length;

	while (at + 2 <= s.len) {
		const unsigned char *byte = octets_at(s, at);

		if (byte[0] != 0xFF)
			return WALK_BROKEN;
		walk->tag = byte[1];
		if (walk->tag == 0xFF) {
			at++;
			continue;
		}
		if (walk->tag == 0x01 || (walk->tag >= 0xD0 && walk->tag <= 0xD7)) {
			at += 2;
			continue;
		}
		begin = at;
		if (walk->tag == 0xD9) {
			walk->body = STR("");
			walk->whole = str_head(str_from(s, at), 2);
			walk->at = at + 2;
			return WALK_END;
		}
		if (at + 4 > s.len || (length = be16(byte + 2)) < 2 || length > s.len - at - 2)
			return WALK_BROKEN;
		walk->body = str_head(str_from(s, at + 4), length - 2);
		at += 2 + length;
		if (walk->tag == 0xDA)
			at = jpeg_after_scan(s, at);
		walk->whole = str_head(str_from(s, begin), at - begin);
		walk->at = at;
		return WALK_PIECE;
	}
	return WALK_BROKEN;
}

enum walk_step
walk_png(struct walk *walk)
{
	str s = walk->all;
	size_t at = walk->at ? walk->at : 8;
	uint32_t length;

	if (at + 12 > s.len)
		return WALK_BROKEN;
	length = be32(octets_at(s, at));
	if (length > INT32_MAX || length > s.len - at - 12)
		return WALK_BROKEN;
	walk->body = str_head(str_from(s, at + 8), length);
	walk->whole = str_head(str_from(s, at), length + 12);
	walk->at = at + length + 12;
	return walk_png_is(walk, "IEND") ? WALK_END : WALK_PIECE;
}

bool
walk_png_is(const struct walk *walk, const char *type)
{
	return memcmp(walk->whole.at + 4, type, 4) == 0;
}

bool
walk_png_is_sound(const struct walk *walk)
{
	str covered = str_head(str_from(walk->whole, 4), walk->body.len + 4);

	return deflate_crc(0, covered) == be32(octets_at(walk->whole, walk->whole.len - 4));
}

/* Place behind the sub-blocks that begin at `at`; the length where they are cut. */
static size_t
gif_after_blocks(str s, size_t at)
{
	while (at < s.len && s.at[at])
		at += 1 + (size_t)(unsigned char)s.at[at];
	return at < s.len ? at + 1 : s.len;
}

static size_t
gif_table(unsigned flags)
{
	return flags & 0x80 ? (size_t)3 << ((flags & 7) + 1) : 0;
}

enum walk_step
walk_gif(struct walk *walk)
{
	str s = walk->all;
	size_t at = walk->at, end;

	walk->tag = 0;
	if (at == 0) {
		if (s.len < 13)
			return WALK_BROKEN;
		end = 13 + gif_table(*octets_at(s, 10));
	} else {
		if (at >= s.len)
			return WALK_BROKEN;
		walk->tag = *octets_at(s, at);
		if (walk->tag == 0x3B) {
			walk->whole = str_head(str_from(s, at), 1);
			walk->at = at + 1;
			return WALK_END;
		}
		if (walk->tag == 0x21)
			end = gif_after_blocks(s, at + 2);
		else if (walk->tag == 0x2C && s.len - at > 11)
			end = gif_after_blocks(s, at + 11 + gif_table(*octets_at(s, at + 9)));
		else
			return WALK_BROKEN;
	}
	if (end > s.len)
		return WALK_BROKEN;
	walk->whole = str_head(str_from(s, at), end - at);
	walk->body = str_from(walk->whole, 1);
	walk->at = end;
	return WALK_PIECE;
}
