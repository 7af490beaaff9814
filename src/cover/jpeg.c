/* JPEG of a canvas and back, by libjpeg-turbo, which is loaded when first needed. */
#include "cover/jpeg.h"

#include <string.h>
#include <turbojpeg.h>

#include "core/library.h"

#define QUALITY 80

struct turbojpeg {
	__typeof__(tjInitCompress) *init;
	__typeof__(tjCompressFromYUVPlanes) *compress;
	__typeof__(tjBufSize) *most;
	__typeof__(tjInitDecompress) *init_read;
	__typeof__(tjDecompressHeader3) *header;
	__typeof__(tjDecompress2) *decompress;
	__typeof__(tjGetScalingFactors) *factors;
	__typeof__(tjGetErrorCode) *error;
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
	    {"tjInitDecompress", &tj->init_read},
	    {"tjDecompressHeader3", &tj->header},
	    {"tjDecompress2", &tj->decompress},
	    {"tjGetScalingFactors", &tj->factors},
	    {"tjGetErrorCode", &tj->error},
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

bool
jpeg_size(str jpeg, int *width, int *height)
{
	int sampling, colours = TJCS_CMYK;
	struct turbojpeg tj;
	tjhandle handle;
	bool read;

	*width = *height = 0;
	if (!jpeg.len || !load(&tj))
		return false;
	handle = tj.init_read();
	if (!handle)
		return false;
	/* A file of tables alone is no error, and has no size. */
	read = tj.header(handle, (const unsigned char *)jpeg.at, (unsigned long)jpeg.len, width,
		   height, &sampling, &colours) == 0 &&
	    *width > 0 && *height > 0 && colours != TJCS_CMYK && colours != TJCS_YCCK;
	tj.destroy(handle);
	return read;
}

/* The smallest scale, of those the decoder has, at which the picture still covers the rectangle. */
static void
scale_down(
    const struct turbojpeg *tj, int wide, int high, int width, int height, struct canvas *canvas)
{
	int count = 0;
	tjscalingfactor *factors = tj->factors(&count);

	canvas->width = wide;
	canvas->height = high;
	for (int i = 0; i < count; i++) {
		int across = TJSCALED(wide, factors[i]), down = TJSCALED(high, factors[i]);

		if (factors[i].num <= factors[i].denom && across >= width && down >= height &&
		    across < canvas->width) {
			canvas->width = across;
			canvas->height = down;
		}
	}
}

bool
jpeg_read(struct arena *arena, str jpeg, int width, int height, struct canvas *canvas)
{
	int wide, high, failed;
	struct turbojpeg tj;
	tjhandle handle;

	if (!jpeg_size(jpeg, &wide, &high) || !load(&tj))
		return false;
	scale_down(&tj, wide, high, width, height, canvas);
	*canvas = canvas_new(arena, canvas->width, canvas->height);
	handle = tj.init_read();
	if (!handle)
		return false;
	failed = tj.decompress(handle, (const unsigned char *)jpeg.at, (unsigned long)jpeg.len,
	    canvas->at, canvas->width, canvas->width, canvas->height, TJPF_GRAY, 0);
	/* Damaged at its end it is shown as far as it goes. */
	failed = failed && tj.error(handle) == TJERR_FATAL;
	tj.destroy(handle);
	return !failed;
}
