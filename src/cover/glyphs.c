/* Glyphs of a text: the file that speaks to HarfBuzz. */
#include "cover/glyphs.h"

#include <hb.h>

#include "core/library.h"
#include "core/utf8.h"
#include "cover/face.h"
#include "cover/fonts.h"
#include "cover/linebreak.h"
#include "cover/outline.h"

#define MOST_BYTES 1024

struct harfbuzz {
	__typeof__(hb_blob_create) *blob_create;
	__typeof__(hb_blob_destroy) *blob_destroy;
	__typeof__(hb_face_create) *face_create;
	__typeof__(hb_face_destroy) *face_destroy;
	__typeof__(hb_face_get_upem) *get_upem;
	__typeof__(hb_font_create) *font_create;
	__typeof__(hb_font_destroy) *font_destroy;
	__typeof__(hb_font_get_scale) *get_scale;
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
	struct harfbuzz hb;
	struct outline *outline;
	hb_font_t *fonts[GLYPHS_FACES];
	hb_buffer_t *buffer;
	hb_language_t language;
	str lang;
	int units;
	struct fonts *system; /* when first needed */
	bool has_no_system, used_system;
};

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

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
	    {"hb_font_get_scale", &hb->get_scale},
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
}

static void
open_face(struct glyphs *glyphs, enum glyphs_face face, const unsigned char *at, size_t size)
{
	hb_blob_t *blob = glyphs->hb.blob_create(
	    (const char *)at, (unsigned)size, HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t *shape = glyphs->hb.face_create(blob, 0);

	glyphs->units = (int)glyphs->hb.get_upem(shape);
	glyphs->fonts[face] = glyphs->hb.font_create(shape);
	glyphs->hb.face_destroy(shape);
	glyphs->hb.blob_destroy(blob);
}

struct glyphs *
glyphs_open(struct arena *arena, str lang)
{
	struct glyphs *glyphs = arena_alloc(arena, sizeof *glyphs);

	glyphs->arena = arena;
	glyphs->lang = lang;
	if (!load_harfbuzz(&glyphs->hb))
		return NULL;
	glyphs->outline = outline_open(arena);
	if (!glyphs->outline)
		return NULL;
	arena_defer(arena, close_glyphs, glyphs);
	glyphs->buffer = glyphs->hb.buffer_create();
	/* What the locale says would be taken otherwise. */
	glyphs->language =
	    lang.len ? glyphs->hb.language(lang.at, (int)lang.len) : glyphs->hb.language("en", -1);
	open_face(glyphs, GLYPHS_REGULAR, cover_face_regular, cover_face_regular_size);
	open_face(glyphs, GLYPHS_BOLD, cover_face_bold, cover_face_bold_size);
	return glyphs->units > 0 ? glyphs : NULL;
}

int
glyphs_units(const struct glyphs *glyphs)
{
	return glyphs->units;
}

bool
glyphs_used_system(const struct glyphs *glyphs)
{
	return glyphs->used_system;
}

static bool
face_has(struct glyphs *glyphs, enum glyphs_face face, uint32_t code)
{
	hb_codepoint_t glyph;

	return glyphs->hb.get_glyph(glyphs->fonts[face], code, &glyph);
}

/* Pictures, arrows and what joins them: left out where the book face has none, since which font has
   them, and in which colours, differs from machine to machine. */
static bool
is_symbol(uint32_t code)
{
	return (code >= 0x2190 && code < 0x2C00) || code == 0x20E3 || code == 0xFE0E ||
	    code == 0xFE0F || code == 0xFFFD || (code >= 0xE000 && code < 0xF900) ||
	    code >= 0x1F000;
}

/* Fill in a glyph but for what the text says of it. */
static struct glyph *
add_glyph(struct glyphs_text *to, const struct fonts_glyph *shaped, uint8_t level)
{
	struct glyph *glyph = &to->at[to->count++];

	*glyph = (struct glyph){.id = shaped->id,
	    .advance = shaped->advance,
	    .dx = shaped->dx,
	    .dy = shaped->dy,
	    .font = shaped->font,
	    .level = level};
	return glyph;
}

/* Shape a stretch with the book face. The glyphs live in the arena. */
static size_t
shape_book(struct glyphs *glyphs, enum glyphs_face face, str text, size_t at, size_t len,
    struct fonts_glyph **shaped)
{
	const struct harfbuzz *hb = &glyphs->hb;
	const hb_glyph_position_t *positions;
	const hb_glyph_info_t *infos;
	unsigned count = 0;

	hb->buffer_reset(glyphs->buffer);
	hb->add_utf8(
	    glyphs->buffer, text.len ? text.at : "", (int)text.len, (unsigned)at, (int)len);
	hb->set_direction(glyphs->buffer, HB_DIRECTION_LTR);
	hb->set_language(glyphs->buffer, glyphs->language);
	hb->guess(glyphs->buffer);
	hb->shape(glyphs->fonts[face], glyphs->buffer, NULL, 0);
	infos = hb->get_infos(glyphs->buffer, &count);
	positions = hb->get_positions(glyphs->buffer, NULL);
	*shaped = arena_array(glyphs->arena, count, sizeof **shaped);
	for (size_t i = 0; i < count; i++)
		(*shaped)[i] = (struct fonts_glyph){.id = infos[i].codepoint,
		    .advance = positions[i].x_advance,
		    .dx = positions[i].x_offset,
		    .dy = positions[i].y_offset,
		    .place = infos[i].cluster,
		    .font = glyphs->fonts[face]};
	return count;
}

static bool
face_has_all(struct glyphs *glyphs, enum glyphs_face face, str text)
{
	size_t len;

	for (; text.len; text = str_from(text, len)) {
		uint32_t code = utf8_decode(text, &len);

		if (!face_has(glyphs, face, code) && !code_is_space(code))
			return false;
	}
	return true;
}

static void
take_book(struct glyphs *glyphs, struct glyphs_text *to, str text)
{
	struct fonts_glyph *shaped;
	size_t count = shape_book(glyphs, to->face, text, 0, text.len, &shaped);

	to->at = arena_array(glyphs->arena, count, sizeof *to->at);
	for (size_t i = 0; i < count; i++) {
		struct glyph *glyph = add_glyph(to, &shaped[i], 0);

		linebreak_describe(glyph, text, shaped[i].place);
		glyph->is_cluster = i == 0 || shaped[i].place != shaped[i - 1].place;
		glyph->may_begin = glyph->may_begin && glyph->is_cluster;
	}
}

/* Runs of the book face's letters are set in it, the others in system fonts. False when one of
   their letters is in no font. */
static bool
take_system(struct glyphs *glyphs, struct glyphs_text *to, str text)
{
	struct fonts_text itemised =
	    fonts_itemise(glyphs->system, text, glyphs->lang, to->face == GLYPHS_BOLD);
	bool is_whole = true;
	size_t room = 0, last = SIZE_MAX, skip;

	to->is_rtl = itemised.is_rtl;
	for (size_t r = 0; r < itemised.count; r++) {
		const struct fonts_run *run = &itemised.runs[r];
		str words = str_head(str_from(text, run->at), run->len);
		bool is_book = !(run->level & 1) && face_has_all(glyphs, to->face, words);
		struct fonts_glyph *shaped;
		size_t count = is_book
		    ? shape_book(glyphs, to->face, text, run->at, run->len, &shaped)
		    : fonts_shape(glyphs->system, &itemised, run, &shaped);

		to->is_system = to->is_system || !is_book;
		to->at = arena_grow(
		    glyphs->arena, to->at, room * sizeof *to->at, (room + count) * sizeof *to->at);
		room += count;
		for (size_t i = 0; i < count; i++) {
			size_t place = shaped[i].place;
			uint32_t code = utf8_decode(str_from(text, place), &skip);
			unsigned char marks = itemised.marks[place];
			struct glyph *glyph;

			if (shaped[i].id == 0) {
				is_whole = is_whole && !code_is_word(code);
				continue;
			}
			glyph = add_glyph(to, &shaped[i], run->level);
			linebreak_describe(glyph, text, place);
			glyph->is_cluster = place != last && marks & FONTS_CURSOR;
			linebreak_allow(glyph, text, place, place != last && marks & FONTS_BREAK);
			last = place;
		}
	}
	return is_whole && to->count;
}

static bool
open_system(struct glyphs *glyphs)
{
	if (!glyphs->system && !glyphs->has_no_system)
		glyphs->system = fonts_open(glyphs->arena, glyphs->units);
	glyphs->has_no_system = !glyphs->system;
	return glyphs->system;
}

static bool
system_has(struct glyphs *glyphs, enum glyphs_face face, str text)
{
	struct glyphs_text to = {.face = face};

	return open_system(glyphs) && take_system(glyphs, &to, text);
}

str
glyphs_drawable(struct glyphs *glyphs, enum glyphs_face face, str text)
{
	struct buf buf = BUF(glyphs->arena);
	bool some = false, lacks = false;
	size_t len;

	text = utf8_head(text, MOST_BYTES);
	for (; text.len; text = str_from(text, len)) {
		uint32_t code = utf8_decode(text, &len);
		bool is_word = code_is_word(code);

		if (code_is_space(code)) {
			buf_char(&buf, ' ');
			continue;
		}
		if (!face_has(glyphs, face, code)) {
			if (is_symbol(code) && !is_word)
				continue;
			lacks = true;
		}
		buf_add(&buf, str_head(text, len));
		some = some || is_word;
	}
	text = utf8_fold_space(glyphs->arena, buf_str(&buf));
	return some && (!lacks || system_has(glyphs, face, text)) ? text : STR_NONE;
}

struct glyphs_text
glyphs_shape(struct glyphs *glyphs, enum glyphs_face face, str text)
{
	struct glyphs_text to = {.face = face};

	text = utf8_head(text, MOST_BYTES);
	if (face_has_all(glyphs, face, text) || !open_system(glyphs)) {
		take_book(glyphs, &to, text);
		return to;
	}
	take_system(glyphs, &to, text);
	glyphs->used_system = glyphs->used_system || to.is_system;
	return to;
}

int32_t
glyphs_bearing(struct glyphs *glyphs, const struct glyph *glyph)
{
	hb_glyph_extents_t extents;
	int across = 0, down = 0;

	glyphs->hb.get_scale(glyph->font, &across, &down);
	if (across <= 0 || !glyphs->hb.get_extents(glyph->font, glyph->id, &extents))
		return 0;
	return (int32_t)((int64_t)extents.x_bearing * glyphs->units / across);
}

static void
turn_round(uint16_t *order, size_t count)
{
	for (size_t i = 0; i < count / 2; i++) {
		uint16_t other = order[count - 1 - i];

		order[count - 1 - i] = order[i];
		order[i] = other;
	}
}

/* The line's glyphs as they are seen (UAX 9, L2): runs of each level, the highest first, are turned
   round. */
static void
order_line(const struct glyph *line, size_t count, uint16_t *order)
{
	uint8_t highest = 0;

	for (size_t i = 0; i < count; i++) {
		order[i] = (uint16_t)i;
		highest = line[i].level > highest ? line[i].level : highest;
	}
	for (uint8_t level = highest; level > 0; level--)
		for (size_t from = 0, to; from < count; from = to + 1) {
			for (to = from; to < count && line[order[to]].level >= level;)
				to++;
			turn_round(order + from, to - from);
		}
}

int32_t
glyphs_draw(struct glyphs *glyphs, struct canvas *canvas, const struct glyphs_text *text,
    size_t first, size_t count, int size, int32_t x, int y)
{
	uint16_t *order = arena_array(glyphs->arena, count, sizeof *order);
	int64_t units = 0, scale = (int64_t)size * 64;

	order_line(text->at + first, count, order);
	for (size_t i = 0; i < count; i++) {
		const struct glyph *glyph = &text->at[first + order[i]];
		struct outline_place place = {
		    .x = x + (units + glyph->dx) * scale / glyphs->units,
		    .dy = glyph->dy * scale / glyphs->units,
		    .y = y,
		    .size = size,
		};

		if (!glyph->is_space)
			outline_draw(glyphs->outline, canvas, glyph->font, glyph->id, &place);
		units += glyph->advance;
	}
	return (int32_t)(x + units * scale / glyphs->units);
}
