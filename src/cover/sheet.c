/* A cover while it is drawn. */
#include "cover/sheet.h"

#include "cover/jpeg.h"

const int *
sheet_bands(const struct sheet *sheet)
{
	static const int of_mark[] = {800, 600, 400, 200, 0};
	static const int of_lead[] = {1000, 800, 600, 400, 0};

	return sheet->lead.len ? of_lead : of_mark;
}

struct sheet
sheet_new(struct arena *arena, struct glyphs *glyphs, int width, int height)
{
	struct sheet sheet = {
	    .arena = arena, .glyphs = glyphs, .width = COVER_WIDTH, .height = COVER_HEIGHT};

	sheet.canvas = canvas_new(arena, width, height);
	if (width * COVER_HEIGHT > height * COVER_WIDTH)
		sheet.width = width * COVER_HEIGHT / height;
	else
		sheet.height = height * COVER_WIDTH / width;
	sheet.measure = sheet.width - 2 * SHEET_MARGIN;
	for (int i = 0; i < GLYPHS_FACES; i++) {
		sheet.ellipses[i] = glyphs_shape(glyphs, (enum glyphs_face)i, STR("…"));
		sheet.hyphens[i] = glyphs_shape(glyphs, (enum glyphs_face)i, STR("-"));
	}
	return sheet;
}

int
sheet_px(const struct sheet *sheet, int units)
{
	return (units * sheet->canvas.width + sheet->width / 2) / sheet->width;
}

int
sheet_units(const struct sheet *sheet, int pixels)
{
	return pixels * sheet->width / sheet->canvas.width;
}

/* Letters of the book face leave room above and below in their em; those of other scripts fill it,
   or have marks above and below. */
static int
leading_of(const struct glyphs_text *text, int size)
{
	return text->is_system ? size * 27 / 20 : size * 21 / 20;
}

int
sheet_leading(const struct layout *layout)
{
	return leading_of(layout->text, layout->size);
}

int
sheet_rise(const struct layout *layout)
{
	return layout->text->is_system ? layout->size * 9 / 10 : layout->size * 7 / 10;
}

static int64_t
width_of(const struct glyphs_text *text)
{
	int64_t width = 0;

	for (size_t i = 0; i < text->count; i++)
		width += text->at[i].advance;
	return width;
}

struct layout_box
sheet_box(const struct sheet *sheet, enum glyphs_face face, size_t lines)
{
	return (struct layout_box){.width = sheet_px(sheet, sheet->measure),
	    .lines = lines,
	    .units = glyphs_units(sheet->glyphs),
	    .ellipsis = width_of(&sheet->ellipses[face]),
	    .hyphen = width_of(&sheet->hyphens[face])};
}

#define MOST_TORN 122 /* the largest size of a title whose words must be torn */

struct layout
sheet_fit_title(
    struct sheet *sheet, const struct glyphs_text *title, int first, int height, size_t lines)
{
	static const int steps[] = {
	    300, 266, 236, 216, 196, 178, 162, 148, 134, 122, 110, 100, 90, 82, 74, 66};
	struct layout_size sizes[sizeof steps / sizeof *steps + 1] = {{0, 0, false}};
	struct layout_box box = sheet_box(sheet, title->face, LAYOUT_LINES);
	size_t count = 0;

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		size_t most = (size_t)(height / leading_of(title, steps[i]));

		if (steps[i] <= first)
			sizes[count++] = (struct layout_size){sheet_px(sheet, steps[i]),
			    most < lines ? most : lines, steps[i] <= MOST_TORN};
	}
	return layout_fit(&box, title, sizes, 4);
}

struct layout
sheet_fit_small(struct sheet *sheet, const struct glyphs_text *run, int size, size_t lines)
{
	struct layout_size sizes[] = {{size, lines, false}, {size * 5 / 6, lines, false},
	    {size * 3 / 4, lines, false}, {size * 2 / 3, lines, true}, {0, 0, false}};
	struct layout_box box = sheet_box(sheet, run->face, lines);

	for (size_t i = 0; sizes[i].size; i++)
		sizes[i].size = sheet_px(sheet, sizes[i].size);
	return layout_fit(&box, run, sizes, 0);
}

/* By how much (1/64 pixel) a line begins left of the margin, so that its first glyph's ink stands
   on it, and a quotation mark within it. */
static int32_t
overhang(struct sheet *sheet, const struct layout *layout, const struct layout_line *line)
{
	const struct glyph *glyph;
	int64_t units;

	if (line->count == 0)
		return 0;
	glyph = &layout->text->at[line->first];
	units = glyph->hangs ? glyph->advance : glyphs_bearing(sheet->glyphs, glyph);
	return (int32_t)(units * layout->size * 64 / glyphs_units(sheet->glyphs));
}

static void
draw_line(struct sheet *sheet, const struct layout *layout, const struct layout_line *line,
    int32_t x, int y)
{
	const struct glyphs_text *text = layout->text;
	const struct glyphs_text *end = line->is_cut ? &sheet->ellipses[text->face]
	    : line->is_hyphenated                    ? &sheet->hyphens[text->face]
						     : NULL;

	if (end && text->is_rtl)
		x = glyphs_draw(
		    sheet->glyphs, &sheet->canvas, end, 0, end->count, layout->size, x, y);
	x = glyphs_draw(
	    sheet->glyphs, &sheet->canvas, text, line->first, line->count, layout->size, x, y);
	if (end && !text->is_rtl)
		glyphs_draw(sheet->glyphs, &sheet->canvas, end, 0, end->count, layout->size, x, y);
}

int
sheet_lines(
    struct sheet *sheet, const struct layout *layout, enum sheet_align align, int y, int leading)
{
	int units = glyphs_units(sheet->glyphs);
	int32_t left = sheet_px(sheet, SHEET_MARGIN) * 64;
	int32_t measure = sheet_px(sheet, sheet->measure) * 64;

	for (size_t i = 0; i < layout->count; i++) {
		const struct layout_line *line = &layout->lines[i];
		int32_t width = (int32_t)(line->width * layout->size * 64 / units), x = left;

		if ((align == ALIGN_START) == layout->text->is_rtl)
			x += measure - width;
		else if (align == ALIGN_START)
			x -= overhang(sheet, layout, line);
		draw_line(sheet, layout, line, x, y);
		if (i + 1 < layout->count)
			y += leading;
	}
	return y;
}

void
sheet_small(struct sheet *sheet, str text, enum sheet_align align, int size, int y)
{
	struct glyphs_text run;
	struct layout layout;

	if (!text.len)
		return;
	run = glyphs_shape(sheet->glyphs, GLYPHS_REGULAR, text);
	layout = sheet_fit_small(sheet, &run, size, 1);
	sheet_lines(sheet, &layout, align, sheet_px(sheet, y), 0);
}

void
sheet_rule(struct sheet *sheet, int y, int height)
{
	int thick = sheet_px(sheet, height);

	canvas_fill(&sheet->canvas, sheet_px(sheet, SHEET_MARGIN), sheet_px(sheet, y),
	    sheet_px(sheet, sheet->measure), thick ? thick : 1, 0);
}

/* The picture's middle, a little above it where it is too high. */
static bool
draw_lead(struct sheet *sheet, int height)
{
	struct canvas lead, *canvas = &sheet->canvas;
	struct canvas_part part = {0};

	if (!jpeg_read(sheet->arena, sheet->lead, canvas->width, height, &lead)) {
		sheet->lead = STR_NONE;
		return false;
	}
	part.width = lead.width;
	part.height = (int)((int64_t)lead.width * height / canvas->width);
	if (part.height > lead.height) {
		part.height = lead.height;
		part.width = (int)((int64_t)lead.height * canvas->width / height);
	}
	part.x = (lead.width - part.width) / 2;
	part.y = (lead.height - part.height) * 2 / 5;
	canvas_picture(canvas, height, &lead, &part);
	return true;
}

void
sheet_band(struct sheet *sheet, int y)
{
	int across = MARK_CELLS * ((sheet->width / SHEET_MODULE + 2) / MARK_CELLS);
	int cell = (sheet->canvas.width + across - 1) / across;

	if (!sheet->lead.len || !draw_lead(sheet, sheet_px(sheet, y)))
		mark_draw(&sheet->mark, &sheet->canvas, sheet_px(sheet, y), cell);
}

void
sheet_device(struct sheet *sheet)
{
	int cell = sheet_px(sheet, SHEET_DEVICE) / MARK_CELLS, side = cell * MARK_CELLS;

	mark_stamp(&sheet->mark, &sheet->canvas,
	    sheet->canvas.width - sheet_px(sheet, SHEET_MARGIN) - side,
	    sheet_px(sheet, sheet->height - SHEET_FOOT) - side, cell);
}
