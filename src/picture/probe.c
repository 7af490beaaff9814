/* What a picture's bytes are: headers and structure, walked to the end, nothing decoded. */
#include <string.h>

#include "picture/exif.h"
#include "picture/foreign.h"
#include "picture/octets.h"
#include "picture/picture.h"
#include "picture/sniff.h"
#include "picture/walk.h"

/* A frame header (ITU T.81 section B.2.2) of one of the processes that decoders know: baseline,
   extended sequential, progressive, the last two with arithmetic codes too. */
static bool
jpeg_frame(struct picture_facts *facts, unsigned marker, str body)
{
	const unsigned char *at = octets_at(body, 0);

	if ((marker > 0xC2 && marker != 0xC9 && marker != 0xCA) || body.len < 6 || facts->width)
		return false;
	facts->is_progressive = marker != 0xC0;
	facts->is_cmyk = at[5] == 4;
	if (at[0] != 8 || at[5] < 1 || at[5] > 4 || body.len < 6u + 3u * at[5])
		return false;
	facts->height = be16(at + 1);
	facts->width = be16(at + 3);
	return facts->width && facts->height;
}

static bool
jpeg_is_frame(unsigned marker)
{
	return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 &&
	    marker != 0xCC;
}

static bool
probe_jpeg(str s, struct picture_facts *facts)
{
	struct walk walk = {.all = s};
	enum walk_step step;
	bool has_scan = false;

	while ((step = walk_jpeg(&walk)) == WALK_PIECE) {
		if (jpeg_is_frame(walk.tag) && !jpeg_frame(facts, walk.tag, walk.body))
			return false;
		if (walk.tag == 0xE1 && facts->orientation == 1 &&
		    str_starts(walk.body, STR("Exif\0")))
			facts->orientation = exif_orientation(str_from(walk.body, 6));
		has_scan = has_scan || walk.tag == 0xDA;
	}
	return step == WALK_END && facts->width && has_scan;
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
png_header(const struct walk *walk, struct picture_facts *facts)
{
	const unsigned char *at = octets_at(walk->body, 0);

	if (walk->body.len != 13 || !walk_png_is(walk, "IHDR") || !walk_png_is_sound(walk))
		return false;
	if ((at[8] & (at[8] - 1)) != 0 || !(png_depths(at[9]) & at[8]) || be32(at) > INT32_MAX ||
	    be32(at + 4) > INT32_MAX)
		return false;
	facts->width = be32(at);
	facts->height = be32(at + 4);
	facts->is_deep = at[8] == 16;
	facts->has_alpha = at[9] & 4;
	return facts->width && facts->height;
}

static bool
probe_png(str s, struct picture_facts *facts)
{
	struct walk walk = {.all = s};
	enum walk_step step = walk_png(&walk);
	bool has_data = false, has_palette, is_sound = true;

	if (step != WALK_PIECE || !png_header(&walk, facts))
		return false;
	has_palette = *octets_at(walk.body, 9) != 3;
	while ((step = walk_png(&walk)) == WALK_PIECE) {
		has_data = has_data || (walk.body.len && walk_png_is(&walk, "IDAT"));
		has_palette = has_palette || walk_png_is(&walk, "PLTE");
		facts->has_alpha = facts->has_alpha || walk_png_is(&walk, "tRNS");
		facts->is_animated = facts->is_animated || walk_png_is(&walk, "acTL");
		if (walk_png_is(&walk, "eXIf"))
			facts->orientation = exif_orientation(walk.body);
		if (walk_png_is(&walk, "IDAT") || walk_png_is(&walk, "PLTE") ||
		    walk_png_is(&walk, "tRNS"))
			is_sound = is_sound && walk_png_is_sound(&walk);
	}
	return step == WALK_END && has_data && walk.body.len == 0 && has_palette && is_sound;
}

static bool
probe_gif(str s, struct picture_facts *facts)
{
	struct walk walk = {.all = s};
	enum walk_step step = walk_gif(&walk);
	size_t frames = 0;
	bool is_clear = false;

	if (step != WALK_PIECE)
		return false;
	facts->width = le16(octets_at(s, 6));
	facts->height = le16(octets_at(s, 8));
	while ((step = walk_gif(&walk)) == WALK_PIECE) {
		if (walk.tag == 0x21 && walk.body.len > 2 && *octets_at(walk.body, 0) == 0xF9)
			is_clear = *octets_at(walk.body, 2) & 1;
		if (walk.tag != 0x2C)
			continue;
		/* What the first frame does not cover is as clear as what it leaves clear. */
		if (frames++ == 0)
			facts->has_alpha = is_clear ||
			    le16(octets_at(walk.body, 4)) < facts->width ||
			    le16(octets_at(walk.body, 6)) < facts->height;
	}
	facts->is_animated = frames > 1;
	return step == WALK_END && frames && facts->width && facts->height;
}

struct picture_facts
picture_probe(str bytes)
{
	static bool (*const probes[])(str, struct picture_facts *) = {
	    [FORMAT_JPEG] = probe_jpeg,
	    [FORMAT_PNG] = probe_png,
	    [FORMAT_GIF] = probe_gif,
	    [FORMAT_WEBP] = foreign_webp,
	    [FORMAT_AVIF] = foreign_heif,
	    [FORMAT_HEIC] = foreign_heif,
	    [FORMAT_TIFF] = foreign_tiff,
	    [FORMAT_BMP] = foreign_bmp,
	    [FORMAT_ICO] = foreign_ico,
	    [FORMAT_OTHER] = NULL,
	};
	struct picture_facts facts = {.name = "unknown", .orientation = 1};

	facts.format = picture_sniff(bytes, &facts.name);
	if (probes[facts.format])
		facts.is_broken = !probes[facts.format](bytes, &facts);
	return facts;
}
