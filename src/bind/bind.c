/* From entries to a Book. */
#include "bind/bind.h"

#include <string.h>

#include "bind/plan.h"

/* Its name when all articles are from one site. */
static str
site_of_all(const struct plan *plan)
{
	str site = plan->chapters[0].entry->site;

	for (size_t i = 1; i < plan->chapter_count; i++)
		if (!str_eq(plan->chapters[i].entry->site, site))
			return STR_NONE;
	return site;
}

/* Pictures that are in the book already, by digest: open addressing, room for twice as many. */
struct seen {
	const struct record_picture **slots;
	size_t size;
};

static struct seen
seen_new(const struct plan *plan)
{
	struct seen seen = {.size = 16};
	size_t count = 0;

	for (size_t i = 0; i < plan->chapter_count; i++)
		count += plan->chapters[i].entry->picture_count;
	while (seen.size < count * 2)
		seen.size *= 2;
	seen.slots = arena_array(plan->arena, seen.size, sizeof(struct record_picture *));
	return seen;
}

static bool
see(struct seen *seen, const struct record_picture *picture)
{
	uint64_t slot;

	memcpy(&slot, picture->digest, sizeof slot);
	for (;; slot++) {
		const struct record_picture **at = &seen->slots[slot & (seen->size - 1)];

		if (!*at) {
			*at = picture;
			return true;
		}
		/* The name in the book has 16 bytes of it. */
		if (memcmp((*at)->digest, picture->digest, 16) == 0 && (*at)->kind == picture->kind)
			return false;
	}
}

static void
add_pictures(struct plan *plan, struct seen *seen, const struct entry *entry)
{
	for (uint32_t i = 0; i < entry->picture_count; i++) {
		const struct record_picture *picture = &entry->pictures[i];
		str name;

		if (!see(seen, picture))
			continue;
		name = record_picture_name(plan->arena, picture);
		bind_part(plan, arena_printf(plan->arena, "images/%.*s", STR_ARG(name)),
		    arena_zstr(plan->arena, article_media_type(picture->kind)),
		    arena_printf(plan->arena, "i-%.*s", STR_ARG(str_head(name, 32))))
		    ->picture = picture;
	}
}

static void
add_chapter(struct plan *plan, struct seen *seen, const struct chapter *chapter)
{
	uint32_t pieces = chapter->split ? chapter->split->count : 1;

	for (uint32_t i = 0; i < pieces; i++) {
		str file = split_file(plan->arena, chapter, i);
		struct part *part =
		    bind_part(plan, arena_printf(plan->arena, "text/%.*s", STR_ARG(file)), XHTML,
			str_head(file, file.len - 6));

		part->in_spine = true;
		part->chapter = chapter;
		part->piece = i;
		part->properties = split_has_math(chapter, i) ? STR("mathml") : STR_NONE;
	}
	add_pictures(plan, seen, chapter->entry);
}

static str
style_sheet(const struct plan *plan)
{
	struct buf sheet = BUF(plan->arena);

	buf_add(&sheet, template_text("style/book.css"));
	if (plan->request->css.len && bind_css_is_clean(plan->request->css)) {
		buf_char(&sheet, '\n');
		buf_add(&sheet, plan->request->css);
	}
	return buf_str(&sheet);
}

/* Files in the order of the ZIP: what tells about the book, then what is read, in its order. */
static void
add_parts(struct ctx *ctx, struct plan *plan, struct spool *spool)
{
	struct book *book = plan->book;
	struct seen seen = seen_new(plan);
	struct part *part;
	enum { CONTAINER, PACKAGE, NAV, NCX };

	part = bind_part(plan, STR(""), "application/xml", STR_NONE);
	part->path = STR("META-INF/container.xml");
	part->bytes = template_text("epub/container.xml");
	bind_part(plan, STR("package.opf"), "application/oebps-package+xml", STR_NONE);
	bind_part(plan, STR("nav.xhtml"), XHTML, STR("nav"))->properties = STR("nav");
	bind_part(plan, STR("toc.ncx"), "application/x-dtbncx+xml", STR("ncx"));
	bind_part(plan, STR("css/book.css"), "text/css", STR("css"))->bytes = style_sheet(plan);
	if (plan->request->with_cover)
		jacket_add(ctx, plan, spool);
	if (plan->request->is_digest)
		lists_front(plan);
	for (size_t s = 0; s < plan->section_count; s++) {
		const struct section *section = &plan->sections[s];

		if (section->file.len)
			lists_section(plan, section);
		for (size_t i = 0; i < section->count; i++)
			add_chapter(plan, &seen, &plan->chapters[section->first + i]);
	}
	if (plan->request->is_digest)
		colophon_pages(plan);
	if (plan->request->volume.kind)
		provenance_add(plan);
	book->parts[NAV].bytes = contents_nav(plan);
	book->parts[NCX].bytes = contents_ncx(plan);
	book->parts[PACKAGE].bytes = package_write(plan);
}

struct plan *
bind_plan(struct ctx *ctx, const struct bind_request *request)
{
	struct plan *plan = arena_alloc(ctx->arena, sizeof *plan);
	struct book *book = arena_alloc(ctx->arena, sizeof *book);

	*plan = (struct plan){.arena = ctx->arena, .book = book, .request = request};
	plan->device = request->device ? request->device : device_generic();
	plan->scratch = arena_inner(plan->arena);
	plan->thumbs = IDMAP(plan->arena);
	*book = (struct book){.arena = ctx->arena, .request = request, .plan = plan};
	book->lang = language_of_book(plan);
	if (!device_takes(plan->device, book->lang))
		diag_say(ctx->log, DIAG_DEVICE_LANGUAGE, ctx->name, "%.*s", STR_ARG(book->lang));
	plan->words = book->words = words_new(plan->arena, book->lang);
	order_chapters(plan);
	plan->site = site_of_all(plan);
	naming_book(plan);
	return plan;
}

struct book *
bind_book(struct ctx *ctx, struct spool *spool, const struct bind_request *request)
{
	struct plan *plan = bind_plan(ctx, request);

	if (request->is_digest) {
		links_gather(plan);
		places_gather(plan);
	}
	if (!split_chapters(plan, spool))
		return NULL;
	add_parts(ctx, plan, spool);
	return plan->book;
}
