/* The cover of an article: the mark's band above; below it site, title and author; date at the
   foot. */
#include "cover/sheet.h"

#define LARGEST 236
#define SITE 50 /* sizes */
#define AUTHOR 66
#define DATE 50

#define SITE_BELOW 108  /* the band: the site's baseline */
#define TITLE_BELOW 172 /* the band: the top of the title's letters */
#define TITLE_NEARER 96 /* the same without a site */

#define COST_LOW 25 /* of a band that is a step lower */

/* The band and the title that look best together: a high band, a large title, good lines. */
static int
fit_band(struct sheet *sheet, const struct glyphs_text *title, int room, struct layout *best)
{
	const int *bands = sheet_bands(sheet);
	int band = 0, least = 0;

	for (int i = 0; bands[i]; i++) {
		struct layout lines =
		    sheet_fit_title(sheet, title, LARGEST, room - bands[i], LAYOUT_LINES);
		int cost = lines.cost + i * COST_LOW;

		cost += lines.is_whole ? 0 : 10000;
		if (i > 0 && cost >= least)
			continue;
		*best = lines;
		least = cost;
		band = bands[i];
	}
	return band;
}

void
titlepage_draw(struct sheet *sheet, const struct sheet_text *text)
{
	struct glyphs_text title = glyphs_shape(sheet->glyphs, GLYPHS_BOLD, text->title);
	struct glyphs_text author = glyphs_shape(sheet->glyphs, GLYPHS_REGULAR, text->author);
	struct layout names = sheet_fit_small(sheet, &author, AUTHOR, 2), lines;
	int below = text->site.len ? TITLE_BELOW : TITLE_NEARER;
	bool has_foot = text->date.len || sheet->lead.len;
	int foot = sheet->height - SHEET_FOOT - (has_foot ? 2 * DATE : 0);
	int leading = names.size * 6 / 5, y;

	if (names.count)
		foot -= 96 + (int)names.count * sheet_units(sheet, leading);
	y = fit_band(sheet, &title, foot - below, &lines);
	sheet_band(sheet, y);
	sheet_small(sheet, text->site, ALIGN_START, SITE, y + SITE_BELOW);
	y = sheet_px(sheet, y + below) + sheet_rise(&lines);
	y = sheet_lines(sheet, &lines, ALIGN_START, y, sheet_leading(&lines));
	y += sheet_px(sheet, 84) + lines.size / 4;
	sheet_lines(sheet, &names, ALIGN_START, y + sheet_rise(&names), leading);
	sheet_small(sheet, text->date, ALIGN_START, DATE, sheet->height - SHEET_FOOT);
	if (sheet->lead.len)
		sheet_device(sheet);
}
