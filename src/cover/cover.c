/* The cover's design: a title page for an article, a front page for a digest. */
#include "cover/cover.h"

#include "cover/jpeg.h"
#include "cover/layout.h"

/* All in pixels of COVER_WIDTH by COVER_HEIGHT. */
#define MARGIN 96
#define MEASURE (COVER_WIDTH - 2 * MARGIN)
#define TOP 110
#define BOTTOM (COVER_HEIGHT - 110)
#define THICK 14
#define THIN 3
#define GAP 9 /* between a thick rule and its thin one */
#define DOUBLE (THICK + GAP + THIN)
#define TITLE_TOP 330
#define TITLE_HEIGHT 1060
#define OPTICAL_MIDDLE 720
#define MOST_TORN 122 /* the largest size of a title whose words must be torn */
#define LEADING(size) ((size)*21 / 20)

enum align { ALIGN_LEFT, ALIGN_CENTRE };

struct sheet {
	struct glyphs *glyphs;
	struct canvas canvas;
	struct glyphs_text ellipses[GLYPHS_FACES];
};

/* The texts that can be drawn; absent ones cannot, or were not there. */
struct drawable {
	str title, date, author, site;
	str headlines[COVER_HEADLINES];
	size_t headline_count;
};

static struct layout_box
box_of(const struct sheet *sheet, enum glyphs_face face, size_t lines)
{
	const struct glyphs_text *ellipsis = &sheet->ellipses[face];
	struct layout_box box = {MEASURE, lines, glyphs_units(sheet->glyphs), 0};

	for (size_t i = 0; i < ellipsis->count; i++)
		box.ellipsis += ellipsis->at[i].advance;
	return box;
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
	units = glyph->hangs ? glyph->advance
			     : glyphs_bearing(sheet->glyphs, layout->text->face, glyph->id);
	return (int32_t)(units * layout->size * 64 / glyphs_units(sheet->glyphs));
}

/* Draw the lines with the first baseline at y. Returns the last baseline. */
static int
draw_lines(struct sheet *sheet, const struct layout *layout, enum align align, int y, int leading)
{
	int units = glyphs_units(sheet->glyphs);

	for (size_t i = 0; i < layout->count; i++) {
		const struct layout_line *line = &layout->lines[i];
		int32_t width = (int32_t)(line->width * layout->size * 64 / units), x = MARGIN * 64;

		if (align == ALIGN_LEFT)
			x -= overhang(sheet, layout, line);
		else
			x += (MEASURE * 64 - width) / 2;
		x = glyphs_draw(sheet->glyphs, &sheet->canvas, layout->text, line->first,
		    line->count, layout->size, x, y);
		if (line->is_cut)
			glyphs_draw(sheet->glyphs, &sheet->canvas,
			    &sheet->ellipses[layout->text->face], 0, 1, layout->size, x, y);
		if (i + 1 < layout->count)
			y += leading;
	}
	return y;
}

static void
draw_rule(struct sheet *sheet, int y, int height)
{
	canvas_fill(&sheet->canvas, MARGIN, y, MEASURE, height, 0);
}

/* A text in the regular face, made smaller down to two thirds where it is too long, then cut. */
static struct layout
fit_small(struct sheet *sheet, const struct glyphs_text *run, int size, size_t lines)
{
	const struct layout_size sizes[] = {{size, lines, false}, {size * 5 / 6, lines, false},
	    {size * 3 / 4, lines, false}, {size * 2 / 3, lines, true}, {0, 0, false}};
	struct layout_box box = box_of(sheet, GLYPHS_REGULAR, lines);

	return layout_fit(&box, run, sizes);
}

static void
draw_small(struct sheet *sheet, str text, enum align align, int size, int y)
{
	struct glyphs_text run;
	struct layout layout;

	if (!text.len)
		return;
	run = glyphs_shape(sheet->glyphs, GLYPHS_REGULAR, text);
	layout = fit_small(sheet, &run, size, 1);
	draw_lines(sheet, &layout, align, y, 0);
}

/* The largest size, `first` or less, at which the title's lines go into so many pixels. */
static struct layout
fit_title(struct sheet *sheet, const struct glyphs_text *title, int first, int height)
{
	static const int steps[] = {
	    300, 266, 236, 216, 196, 178, 162, 148, 134, 122, 110, 100, 90, 82, 74, 66};
	struct layout_size sizes[sizeof steps / sizeof *steps + 1] = {{0, 0, false}};
	struct layout_box box = box_of(sheet, title->face, LAYOUT_LINES);
	size_t count = 0;

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (steps[i] <= first)
			sizes[count++] = (struct layout_size){
			    steps[i], (size_t)(height / LEADING(steps[i])), steps[i] <= MOST_TORN};
	return layout_fit(&box, title, sizes);
}

/* Thick and thin; the thin one on the inner side. */
static void
draw_double_rule(struct sheet *sheet, int y, bool at_top)
{
	draw_rule(sheet, at_top ? y : y + THIN + GAP, THICK);
	draw_rule(sheet, at_top ? y + THICK + GAP : y, THIN);
}

/* Site above, date below; between them the title and, behind a short rule, the author, a little
   above the middle. */
static void
draw_title_page(struct sheet *sheet, const struct drawable *text)
{
	struct glyphs_text title = glyphs_shape(sheet->glyphs, GLYPHS_BOLD, text->title);
	struct glyphs_text author = glyphs_shape(sheet->glyphs, GLYPHS_REGULAR, text->author);
	struct layout names = fit_small(sheet, &author, 68, 2);
	struct layout lines = fit_title(sheet, &title, 236, TITLE_HEIGHT);
	int leading = LEADING(lines.size), y;

	draw_double_rule(sheet, TOP, true);
	draw_small(sheet, text->site, ALIGN_LEFT, 52, TOP + 100);
	y = OPTICAL_MIDDLE - (int)lines.count * leading / 2;
	y = y < TITLE_TOP ? TITLE_TOP : y;
	y = draw_lines(sheet, &lines, ALIGN_LEFT, y + lines.size * 3 / 4, leading);
	y += lines.size / 2 + 36;
	if (names.count) {
		canvas_fill(&sheet->canvas, MARGIN, y, 150, 10, 0);
		draw_lines(sheet, &names, ALIGN_LEFT, y + 112, LEADING(names.size) + 8);
	}
	draw_small(sheet, text->date, ALIGN_LEFT, 52, BOTTOM - 78);
	draw_double_rule(sheet, BOTTOM - DOUBLE, false);
}

struct list {
	struct glyphs_text runs[COVER_HEADLINES];
	struct layout layouts[COVER_HEADLINES];
	size_t count, cut; /* headlines; how many of them are cut */
	int size, height;  /* of the lines alone */
};

#define HEADLINE_LEADING(size) ((size)*23 / 20)

static void
lay_list(struct sheet *sheet, struct list *list, int size)
{
	list->size = size;
	list->height = 0;
	list->cut = 0;
	for (size_t i = 0; i < list->count; i++) {
		struct layout_box box = box_of(sheet, list->runs[i].face, 2);

		list->layouts[i] = layout_break(&box, &list->runs[i], size);
		list->height += (int)list->layouts[i].count * HEADLINE_LEADING(size);
		list->cut += !list->layouts[i].is_whole;
	}
}

/* Lay the list out in the size, of those that give it room, that cuts the fewest headlines; of
   such sizes the largest. The last size is taken where there is no room. */
static void
fit_list(struct sheet *sheet, struct list *list, int height)
{
	static const int sizes[] = {92, 84, 76, 70, 64, 58, 54, 50};
	size_t fewest = COVER_HEADLINES + 1;
	int best = 50;

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes && fewest; i++) {
		lay_list(sheet, list, sizes[i]);
		if (list->height + (int)list->count * sizes[i] * 3 / 4 > height ||
		    list->cut >= fewest)
			continue;
		fewest = list->cut;
		best = sizes[i];
	}
	lay_list(sheet, list, best);
}

/* Headlines between y and `bottom`, hairlines between them; the first is the lead story. */
static void
draw_headlines(struct sheet *sheet, const struct drawable *text, int y, int bottom)
{
	struct list list = {.count = text->headline_count};
	int gap, leading;

	for (size_t i = 0; i < list.count; i++)
		list.runs[i] = glyphs_shape(
		    sheet->glyphs, i ? GLYPHS_REGULAR : GLYPHS_BOLD, text->headlines[i]);
	fit_list(sheet, &list, bottom - y);
	leading = HEADLINE_LEADING(list.size);
	gap = (bottom - y - list.height) / (int)list.count;
	gap = gap > list.size * 5 / 4 ? list.size * 5 / 4 : gap;
	for (size_t i = 0; i < list.count; i++) {
		int baseline = y + gap / 2 + list.size * 17 / 20;

		draw_lines(sheet, &list.layouts[i], ALIGN_LEFT, baseline, leading);
		y += gap + (int)list.layouts[i].count * leading;
		if (i + 1 < list.count)
			draw_rule(sheet, y, 2);
	}
}

static void
draw_front_page(struct sheet *sheet, const struct drawable *text)
{
	struct glyphs_text title = glyphs_shape(sheet->glyphs, GLYPHS_BOLD, text->title);
	struct layout name = fit_title(sheet, &title, 300, 340);
	int y = TOP;

	y = draw_lines(sheet, &name, ALIGN_CENTRE, y + name.size * 3 / 4, name.size);
	y += 56 + name.size / 8;
	draw_double_rule(sheet, y, true);
	draw_small(sheet, text->date.len ? text->date : text->site, ALIGN_CENTRE, 50, y + 84);
	draw_rule(sheet, y + 116, THIN);
	draw_headlines(sheet, text, y + 126, BOTTOM - DOUBLE - 10);
	draw_double_rule(sheet, BOTTOM - DOUBLE, false);
}

/* What can be drawn of the texts. Where the title cannot, site or date stand in its place. */
static struct drawable
choose(struct sheet *sheet, const struct cover_text *text, bool *title_shown)
{
	struct glyphs *glyphs = sheet->glyphs;
	struct drawable chosen = {
	    .title = glyphs_drawable(glyphs, GLYPHS_BOLD, text->title),
	    .date = glyphs_drawable(glyphs, GLYPHS_REGULAR, text->date),
	    .author = glyphs_drawable(glyphs, GLYPHS_REGULAR, text->author),
	    .site = glyphs_drawable(glyphs, GLYPHS_REGULAR, text->site),
	};

	for (size_t i = 0; i < text->headline_count; i++) {
		str line = glyphs_drawable(glyphs, GLYPHS_REGULAR, text->headlines[i]);

		if (line.len && chosen.headline_count < COVER_HEADLINES)
			chosen.headlines[chosen.headline_count++] = line;
	}
	*title_shown = chosen.title.len > 0;
	if (!chosen.title.len && chosen.site.len) {
		chosen.title = glyphs_drawable(glyphs, GLYPHS_BOLD, text->site);
		chosen.site = STR_NONE;
	} else if (!chosen.title.len && !chosen.headline_count) {
		chosen.title = glyphs_drawable(glyphs, GLYPHS_BOLD, text->date);
		chosen.date = STR_NONE;
	}
	return chosen;
}

str
cover_draw(struct ctx *ctx, const struct cover_text *text, bool *title_shown)
{
	struct sheet sheet = {.glyphs = glyphs_open(ctx->arena)};
	struct drawable chosen;

	*title_shown = false;
	if (!sheet.glyphs)
		return STR_NONE;
	for (int i = 0; i < GLYPHS_FACES; i++)
		sheet.ellipses[i] = glyphs_shape(sheet.glyphs, (enum glyphs_face)i, STR("…"));
	sheet.canvas = canvas_new(ctx->arena, COVER_WIDTH, COVER_HEIGHT);
	chosen = choose(&sheet, text, title_shown);
	if (chosen.headline_count)
		draw_front_page(&sheet, &chosen);
	else
		draw_title_page(&sheet, &chosen);
	return jpeg_write(ctx->arena, &sheet.canvas);
}
