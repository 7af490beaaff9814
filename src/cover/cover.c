/* The cover: which texts are drawn, on which kind of page. */
#include "cover/cover.h"

#include "cover/jpeg.h"
#include "cover/sheet.h"

bool
cover_may_be(int width, int height)
{
	return width >= COVER_LEAST && height <= COVER_MOST && height >= width &&
	    height * 2 <= width * 5;
}

bool
cover_parse_size(str text, int *width, int *height)
{
	uint32_t across = 0, down = 0;
	size_t digits = str_number(text, 4, &across), more;

	text = str_from(text, digits);
	if (!digits || !str_starts(text, STR("x")))
		return false;
	text = str_from(text, 1);
	more = str_number(text, 4, &down);
	*width = (int)across;
	*height = (int)down;
	return more && more == text.len && cover_may_be(*width, *height);
}

#define LEAD_WIDTH 400
#define LEAD_HEIGHT 300
#define LEAD_LONGEST 3 /* the longer side by the shorter */

bool
cover_takes_lead(str jpeg)
{
	int width, height;

	return jpeg_size(jpeg, &width, &height) && width >= LEAD_WIDTH && height >= LEAD_HEIGHT &&
	    width <= LEAD_LONGEST * height && height <= LEAD_LONGEST * width;
}

/* What can be drawn of the texts. Where the title cannot, site or date stand in its place. */
static struct sheet_text
choose(struct glyphs *glyphs, const struct cover_text *text, bool *has_title)
{
	struct sheet_text chosen = {
	    .title = glyphs_drawable(glyphs, GLYPHS_BOLD, text->title),
	    .date = glyphs_drawable(glyphs, GLYPHS_REGULAR, text->date),
	    .issue = glyphs_drawable(glyphs, GLYPHS_REGULAR, text->issue),
	    .author = glyphs_drawable(glyphs, GLYPHS_REGULAR, text->author),
	    .site = glyphs_drawable(glyphs, GLYPHS_REGULAR, text->site),
	};

	for (size_t i = 0; i < text->headline_count; i++) {
		str line = glyphs_drawable(glyphs, GLYPHS_REGULAR, text->headlines[i]);

		if (line.len && chosen.headline_count < COVER_HEADLINES)
			chosen.headlines[chosen.headline_count++] = line;
	}
	*has_title = chosen.title.len > 0;
	if (!chosen.title.len && chosen.site.len) {
		chosen.title = glyphs_drawable(glyphs, GLYPHS_BOLD, text->site);
		chosen.site = STR_NONE;
	} else if (!chosen.title.len && !chosen.headline_count) {
		chosen.title = glyphs_drawable(glyphs, GLYPHS_BOLD, text->date);
		chosen.date = STR_NONE;
	}
	return chosen;
}

static str
name_of_mark(const struct cover_text *text)
{
	if (text->series.len)
		return text->series;
	if (text->headline_count)
		return text->title;
	return text->site.len ? text->site : text->author.len ? text->author : text->title;
}

struct cover_drawn
cover_draw(struct ctx *ctx, const struct cover_text *text, int width, int height)
{
	struct glyphs *glyphs = glyphs_open(ctx->arena, text->lang);
	struct cover_drawn drawn = {.set = COVER_BY_BOOK_FACE};
	struct sheet_text chosen;
	struct sheet sheet;
	bool has_title;

	if (!glyphs)
		return drawn;
	sheet = sheet_new(ctx->arena, glyphs, width, height);
	sheet.mark = mark_of(name_of_mark(text));
	if (cover_takes_lead(text->lead))
		sheet.lead = text->lead;
	chosen = choose(glyphs, text, &has_title);
	if (chosen.headline_count)
		frontpage_draw(&sheet, &chosen);
	else
		titlepage_draw(&sheet, &chosen);
	if (!has_title)
		drawn.set = COVER_WITHOUT_TITLE;
	else if (glyphs_used_system(glyphs))
		drawn.set = COVER_BY_SYSTEM_FONT;
	drawn.jpeg = jpeg_write(ctx->arena, &sheet.canvas);
	return drawn;
}
