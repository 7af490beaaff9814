/* The package document (EPUB 3.3 section 5): metadata, manifest, spine, guide. */
#include "bind/plan.h"
#include "core/url.h"
#include "core/utf8.h"

#define MOST_CREATORS 20
#define MOST_SUBJECTS 20
#define MOST_LANGUAGES 10
#define LONGEST_DESCRIPTION 1000 /* characters */
#define ISSUE_ZERO 946684800     /* 2000-01-01, in seconds */

static const struct entry *
only_entry(const struct plan *plan)
{
	return plan->request->is_digest ? NULL : plan->chapters[0].entry;
}

static void
set_text(struct plan *plan, struct values *values, const char *name, str text, size_t characters)
{
	text = utf8_fold_space(plan->scratch, text);
	values_set(values, name,
	    str_is_blank(text) ? STR_NONE : label_cut(plan->scratch, text, characters));
}

/* A list of texts, each once; places are found by looking: the lists are short. */
struct once {
	str list[MOST_CREATORS];
	size_t count, most;
};

static bool
add_once(struct once *once, str text)
{
	if (str_is_blank(text) || once->count == once->most)
		return false;
	for (size_t i = 0; i < once->count; i++)
		if (str_eq(once->list[i], text))
			return false;
	once->list[once->count++] = text;
	return true;
}

static void
add_languages(struct plan *plan, struct values *values)
{
	struct once once = {.most = MOST_LANGUAGES};

	add_once(&once, plan->book->lang);
	for (size_t i = 0; i < plan->chapter_count; i++)
		if (device_takes(plan->device, plan->chapters[i].lang))
			add_once(&once, plan->chapters[i].lang);
	for (size_t i = 0; i < once.count; i++)
		values_set(values_add(values, "languages"), "language", once.list[i]);
}

static void
add_creator(struct values *values, str name, str sort, size_t number)
{
	struct values *creator = values_add(values, "creators");

	values_set_number(creator, "number", number);
	values_set(creator, "name", name);
	values_set(creator, "sort", sort.len ? sort : name);
}

static void
add_named(struct plan *plan, struct values *values, struct once *once, str name, str lang)
{
	if (add_once(once, name))
		add_creator(values, name, sort_name(plan->scratch, name, lang), once->count);
}

/* Persons; without any, the site's name: a shelf would show "Unknown". */
static void
add_creators(struct plan *plan, struct values *values)
{
	const struct bind_request *request = plan->request;
	struct once once = {.most = MOST_CREATORS};
	str site = plan->site, names = request->author, name;

	for (size_t i = 0; i < request->author_count && !names.len; i++)
		add_named(plan, values, &once, request->authors[i], plan->book->lang);
	while (str_cut(&names, ',', &name))
		add_named(plan, values, &once, str_trim(name), plan->book->lang);
	if (once.count)
		return;
	for (size_t i = 0; i < plan->chapter_count; i++) {
		const struct chapter *chapter = &plan->chapters[i];

		for (uint32_t j = 0; j < chapter->entry->author_count; j++)
			if (!str_eq(chapter->entry->authors[j], chapter->entry->site))
				add_named(
				    plan, values, &once, chapter->entry->authors[j], chapter->lang);
			else if (add_once(&once, chapter->entry->site))
				add_creator(values, chapter->entry->site, STR_NONE, once.count);
	}
	if (!site.len && only_entry(plan))
		site = only_entry(plan)->publisher;
	if (!once.count && site.len)
		add_creator(values, site, STR_NONE, 1);
}

/* A digest has its sections as subjects, an article its tags. */
static void
add_subjects(struct plan *plan, struct values *values)
{
	const struct entry *entry = only_entry(plan);
	struct once once = {.most = MOST_SUBJECTS};

	for (size_t i = 0; i < plan->request->subject_count; i++)
		add_once(&once, plan->request->subjects[i]);
	for (size_t i = 0; entry && i < entry->tag_count; i++)
		add_once(&once, utf8_fold_space(plan->scratch, entry->tags[i]));
	for (size_t i = 0; !entry && i < plan->section_count; i++)
		if (plan->sections[i].name.len)
			add_once(&once, plan->sections[i].name);
	for (size_t i = 0; i < once.count; i++)
		set_text(plan, values_add(values, "subjects"), "subject", once.list[i], 100);
}

static str
describe_digest(struct plan *plan)
{
	struct buf text = BUF(plan->scratch);
	str titles[5];
	size_t count = order_headlines(plan, titles, 5);

	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buf_z(&text, " · ");
		buf_add(&text, titles[i]);
	}
	return buf_str(&text);
}

static str
modified(const struct plan *plan)
{
	int64_t newest = plan->request->modified;
	struct date date = {.year = 1980, .month = 1, .day = 1};
	bool is_known = newest >= 0;

	if (is_known)
		return date_utc(plan->scratch, date_of_unix(newest));
	for (size_t i = 0; i < plan->chapter_count; i++) {
		const struct entry *entry = plan->chapters[i].entry;
		struct date own = date_is_set(entry->modified) ? entry->modified : entry->date;

		if (date_is_set(own) && (!is_known || date_to_unix(own) > newest)) {
			newest = date_to_unix(own);
			date = own;
			is_known = true;
		}
	}
	return date_utc(plan->scratch, date);
}

static void
set_dates(struct plan *plan, struct values *values)
{
	const struct entry *entry = only_entry(plan);
	struct date date = plan->request->date;

	if (entry && date_is_set(entry->date))
		date = entry->date;
	values_set(
	    values, "date", date_is_set(date) ? date_day_iso(plan->scratch, date) : STR_NONE);
	values_set(values, "modified", modified(plan));
}

/* Digits, and more of them behind a dot: what readers sort by. */
static bool
is_index(str text)
{
	size_t dots = 0;

	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] == '.' && i > 0 && i + 1 < text.len)
			dots++;
		else if (!ascii_is_digit((unsigned char)text.at[i]))
			return false;
	return text.len > 0 && text.len <= 10 && dots <= 1;
}

static void
set_series(struct plan *plan, struct values *values)
{
	const struct entry *entry = only_entry(plan);
	str series = plan->request->series;

	str index = plan->request->series_index;

	if (!series.len && entry)
		series = entry->series;
	if (!index.len && entry)
		index = entry->series_index;
	set_text(plan, values, "series", series, 200);
	if (is_index(index)) {
		values_set(values, "issue", index);
	} else if (plan->request->has_issue || plan->request->volume.kind) {
		values_set_number(values, "issue",
		    plan->request->volume.kind ? plan->request->volume.number
					       : plan->request->issue);
	} else if (!entry && date_is_set(plan->request->date)) {
		struct date day = plan->request->date;

		day.has_time = day.has_zone = false;
		day.hour = day.minute = day.second = 0;
		if (date_to_unix(day) >= ISSUE_ZERO)
			values_set_number(
			    values, "issue", (size_t)((date_to_unix(day) - ISSUE_ZERO) / 86400));
	}
}

/* Only what is true of this book (EPUB Accessibility 1.1, discovery metadata). */
static void
set_accessibility(struct plan *plan, struct values *values)
{
	bool has_pictures = false, lacks_alt = false, has_math = false, may_move = false;
	struct buf summary = BUF(plan->scratch);

	for (size_t i = 0; i < plan->chapter_count; i++) {
		const struct entry *entry = plan->chapters[i].entry;

		has_pictures |= entry->has_pictures;
		lacks_alt |= entry->lacks_alt;
		has_math |= entry->has_math;
		for (uint32_t j = 0; j < entry->picture_count; j++)
			may_move |= entry->pictures[j].kind == PICTURE_GIF;
	}
	buf_add(&summary, words_get(plan->words, "accessibility"));
	if (has_pictures) {
		buf_char(&summary, ' ');
		buf_add(&summary,
		    words_get(plan->words,
			lacks_alt ? "accessibility_no_alt" : "accessibility_pictures"));
	}
	values_set(values, "summary", buf_str(&summary));
	values_set(values, "hazard", may_move ? STR("unknown") : STR("none"));
	values_set_flag(values, "has_pictures", has_pictures);
	values_set_flag(values, "lacks_alt", lacks_alt);
	values_set_flag(values, "has_all_alt", has_pictures && !lacks_alt);
	values_set_flag(values, "has_math", has_math);
}

static void
set_about(struct plan *plan, struct values *values)
{
	const struct bind_request *request = plan->request;
	const struct entry *entry = only_entry(plan);
	str publisher = request->publisher, description = request->description;

	if (!publisher.len && entry)
		publisher = entry->publisher;
	if (!publisher.len)
		publisher = plan->site;
	if (!description.len)
		description = !entry         ? describe_digest(plan)
		    : entry->description.len ? entry->description
					     : entry->subtitle;
	set_text(plan, values, "publisher", publisher, 200);
	set_text(plan, values, "description", description, LONGEST_DESCRIPTION);
	if (entry) {
		set_text(plan, values, "source", plan->chapters[0].address, SIZE_MAX);
		set_text(plan, values, "rights", entry->rights, LONGEST_DESCRIPTION);
	} else {
		set_text(plan, values, "source", request->source, SIZE_MAX);
		set_text(plan, values, "rights", request->rights, LONGEST_DESCRIPTION);
	}
}

static void
add_manifest(struct plan *plan, struct values *values)
{
	for (size_t i = 0; i < plan->book->part_count; i++) {
		const struct part *part = &plan->book->parts[i];
		struct values *item;

		if (!part->id.len)
			continue;
		item = values_add(values, "items");
		values_set(item, "id", part->id);
		values_set(item, "href", str_from(part->path, sizeof "EPUB/" - 1));
		values_set(item, "type", str_of(part->media_type));
		values_set(item, "properties", part->properties);
		if (part->in_spine)
			values_set(values_add(values, "spine"), "id", part->id);
	}
}

str
package_write(struct plan *plan)
{
	struct values *values = values_new(plan->scratch);
	struct buf text = BUF(plan->scratch);
	const struct book *book = plan->book;
	bool is_digest = plan->request->is_digest;
	str title_sort;

	language_page(values, book->lang, book->title, "");
	values_set(values, "identifier", book->identifier);
	values_set(values, "title", book->title);
	title_sort = plan->request->title_sort;
	if (!title_sort.len && only_entry(plan))
		title_sort = only_entry(plan)->title_sort;
	if (!title_sort.len)
		title_sort = sort_title(plan->scratch, book->title, book->lang);
	set_text(plan, values, "title_sort", title_sort, 200);
	values_set_flag(values, "has_cover", plan->cover_name.len > 0);
	values_set_flag(values, "cover_image", plan->cover_name.len > 0);
	values_set(values, "front", is_digest ? STR("front.xhtml") : STR_NONE);
	values_set(values, "start", is_digest ? STR("front.xhtml") : plan->chapters[0].file);
	add_languages(plan, values);
	add_creators(plan, values);
	add_subjects(plan, values);
	set_about(plan, values);
	set_dates(plan, values);
	set_series(plan, values);
	set_accessibility(plan, values);
	add_manifest(plan, values);
	template_fill(&text, "epub/package.opf", values, plan->words);
	return bind_keep(plan, &text);
}
