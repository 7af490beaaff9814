/* Rows into a baseline JPEG. */
#include "codec/frame.h"
#include "codec/jpeglib.h"
#include "core/buf.h"

#define PIECE 65536

struct memory_target {
	struct jpeg_destination_mgr manager;
	struct buf bytes;
};

static void
target_begin(j_compress_ptr info)
{
	struct memory_target *target = (struct memory_target *)info->dest;

	target->manager.next_output_byte = (JOCTET *)buf_reserve(&target->bytes, PIECE);
	target->manager.free_in_buffer = PIECE;
}

static boolean
target_flush(j_compress_ptr info)
{
	struct memory_target *target = (struct memory_target *)info->dest;

	target->bytes.len += PIECE;
	target_begin(info);
	return TRUE;
}

static void
target_end(j_compress_ptr info)
{
	struct memory_target *target = (struct memory_target *)info->dest;

	target->bytes.len += PIECE - target->manager.free_in_buffer;
}

struct jpeg_out {
	struct jpeglib lib;
	struct jpeg_fault fault;
	struct jpeg_compress_struct info;
	struct memory_target target;
	uint8_t *grey; /* where grey becomes three channels: e-readers stumble over one */
	bool has_failed;
};

static void
begin(struct jpeg_out *out, const struct pixmap *pixmap, unsigned quality)
{
	struct jpeg_compress_struct *info = &out->info;

	out->lib.create_compress(info, JPEG_LIB_VERSION, sizeof *info);
	out->target.manager.init_destination = target_begin;
	out->target.manager.empty_output_buffer = target_flush;
	out->target.manager.term_destination = target_end;
	info->dest = &out->target.manager;
	info->image_width = pixmap->width;
	info->image_height = pixmap->height;
	info->input_components = 3;
	info->in_color_space = pixmap->channels == 1 || pixmap->is_ycc ? JCS_YCbCr : JCS_RGB;
	out->lib.set_defaults(info);
	out->lib.set_quality(info, (int)quality, TRUE);
	info->dct_method = JDCT_ISLOW;
	out->lib.start_compress(info, TRUE);
}

static struct jpeg_out *
jpeg_begin(struct arena *arena, const struct pixmap *pixmap, unsigned quality)
{
	struct jpeg_out *out = arena_alloc(arena, sizeof *out);

	if (!jpeglib_load(&out->lib) || pixmap->width > 65500 || pixmap->height > 65500)
		return NULL;
	if (pixmap->channels == 1)
		out->grey = arena_alloc(arena, (size_t)pixmap->width * 3);
	out->target.bytes = BUF(arena);
	jpeglib_errors(&out->lib, &out->fault);
	out->info.err = &out->fault.errors;
	if (setjmp(out->fault.escape) == 0)
		begin(out, pixmap, quality);
	else
		out->has_failed = true;
	return out;
}

static void
jpeg_row(struct jpeg_out *out, const uint8_t *row)
{
	JSAMPROW rows = (JSAMPROW)row;

	if (out->has_failed)
		return;
	if (out->grey) {
		for (JDIMENSION x = 0; x < out->info.image_width; x++) {
			out->grey[3 * x] = row[x];
			out->grey[3 * x + 1] = out->grey[3 * x + 2] = 128;
		}
		rows = out->grey;
	}
	if (setjmp(out->fault.escape) == 0)
		out->lib.write_scanlines(&out->info, &rows, 1);
	else
		out->has_failed = true;
}

static str
jpeg_end(struct jpeg_out *out)
{
	if (!out->has_failed && setjmp(out->fault.escape) == 0)
		out->lib.finish_compress(&out->info);
	else
		out->has_failed = true;
	out->lib.destroy_compress(&out->info);
	return out->has_failed ? STR_NONE : buf_str(&out->target.bytes);
}

str
encode_jpeg(struct arena *arena, const struct pixmap *pixmap, unsigned quality)
{
	struct jpeg_out *out = jpeg_begin(arena, pixmap, quality);
	size_t stride = (size_t)pixmap->width * pixmap->channels;

	if (!out)
		return STR_NONE;
	for (uint32_t y = 0; y < pixmap->height; y++)
		jpeg_row(out, pixmap->at + y * stride);
	return jpeg_end(out);
}
