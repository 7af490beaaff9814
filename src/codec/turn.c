/* Pictures turned upright, and JPEGs made baseline, without decoding where that can be. */
#include <stdio.h>
#include <string.h>
#include <turbojpeg.h>

#include "codec/frame.h"
#include "core/library.h"

struct turner {
	__typeof__(tjInitTransform) *init;
	__typeof__(tjTransform) *transform;
	__typeof__(tjDecompressHeader3) *header;
	__typeof__(tjBufSize) *most;
	__typeof__(tjDestroy) *destroy;
};

static bool
load(struct turner *turner)
{
	static const char *const names[] = {
	    "libturbojpeg.so.0", "libturbojpeg.so", "libturbojpeg.0.dylib", NULL};
	const struct library_symbol symbols[] = {
	    {"tjInitTransform", &turner->init},
	    {"tjTransform", &turner->transform},
	    {"tjDecompressHeader3", &turner->header},
	    {"tjBufSize", &turner->most},
	    {"tjDestroy", &turner->destroy},
	};

	return library_load(names, symbols, sizeof symbols / sizeof *symbols);
}

/* EXIF 2.3, tag 274: what brings each orientation back to the first. */
static const int operations[] = {[1] = TJXOP_NONE,
    [2] = TJXOP_HFLIP,
    [3] = TJXOP_ROT180,
    [4] = TJXOP_VFLIP,
    [5] = TJXOP_TRANSPOSE,
    [6] = TJXOP_ROT90,
    [7] = TJXOP_TRANSVERSE,
    [8] = TJXOP_ROT270};

static bool
transform(const struct turner *turner, tjhandle handle, struct arena *arena, uint8_t orientation,
    str bytes, str *made)
{
	const unsigned char *from = (const unsigned char *)bytes.at;
	int width, height, sampling, space, turned;
	tjtransform wish = {.op = operations[orientation], .options = TJXOPT_PERFECT};
	unsigned long len;
	unsigned char *to;

	if (turner->header(handle, from, bytes.len, &width, &height, &sampling, &space) < 0 ||
	    sampling < 0)
		return false;
	if (orientation >= 5) {
		turned = width;
		width = height;
		height = turned;
		/* 4:2:2 turns into 4:4:0, and what has the more room is enough for either. */
		sampling = TJSAMP_444;
	}
	len = turner->most(width, height, sampling);
	/* Markers are copied too: picture_strip takes out those that are not needed. */
	len += bytes.len;
	to = arena_grow(arena, NULL, 0, len);
	if (turner->transform(handle, from, bytes.len, 1, &to, &len, &wish, TJFLAG_NOREALLOC) < 0)
		return false;
	*made = (str){(const char *)to, len};
	return true;
}

enum codec_answer
turn_jpeg(struct arena *arena, uint8_t orientation, str bytes, str *made)
{
	struct turner turner;
	tjhandle handle;
	bool good;

	if (!load(&turner) || !(handle = turner.init()))
		return CODEC_LACKING;
	good = transform(&turner, handle, arena, orientation, bytes, made);
	turner.destroy(handle);
	return good ? CODEC_MADE : CODEC_DAMAGED;
}

struct pixmap
turn_pixmap(struct arena *arena, const struct pixmap *pixmap, uint8_t orientation)
{
	struct pixmap turned = *pixmap;
	uint32_t width = pixmap->width, height = pixmap->height;
	unsigned channels = pixmap->channels;
	uint8_t *to;

	if (orientation <= 1 || orientation > 8)
		return turned;
	if (orientation >= 5) {
		turned.width = height;
		turned.height = width;
	}
	to = turned.at = arena_grow(arena, NULL, 0, (size_t)width * height * channels);
	for (uint32_t y = 0; y < turned.height; y++)
		for (uint32_t x = 0; x < turned.width; x++, to += channels) {
			uint32_t u = orientation >= 5 ? y : x, v = orientation >= 5 ? x : y;

			/* Mirrored across: 2, 3, 7, 8; down: 3, 4, 6, 7. */
			if (orientation == 2 || orientation == 3 || orientation >= 7)
				u = width - 1 - u;
			if (orientation == 3 || orientation == 4 || orientation == 6 ||
			    orientation == 7)
				v = height - 1 - v;
			memcpy(to, pixmap->at + ((size_t)v * width + u) * channels, channels);
		}
	return turned;
}
