/* What a picture's bytes are, told without decoding it. */
#ifndef PICTURE_PICTURE_H
#define PICTURE_PICTURE_H

#include "core/ctx.h"

enum picture_format {
	FORMAT_UNKNOWN,
	FORMAT_JPEG,
	FORMAT_PNG,
	FORMAT_GIF,
	FORMAT_SVG,
	FORMAT_WEBP,
	FORMAT_AVIF,
	FORMAT_HEIC,
	FORMAT_TIFF,
	FORMAT_BMP,
	FORMAT_ICO,
	FORMAT_OTHER /* JPEG XL, PSD …: known, and nothing here decodes it */
};

struct picture_facts {
	enum picture_format format;
	const char *name;       /* "JPEG", "WebP" */
	uint32_t width, height; /* pixels as stored; 0 where the header does not tell */
	uint8_t orientation;    /* EXIF tag 274: 1 to 8; 1 is upright */
	bool is_broken;         /* cut, dishonest chunks, no size: e-readers would stumble */
	bool is_animated;
	bool is_progressive; /* of JPEG: not baseline */
	bool is_cmyk;
	bool is_deep;   /* more than 8 bits a channel */
	bool has_alpha; /* some of it may be transparent */
};

/* Looks at headers and at the structure to the end; decodes nothing. Bounded by the bytes. */
struct picture_facts picture_probe(str bytes);

/* A sound JPEG, PNG or GIF without what does not draw it: EXIF, GPS, XMP, comments, thumbnails,
   bytes behind its end, a colour profile that only says sRGB. What draws it stays byte for byte.
   Of an animation the first frame stays, unless it is to be kept (a GIF keeps its frames either
   way: they cannot be cut apart without decoding). In the arena. */
str picture_strip(
    struct arena *arena, str bytes, const struct picture_facts *facts, bool keeps_animation);

/* An SVG document that is clean: no script, handler, foreignObject, style from outside, address
   but fragments of itself, no entity, `use` without depth, with a size. Gives it written anew
   (in the arena), or an absent string when it is not clean. */
str picture_clean_svg(struct ctx *ctx, str bytes, struct picture_facts *facts);

#endif
