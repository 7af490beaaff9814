/* Outlines of glyphs onto a canvas: the one file that speaks to FreeType, which fills them. */
#include "cover/outline.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include <hb.h>

#include "core/library.h"

#define MOST_POINTS 8192
#define MOST_CONTOURS 1024

struct freetype {
	__typeof__(FT_Init_FreeType) *init;
	__typeof__(FT_Done_FreeType) *done;
	__typeof__(FT_Outline_Render) *render;
};

/* hb_font_get_glyph_shape has had another name since 7.0; the old one goes on to work. */
typedef void glyph_shape(hb_font_t *, hb_codepoint_t, hb_draw_funcs_t *, void *);

struct harfbuzz {
	glyph_shape *shape;
	__typeof__(hb_font_get_scale) *get_scale;
	__typeof__(hb_draw_funcs_create) *funcs_create;
	__typeof__(hb_draw_funcs_destroy) *funcs_destroy;
	__typeof__(hb_draw_funcs_set_move_to_func) *set_move;
	__typeof__(hb_draw_funcs_set_line_to_func) *set_line;
	__typeof__(hb_draw_funcs_set_quadratic_to_func) *set_conic;
	__typeof__(hb_draw_funcs_set_cubic_to_func) *set_cubic;
};

struct outline {
	struct freetype ft;
	struct harfbuzz hb;
	FT_Library library;
	hb_draw_funcs_t *funcs;
	FT_Outline path;
	/* Of the glyph that is drawn. */
	const struct outline_place *place;
	struct canvas *canvas;
	int64_t units; /* of the font's em */
	bool is_too_large;
};

static bool
load_freetype(struct freetype *ft)
{
	static const char *const names[] = {
	    "libfreetype.so.6", "libfreetype.so", "libfreetype.6.dylib", NULL};
	const struct library_symbol symbols[] = {
	    {"FT_Init_FreeType", &ft->init},
	    {"FT_Done_FreeType", &ft->done},
	    {"FT_Outline_Render", &ft->render},
	};

	return library_load(names, symbols, sizeof symbols / sizeof *symbols);
}

static bool
load_harfbuzz(struct harfbuzz *hb)
{
	static const char *const names[] = {
	    "libharfbuzz.so.0", "libharfbuzz.so", "libharfbuzz.0.dylib", NULL};
	const struct library_symbol symbols[] = {
	    {"hb_font_get_glyph_shape", &hb->shape},
	    {"hb_font_get_scale", &hb->get_scale},
	    {"hb_draw_funcs_create", &hb->funcs_create},
	    {"hb_draw_funcs_destroy", &hb->funcs_destroy},
	    {"hb_draw_funcs_set_move_to_func", &hb->set_move},
	    {"hb_draw_funcs_set_line_to_func", &hb->set_line},
	    {"hb_draw_funcs_set_quadratic_to_func", &hb->set_conic},
	    {"hb_draw_funcs_set_cubic_to_func", &hb->set_cubic},
	};

	return library_load(names, symbols, sizeof symbols / sizeof *symbols);
}

static void
close_outline(void *what)
{
	struct outline *outline = what;

	if (outline->funcs)
		outline->hb.funcs_destroy(outline->funcs);
	if (outline->library)
		outline->ft.done(outline->library);
}

static void
add_point(struct outline *outline, float x, float y, int tag)
{
	FT_Outline *path = &outline->path;
	int64_t scale = (int64_t)outline->place->size * 64;

	if (path->n_points >= MOST_POINTS || path->n_contours == 0) {
		outline->is_too_large = true;
		return;
	}
	path->points[path->n_points] = (FT_Vector){
	    (FT_Pos)(outline->place->x + (int64_t)x * scale / outline->units),
	    (FT_Pos)(outline->place->dy + (int64_t)y * scale / outline->units),
	};
	path->tags[path->n_points] = (__typeof__(*path->tags))tag;
	path->contours[path->n_contours - 1] = path->n_points++;
}

static void
move_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
	struct outline *outline = data;

	(void)funcs, (void)state, (void)user;
	if (outline->path.n_contours >= MOST_CONTOURS) {
		outline->is_too_large = true;
		return;
	}
	outline->path.n_contours++;
	add_point(outline, x, y, FT_CURVE_TAG_ON);
}

static void
line_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
	(void)funcs, (void)state, (void)user;
	add_point(data, x, y, FT_CURVE_TAG_ON);
}

static void
conic_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1, float y1, float x,
    float y, void *user)
{
	(void)funcs, (void)state, (void)user;
	add_point(data, x1, y1, FT_CURVE_TAG_CONIC);
	add_point(data, x, y, FT_CURVE_TAG_ON);
}

static void
cubic_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1, float y1, float x2,
    float y2, float x, float y, void *user)
{
	(void)funcs, (void)state, (void)user;
	add_point(data, x1, y1, FT_CURVE_TAG_CUBIC);
	add_point(data, x2, y2, FT_CURVE_TAG_CUBIC);
	add_point(data, x, y, FT_CURVE_TAG_ON);
}

struct outline *
outline_open(struct arena *arena)
{
	struct outline *outline = arena_alloc(arena, sizeof *outline);
	FT_Outline *path = &outline->path;

	if (!load_freetype(&outline->ft) || !load_harfbuzz(&outline->hb))
		return NULL;
	arena_defer(arena, close_outline, outline);
	if (outline->ft.init(&outline->library) != 0)
		return NULL;
	outline->funcs = outline->hb.funcs_create();
	outline->hb.set_move(outline->funcs, move_to, NULL, NULL);
	outline->hb.set_line(outline->funcs, line_to, NULL, NULL);
	outline->hb.set_conic(outline->funcs, conic_to, NULL, NULL);
	outline->hb.set_cubic(outline->funcs, cubic_to, NULL, NULL);
	path->points = arena_array(arena, MOST_POINTS, sizeof *path->points);
	path->tags = arena_array(arena, MOST_POINTS, sizeof *path->tags);
	path->contours = arena_array(arena, MOST_CONTOURS, sizeof *path->contours);
	return outline;
}

/* FreeType's rows go up from the baseline. */
static void
take_spans(int y, int count, const FT_Span *spans, void *user)
{
	const struct outline *outline = user;

	for (int i = 0; i < count; i++)
		canvas_ink(outline->canvas, spans[i].x, outline->place->y - 1 - y, spans[i].len,
		    spans[i].coverage, 0);
}

void
outline_draw(struct outline *outline, struct canvas *canvas, struct hb_font_t *font, uint32_t glyph,
    const struct outline_place *place)
{
	FT_Raster_Params params = {0};
	int across = 0, down = 0;

	outline->hb.get_scale(font, &across, &down);
	outline->units = across > 0 ? across : 1;
	outline->place = place;
	outline->canvas = canvas;
	outline->is_too_large = false;
	outline->path.n_points = 0;
	outline->path.n_contours = 0;
	outline->hb.shape(font, glyph, outline->funcs, outline);
	if (outline->is_too_large || outline->path.n_points == 0)
		return;
	params.flags = FT_RASTER_FLAG_AA | FT_RASTER_FLAG_DIRECT | FT_RASTER_FLAG_CLIP;
	params.gray_spans = take_spans;
	params.user = outline;
	params.clip_box = (FT_BBox){0, place->y - canvas->height, canvas->width, place->y};
	outline->ft.render(outline->library, &outline->path, &params);
}
