/* AVIF into rows. */
#include <avif/avif.h>

#include "codec/frame.h"
#include "core/library.h"

struct aviflib {
	__typeof__(avifDecoderCreate) *create;
	__typeof__(avifDecoderSetIOMemory) *set_memory;
	__typeof__(avifDecoderParse) *parse;
	__typeof__(avifDecoderNextImage) *next;
	__typeof__(avifDecoderDestroy) *destroy;
	__typeof__(avifRGBImageSetDefaults) *defaults;
	__typeof__(avifImageYUVToRGB) *to_rgb;
};

static bool
load(struct aviflib *lib)
{
	/* Its structures change with the file's number. */
#if AVIF_VERSION_MAJOR >= 1
	static const char *const names[] = {"libavif.so.16", "libavif.16.dylib", NULL};
#else
	static const char *const names[] = {"libavif.so.15", "libavif.15.dylib", NULL};
#endif
	const struct library_symbol symbols[] = {
	    {"avifDecoderCreate", &lib->create},
	    {"avifDecoderSetIOMemory", &lib->set_memory},
	    {"avifDecoderParse", &lib->parse},
	    {"avifDecoderNextImage", &lib->next},
	    {"avifDecoderDestroy", &lib->destroy},
	    {"avifRGBImageSetDefaults", &lib->defaults},
	    {"avifImageYUVToRGB", &lib->to_rgb},
	};

	return library_load(names, symbols, sizeof symbols / sizeof *symbols);
}

/* ISO 23008-12 section 6.5.10: turned against the clock by quarters; section 6.5.12: then mirrored
   (0: top and bottom change). Together they are one of EXIF's orientations. */
static uint8_t
orientation_of(const avifImage *image)
{
	static const uint8_t turned[3][4] = {{1, 8, 3, 6}, {4, 5, 2, 7}, {2, 7, 4, 5}};
	unsigned mirror = 0, quarters = 0;

	if (image->transformFlags & AVIF_TRANSFORM_IROT)
		quarters = image->irot.angle & 3;
	if (image->transformFlags & AVIF_TRANSFORM_IMIR)
#if AVIF_VERSION_MAJOR >= 1
		mirror = image->imir.axis ? 2 : 1;
#else
		mirror = image->imir.mode ? 2 : 1;
#endif
	return turned[mirror][quarters];
}

static enum codec_answer
give_rows(const struct aviflib *lib, struct frame *frame, const avifImage *image)
{
	avifRGBImage rgb;
	bool has_alpha = image->alphaPlane != NULL;

	if (!frame_begin(frame, image->width, image->height, has_alpha ? ROWS_RGBA : ROWS_RGB))
		return CODEC_LIMIT;
	lib->defaults(&rgb, image);
	rgb.depth = 8;
	rgb.format = has_alpha ? AVIF_RGB_FORMAT_RGBA : AVIF_RGB_FORMAT_RGB;
	rgb.rowBytes = image->width * (has_alpha ? 4 : 3);
	rgb.pixels = arena_grow(frame->arena, NULL, 0, (size_t)rgb.rowBytes * image->height);
	if (lib->to_rgb(image, &rgb) != AVIF_RESULT_OK)
		return CODEC_DAMAGED;
	for (uint32_t y = 0; y < image->height; y++)
		frame_row(frame, rgb.pixels + (size_t)y * rgb.rowBytes);
	if (image->icc.size)
		frame->profile =
		    arena_copy(frame->arena, (str){(const char *)image->icc.data, image->icc.size});
	frame->orientation = orientation_of(image);
	return CODEC_MADE;
}

enum codec_answer
decode_avif(struct frame *frame, str bytes)
{
	enum codec_answer answer = CODEC_DAMAGED;
	struct aviflib lib;
	avifDecoder *opened;

	if (!load(&lib))
		return CODEC_LACKING;
	opened = lib.create();
	if (!opened)
		return CODEC_LIMIT;
	opened->maxThreads = 1;
	opened->ignoreExif = AVIF_TRUE;
	opened->ignoreXMP = AVIF_TRUE;
	opened->strictFlags = AVIF_STRICT_DISABLED;
	if (lib.set_memory(opened, (const uint8_t *)bytes.at, bytes.len) == AVIF_RESULT_OK &&
	    lib.parse(opened) == AVIF_RESULT_OK) {
		uint64_t pixels = (uint64_t)opened->image->width * opened->image->height;

		if (pixels > frame->wish->pixels)
			answer = CODEC_LIMIT;
		else if (lib.next(opened) == AVIF_RESULT_OK)
			answer = give_rows(&lib, frame, opened->image);
	}
	lib.destroy(opened);
	return answer;
}
