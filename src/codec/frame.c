/* Rows in, flattened on white, made smaller. */
#include "codec/frame.h"

#include <string.h>

static const unsigned channels_of[] =
    {[ROWS_GREY] = 1, [ROWS_RGB] = 3, [ROWS_YCC] = 3, [ROWS_RGBA] = 3};

void
pixmap_take_row(void *with, const uint8_t *row)
{
	struct pixmap_rows *rows = with;
	size_t len = (size_t)rows->pixmap->width * rows->pixmap->channels;

	memcpy(rows->pixmap->at + rows->taken++ * len, row, len);
}

bool
frame_begin(struct frame *frame, uint32_t width, uint32_t height, enum frame_rows rows)
{
	struct pixmap *pixmap = &frame->pixmap;
	uint64_t most = frame->wish->pixels ? frame->wish->pixels : LIMIT_PICTURE_PIXELS;
	uint32_t longest = width > height ? width : height, edge = frame->wish->edge;

	if (!width || !height || (uint64_t)width * height > most)
		return false;
	frame->made.pixmap = pixmap;
	frame->width = width;
	frame->height = height;
	frame->rows = rows;
	pixmap->channels = channels_of[rows];
	pixmap->is_ycc = rows == ROWS_YCC;
	pixmap->width = width;
	pixmap->height = height;
	if (longest > edge) {
		pixmap->width = (uint32_t)(((uint64_t)width * edge + longest / 2) / longest);
		pixmap->height = (uint32_t)(((uint64_t)height * edge + longest / 2) / longest);
		pixmap->width += !pixmap->width;
		pixmap->height += !pixmap->height;
	}
	pixmap->at = arena_grow(
	    frame->arena, NULL, 0, (size_t)pixmap->width * pixmap->height * pixmap->channels);
	if (rows == ROWS_RGBA)
		frame->flat = arena_grow(frame->arena, NULL, 0, (size_t)width * 3);
	if (longest > edge)
		frame->scale = scale_new(frame->arena, width, height, pixmap->width, pixmap->height,
		    pixmap->channels, pixmap_take_row, &frame->made);
	return true;
}

/* Alpha is straight: out = in * alpha + white * (1 - alpha). */
static bool
flatten(const uint8_t *rgba, uint8_t *rgb, uint32_t width)
{
	unsigned all = 255;

	for (uint32_t x = 0; x < width; x++, rgba += 4, rgb += 3) {
		unsigned alpha = rgba[3];

		all &= alpha;
		for (unsigned i = 0; i < 3; i++) {
			unsigned value = rgba[i] * alpha + 255 * (255 - alpha) + 127;

			rgb[i] = (uint8_t)(value / 255);
		}
	}
	return all != 255;
}

void
frame_row(struct frame *frame, const uint8_t *row)
{
	if (frame->row >= frame->height)
		return;
	if (frame->rows == ROWS_RGBA) {
		if (flatten(row, frame->flat, frame->width))
			frame->has_alpha = true;
		row = frame->flat;
	}
	if (frame->scale)
		scale_row(frame->scale, row);
	else
		pixmap_take_row(&frame->made, row);
	frame->row++;
}

bool
frame_end(struct frame *frame)
{
	bool is_enough = frame->row >= (frame->height + 1) / 2;
	size_t len = (size_t)frame->width * 4;
	uint8_t *white;

	if (frame->row == frame->height || !is_enough)
		return is_enough;
	white = arena_grow(frame->arena, NULL, 0, len);
	memset(white, 255, len);
	if (frame->rows == ROWS_YCC)
		for (uint32_t x = 0; x < frame->width; x++)
			white[3 * x + 1] = white[3 * x + 2] = 128;
	while (frame->row < frame->height)
		frame_row(frame, white);
	return true;
}
