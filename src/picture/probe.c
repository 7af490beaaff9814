/* What a picture's bytes are: headers and structure, walked to the end, nothing decoded. */
#include <string.h>

#include "core/deflate.h"
#include "picture/picture.h"
#include "picture/sniff.h"

static uint32_t
be16(const unsigned char *at)
{
	return (uint32_t)at[0] << 8 | at[1];
}

static uint32_t
be32(const unsigned char *at)
{
	return be16(at) << 16 | be16(at + 2);
}

static uint32_t
le16(const unsigned char *at)
{
	return (uint32_t)at[1] << 8 | at[0];
}

static const unsigned char *
bytes_at(str s, size_t at)
{
	return (const unsigned char *)s.at + at;
}

/* A frame header (ITU T.81 section B.2.2) of one of the processes that every decoder knows:
   baseline, extended sequential, progressive, all with Huffman codes. */
static bool
jpeg_frame(struct picture_facts *facts, unsigned marker, str body)
{
	const unsigned char *at = bytes_at(body, 0);

	if (marker > 0xC2 || body.len < 6 || facts->width)
		return false;
	facts->height = be16(at + 1);
	facts->width = be16(at + 3);
	facts->is_progressive = marker == 0xC2;
	facts->is_cmyk = at[5] == 4;
	return at[0] == 8 && facts->width && facts->height && at[5] >= 1 && at[5] <= 4 &&
	    body.len >= 6u + 3u * at[5];
}

static bool
jpeg_is_frame(unsigned marker)
{
	return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 &&
	    marker != 0xCC;
}

/* Place of the marker after the entropy-coded data that begins at `at`. */
static size_t
jpeg_after_scan(str s, size_t at)
{
	while (at + 1 < s.len) {
		const unsigned char *next = memchr(s.at + at, 0xFF, s.len - 1 - at);

		if (!next)
			return s.len;
		at = (size_t)(next - bytes_at(s, 0));
		if (next[1] != 0 && next[1] != 0xFF && (next[1] < 0xD0 || next[1] > 0xD7))
			return at;
		at += next[1] == 0xFF ? 1 : 2;
	}
	return s.len;
}

/* ITU T.81 annex B: markers from SOI to EOI. */
static bool
probe_jpeg(str s, struct picture_facts *facts)
{
	size_t at = 2;
	bool has_scan = false;

	while (at + 2 <= s.len) {
		const unsigned char *byte = bytes_at(s, at);
		unsigned marker = byte[1];
		size_t length;

		if (byte[0] != 0xFF)
			return false;
		if (marker == 0xFF) {
			at++;
			continue;
		}
		if (marker == 0xD9)
			return facts->width && has_scan;
		if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7)) {
			at += 2;
			continue;
		}
		if (at + 4 > s.len || (length = be16(byte + 2)) < 2 || length > s.len - at - 2)
			return false;
		if (jpeg_is_frame(marker) &&
		    !jpeg_frame(facts, marker, (str){(const char *)byte + 4, length - 2}))
			return false;
		at += 2 + length;
		if (marker == 0xDA) {
			has_scan = true;
			at = jpeg_after_scan(s, at);
		}
	}
	return false;
}

/* PNG third edition, table 8: the depths that a colour type allows, or-ed. */
static unsigned
png_depths(unsigned colour)
{
	switch (colour) {
	case 0:
		return 1 | 2 | 4 | 8 | 16;
	case 3:
		return 1 | 2 | 4 | 8;
	case 2:
	case 4:
	case 6:
		return 8 | 16;
	default:
		return 0;
	}
}

/* Section 11.2.1. */
static bool
png_header(str s, struct picture_facts *facts)
{
	const unsigned char *at = bytes_at(s, 8);
	unsigned depth;

	if (s.len < 33 || be32(at) != 13 || memcmp(at + 4, "IHDR", 4) != 0)
		return false;
	if (deflate_crc(0, (str){(const char *)at + 4, 17}) != be32(at + 21))
		return false;
	facts->width = be32(at + 8);
	facts->height = be32(at + 12);
	depth = at[16];
	return (depth & (depth - 1)) == 0 && (png_depths(at[17]) & depth) && facts->width &&
	    facts->height && facts->width <= INT32_MAX && facts->height <= INT32_MAX;
}

static bool
probe_png(str s, struct picture_facts *facts)
{
	size_t at = 33;
	bool has_data = false, has_palette = false;

	if (!png_header(s, facts))
		return false;
	while (at + 12 <= s.len) {
		const unsigned char *chunk = bytes_at(s, at);
		uint32_t length = be32(chunk);

		if (length > INT32_MAX || length > s.len - at - 12)
			return false;
		if (memcmp(chunk + 4, "IEND", 4) == 0)
			return has_data && length == 0 && (has_palette || s.at[25] != 3);
		has_data = has_data || (length && memcmp(chunk + 4, "IDAT", 4) == 0);
		has_palette = has_palette || memcmp(chunk + 4, "PLTE", 4) == 0;
		facts->is_animated = facts->is_animated || memcmp(chunk + 4, "acTL", 4) == 0;
		at += 12 + (size_t)length;
	}
	return false;
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

/* GIF89a specification: blocks up to the trailer. */
static bool
probe_gif(str s, struct picture_facts *facts)
{
	size_t at, frames = 0;

	if (s.len < 13)
		return false;
	facts->width = le16(bytes_at(s, 6));
	facts->height = le16(bytes_at(s, 8));
	at = 13 + gif_table(*bytes_at(s, 10));
	while (at < s.len) {
		const unsigned char *block = bytes_at(s, at);

		if (*block == 0x3B)
			break;
		if (*block == 0x21) {
			at = gif_after_blocks(s, at + 2);
		} else if (*block == 0x2C && s.len - at > 11) {
			frames++;
			at = gif_after_blocks(s, at + 11 + gif_table(block[9]));
		} else {
			return false;
		}
	}
	facts->is_animated = frames > 1;
	return at < s.len && frames && facts->width && facts->height;
}

struct picture_facts
picture_probe(str bytes)
{
	struct picture_facts facts = {.name = "unknown"};
	bool (*probe)(str, struct picture_facts *) = NULL;

	facts.format = picture_sniff(bytes, &facts.name);
	if (facts.format == FORMAT_JPEG)
		probe = probe_jpeg;
	else if (facts.format == FORMAT_PNG)
		probe = probe_png;
	else if (facts.format == FORMAT_GIF)
		probe = probe_gif;
	if (probe)
		facts.is_broken = !probe(bytes, &facts);
	return facts;
}
