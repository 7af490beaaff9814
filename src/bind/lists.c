/* The pages that list articles: front page, section pages, colophon. */
#include "bind/plan.h"
#include "core/utf8.h"
#include "core/version.h"

#define LONGEST_DEK 320 /* characters */

static str
counted(struct plan *plan, const char *key, size_t count)
{
	struct values *values = values_new(plan->scratch);

	values_set_number(values, "count", count);
	return words_fill(plan->scratch, plan->words, key, values);
}

/* "front.xhtml", "front-2.xhtml". */
static str
page_file(struct plan *plan, const char *stem, size_t page)
{
	return page ? arena_printf(plan->arena, "%s-%zu.xhtml", stem, page + 1)
		    : arena_printf(plan->arena, "%s.xhtml", stem);
}

static str
continued(struct plan *plan, str title)
{
	struct values *values = values_new(plan->scratch);

	values_set(values, "title", title);
	return words_fill(plan->scratch, plan->words, "continued", values);
}

/* Facts stand in a line, with a mark before all but the first. */
static void
add_fact(struct values *line, str text, size_t *count)
{
	struct values *fact;

	if (str_is_blank(text))
		return;
	fact = values_add(line, "facts");
	values_set(fact, "text", text);
	values_set_flag(fact, "first", (*count)++ == 0);
}

/* "By A · Site · 4 min" */
static void
add_listing_facts(struct plan *plan, struct values *line, const struct entry *entry)
{
	str by = label_byline(plan->scratch, plan->words, entry);
	size_t count = 0;

	add_fact(line, by, &count);
	if (!plan->site.len && !str_eq(entry->site, by) &&
	    !str_eq(entry->site, plan->request->title))
		add_fact(line, entry->site, &count);
	add_fact(line, label_minutes(plan->scratch, plan->words, entry->words), &count);
}

/* The lines of a section's articles from `from` to before `to`, counted in the whole book. */
static void
add_listing(struct plan *plan, struct values *values, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		const struct chapter *chapter = &plan->chapters[i];
		const struct entry *entry = chapter->entry;
		struct values *line = values_add(values, "articles");
		str dek = entry->subtitle.len ? entry->subtitle : entry->description;

		values_set(line, "href", chapter->file);
		values_set(line, "title", chapter->title);
		values_set(line, "dek", label_cut(plan->scratch, dek, LONGEST_DEK));
		add_listing_facts(plan, line, entry);
		values_set(line, "item_lang",
		    str_eq(chapter->lang, plan->book->lang) ? STR_NONE : chapter->lang);
		values_set(line, "item_dir", language_other_dir(plan, chapter->lang));
	}
}

/* A page of a list: `page` of those that begin with `stem`; a link to the next where there is one.
 */
static void
add_page(struct plan *plan, const char *template, struct values *values, const char *stem,
    size_t page, bool has_next, str title)
{
	str file = page_file(plan, stem, page), next = page_file(plan, stem, page + 1);
	struct buf text = BUF(plan->scratch);
	struct part *part = bind_part(plan, arena_printf(plan->arena, "text/%.*s", STR_ARG(file)),
	    "application/xhtml+xml", str_head(file, file.len - 6));

	language_page(values, plan->book->lang, title, "../");
	if (has_next) {
		struct values *link = values_add(values, "next_page");

		values_set(link, "href", next);
		values_set(link, "title", page ? title : continued(plan, title));
	}
	template_fill(&text, template, values, plan->words);
	part->bytes = bind_keep(plan, &text);
	part->in_spine = true;
}

static struct values *
front_values(struct plan *plan, size_t page)
{
	struct values *values = values_new(plan->scratch);
	struct buf totals = BUF(plan->scratch);
	uint64_t words = 0;

	values_set(values, "masthead", page ? continued(plan, plan->masthead) : plan->masthead);
	values_set_flag(values, "is_first", page == 0);
	if (page)
		return values;
	for (size_t i = 0; i < plan->chapter_count; i++)
		words += plan->chapters[i].entry->words;
	buf_add(&totals, counted(plan, "articles", plan->chapter_count));
	buf_z(&totals, " · ");
	buf_add(&totals, counted(plan, "about_minutes", label_minutes_of(words)));
	values_set(values, "totals", buf_str(&totals));
	if (date_is_set(plan->request->date)) {
		values_set(values, "date", date_day_iso(plan->scratch, plan->request->date));
		values_set(values, "date_words",
		    words_date(plan->scratch, plan->words, plan->request->date, true));
	}
	return values;
}

void
lists_front(struct plan *plan)
{
	for (size_t page = 0, at = 0; at < plan->chapter_count; page++) {
		struct values *values = front_values(plan, page);
		size_t end = at + ARTICLES_A_PAGE;

		if (end > plan->chapter_count)
			end = plan->chapter_count;
		while (at < end) {
			const struct section *section = &plan->sections[plan->chapters[at].section];
			struct values *group = values_add(values, "sections");
			size_t last = section->first + section->count;

			values_set(group, "section_title", section->name);
			values_set(group, "section_href", section->file);
			add_listing(plan, group, at, last < end ? last : end);
			at = last < end ? last : end;
		}
		add_page(plan, "epub/front.xhtml", values, "front", page, at < plan->chapter_count,
		    page ? continued(plan, plan->book->title) : plan->book->title);
	}
}

void
lists_section(struct plan *plan, const struct section *section)
{
	const char *stem = arena_zstr(plan->arena, str_head(section->file, section->file.len - 6));
	size_t last = section->first + section->count;

	for (size_t page = 0, at = section->first; at < last; page++) {
		struct values *values = values_new(plan->scratch);
		size_t end = last - at > ARTICLES_A_PAGE ? at + ARTICLES_A_PAGE : last;
		str heading = page ? continued(plan, section->name) : section->name;

		values_set(values, "heading", heading);
		add_listing(plan, values, at, end);
		at = end;
		add_page(plan, "epub/section.xhtml", values, stem, page, at < last, heading);
	}
}

static void
add_source(struct plan *plan, struct values *values, const struct chapter *chapter)
{
	const struct entry *entry = chapter->entry;
	struct values *line = values_add(values, "sources");
	size_t count = 0;

	add_fact(line, entry->site, &count);
	add_fact(line, words_date(plan->scratch, plan->words, entry->date, false), &count);
	values_set_flag(line, "has_facts", count > 0);
	values_set(line, "href", chapter->file);
	values_set(line, "title", chapter->title);
	values_set(line, "item_dir", language_other_dir(plan, chapter->lang));
	values_set(line, "address", chapter->address);
	values_set(line, "input", entry->name);
}

void
lists_colophon(struct plan *plan)
{
	const struct bind_request *request = plan->request;
	size_t sources = plan->chapter_count, left_out = request->left_out_count;
	size_t longer = sources > left_out ? sources : left_out;
	str heading = words_get(plan->words, "colophon");

	for (size_t page = 0; page * ARTICLES_A_PAGE < longer; page++) {
		struct values *values = values_new(plan->scratch);
		size_t at = page * ARTICLES_A_PAGE, end = at + ARTICLES_A_PAGE;

		values_set(values, "heading", page ? continued(plan, heading) : heading);
		values_set_flag(values, "is_first", page == 0);
		values_set(values, "version", STR(OCTAVO_VERSION));
		values_set_number(values, "start_number", at + 1);
		values_set_flag(values, "has_sources", at < sources);
		values_set_flag(values, "has_left_out", at < left_out);
		for (size_t i = at; i < end && i < sources; i++)
			add_source(plan, values, &plan->chapters[i]);
		for (size_t i = at; i < end && i < left_out; i++)
			values_set(values_add(values, "left_out"), "input",
			    utf8_repair(plan->scratch, request->left_out[i]));
		add_page(plan, "epub/colophon.xhtml", values, "colophon", page, end < longer,
		    page ? continued(plan, heading) : heading);
	}
}
