/* JPEG of a canvas, by libjpeg-turbo, which is loaded when first needed. */
#include "cover/jpeg.h"

#include <string.h>
#include <turbojpeg.h>

#include "core/library.h"

#define QUALITY 80

struct turbojpeg {
	__typeof__(tjInitCompress) *init;
	__typeof__(tjCompressFromYUVPlanes) *compress;
	__typeof__(tjBufSize) *most;
	__typeof__(tjDestroy) *destroy;
};

static bool
load(struct turbojpeg *tj)
{
	static const char *const names[] = {
	    "libturbojpeg.so.0", "libturbojpeg.so", "libturbojpeg.0.dylib", NULL};
	const struct library_symbol symbols[] = {
	    {"tjInitCompress", &tj->init},
	    {"tjCompressFromYUVPlanes", &tj->compress},
	    {"tjBufSize", &tj->most},
	    {"tjDestroy", &tj->destroy},
	};

	return library_load(names, symbols, sizeof symbols / sizeof *symbols);
}

str
jpeg_write(struct arena *arena, const struct canvas *canvas)
{
	/* The colour planes hold nothing but 128; at 4:2:0 they are the smallest. */
	int half = (canvas->width + 1) / 2, strides[3] = {canvas->width, half, half};
	size_t size = (size_t)half * (size_t)((canvas->height + 1) / 2);
	const unsigned char *planes[3] = {canvas->at};
	unsigned char *colour, *to;
	unsigned long len;
	struct turbojpeg tj;
	tjhandle handle;
	int failed;

	if (!load(&tj))
		return STR_NONE;
	colour = arena_grow(arena, NULL, 0, size);
	memset(colour, 128, size);
	planes[1] = planes[2] = colour;
	len = tj.most(canvas->width, canvas->height, TJSAMP_420);
	to = arena_grow(arena, NULL, 0, len);
	handle = tj.init();
	if (!handle)
		return STR_NONE;
	failed = tj.compress(handle, planes, canvas->width, strides, canvas->height, TJSAMP_420,
	    &to, &len, QUALITY, TJFLAG_NOREALLOC | TJFLAG_ACCURATEDCT);
	tj.destroy(handle);
	return failed ? STR_NONE : (str){(const char *)to, len};
}
