/* The contents, twice: the navigation document (EPUB 3.3 section 7) and the NCX (section 5.9.5). */
#include "bind/plan.h"

/* From so many headings on, a book of one article lists them. */
#define HEADINGS_ENOUGH 3

/* Adds an entry; both documents are filled from the same. */
static struct values *
add_label(
    struct plan *plan, struct values *to, const char *list, str file, str label, size_t *number)
{
	struct values *entry = values_add(to, list);

	values_set(entry, "href", arena_printf(plan->scratch, "text/%.*s", STR_ARG(file)));
	values_set(entry, "label", label);
	values_set_number(entry, "number", ++*number);
	values_set_flag(entry, "has_inner", false);
	return entry;
}

static bool
add_headings(
    struct plan *plan, struct values *values, const struct chapter *chapter, size_t *number)
{
	const struct entry *entry = chapter->entry;
	struct values *outer =
	    add_label(plan, values, "chapters", chapter->file, chapter->title, number);

	if (entry->heading_count < HEADINGS_ENOUGH)
		return false;
	for (uint32_t i = 0; i < entry->heading_count; i++) {
		str file = chapter->split ? split_file(plan->scratch, chapter,
						split_piece(chapter->split, entry->heading_ids[i]))
					  : chapter->file;

		add_label(plan, outer, "inner",
		    arena_printf(
			plan->scratch, "%.*s#%.*s", STR_ARG(file), STR_ARG(entry->heading_ids[i])),
		    label_cut(plan->scratch, entry->headings[i], 150), number);
	}
	values_set_flag(outer, "has_inner", true);
	return true;
}

static bool
add_sections(struct plan *plan, struct values *values, size_t *number)
{
	bool has_inner = false;

	add_label(
	    plan, values, "chapters", STR("front.xhtml"), words_get(plan->words, "front"), number);
	for (size_t s = 0; s < plan->section_count; s++) {
		const struct section *section = &plan->sections[s];
		struct values *to = values;

		if (section->file.len) {
			to = add_label(
			    plan, values, "chapters", section->file, section->name, number);
			values_set_flag(to, "has_inner", true);
			has_inner = true;
		}
		for (size_t i = section->first; i < section->first + section->count; i++)
			add_label(plan, to, to == values ? "chapters" : "inner",
			    plan->chapters[i].file, plan->chapters[i].title, number);
	}
	return has_inner;
}

static str
fill_contents(struct plan *plan, const char *template)
{
	struct values *values = values_new(plan->scratch);
	struct buf text = BUF(plan->scratch);
	size_t number = 0;
	bool has_inner = plan->request->is_digest
	    ? add_sections(plan, values, &number)
	    : add_headings(plan, values, &plan->chapters[0], &number);

	language_page(values, plan->book->lang, words_get(plan->words, "contents"), "");
	values_set(values, "title", plan->book->title);
	values_set(values, "identifier", plan->book->identifier);
	values_set_number(values, "depth", has_inner ? 2 : 1);
	values_set_flag(values, "has_cover", plan->cover_name.len > 0);
	values_set(values, "front", plan->request->is_digest ? STR("front.xhtml") : STR_NONE);
	values_set(values, "start",
	    plan->request->is_digest ? STR("front.xhtml") : plan->chapters[0].file);
	template_fill(&text, template, values, plan->words);
	return bind_keep(plan, &text);
}

str
contents_nav(struct plan *plan)
{
	return fill_contents(plan, "epub/nav.xhtml");
}

str
contents_ncx(struct plan *plan)
{
	return fill_contents(plan, "epub/toc.ncx");
}
