/* SVG drawn. */
#include <librsvg/rsvg.h>
#include <math.h>

#include "codec/frame.h"
#include "core/library.h"

/* Pixels for each of its own, as far as the longest side allows: screens are finer than CSS's. */
#define FINE 2

#define LARGEST 100000.0

struct svglib {
	__typeof__(rsvg_handle_new_from_data) *read;
	__typeof__(rsvg_handle_get_intrinsic_size_in_pixels) *size;
	__typeof__(rsvg_handle_get_intrinsic_dimensions) *dimensions;
	__typeof__(rsvg_handle_render_document) *render;
	__typeof__(cairo_image_surface_create) *surface;
	__typeof__(cairo_image_surface_get_data) *data;
	__typeof__(cairo_image_surface_get_stride) *stride;
	__typeof__(cairo_surface_flush) *flush;
	__typeof__(cairo_surface_destroy) *free_surface;
	__typeof__(cairo_create) *context;
	__typeof__(cairo_set_source_rgb) *set_colour;
	__typeof__(cairo_paint) *paint;
	__typeof__(cairo_status) *status;
	__typeof__(cairo_destroy) *free_context;
	__typeof__(g_object_unref) *unref;
};

static bool
load(struct svglib *lib)
{
	static const char *const svg[] = {
	    "librsvg-2.so.2", "librsvg-2.so", "librsvg-2.2.dylib", NULL};
	static const char *const cairo[] = {
	    "libcairo.so.2", "libcairo.so", "libcairo.2.dylib", NULL};
	static const char *const objects[] = {
	    "libgobject-2.0.so.0", "libgobject-2.0.so", "libgobject-2.0.0.dylib", NULL};
	const struct library_symbol of_svg[] = {
	    {"rsvg_handle_new_from_data", &lib->read},
	    {"rsvg_handle_get_intrinsic_size_in_pixels", &lib->size},
	    {"rsvg_handle_get_intrinsic_dimensions", &lib->dimensions},
	    {"rsvg_handle_render_document", &lib->render},
	};
	const struct library_symbol of_cairo[] = {
	    {"cairo_image_surface_create", &lib->surface},
	    {"cairo_image_surface_get_data", &lib->data},
	    {"cairo_image_surface_get_stride", &lib->stride},
	    {"cairo_surface_flush", &lib->flush},
	    {"cairo_surface_destroy", &lib->free_surface},
	    {"cairo_create", &lib->context},
	    {"cairo_set_source_rgb", &lib->set_colour},
	    {"cairo_paint", &lib->paint},
	    {"cairo_status", &lib->status},
	    {"cairo_destroy", &lib->free_context},
	};
	const struct library_symbol of_objects[] = {{"g_object_unref", &lib->unref}};

	return library_load(svg, of_svg, sizeof of_svg / sizeof *of_svg) &&
	    library_load(cairo, of_cairo, sizeof of_cairo / sizeof *of_cairo) &&
	    library_load(objects, of_objects, 1);
}

/* Its size in pixels of CSS; that of its viewBox where it says none. */
static bool
find_size(const struct svglib *lib, RsvgHandle *svg, double *width, double *height)
{
	gboolean has_width, has_height, has_box;
	RsvgLength across, down;
	RsvgRectangle box = {0};

	if (!lib->size(svg, width, height)) {
		lib->dimensions(svg, &has_width, &across, &has_height, &down, &has_box, &box);
		if (!has_box)
			return false;
		*width = box.width;
		*height = box.height;
	}
	return *width >= 0.5 && *height >= 0.5 && *width <= LARGEST && *height <= LARGEST;
}

static void
give_rows(struct frame *frame, const uint8_t *at, size_t stride)
{
	uint8_t *row = arena_alloc(frame->arena, (size_t)frame->width * 3);

	for (uint32_t y = 0; y < frame->height; y++, at += stride) {
		/* 32 bits in the machine's order, the highest 8 unused. */
		const uint32_t *pixels = (const uint32_t *)(const void *)at;

		for (uint32_t x = 0; x < frame->width; x++)
			for (unsigned i = 0; i < 3; i++)
				row[3 * (size_t)x + i] = (uint8_t)(pixels[x] >> (16 - 8 * i));
		frame_row(frame, row);
	}
}

static bool
draw(const struct svglib *lib, struct frame *frame, RsvgHandle *svg, cairo_surface_t *surface)
{
	cairo_t *context = lib->context(surface);
	RsvgRectangle all = {0, 0, frame->width, frame->height};
	bool is_drawn;

	lib->set_colour(context, 1, 1, 1);
	lib->paint(context);
	is_drawn =
	    lib->render(svg, context, &all, NULL) && lib->status(context) == CAIRO_STATUS_SUCCESS;
	lib->free_context(context);
	lib->flush(surface);
	if (is_drawn)
		give_rows(frame, lib->data(surface), (size_t)lib->stride(surface));
	return is_drawn;
}

static enum codec_answer
draw_document(const struct svglib *lib, struct frame *frame, RsvgHandle *svg)
{
	double width, height, longest, edge = frame->wish->edge, by;
	cairo_surface_t *surface;
	bool is_drawn;

	if (!find_size(lib, svg, &width, &height))
		return CODEC_DAMAGED;
	longest = width > height ? width : height;
	by = longest > edge ? edge / longest : 1;
	frame->shown_width = (uint32_t)ceil(width * by);
	frame->shown_height = (uint32_t)ceil(height * by);
	by = longest * FINE > edge ? edge / longest : FINE;
	if (!frame_begin(frame, (uint32_t)ceil(width * by), (uint32_t)ceil(height * by), ROWS_RGB))
		return CODEC_LIMIT;
	surface = lib->surface(CAIRO_FORMAT_RGB24, (int)frame->width, (int)frame->height);
	is_drawn = draw(lib, frame, svg, surface);
	lib->free_surface(surface);
	return is_drawn ? CODEC_MADE : CODEC_DAMAGED;
}

enum codec_answer
decode_svg(struct frame *frame, str bytes)
{
	enum codec_answer answer;
	struct svglib lib;
	RsvgHandle *svg;

	if (!load(&lib))
		return CODEC_LACKING;
	svg = lib.read((const guint8 *)bytes.at, bytes.len, NULL);
	if (!svg)
		return CODEC_DAMAGED;
	answer = draw_document(&lib, frame, svg);
	lib.unref(svg);
	return answer;
}
