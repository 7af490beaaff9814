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
	FORMAT_OTHER /* WebP, AVIF, BMP, TIFF, ICO …: known, and not for every e-reader */
};

struct picture_facts {
	enum picture_format format;
	const char *name;       /* "JPEG", "WebP" */
	uint32_t width, height; /* pixels */
	bool is_broken;         /* cut, dishonest chunks, no size: e-readers would stumble */
	bool is_animated, is_progressive, is_cmyk;
};

/* Looks at headers and at the structure to the end; decodes nothing. Bounded by the bytes. */
struct picture_facts picture_probe(str bytes);

/* An SVG document that is clean: no script, handler, foreignObject, style from outside, address
   but fragments of itself, no entity, `use` without depth, with a size. Gives it written anew
   (in the arena), or an absent string when it is not clean. */
str picture_clean_svg(struct ctx *ctx, str bytes, struct picture_facts *facts);

#endif
