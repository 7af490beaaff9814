/* The order of a book: sections as they first appear, in each the newest article first, or as a
   feed or a list has them. */
#include <stdlib.h>

#include "bind/plan.h"
#include "core/url.h"
#include "core/utf8.h"

/* Sections past these share the last one: a section has a page and a place in the contents. */
#define MOST_SECTIONS 1000

/* A name without the number that puts its folder in order: "3 Sea and Sky", "03-Sea and Sky". */
static str
without_number(str name)
{
	uint32_t number;
	size_t digits = str_number(name, 3, &number), at = digits;

	while (at < name.len &&
	    (name.at[at] == ' ' || name.at[at] == '.' || name.at[at] == '-' || name.at[at] == '_' ||
		name.at[at] == ')'))
		at++;
	return digits && at > digits && at < name.len ? str_from(name, at) : name;
}

/* A section's name and its key while sections are gathered. */
struct gathered {
	str key, name;
};

struct seat {
	struct entry *entry;
	str title;               /* folded, where the order is theirs */
	uint32_t section, place; /* place among the inputs */
	enum bind_order order;
};

static int
compare_seats(const void *a, const void *b)
{
	const struct seat *one = a, *two = b;

	if (one->section != two->section)
		return one->section < two->section ? -1 : 1;
	if (one->order == BIND_TITLE && str_compare(one->title, two->title))
		return str_compare(one->title, two->title);
	if (one->order == BIND_NEWEST || one->order == BIND_OLDEST) {
		bool first = date_is_set(one->entry->date), second = date_is_set(two->entry->date);
		int day =
		    first && second ? date_compare_day(one->entry->date, two->entry->date) : 0;

		if (first != second)
			return first ? -1 : 1;
		if (day)
			return one->order == BIND_OLDEST ? day : -day;
	}
	return one->place < two->place ? -1 : one->place > two->place;
}

static int
compare_gathered(const void *a, const void *b)
{
	const struct gathered *one = *(struct gathered *const *)a,
			      *two = *(struct gathered *const *)b;
	int order = str_compare(one->key, two->key);

	return order ? order : one < two ? -1 : one > two;
}

/* Gives each seat the number of its section; returns the names in order of appearance. Articles
   that ask for none come last, with the number after the last name. */
static size_t
number_sections(struct plan *plan, struct seat *seats, size_t count, str *names)
{
	struct gathered *list = arena_array(plan->arena, count, sizeof *list);
	struct gathered **sorted = arena_array(plan->arena, count, sizeof *sorted);
	uint32_t *number = arena_array(plan->arena, count, sizeof *number);
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		list[i].name = seats[i].entry->section;
		list[i].key = utf8_fold_words(plan->arena, without_number(list[i].name));
		sorted[i] = &list[i];
	}
	qsort(sorted, count, sizeof *sorted, compare_gathered);
	/* Equal keys stand side by side, the first to appear before the others: it leads them. */
	for (size_t i = 0; i < count; i++) {
		size_t place = (size_t)(sorted[i] - list);

		number[place] = i > 0 && str_eq(sorted[i]->key, sorted[i - 1]->key)
		    ? number[sorted[i - 1] - list]
		    : (uint32_t)place;
	}
	for (size_t i = 0; i < count; i++) {
		if (!list[i].key.len)
			seats[i].section = UINT32_MAX;
		else if (number[i] != i)
			seats[i].section = seats[number[i]].section;
		else if (found == MOST_SECTIONS)
			seats[i].section = UINT32_MAX;
		else {
			seats[i].section = (uint32_t)found;
			names[found++] = list[i].name;
		}
	}
	return found;
}

/* What stands in an order of its own beside what does not keeps it: the section is not sorted. */
static void
keep_places(struct plan *plan, struct seat *seats, size_t count, size_t sections)
{
	bool *keeps = arena_array(plan->arena, sections + 1, sizeof *keeps);

	for (size_t i = 0; i < count; i++)
		keeps[seats[i].section == UINT32_MAX ? sections : seats[i].section] |=
		    seats[i].entry->keeps_place;
	for (size_t i = 0; i < count; i++)
		if (keeps[seats[i].section == UINT32_MAX ? sections : seats[i].section])
			seats[i].order = BIND_GIVEN;
}

/* Where all are numbered the numbers are there for the order alone. */
static void
drop_numbers(str *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (without_number(names[i]).len == names[i].len)
			return;
	for (size_t i = 0; i < count; i++)
		names[i] = without_number(names[i]);
}

static void
add_section(struct plan *plan, str name, size_t first)
{
	struct section *section = &plan->sections[plan->section_count++];

	section->name = name.len ? label_cut(plan->arena, name, 100) : STR_NONE;
	section->first = first;
}

static str
web_address(const struct entry *entry)
{
	if (url_is_web(entry->canonical))
		return entry->canonical;
	return url_is_web(entry->source) ? entry->source : STR_NONE;
}

/* Names of files, links to neighbours, and what language each is in. */
static void
name_chapters(struct plan *plan)
{
	bool has_pages = plan->section_count > 1;

	for (size_t s = 0; s < plan->section_count; s++) {
		struct section *section = &plan->sections[s];

		if (has_pages && !section->name.len)
			section->name = words_get(plan->words, "more");
		if (has_pages)
			section->file = arena_printf(plan->arena, "s%zu.xhtml", s + 1);
		for (size_t i = 0; i < section->count; i++) {
			struct chapter *chapter = &plan->chapters[section->first + i];

			chapter->section = (uint32_t)s;
			chapter->stem = plan->request->is_digest
			    ? arena_printf(plan->arena, "s%zua%zu", s + 1, i + 1)
			    : STR("article");
		}
	}
	for (size_t i = 0; i < plan->chapter_count; i++) {
		struct chapter *chapter = &plan->chapters[i];

		chapter->file = arena_printf(plan->arena, "%.*s.xhtml", STR_ARG(chapter->stem));
		chapter->title = label_chapter(plan, chapter->entry);
		chapter->lang = language_clean(plan->arena, chapter->entry->lang);
		if (!chapter->lang.len)
			chapter->lang = plan->book->lang;
		chapter->words = language_words(plan, chapter->lang);
		chapter->address = web_address(chapter->entry);
		chapter->previous = i > 0 ? chapter - 1 : NULL;
		chapter->next = i + 1 < plan->chapter_count ? chapter + 1 : NULL;
	}
}

void
order_chapters(struct plan *plan)
{
	const struct bind_request *request = plan->request;
	enum bind_order order = request->order == BIND_AUTO ? BIND_NEWEST : request->order;
	size_t count = request->entry_count, sections;
	struct seat *seats = arena_array(plan->arena, count + 1, sizeof *seats);
	str *names = arena_array(plan->arena, count + 1, sizeof *names);

	for (size_t i = 0; i < count; i++)
		seats[i] = (struct seat){.entry = request->entries[i],
		    .title = order == BIND_TITLE
			? utf8_fold_words(plan->arena, request->entries[i]->title)
			: STR_NONE,
		    .place = (uint32_t)i,
		    .order = order};
	sections = number_sections(plan, seats, count, names);
	if (request->order == BIND_AUTO)
		keep_places(plan, seats, count, sections);
	drop_numbers(names, sections);
	qsort(seats, count, sizeof *seats, compare_seats);
	plan->chapters = arena_array(plan->arena, count + 1, sizeof *plan->chapters);
	plan->sections = arena_array(plan->arena, count + 1, sizeof *plan->sections);
	plan->chapter_count = count;
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || seats[i].section != seats[i - 1].section)
			add_section(plan,
			    seats[i].section == UINT32_MAX ? STR_NONE : names[seats[i].section], i);
		plan->sections[plan->section_count - 1].count++;
		plan->chapters[i].entry = seats[i].entry;
	}
	name_chapters(plan);
}

/* The first article of each section, then the second of each, and so on. */
size_t
order_headlines(const struct plan *plan, str *list, size_t most)
{
	size_t count = 0;

	for (size_t row = 0; row < most && count < most; row++)
		for (size_t s = 0; s < plan->section_count && count < most; s++)
			if (row < plan->sections[s].count)
				list[count++] = plan->chapters[plan->sections[s].first + row].title;
	return count;
}
