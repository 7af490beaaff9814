/* JPEG into rows. */
#include "codec/frame.h"
#include "codec/jpeglib.h"
#include "picture/icc.h"

/* All bytes are at hand at once; behind them the end is made up, and noted. */
struct memory_source {
	struct jpeg_source_mgr manager;
	bool is_dry;
};

static void
source_begin(j_decompress_ptr info)
{
	(void)info;
}

static boolean
source_fill(j_decompress_ptr info)
{
	static const JOCTET end[] = {0xFF, JPEG_EOI};
	struct memory_source *source = (struct memory_source *)info->src;

	source->is_dry = true;
	source->manager.next_input_byte = end;
	source->manager.bytes_in_buffer = sizeof end;
	return TRUE;
}

static void
source_skip(j_decompress_ptr info, long count)
{
	struct jpeg_source_mgr *manager = info->src;

	if (count <= 0)
		return;
	if ((size_t)count > manager->bytes_in_buffer) {
		source_fill(info);
		return;
	}
	manager->next_input_byte += count;
	manager->bytes_in_buffer -= (size_t)count;
}

struct reading {
	struct jpeglib lib;
	struct jpeg_fault fault;
	struct jpeg_decompress_struct info;
	struct memory_source source;
	struct frame *frame;
	uint8_t *row, *rgb;
	void *transform;
	uint32_t sound; /* rows that came before the bytes ran out */
};

/* The library shrinks by eighths while it decodes; 1, 2, 4 and 8 are fast. */
static unsigned
eighths(const struct reading *reading)
{
	uint32_t width = reading->info.image_width, height = reading->info.image_height;
	uint64_t longest = width > height ? width : height, edge = reading->frame->wish->edge;
	unsigned eighth = 1;

	while (eighth < 8 && longest * eighth < edge * 8)
		eighth *= 2;
	return eighth;
}

static enum frame_rows
choose_rows(struct reading *reading)
{
	struct jpeg_decompress_struct *info = &reading->info;

	switch (info->jpeg_color_space) {
	case JCS_GRAYSCALE:
		info->out_color_space = JCS_GRAYSCALE;
		return ROWS_GREY;
	case JCS_CMYK:
	case JCS_YCCK:
		info->out_color_space = JCS_CMYK;
		return ROWS_RGB;
	case JCS_YCbCr:
		/* Nothing is between decoder and encoder that would want RGB. */
		if (!reading->frame->profile.at) {
			info->out_color_space = JCS_YCbCr;
			return ROWS_YCC;
		}
		info->out_color_space = JCS_RGB;
		return ROWS_RGB;
	default:
		info->out_color_space = JCS_RGB;
		return ROWS_RGB;
	}
}

static void
read_rows(struct reading *reading)
{
	struct jpeg_decompress_struct *info = &reading->info;
	bool is_cmyk = info->out_color_space == JCS_CMYK;

	while (info->output_scanline < info->output_height) {
		JSAMPROW row = reading->row;

		if (reading->lib.read_scanlines(info, &row, 1) != 1)
			return;
		if (!reading->source.is_dry)
			reading->sound++;
		if (is_cmyk) {
			colour_cmyk_row(reading->transform, info->saw_Adobe_marker, reading->row,
			    reading->rgb, info->output_width);
			row = reading->rgb;
		}
		frame_row(reading->frame, row);
	}
}

static enum codec_answer
read_picture(struct reading *reading)
{
	struct jpeg_decompress_struct *info = &reading->info;
	struct frame *frame = reading->frame;
	enum frame_rows rows;
	uint64_t most = frame->wish->pixels;

	if (reading->lib.read_header(info, TRUE) != JPEG_HEADER_OK)
		return CODEC_DAMAGED;
	if (most && (uint64_t)info->image_width * info->image_height > most)
		return CODEC_LIMIT;
	rows = choose_rows(reading);
	info->scale_num = eighths(reading);
	info->scale_denom = 8;
	info->dct_method = JDCT_ISLOW;
	reading->lib.start_decompress(info);
	if (!frame_begin(frame, info->output_width, info->output_height, rows))
		return CODEC_LIMIT;
	reading->row = arena_alloc(frame->arena, (size_t)info->output_width * 4);
	if (info->out_color_space == JCS_CMYK) {
		reading->rgb = arena_alloc(frame->arena, (size_t)info->output_width * 3);
		reading->transform = colour_cmyk(frame->profile, info->saw_Adobe_marker);
		frame->profile = STR_NONE;
	}
	read_rows(reading);
	/* Of a progressive picture all rows come once the first of its scans is there. */
	if (!info->progressive_mode && reading->sound < info->output_height / 2)
		return CODEC_DAMAGED;
	return CODEC_MADE;
}

enum codec_answer
decode_jpeg(struct frame *frame, str bytes)
{
	/* In the arena, and so what a jump leaves behind is what was last there. */
	struct reading *reading = arena_alloc(frame->arena, sizeof *reading);
	enum codec_answer answer = CODEC_DAMAGED;

	if (!jpeglib_load(&reading->lib))
		return CODEC_LACKING;
	frame->profile = icc_of_jpeg(frame->arena, bytes);
	reading->frame = frame;
	jpeglib_errors(&reading->lib, &reading->fault);
	reading->info.err = &reading->fault.errors;
	if (setjmp(reading->fault.escape) == 0) {
		reading->lib.create_decompress(
		    &reading->info, JPEG_LIB_VERSION, sizeof reading->info);
		reading->source.manager = (struct jpeg_source_mgr){
		    .next_input_byte = (const JOCTET *)bytes.at,
		    .bytes_in_buffer = bytes.len,
		    .init_source = source_begin,
		    .fill_input_buffer = source_fill,
		    .skip_input_data = source_skip,
		    .resync_to_restart = reading->lib.resync,
		    .term_source = source_begin,
		};
		reading->info.src = &reading->source.manager;
		answer = read_picture(reading);
	} else if (frame->pixmap.width) {
		/* What came before the damage; frame_end says whether it is enough. */
		answer = CODEC_MADE;
	} else {
		answer = CODEC_DAMAGED;
	}
	colour_free(reading->transform);
	reading->lib.destroy_decompress(&reading->info);
	return answer;
}
