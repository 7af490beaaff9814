/* The cover of a book: drawn, or the user's file. */
#include "bind/plan.h"
#include "cell/cell.h"
#include "cover/cover.h"

#define MOST_TRIED 8    /* pictures of an article */
#define LEAD_LEAST 300  /* pixels */
#define LEAD_QUALITY 92 /* it becomes a part of another JPEG */

/* A picture as the cover takes it: a JPEG of our own making, in a process apart, since the cover is
   drawn in this one. Absent when it cannot be had. */
static str
make_lead(const struct plan *plan, str bytes)
{
	struct picture_facts facts = picture_probe(bytes);
	int height = plan->request->cover_height;
	struct codec_wish wish = {.format = facts.format,
	    .pixels = (uint64_t)facts.width * facts.height,
	    .edge = (uint32_t)(height > COVER_HEIGHT ? height : COVER_HEIGHT),
	    .quality = LEAD_QUALITY,
	    .orientation = facts.orientation,
	    .keeps_format = facts.format == FORMAT_JPEG};
	struct codec_made made;

	if (!bytes.len || !plan->request->cell || facts.is_broken || facts.width < LEAD_LEAST ||
	    facts.height < LEAD_LEAST || wish.pixels > LIMIT_PICTURE_PIXELS)
		return STR_NONE;
	made = cell_make(plan->request->cell, plan->scratch, &wish, bytes);
	return made.answer == CODEC_MADE && made.format == FORMAT_JPEG &&
		cover_takes_lead(made.bytes)
	    ? made.bytes
	    : STR_NONE;
}

/* The first picture that can stand on the cover, in reading order. */
static str
find_lead(const struct plan *plan, struct spool *spool)
{
	for (size_t i = 0; i < plan->chapter_count && i < COVER_HEADLINES; i++) {
		const struct entry *entry = plan->chapters[i].entry;

		for (uint32_t p = 0; p < entry->picture_count && p < MOST_TRIED; p++) {
			const struct record_picture *picture = &entry->pictures[p];
			str lead = STR_NONE;

			if ((picture->kind == PICTURE_JPEG || picture->kind == PICTURE_PNG) &&
			    picture->size <= LIMIT_PICTURE_BYTES)
				lead = make_lead(plan,
				    spool_unpack(spool, plan->scratch, picture->bytes,
					picture->is_deflated, picture->size));
			if (lead.len)
				return lead;
		}
	}
	return STR_NONE;
}

static void
say_how_set(struct ctx *ctx, const struct cover_drawn *drawn)
{
	if (!drawn->jpeg.len)
		diag_say(ctx->log, DIAG_COVER_LIBRARY, ctx->name, NULL);
	else if (drawn->set == COVER_WITHOUT_TITLE)
		diag_say(ctx->log, DIAG_COVER_TITLE, ctx->name, NULL);
	else if (drawn->set == COVER_BY_SYSTEM_FONT)
		diag_say(ctx->log, DIAG_COVER_FONT, ctx->name, NULL);
}

/* In the scratch. */
static str
draw(struct ctx *ctx, const struct plan *plan, struct spool *spool)
{
	struct ctx apart = {plan->scratch, ctx->log, ctx->settings, ctx->name};
	const struct bind_request *request = plan->request;
	const struct entry *entry = plan->chapters[0].entry;
	str headlines[COVER_HEADLINES];
	struct cover_text text = {.title = plan->book->title, .site = plan->site};
	struct date date = request->date;
	struct cover_drawn drawn;

	text.lang = plan->book->lang;
	text.series = request->series;
	if (request->is_digest) {
		text.title = plan->masthead;
		text.issue = request->volume.kind ? STR_NONE : naming_issue(plan);
		text.author = request->author;
		text.headlines = headlines;
		text.headline_count = order_headlines(plan, headlines, COVER_HEADLINES);
	} else {
		date = entry->date;
		text.series = request->series.len ? request->series : entry->series;
		text.author = request->author.len ? request->author
		    : entry->author_count
		    ? words_join(plan->scratch, plan->words, entry->authors, entry->author_count)
		    : entry->byline;
	}
	text.date = request->volume.kind
	    ? naming_issue(plan)
	    : words_date(plan->scratch, plan->words, date, request->is_digest);
	if (request->cover_has_lead) {
		text.lead = find_lead(plan, spool);
		if (!text.lead.len)
			diag_say(ctx->log, DIAG_COVER_LEAD, ctx->name, NULL);
	}
	drawn = cover_draw(&apart, &text, request->cover_width, request->cover_height);
	say_how_set(ctx, &drawn);
	return drawn.jpeg;
}

/* The page that shows it. */
static void
add_page(struct plan *plan, bool is_drawn)
{
	struct values *values = values_new(plan->arena);
	struct buf page = BUF(plan->arena);
	struct part *part;

	language_page(values, plan->book->lang, words_get(plan->words, "cover"), "../");
	values_set(values, "cover_name", plan->cover_name);
	values_set(values, "title", plan->book->title);
	values_set(values, "cover_alt", words_fill(plan->arena, plan->words, "cover_alt", values));
	if (is_drawn) {
		values_set_number(values, "cover_width", (size_t)plan->request->cover_width);
		values_set_number(values, "cover_height", (size_t)plan->request->cover_height);
	}
	template_fill(&page, "epub/cover.xhtml", values, plan->words);
	part = bind_part(plan, STR("text/cover.xhtml"), XHTML, STR("cover"));
	part->bytes = buf_str(&page);
	part->in_spine = true;
}

void
jacket_add(struct ctx *ctx, struct plan *plan, struct spool *spool)
{
	str bytes = plan->request->cover_file;
	bool is_png = str_starts(bytes, STR("\x89PNG")), is_drawn = !bytes.at;
	struct part *part;

	if (is_drawn) {
		bytes = arena_copy(plan->arena, draw(ctx, plan, spool));
		arena_release(plan->scratch);
	}
	if (!bytes.len)
		return;
	plan->cover_name = is_png ? STR("cover.png") : STR("cover.jpg");
	add_page(plan, is_drawn);
	part = bind_part(plan, arena_printf(plan->arena, "images/%.*s", STR_ARG(plan->cover_name)),
	    is_png ? "image/png" : "image/jpeg", STR("cover-image"));
	part->bytes = bytes;
	part->properties = STR("cover-image");
}
