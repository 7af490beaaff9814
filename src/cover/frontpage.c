/* The cover of a digest: the mark's band, its name, date and number, headlines. */
#include "cover/sheet.h"

#define LARGEST 236
#define NAME_BELOW 84 /* the band: the top of the name's letters */
#define NAME_HEIGHT 400
#define NAME_LEAST 122 /* size of a name that stays in one line */
#define RULES_BELOW 48
#define LIST_BELOW 112 /* the upper rule */
#define LIST_GOOD 70   /* size of headlines */
#define SIZE_LONG 64   /* and of those that may have three lines */
#define DATE 50

struct list {
	struct glyphs_text runs[COVER_HEADLINES];
	struct layout layouts[COVER_HEADLINES];
	size_t count, cut; /* headlines; how many of them are cut */
	int size, height;  /* of the lines alone, in pixels */
};

/* The first is the lead story. */
static int
size_in_list(const struct sheet *sheet, size_t i, int size)
{
	return sheet_px(sheet, i ? size : size * 4 / 3);
}

static int
leading_of(const struct layout *layout)
{
	int least = layout->size * 23 / 20, leading = sheet_leading(layout);

	return leading > least ? leading : least;
}

static void
lay_list(struct sheet *sheet, struct list *list, int size)
{
	list->size = size;
	list->height = 0;
	list->cut = 0;
	for (size_t i = 0; i < list->count; i++) {
		struct layout_box box =
		    sheet_box(sheet, list->runs[i].face, i && size <= SIZE_LONG ? 3 : 2);

		list->layouts[i] = layout_break(&box, &list->runs[i], size_in_list(sheet, i, size));
		list->height += (int)list->layouts[i].count * leading_of(&list->layouts[i]);
		list->cut += !list->layouts[i].is_whole;
	}
}

/* Pixels between the headlines, in quarters of their size. */
static int
gaps_of(const struct sheet *sheet, const struct list *list, int quarters)
{
	return (int)list->count * sheet_px(sheet, list->size) * quarters / 4;
}

/* Lay the list out in the size, of those that give it room, that cuts the fewest headlines; of
   such sizes the largest. The last size is taken where there is no room. */
static void
fit_list(struct sheet *sheet, struct list *list, int height)
{
	static const int sizes[] = {84, 76, 70, 64, 58, 54, 50};
	size_t fewest = COVER_HEADLINES + 1;
	int best = 50;

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes && fewest; i++) {
		lay_list(sheet, list, sizes[i]);
		if (list->height + gaps_of(sheet, list, 3) > height || list->cut >= fewest)
			continue;
		fewest = list->cut;
		best = sizes[i];
	}
	lay_list(sheet, list, best);
}

/* Headlines between y and `bottom` (pixels), hairlines between them. */
static void
draw_list(struct sheet *sheet, const struct list *list, int y, int bottom)
{
	int gap = (bottom - y - list->height) / (int)list->count;
	int most = sheet_px(sheet, list->size) * 5 / 4;

	gap = gap > most ? most : gap;
	for (size_t i = 0; i < list->count; i++) {
		const struct layout *layout = &list->layouts[i];
		int leading = leading_of(layout);

		sheet_lines(
		    sheet, layout, ALIGN_START, y + gap / 2 + layout->size * 17 / 20, leading);
		y += gap + (int)layout->count * leading;
		if (i + 1 < list->count)
			sheet_rule(sheet, sheet_units(sheet, y), 2);
	}
}

/* In one line where that is not too small. */
static struct layout
fit_name(struct sheet *sheet, const struct glyphs_text *title)
{
	struct layout name = sheet_fit_title(sheet, title, LARGEST, NAME_HEIGHT, 1);

	if (name.is_whole && !name.is_torn && sheet_units(sheet, name.size) >= NAME_LEAST)
		return name;
	return sheet_fit_title(sheet, title, LARGEST, NAME_HEIGHT, LAYOUT_LINES);
}

/* The highest band that leaves the list room in a good size, or as good as there can be, and air
   between the headlines. */
static int
fit_band(struct sheet *sheet, struct list *list, int room)
{
	const int *bands = sheet_bands(sheet);
	size_t cut, last = 0, band = 0;
	int good;

	while (bands[last + 1])
		last++;
	fit_list(sheet, list, sheet_px(sheet, room - bands[last]));
	cut = list->cut;
	good = list->size < LIST_GOOD ? list->size : LIST_GOOD;
	for (; band < last; band++) {
		int height = sheet_px(sheet, room - bands[band]);

		fit_list(sheet, list, height);
		if (list->size >= good && list->cut <= cut &&
		    list->height + gaps_of(sheet, list, 5) <= height)
			return bands[band];
	}
	fit_list(sheet, list, sheet_px(sheet, room - bands[last]));
	return bands[last];
}

void
frontpage_draw(struct sheet *sheet, const struct sheet_text *text)
{
	struct glyphs_text title = glyphs_shape(sheet->glyphs, GLYPHS_BOLD, text->title);
	struct layout name = fit_name(sheet, &title);
	struct list list = {.count = text->headline_count};
	int bottom = sheet->height - SHEET_FOOT + 20, y, head;

	for (size_t i = 0; i < list.count; i++)
		list.runs[i] = glyphs_shape(
		    sheet->glyphs, i ? GLYPHS_REGULAR : GLYPHS_BOLD, text->headlines[i]);
	head = NAME_BELOW + RULES_BELOW + LIST_BELOW +
	    sheet_units(sheet, name.size * 9 / 10 + (int)(name.count - 1) * sheet_leading(&name));
	y = fit_band(sheet, &list, bottom - head);
	sheet_band(sheet, y);
	y = sheet_px(sheet, y + NAME_BELOW) + sheet_rise(&name);
	y = sheet_lines(sheet, &name, ALIGN_START, y, sheet_leading(&name)) + name.size / 5;
	y = sheet_units(sheet, y) + RULES_BELOW;
	sheet_rule(sheet, y, SHEET_THICK);
	sheet_small(sheet, text->date.len ? text->date : text->site, ALIGN_START, DATE, y + 76);
	sheet_small(sheet, text->issue, ALIGN_END, DATE, y + 76);
	sheet_rule(sheet, y + 108, SHEET_THIN);
	draw_list(sheet, &list, sheet_px(sheet, y + LIST_BELOW), sheet_px(sheet, bottom));
}
