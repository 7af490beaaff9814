/* The colophon: where the articles come from, and what was left out. */
#include "bind/plan.h"
#include "core/utf8.h"
#include "core/version.h"

#define MOST_TWINS 20 /* that are named with a source */

/* "a.html, b.html (https://…)" */
static str
name_twins(struct plan *plan, const struct entry *entry)
{
	struct buf names = BUF(plan->scratch);

	for (size_t i = 0; i < entry->twin_count && i < MOST_TWINS; i++) {
		const struct twin *twin = &entry->twins[i];

		buf_z(&names, i ? ", " : "");
		buf_add(&names, utf8_repair(plan->scratch, twin->name));
	}
	if (entry->twin_count > MOST_TWINS)
		buf_z(&names, ", …");
	return names.len ? buf_str(&names) : STR_NONE;
}

static void
add_source(struct plan *plan, struct values *values, const struct chapter *chapter)
{
	const struct entry *entry = chapter->entry;
	struct values *line = values_add(values, "sources");
	size_t count = 0;

	lists_fact(line, entry->site, &count);
	lists_fact(line, words_date(plan->scratch, plan->words, entry->date, false), &count);
	values_set_flag(line, "has_facts", count > 0);
	values_set(line, "href", chapter->file);
	values_set(line, "title", chapter->title);
	values_set(line, "item_dir", language_other_dir(plan, chapter->lang));
	values_set(line, "address", chapter->address);
	values_set(line, "input", entry->name);
	values_set(line, "twins", name_twins(plan, entry));
}

static void
add_names(struct plan *plan, struct values *values, const char *list, const str *names, size_t from,
    size_t to)
{
	for (size_t i = from; i < to; i++)
		values_set(values_add(values, list), "input", utf8_repair(plan->scratch, names[i]));
}

static size_t
at_most(size_t count, size_t most)
{
	return count < most ? count : most;
}

void
colophon_pages(struct plan *plan)
{
	const struct bind_request *request = plan->request;
	size_t sources = plan->chapter_count, left_out = request->left_out_count,
	       limited = request->limited_count, longest = sources;
	struct list_page page = {"epub/colophon.xhtml", "colophon", STR_NONE, 0, 0};

	page.title = words_get(plan->words, "colophon");
	longest = left_out > longest ? left_out : longest;
	longest = limited > longest ? limited : longest;
	page.pages = (longest + ARTICLES_A_PAGE - 1) / ARTICLES_A_PAGE;
	for (; page.page < page.pages; page.page++) {
		struct values *values = values_new(plan->scratch);
		size_t at = page.page * ARTICLES_A_PAGE, end = at + ARTICLES_A_PAGE;

		values_set(
		    values, "heading", page.page ? lists_continued(plan, page.title) : page.title);
		values_set_flag(values, "is_first", page.page == 0);
		values_set(values, "version", STR(OCTAVO_VERSION));
		values_set_number(values, "start_number", at + 1);
		values_set_flag(values, "has_sources", at < sources);
		values_set_flag(values, "has_left_out", at < left_out);
		values_set_flag(values, "has_limited", at < limited);
		for (size_t i = at; i < at_most(sources, end); i++)
			add_source(plan, values, &plan->chapters[i]);
		add_names(plan, values, "left_out", request->left_out, at, at_most(left_out, end));
		add_names(plan, values, "limited", request->limited, at, at_most(limited, end));
		lists_page(plan, values, &page);
	}
}
