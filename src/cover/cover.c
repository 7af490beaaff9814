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

str
cover_draw(struct ctx *ctx, const struct cover_text *text, str lang, int width, int height,
    enum cover_set *set)
{
	struct glyphs *glyphs = glyphs_open(ctx->arena, lang);
	struct sheet_text chosen;
	struct sheet sheet;
	bool has_title;

	*set = COVER_BY_BOOK_FACE;
	if (!glyphs)
		return STR_NONE;
	sheet = sheet_new(ctx->arena, glyphs, width, height);
	sheet.mark = mark_of(name_of_mark(text));
	chosen = choose(glyphs, text, &has_title);
	if (chosen.headline_count)
		frontpage_draw(&sheet, &chosen);
	else
		titlepage_draw(&sheet, &chosen);
	if (!has_title)
		*set = COVER_WITHOUT_TITLE;
	else if (glyphs_used_system(glyphs))
		*set = COVER_BY_SYSTEM_FONT;
	return jpeg_write(ctx->arena, &sheet.canvas);
}
