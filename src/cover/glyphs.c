/* Glyphs of the book face: the one file that speaks to FreeType and HarfBuzz. */
#include "cover/glyphs.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include <hb.h>
#include <string.h>

#include "core/library.h"
#include "core/utf8.h"
#include "cover/face.h"

#define MOST_BYTES 1024

struct freetype {
	__typeof__(FT_Init_FreeType) *init;
	__typeof__(FT_Done_FreeType) *done;
	__typeof__(FT_New_Memory_Face) *new_face;
	__typeof__(FT_Load_Glyph) *load;
	__typeof__(FT_Outline_Transform) *transform;
	__typeof__(FT_Outline_Translate) *translate;
	__typeof__(FT_Outline_Render) *render;
};

struct harfbuzz {
	__typeof__(hb_blob_create) *blob_create;
	__typeof__(hb_blob_destroy) *blob_destroy;
	__typeof__(hb_face_create) *face_create;
	__typeof__(hb_face_destroy) *face_destroy;
	__typeof__(hb_face_get_upem) *get_upem;
	__typeof__(hb_font_create) *font_create;
	__typeof__(hb_font_destroy) *font_destroy;
	__typeof__(hb_font_get_nominal_glyph) *get_glyph;
	__typeof__(hb_font_get_glyph_extents) *get_extents;
	__typeof__(hb_buffer_create) *buffer_create;
	__typeof__(hb_buffer_destroy) *buffer_destroy;
	__typeof__(hb_buffer_reset) *buffer_reset;
	__typeof__(hb_buffer_add_utf8) *add_utf8;
	__typeof__(hb_buffer_set_direction) *set_direction;
	__typeof__(hb_buffer_set_language) *set_language;
	__typeof__(hb_buffer_guess_segment_properties) *guess;
	__typeof__(hb_buffer_get_glyph_infos) *get_infos;
	__typeof__(hb_buffer_get_glyph_positions) *get_positions;
	__typeof__(hb_language_from_string) *language;
	__typeof__(hb_shape) *shape;
};

struct glyphs {
	struct arena *arena;
	struct freetype ft;
	struct harfbuzz hb;
	FT_Library library;
	FT_Face faces[GLYPHS_FACES];
	hb_font_t *fonts[GLYPHS_FACES];
	hb_buffer_t *buffer;
	hb_language_t language;
	int units;
};

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static bool
load_freetype(struct freetype *ft)
{
	static const char *const names[] = {
	    "libfreetype.so.6", "libfreetype.so", "libfreetype.6.dylib", NULL};
	const struct library_symbol symbols[] = {
	    {"FT_Init_FreeType", &ft->init},
	    {"FT_Done_FreeType", &ft->done},
	    {"FT_New_Memory_Face", &ft->new_face},
	    {"FT_Load_Glyph", &ft->load},
	    {"FT_Outline_Transform", &ft->transform},
	    {"FT_Outline_Translate", &ft->translate},
	    {"FT_Outline_Render", &ft->render},
	};

	return library_load(names, symbols, COUNT(symbols));
}

static bool
load_harfbuzz(struct harfbuzz *hb)
{
	static const char *const names[] = {
	    "libharfbuzz.so.0", "libharfbuzz.so", "libharfbuzz.0.dylib", NULL};
	const struct library_symbol symbols[] = {
	    {"hb_blob_create", &hb->blob_create},
	    {"hb_blob_destroy", &hb->blob_destroy},
	    {"hb_face_create", &hb->face_create},
	    {"hb_face_destroy", &hb->face_destroy},
	    {"hb_face_get_upem", &hb->get_upem},
	    {"hb_font_create", &hb->font_create},
	    {"hb_font_destroy", &hb->font_destroy},
	    {"hb_font_get_nominal_glyph", &hb->get_glyph},
	    {"hb_font_get_glyph_extents", &hb->get_extents},
	    {"hb_buffer_create", &hb->buffer_create},
	    {"hb_buffer_destroy", &hb->buffer_destroy},
	    {"hb_buffer_reset", &hb->buffer_reset},
	    {"hb_buffer_add_utf8", &hb->add_utf8},
	    {"hb_buffer_set_direction", &hb->set_direction},
	    {"hb_buffer_set_language", &hb->set_language},
	    {"hb_buffer_guess_segment_properties", &hb->guess},
	    {"hb_buffer_get_glyph_infos", &hb->get_infos},
	    {"hb_buffer_get_glyph_positions", &hb->get_positions},
	    {"hb_language_from_string", &hb->language},
	    {"hb_shape", &hb->shape},
	};

	return library_load(names, symbols, COUNT(symbols));
}

static void
close_glyphs(void *what)
{
	struct glyphs *glyphs = what;

	for (int i = 0; i < GLYPHS_FACES; i++)
		if (glyphs->fonts[i])
			glyphs->hb.font_destroy(glyphs->fonts[i]);
	if (glyphs->buffer)
		glyphs->hb.buffer_destroy(glyphs->buffer);
	if (glyphs->library)
		glyphs->ft.done(glyphs->library);
}

static bool
open_face(struct glyphs *glyphs, enum glyphs_face face, const unsigned char *at, size_t size)
{
	hb_blob_t *blob;
	hb_face_t *shape;

	if (glyphs->ft.new_face(glyphs->library, at, (FT_Long)size, 0, &glyphs->faces[face]) != 0)
		return false;
	blob = glyphs->hb.blob_create(
	    (const char *)at, (unsigned)size, HB_MEMORY_MODE_READONLY, NULL, NULL);
	shape = glyphs->hb.face_create(blob, 0);
	glyphs->units = (int)glyphs->hb.get_upem(shape);
	glyphs->fonts[face] = glyphs->hb.font_create(shape);
	glyphs->hb.face_destroy(shape);
	glyphs->hb.blob_destroy(blob);
	return glyphs->units > 0;
}

struct glyphs *
glyphs_open(struct arena *arena)
{
	struct glyphs *glyphs = arena_alloc(arena, sizeof *glyphs);

	glyphs->arena = arena;
	if (!load_freetype(&glyphs->ft) || !load_harfbuzz(&glyphs->hb))
		return NULL;
	arena_defer(arena, close_glyphs, glyphs);
	if (glyphs->ft.init(&glyphs->library) != 0)
		return NULL;
	glyphs->buffer = glyphs->hb.buffer_create();
	/* What the locale says would be taken otherwise. */
	glyphs->language = glyphs->hb.language("en", -1);
	if (!open_face(glyphs, GLYPHS_REGULAR, cover_face_regular, cover_face_regular_size) ||
	    !open_face(glyphs, GLYPHS_BOLD, cover_face_bold, cover_face_bold_size))
		return NULL;
	return glyphs;
}

int
glyphs_units(const struct glyphs *glyphs)
{
	return glyphs->units;
}

str
glyphs_drawable(struct glyphs *glyphs, enum glyphs_face face, str text)
{
	struct buf buf = BUF(glyphs->arena);
	bool some = false;
	size_t len;

	text = utf8_head(text, MOST_BYTES);
	while (text.len) {
		uint32_t code = utf8_decode(text, &len);
		hb_codepoint_t glyph;

		if (glyphs->hb.get_glyph(glyphs->fonts[face], code, &glyph)) {
			buf_add(&buf, str_head(text, len));
			some = some || code_is_word(code);
		} else if (code_is_space(code)) {
			buf_char(&buf, ' ');
		} else if (code_is_word(code)) {
			return STR_NONE;
		}
		text = str_from(text, len);
	}
	return some ? utf8_fold_space(glyphs->arena, buf_str(&buf)) : STR_NONE;
}

/* Whether a line may be broken behind the character. */
static bool
breaks_behind(uint32_t code)
{
	return (code_is_space(code) && code != 0xA0 && code != 0x202F) || code == '-' ||
	    code == 0x2010 || code == 0x2013 || code == 0x2014;
}

static bool
is_hanging(uint32_t code)
{
	return code == '"' || code == '\'' || (code >= 0x2018 && code <= 0x201F) || code == 0xAB ||
	    code == 0x2039;
}

static bool
is_one_of(uint32_t code, const char *ascii)
{
	return code && code < 0x80 && strchr(ascii, (int)code);
}

static bool
ends_clause(uint32_t code)
{
	return is_one_of(code, ",;:.!?)") || code == 0x2013 || code == 0x2014 || code == 0x2026 ||
	    code == 0x3001 || code == 0x3002;
}

/* Of the Latin script. */
static bool
is_vowel(uint32_t code)
{
	code = code_lower(code);
	return is_one_of(code, "aeiouy") || (code >= 0xE0 && code <= 0xE6) ||
	    (code >= 0xE8 && code <= 0xEF) || (code >= 0xF2 && code <= 0xF6) ||
	    (code >= 0xF8 && code <= 0xFC);
}

/* Letters before a vowel that stay together. */
static size_t
onset_length(str text)
{
	static const char *const onsets[] = {"sch", "str", "spr", "ch", "th", "ph", "sh", "gh",
	    "qu", "st", "sp", "bl", "br", "cl", "cr", "dr", "fl", "fr", "gl", "gr", "kl", "kn",
	    "kr", "pl", "pr", "tr", "vr", "zw"};

	for (size_t i = 0; i < sizeof onsets / sizeof *onsets; i++) {
		str onset = str_of(onsets[i]);

		if (text.len >= onset.len && str_eq_nocase(str_head(text, onset.len), onset))
			return onset.len;
	}
	return text.len && ascii_is_alpha((unsigned char)text.at[0]) &&
	    !is_vowel((unsigned char)text.at[0]);
}

/* Whether a syllable seems to begin at `place`: consonants with a vowel behind them, which nothing
   before them belongs to. */
static bool
begins_syllable(str text, size_t place)
{
	size_t len = onset_length(str_from(text, place)), skip;

	if (len == 0 || place < 2 || place + len >= text.len ||
	    !is_vowel(utf8_decode(str_from(text, place + len), &skip)))
		return false;
	for (size_t back = 1; back <= 2; back++)
		if (onset_length(str_from(text, place - back)) > back)
			return false;
	return true;
}

/* What the text says of the glyph that stands for the character at `place`. */
static void
describe(struct glyph *glyph, str text, size_t place)
{
	size_t len, before = place;
	uint32_t code = utf8_decode(str_from(text, place), &len), last;

	glyph->is_space = code == ' ';
	glyph->hangs = is_hanging(code);
	glyph->ends_clause = ends_clause(code);
	if (place == 0)
		return;
	do
		before--;
	while (before && ((unsigned char)text.at[before] & 0xC0) == 0x80);
	last = utf8_decode(str_from(text, before), &len);
	glyph->may_begin = !glyph->is_space && breaks_behind(last);
	glyph->may_tear = is_one_of(last, "/_.?&=:") && code_is_word(code);
	glyph->may_hyphenate = code_is_word(last) && begins_syllable(text, place);
}

struct glyphs_text
glyphs_shape(struct glyphs *glyphs, enum glyphs_face face, str text)
{
	const struct harfbuzz *hb = &glyphs->hb;
	struct glyphs_text run = {face, NULL, 0};
	const hb_glyph_position_t *positions;
	const hb_glyph_info_t *infos;
	unsigned count = 0;

	text = utf8_head(text, MOST_BYTES);
	hb->buffer_reset(glyphs->buffer);
	hb->add_utf8(glyphs->buffer, text.len ? text.at : "", (int)text.len, 0, (int)text.len);
	hb->set_direction(glyphs->buffer, HB_DIRECTION_LTR);
	hb->set_language(glyphs->buffer, glyphs->language);
	hb->guess(glyphs->buffer);
	hb->shape(glyphs->fonts[face], glyphs->buffer, NULL, 0);
	infos = hb->get_infos(glyphs->buffer, &count);
	positions = hb->get_positions(glyphs->buffer, NULL);
	run.at = arena_array(glyphs->arena, count, sizeof *run.at);
	run.count = count;
	for (size_t i = 0; i < count; i++) {
		struct glyph *glyph = &run.at[i];

		*glyph = (struct glyph){.id = infos[i].codepoint,
		    .advance = positions[i].x_advance,
		    .dx = positions[i].x_offset,
		    .dy = positions[i].y_offset,
		    .is_cluster = i == 0 || infos[i].cluster != infos[i - 1].cluster};
		describe(glyph, text, infos[i].cluster);
		glyph->may_begin = glyph->may_begin && glyph->is_cluster;
	}
	return run;
}

int32_t
glyphs_bearing(struct glyphs *glyphs, enum glyphs_face face, uint32_t id)
{
	hb_glyph_extents_t extents;

	if (!glyphs->hb.get_extents(glyphs->fonts[face], id, &extents))
		return 0;
	return extents.x_bearing;
}

/* FreeType's rows go up; the canvas is handed over with its origin at the baseline. */
struct pen {
	struct canvas *canvas;
	int y;
};

static void
take_spans(int y, int count, const FT_Span *spans, void *user)
{
	const struct pen *pen = user;

	for (int i = 0; i < count; i++)
		canvas_ink(
		    pen->canvas, spans[i].x, pen->y - 1 - y, spans[i].len, spans[i].coverage, 0);
}

static void
draw_glyph(struct glyphs *glyphs, FT_Face face, const struct glyph *glyph, int size, FT_Pos x,
    struct pen *pen)
{
	FT_Fixed scale = (FT_Fixed)size * 64 * 65536 / glyphs->units;
	FT_Matrix matrix = {scale, 0, 0, scale};
	FT_Raster_Params params = {0};
	FT_Outline *outline;

	if (glyphs->ft.load(face, glyph->id, FT_LOAD_NO_SCALE) != 0 ||
	    face->glyph->format != FT_GLYPH_FORMAT_OUTLINE)
		return;
	outline = &face->glyph->outline;
	glyphs->ft.transform(outline, &matrix);
	glyphs->ft.translate(outline, x, (FT_Pos)((int64_t)glyph->dy * size * 64 / glyphs->units));
	params.flags = FT_RASTER_FLAG_AA | FT_RASTER_FLAG_DIRECT | FT_RASTER_FLAG_CLIP;
	params.gray_spans = take_spans;
	params.user = pen;
	params.clip_box = (FT_BBox){0, pen->y - pen->canvas->height, pen->canvas->width, pen->y};
	glyphs->ft.render(glyphs->library, outline, &params);
}

int32_t
glyphs_draw(struct glyphs *glyphs, struct canvas *canvas, const struct glyphs_text *text,
    size_t first, size_t count, int size, int32_t x, int y)
{
	struct pen pen = {canvas, y};
	int64_t units = 0;

	for (size_t i = first; i < first + count; i++) {
		const struct glyph *glyph = &text->at[i];
		int64_t at = x + (units + glyph->dx) * size * 64 / glyphs->units;

		if (!glyph->is_space)
			draw_glyph(
			    glyphs, glyphs->faces[text->face], glyph, size, (FT_Pos)at, &pen);
		units += glyph->advance;
	}
	return (int32_t)(x + units * size * 64 / glyphs->units);
}
