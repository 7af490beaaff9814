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

struct writing {
	struct jpeglib lib;
	struct jpeg_fault fault;
	struct jpeg_compress_struct info;
	struct memory_target target;
	uint8_t *row; /* where grey becomes three channels: e-readers stumble over one */
};

static void
write_rows(struct writing *writing, const struct pixmap *pixmap)
{
	struct jpeg_compress_struct *info = &writing->info;

	while (info->next_scanline < info->image_height) {
		size_t at = (size_t)info->next_scanline * pixmap->width * pixmap->channels;
		JSAMPROW row = pixmap->at + at;

		if (pixmap->channels == 1) {
			for (uint32_t x = 0; x < pixmap->width; x++) {
				writing->row[3 * x] = row[x];
				writing->row[3 * x + 1] = writing->row[3 * x + 2] = 128;
			}
			row = writing->row;
		}
		writing->lib.write_scanlines(info, &row, 1);
	}
}

str
encode_jpeg(struct arena *arena, const struct pixmap *pixmap, unsigned quality)
{
	struct writing *writing = arena_alloc(arena, sizeof *writing);
	struct jpeg_compress_struct *info = &writing->info;
	str made = STR_NONE;

	if (!jpeglib_load(&writing->lib) || pixmap->width > 65500 || pixmap->height > 65500)
		return STR_NONE;
	if (pixmap->channels == 1)
		writing->row = arena_alloc(arena, (size_t)pixmap->width * 3);
	writing->target.bytes = BUF(arena);
	jpeglib_errors(&writing->lib, &writing->fault);
	info->err = &writing->fault.errors;
	if (setjmp(writing->fault.escape) == 0) {
		writing->lib.create_compress(info, JPEG_LIB_VERSION, sizeof *info);
		writing->target.manager.init_destination = target_begin;
		writing->target.manager.empty_output_buffer = target_flush;
		writing->target.manager.term_destination = target_end;
		info->dest = &writing->target.manager;
		info->image_width = pixmap->width;
		info->image_height = pixmap->height;
		info->input_components = 3;
		info->in_color_space =
		    pixmap->channels == 1 || pixmap->is_ycc ? JCS_YCbCr : JCS_RGB;
		writing->lib.set_defaults(info);
		writing->lib.set_quality(info, (int)quality, TRUE);
		info->dct_method = JDCT_ISLOW;
		writing->lib.start_compress(info, TRUE);
		write_rows(writing, pixmap);
		writing->lib.finish_compress(info);
		made = buf_str(&writing->target.bytes);
	}
	writing->lib.destroy_compress(info);
	return made;
}
