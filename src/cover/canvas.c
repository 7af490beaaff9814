/* A grey canvas. */
#include "cover/canvas.h"

#include <string.h>

struct canvas
canvas_new(struct arena *arena, int width, int height)
{
	size_t size = (size_t)width * (size_t)height;
	struct canvas canvas = {arena_grow(arena, NULL, 0, size), width, height};

	memset(canvas.at, 0xFF, size);
	return canvas;
}

/* Cut the length from `start` on to what lies in 0 to `limit`. */
static void
clip(int *start, int *len, int limit)
{
	if (*start < 0) {
		*len += *start;
		*start = 0;
	}
	if (*len > limit - *start)
		*len = limit - *start;
}

void
canvas_fill(struct canvas *canvas, int x, int y, int width, int height, unsigned char grey)
{
	clip(&x, &width, canvas->width);
	clip(&y, &height, canvas->height);
	if (width <= 0)
		return;
	for (int row = y; row < y + height; row++)
		memset(canvas->at + (size_t)row * (size_t)canvas->width + x, grey, (size_t)width);
}

void
canvas_ink(struct canvas *canvas, int x, int y, int len, unsigned char coverage, unsigned char grey)
{
	unsigned char *at;
	int ink = grey * coverage + 127;

	clip(&x, &len, canvas->width);
	if (y < 0 || y >= canvas->height || len <= 0)
		return;
	at = canvas->at + (size_t)y * (size_t)canvas->width + x;
	if (coverage == 0xFF) {
		memset(at, grey, (size_t)len);
		return;
	}
	for (int i = 0; i < len; i++)
		at[i] = (unsigned char)((at[i] * (0xFF - coverage) + ink) / 255);
}

void
canvas_row(struct canvas *canvas, int x, int y, int len, const unsigned char *greys)
{
	int start = x;

	clip(&x, &len, canvas->width);
	if (y < 0 || y >= canvas->height || len <= 0)
		return;
	memcpy(
	    canvas->at + (size_t)y * (size_t)canvas->width + x, greys + (x - start), (size_t)len);
}

void
canvas_copy(struct canvas *canvas, int y, int from)
{
	size_t width = (size_t)canvas->width;

	memcpy(canvas->at + (size_t)y * width, canvas->at + (size_t)from * width, width);
}

/* Between the four pixels round a place in 1/256. */
static unsigned char
between(const struct canvas *picture, int64_t x, int64_t y)
{
	int left = (int)(x >> 8), top = (int)(y >> 8), u = (int)(x & 255), v = (int)(y & 255);
	int right = left + 1 < picture->width ? left + 1 : left;
	const unsigned char *row = picture->at + (size_t)top * (size_t)picture->width;
	const unsigned char *next = row + (top + 1 < picture->height ? picture->width : 0);
	int above = row[left] * (256 - u) + row[right] * u;
	int below = next[left] * (256 - u) + next[right] * u;

	return (unsigned char)((above * (256 - v) + below * v + 32768) >> 16);
}

void
canvas_picture(
    struct canvas *canvas, int height, const struct canvas *picture, const struct canvas_part *part)
{
	height = height < canvas->height ? height : canvas->height;
	for (int y = 0; y < height; y++) {
		unsigned char *row = canvas->at + (size_t)y * (size_t)canvas->width;
		int64_t down =
		    ((int64_t)part->y << 8) + (((int64_t)part->height << 8) * y) / height;

		for (int x = 0; x < canvas->width; x++)
			row[x] = between(picture,
			    ((int64_t)part->x << 8) +
				(((int64_t)part->width << 8) * x) / canvas->width,
			    down);
	}
}
