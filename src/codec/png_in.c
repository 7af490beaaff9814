/* PNG into rows. */
#include <png.h>
#include <setjmp.h>
#include <string.h>

#include "codec/frame.h"
#include "core/library.h"
#include "picture/icc.h"

struct pnglib {
	__typeof__(png_create_read_struct) *create;
	__typeof__(png_create_info_struct) *create_info;
	__typeof__(png_set_read_fn) *set_read;
	__typeof__(png_set_crc_action) *set_crc;
	__typeof__(png_set_user_limits) *set_limits;
	__typeof__(png_read_info) *read_info;
	__typeof__(png_get_image_width) *width;
	__typeof__(png_get_image_height) *height;
	__typeof__(png_get_color_type) *colour;
	__typeof__(png_get_valid) *valid;
	__typeof__(png_set_expand) *expand;
	__typeof__(png_set_scale_16) *scale_16;
	__typeof__(png_set_gray_to_rgb) *to_rgb;
	__typeof__(png_set_interlace_handling) *interlace;
	__typeof__(png_read_update_info) *update;
	__typeof__(png_get_rowbytes) *row_bytes;
	__typeof__(png_read_row) *read_row;
	__typeof__(png_destroy_read_struct) *destroy;
};

static const char *const names[] = {"libpng16.so.16", "libpng16.so", "libpng16.16.dylib", NULL};

static bool
load(struct pnglib *lib)
{
	const struct library_symbol symbols[] = {
	    {"png_create_read_struct", &lib->create},
	    {"png_create_info_struct", &lib->create_info},
	    {"png_set_read_fn", &lib->set_read},
	    {"png_set_crc_action", &lib->set_crc},
	    {"png_set_user_limits", &lib->set_limits},
	    {"png_read_info", &lib->read_info},
	    {"png_get_image_width", &lib->width},
	    {"png_get_image_height", &lib->height},
	    {"png_get_color_type", &lib->colour},
	    {"png_get_valid", &lib->valid},
	    {"png_set_expand", &lib->expand},
	    {"png_set_scale_16", &lib->scale_16},
	    {"png_set_gray_to_rgb", &lib->to_rgb},
	    {"png_set_interlace_handling", &lib->interlace},
	    {"png_read_update_info", &lib->update},
	    {"png_get_rowbytes", &lib->row_bytes},
	    {"png_read_row", &lib->read_row},
	    {"png_destroy_read_struct", &lib->destroy},
	};

	return library_load(names, symbols, sizeof symbols / sizeof *symbols);
}

struct reading {
	struct pnglib lib;
	png_structp png;
	png_infop info;
	jmp_buf escape;
	str rest; /* of the bytes */
	struct frame *frame;
	uint8_t *all; /* of an interlaced picture, whose rows come in seven turns */
	size_t stride;
	int turn;
};

static void
pass_over(png_structp png, png_const_charp text)
{
	(void)png;
	(void)text;
}

/* The library gives our data back to its callbacks by a function that must be loaded there too. */
static struct reading *
reading_of(png_structp png, const char *function)
{
	__typeof__(png_get_io_ptr) *give = NULL;
	const struct library_symbol symbol = {function, &give};

	return library_load(names, &symbol, 1) ? give(png) : NULL;
}

static void
leave(png_structp png, png_const_charp text)
{
	(void)text;
	longjmp(reading_of(png, "png_get_error_ptr")->escape, 1);
}

static enum frame_rows
prepare(struct reading *reading)
{
	const struct pnglib *lib = &reading->lib;
	int colour = lib->colour(reading->png, reading->info);
	bool has_alpha = (colour & PNG_COLOR_MASK_ALPHA) ||
	    lib->valid(reading->png, reading->info, PNG_INFO_tRNS);

	lib->expand(reading->png);
	lib->scale_16(reading->png);
	if (colour == PNG_COLOR_TYPE_GRAY && !has_alpha)
		return ROWS_GREY;
	lib->to_rgb(reading->png);
	return has_alpha ? ROWS_RGBA : ROWS_RGB;
}

static enum codec_answer
read_picture(struct reading *reading)
{
	const struct pnglib *lib = &reading->lib;
	struct frame *frame = reading->frame;
	uint32_t width, height;
	enum frame_rows rows;
	int turns;

	lib->read_info(reading->png, reading->info);
	width = lib->width(reading->png, reading->info);
	height = lib->height(reading->png, reading->info);
	rows = prepare(reading);
	turns = lib->interlace(reading->png);
	lib->update(reading->png, reading->info);
	reading->stride = lib->row_bytes(reading->png, reading->info);
	if (!frame_begin(frame, width, height, rows))
		return CODEC_LIMIT;
	reading->all = arena_alloc(frame->arena, reading->stride * (turns > 1 ? height : 1));
	for (reading->turn = 1; reading->turn <= turns; reading->turn++)
		for (uint32_t y = 0; y < height; y++) {
			uint8_t *row = reading->all + (turns > 1 ? reading->stride * y : 0);

			lib->read_row(reading->png, row, NULL);
			if (reading->turn == turns)
				frame_row(frame, row);
		}
	return CODEC_MADE;
}

static void
read_bytes(png_structp png, png_bytep to, size_t len)
{
	struct reading *reading = reading_of(png, "png_get_io_ptr");

	size_t there = len < reading->rest.len ? len : reading->rest.len;

	/* The library asks for more than it needs next, so what is there is of use still. */
	if (!there)
		longjmp(reading->escape, 1);
	memcpy(to, reading->rest.at, there);
	memset(to + there, 0, len - there);
	reading->rest = str_from(reading->rest, there);
}

/* What was read before the damage. Of an interlaced picture the sixth of seven turns has half of
   the rows in full. */
static enum codec_answer
take_rest(struct reading *reading)
{
	struct frame *frame = reading->frame;

	if (!reading->all)
		return CODEC_DAMAGED;
	if (reading->turn >= 6)
		while (frame->row < frame->height)
			frame_row(frame, reading->all + reading->stride * frame->row);
	return CODEC_MADE;
}

enum codec_answer
decode_png(struct frame *frame, str bytes)
{
	/* In the arena, and so what a jump leaves behind is what was last there. */
	struct reading *reading = arena_alloc(frame->arena, sizeof *reading);
	enum codec_answer answer = CODEC_DAMAGED;

	if (!load(&reading->lib))
		return CODEC_LACKING;
	frame->profile = icc_of_png(frame->arena, bytes);
	reading->frame = frame;
	reading->rest = bytes;
	reading->png = reading->lib.create(PNG_LIBPNG_VER_STRING, reading, leave, pass_over);
	reading->info = reading->png ? reading->lib.create_info(reading->png) : NULL;
	if (!reading->info)
		return CODEC_LIMIT;
	if (setjmp(reading->escape) == 0) {
		reading->lib.set_read(reading->png, reading, read_bytes);
		reading->lib.set_crc(reading->png, PNG_CRC_QUIET_USE, PNG_CRC_QUIET_USE);
		reading->lib.set_limits(reading->png, INT32_MAX, INT32_MAX);
		answer = read_picture(reading);
	} else {
		answer = take_rest(reading);
	}
	reading->lib.destroy(&reading->png, &reading->info, NULL);
	return answer;
}
