/* TIFF's first picture into rows. */
#include <string.h>
#include <tiffio.h>

#include "codec/frame.h"
#include "core/library.h"

struct tifflib {
	__typeof__(TIFFSetErrorHandler) *set_error;
	__typeof__(TIFFSetWarningHandler) *set_warning;
	__typeof__(TIFFClientOpen) *open;
	__typeof__(TIFFGetField) *field;
	__typeof__(TIFFReadRGBAImageOriented) *read;
	__typeof__(TIFFClose) *close;
};

static bool
load(struct tifflib *lib)
{
	static const char *const names[] = {
	    "libtiff.so.6", "libtiff.so.5", "libtiff.so", "libtiff.6.dylib", NULL};
	const struct library_symbol symbols[] = {
	    {"TIFFSetErrorHandler", &lib->set_error},
	    {"TIFFSetWarningHandler", &lib->set_warning},
	    {"TIFFClientOpen", &lib->open},
	    {"TIFFGetField", &lib->field},
	    {"TIFFReadRGBAImageOriented", &lib->read},
	    {"TIFFClose", &lib->close},
	};

	return library_load(names, symbols, sizeof symbols / sizeof *symbols);
}

/* A file in memory, with a place in it. */
struct file {
	str bytes;
	size_t at;
};

static tmsize_t
file_read(thandle_t with, void *to, tmsize_t len)
{
	struct file *file = with;
	str part = str_head(str_from(file->bytes, file->at), len > 0 ? (size_t)len : 0);

	if (part.len)
		memcpy(to, part.at, part.len);
	file->at += part.len;
	return (tmsize_t)part.len;
}

static tmsize_t
file_write(thandle_t with, void *from, tmsize_t len)
{
	(void)with;
	(void)from;
	(void)len;
	return 0;
}

static toff_t
file_seek(thandle_t with, toff_t by, int from)
{
	struct file *file = with;

	if (from == SEEK_CUR)
		by += file->at;
	else if (from == SEEK_END)
		by += file->bytes.len;
	file->at = by < file->bytes.len ? (size_t)by : file->bytes.len;
	return file->at;
}

static int
file_close(thandle_t with)
{
	(void)with;
	return 0;
}

static toff_t
file_size(thandle_t with)
{
	return ((struct file *)with)->bytes.len;
}

/* Transparent colours are stored multiplied by their alpha. */
static void
give_row(struct frame *frame, const uint32_t *from, uint8_t *row)
{
	for (uint32_t x = 0; x < frame->width; x++, row += 4) {
		unsigned alpha = TIFFGetA(from[x]);
		unsigned colours[] = {TIFFGetR(from[x]), TIFFGetG(from[x]), TIFFGetB(from[x])};

		row[3] = (uint8_t)alpha;
		for (unsigned i = 0; i < 3; i++) {
			unsigned straight =
			    alpha ? (colours[i] * 255 + alpha / 2) / alpha : colours[i];

			row[i] = (uint8_t)(straight > 255 ? 255 : straight);
		}
	}
	frame_row(frame, row - (size_t)frame->width * 4);
}

static enum codec_answer
read_picture(const struct tifflib *lib, struct frame *frame, TIFF *tiff)
{
	struct arena *arena = frame->arena;
	uint32_t width = 0, height = 0;
	uint32_t *raster, icc_len = 0;
	uint16_t orientation = ORIENTATION_TOPLEFT;
	void *icc = NULL;
	uint8_t *row;

	lib->field(tiff, TIFFTAG_IMAGEWIDTH, &width);
	lib->field(tiff, TIFFTAG_IMAGELENGTH, &height);
	lib->field(tiff, TIFFTAG_ORIENTATION, &orientation);
	if (!width || !height)
		return CODEC_DAMAGED;
	if (orientation < 1 || orientation > 8)
		orientation = ORIENTATION_TOPLEFT;
	if (!frame_begin(frame, width, height, ROWS_RGBA))
		return CODEC_LIMIT;
	raster = arena_alloc(arena, (size_t)width * height * 4);
	row = arena_alloc(arena, (size_t)width * 4);
	/* Asked for as it is stored: the library mirrors, and does not turn.
	   What of a damaged picture can be read is there; nothing tells how much that is. */
	if (!lib->read(tiff, width, height, raster, orientation, 1))
		return CODEC_DAMAGED;
	for (uint32_t y = 0; y < height; y++)
		give_row(frame, raster + (size_t)y * width, row);
	if (lib->field(tiff, TIFFTAG_ICCPROFILE, &icc_len, &icc) == 1 && icc)
		frame->profile = arena_copy(arena, (str){icc, icc_len});
	frame->orientation = (uint8_t)orientation;
	return CODEC_MADE;
}

enum codec_answer
decode_tiff(struct frame *frame, str bytes)
{
	struct file file = {bytes, 0};
	struct tifflib lib;
	enum codec_answer answer;
	TIFF *tiff;

	if (!load(&lib))
		return CODEC_LACKING;
	lib.set_error(NULL);
	lib.set_warning(NULL);
	/* m: it is not mapped. */
	tiff = lib.open("picture", "rm", &file, file_read, file_write, file_seek, file_close,
	    file_size, NULL, NULL);
	if (!tiff)
		return CODEC_DAMAGED;
	answer = read_picture(&lib, frame, tiff);
	lib.close(tiff);
	return answer;
}
