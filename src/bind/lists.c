/* The pages that list articles: front page, section pages. */
#include "bind/plan.h"

#define MOST_MINUTES 600 /* that say something to a reader */
#define LONGEST_DEK 320  /* characters */
#define SHORT_DEK 160    /* on a front page of a long digest */
#define MOST_ON_FRONT 60
#define MOST_THUMBS 16    /* of a page: each is decoded by a small machine */
#define THUMB_STAYS 24000 /* bytes of a picture that need not be made small */
#define MOST_PAGE_LINKS 60

static str
counted(struct plan *plan, const char *key, size_t count)
{
	return words_with_number(plan->scratch, plan->words, key, "count", count);
}

/* "front.xhtml", "front-2.xhtml". */
static str
page_file(struct plan *plan, const char *stem, size_t page)
{
	return page ? arena_printf(plan->arena, "%s-%zu.xhtml", stem, page + 1)
		    : arena_printf(plan->arena, "%s.xhtml", stem);
}

str
lists_continued(struct plan *plan, str title)
{
	return words_with(plan->scratch, plan->words, "continued", "title", title);
}

struct values *
lists_item(struct values *line, const char *list, str text, size_t *count)
{
	struct values *item = values_add(line, list);

	values_set(item, "text", text);
	values_set_flag(item, "first", (*count)++ == 0);
	return item;
}

void
lists_fact(struct values *line, str text, size_t *count)
{
	if (!str_is_blank(text))
		lists_item(line, "facts", text, count);
}

/* "By A · Site · 4 min" */
static void
add_listing_facts(struct plan *plan, struct values *line, const struct entry *entry)
{
	str by = label_byline(plan->scratch, plan->words, entry);
	size_t count = 0;

	lists_fact(line, by, &count);
	if (!plan->site.len && !str_eq(entry->site, by) &&
	    !str_eq(entry->site, plan->request->title))
		lists_fact(line, entry->site, &count);
	lists_fact(line, label_minutes(plan->scratch, plan->words, entry->words), &count);
}

/* The file of a small picture: one is made where the article's own is large, since a reader
   decodes all of a page's before it shows the page. */
static str
thumb_of(struct plan *plan, const struct entry *entry, unsigned *thumbs)
{
	const struct record_picture *picture;
	struct part *part;
	bool is_new;
	str name;

	if (!entry->lead || *thumbs == MOST_THUMBS)
		return STR_NONE;
	++*thumbs;
	picture = &entry->pictures[entry->lead - 1];
	name = record_picture_name(plan->arena, picture);
	if (picture->size <= THUMB_STAYS || !plan->request->cell)
		return name;
	name = arena_printf(plan->arena, "t-%.*s", STR_ARG(name));
	idmap_add(&plan->thumbs, name, &is_new);
	if (is_new) {
		part = bind_part(plan, arena_printf(plan->arena, "images/%.*s", STR_ARG(name)),
		    arena_zstr(plan->arena, article_media_type(picture->kind)),
		    str_head(name, name.len - 4));
		part->thumb = picture;
	}
	return name;
}

/* The line of an article; `is_short` where there are many, `thumbs` NULL for no picture. */
static void
add_line(struct plan *plan, struct values *values, const struct chapter *chapter, bool is_short,
    unsigned *thumbs)
{
	const struct entry *entry = chapter->entry;
	struct values *line = values_add(values, "articles");
	str dek = entry->subtitle.len ? entry->subtitle : entry->description;

	values_set(line, "href", chapter->file);
	values_set(line, "title", chapter->title);
	values_set(line, "dek", label_cut(plan->scratch, dek, is_short ? SHORT_DEK : LONGEST_DEK));
	values_set(line, "thumb", thumbs ? thumb_of(plan, entry, thumbs) : STR_NONE);
	add_listing_facts(plan, line, entry);
	values_set(
	    line, "item_lang", str_eq(chapter->lang, plan->book->lang) ? STR_NONE : chapter->lang);
	values_set(line, "item_dir", language_other_dir(plan, chapter->lang));
}

/* The numbers of a list's pages, each but this one a link. */
static void
add_page_links(struct plan *plan, struct values *values, const struct list_page *page)
{
	values_set_flag(values, "has_pages", page->pages > 1 && page->pages <= MOST_PAGE_LINKS);
	for (size_t i = 0; i < page->pages && page->pages <= MOST_PAGE_LINKS; i++) {
		struct values *link = values_add(values, "pages");

		values_set_number(link, "number", i + 1);
		values_set_flag(link, "first", i == 0);
		values_set(
		    link, "href", i == page->page ? STR_NONE : page_file(plan, page->stem, i));
	}
}

void
lists_page(struct plan *plan, struct values *values, const struct list_page *page)
{
	str file = page_file(plan, page->stem, page->page);
	str title = page->page ? lists_continued(plan, page->title) : page->title;
	struct buf text = BUF(plan->scratch);
	struct part *part = bind_part(plan, arena_printf(plan->arena, "text/%.*s", STR_ARG(file)),
	    XHTML, str_head(file, file.len - 6));

	language_page(values, plan->book->lang, title, "../");
	add_page_links(plan, values, page);
	if (page->page + 1 < page->pages) {
		struct values *link = values_add(values, "next_page");

		values_set(link, "href", page_file(plan, page->stem, page->page + 1));
		values_set(link, "title", lists_continued(plan, page->title));
	}
	template_fill(&text, page->template, values, plan->words);
	part->bytes = bind_keep(plan, &text);
	part->in_spine = true;
}

/* "No. 12 · Tuesday, 24 November 2026 · 40 articles · about 90 minutes" */
static void
set_edition(struct plan *plan, struct values *values)
{
	const struct bind_request *request = plan->request;
	struct buf totals = BUF(plan->scratch);
	uint64_t words = 0;

	for (size_t i = 0; i < plan->chapter_count; i++)
		words += plan->chapters[i].entry->words;
	buf_add(&totals, counted(plan, "articles", plan->chapter_count));
	if (label_minutes_of(words) <= MOST_MINUTES) {
		buf_z(&totals, " · ");
		buf_add(&totals, counted(plan, "about_minutes", label_minutes_of(words)));
	}
	values_set(values, "totals", buf_str(&totals));
	values_set(values, "issue", naming_issue(plan));
	if (date_is_set(request->date) && !request->volume.kind) {
		values_set(values, "date", date_day_iso(plan->scratch, request->date));
		values_set(values, "date_words",
		    words_date(plan->scratch, plan->words, request->date, true));
	}
}

/* Where a front page has many screens its sections stand on the first. */
static void
set_index(struct plan *plan, struct values *values)
{
	values_set_flag(values, "has_index", true);
	for (size_t s = 0; s < plan->section_count; s++) {
		struct values *link = values_add(values, "index");

		values_set(link, "title", plan->sections[s].name);
		values_set(link, "href", plan->sections[s].file);
		values_set_flag(link, "first", s == 0);
	}
}

/* How many of each section a front page shows: all, or in a long digest the first ones. */
static size_t
most_of_section(const struct plan *plan)
{
	size_t most = 0, shown = 0;

	if (plan->section_count < 2 || plan->chapter_count <= MOST_ON_FRONT)
		return SIZE_MAX;
	do {
		most++;
		shown = 0;
		for (size_t s = 0; s < plan->section_count; s++)
			shown +=
			    plan->sections[s].count > most ? most + 1 : plan->sections[s].count;
	} while (shown <= MOST_ON_FRONT);
	return most > 1 ? most - 1 : 1;
}

/* What of a section stands on the front page: `to` of `from`… are shown of it. */
static void
add_group(struct plan *plan, struct values *values, const struct section *section, size_t from,
    size_t to, size_t most, unsigned *thumbs)
{
	struct values *group = values_add(values, "sections");

	values_set(group, "section_title", section->name);
	values_set(group, "section_href", section->file);
	values_set(group, "more",
	    to == most && to < section->count ? counted(plan, "all_articles", section->count)
					      : STR_NONE);
	for (size_t i = from; i < to; i++)
		add_line(plan, group, &plan->chapters[section->first + i], most != SIZE_MAX,
		    i == 0 || plan->chapter_count <= MOST_THUMBS ? thumbs : NULL);
}

void
lists_front(struct plan *plan)
{
	size_t most = most_of_section(plan), shown = 0, s = 0, at = 0;
	struct list_page page = {"epub/front.xhtml", "front", plan->book->title, 0, 0};

	for (size_t i = 0; i < plan->section_count; i++)
		shown += plan->sections[i].count < most ? plan->sections[i].count : most;
	page.pages = (shown + ARTICLES_A_PAGE - 1) / ARTICLES_A_PAGE;
	for (; page.page < page.pages; page.page++) {
		struct values *values = values_new(plan->scratch);
		size_t room = ARTICLES_A_PAGE;
		unsigned thumbs = 0;

		values_set(values, "masthead",
		    page.page ? lists_continued(plan, plan->masthead) : plan->masthead);
		values_set_flag(values, "is_first", page.page == 0);
		if (!page.page)
			set_edition(plan, values);
		if (!page.page && most != SIZE_MAX && plan->section_count <= MOST_PAGE_LINKS)
			set_index(plan, values);
		for (; s < plan->section_count && room; s += !at) {
			size_t count = plan->sections[s].count, from = at, to;

			count = count < most ? count : most;
			to = count - from < room ? count : from + room;
			add_group(plan, values, &plan->sections[s], from, to, most, &thumbs);
			room -= to - from;
			at = to == count ? 0 : to;
		}
		values_set_flag(values, "is_last", page.page + 1 == page.pages);
		lists_page(plan, values, &page);
	}
}

void
lists_section(struct plan *plan, const struct section *section)
{
	const struct section *next = section + 1;
	struct list_page page = {.template = "epub/section.xhtml", .title = section->name};

	page.stem = arena_zstr(plan->arena, str_head(section->file, section->file.len - 6));
	page.pages = (section->count + ARTICLES_A_PAGE - 1) / ARTICLES_A_PAGE;
	for (; page.page < page.pages; page.page++) {
		struct values *values = values_new(plan->scratch);
		size_t from = page.page * ARTICLES_A_PAGE, to = from + ARTICLES_A_PAGE;
		unsigned thumbs = 0;

		if (to > section->count)
			to = section->count;
		values_set(values, "heading",
		    page.page ? lists_continued(plan, section->name) : section->name);
		for (size_t i = from; i < to; i++)
			add_line(plan, values, &plan->chapters[section->first + i], false, &thumbs);
		if (next < plan->sections + plan->section_count) {
			struct values *link = values_add(values, "next_section");

			values_set(link, "href", next->file);
			values_set(link, "title", next->name);
		}
		lists_page(plan, values, &page);
	}
}
