/* What a book is called, and what it is known by. */
#include <string.h>

#include "bind/plan.h"
#include "core/sha256.h"

static const char *const places[] = {"{name}", "{date}", "{day}", "{issue}", "{volume}"};
enum { PLACE_NAME, PLACE_DATE, PLACE_DAY, PLACE_ISSUE, PLACE_VOLUME, PLACE_COUNT };

/* The place that text begins with; PLACE_COUNT when it is none. */
static size_t
place_at(str text)
{
	size_t place = 0;

	while (place < PLACE_COUNT && !str_starts(text, str_of(places[place])))
		place++;
	return place;
}

bool
bind_title_is_clean(str title)
{
	size_t at;

	while ((at = str_find_char(title, '{')) != STR_NOT_FOUND) {
		title = str_from(title, at);
		if (place_at(title) == PLACE_COUNT)
			return false;
		title = str_from(title, 1);
	}
	return true;
}

str
bind_volume_key(struct arena *arena, const struct bind_volume *volume)
{
	switch (volume->kind) {
	case BIND_MONTH:
		return arena_printf(
		    arena, "%04d-%02u", volume->begins.year, (unsigned)volume->begins.month);
	case BIND_YEAR:
		return arena_printf(arena, "%04d", volume->begins.year);
	case BIND_NUMBERED:
		return arena_printf(arena, "%u", volume->number);
	default:
		return STR_NONE;
	}
}

/* "Volume 3"; months and years as a shelf sorts them. */
str
naming_volume(const struct plan *plan)
{
	const struct bind_volume *volume = &plan->request->volume;

	if (volume->kind == BIND_UNDATED)
		return words_get(plan->words, "undated");
	if (volume->kind != BIND_NUMBERED)
		return bind_volume_key(plan->arena, volume);
	return words_with_number(plan->arena, plan->words, "volume", "number", volume->number);
}

str
naming_issue(const struct plan *plan)
{
	const struct bind_request *request = plan->request;

	if (request->volume.kind)
		return naming_volume(plan);
	return request->has_issue
	    ? words_with_number(plan->arena, plan->words, "issue", "number", request->issue)
	    : STR_NONE;
}

static str
fill_place(const struct plan *plan, size_t place)
{
	const struct bind_request *request = plan->request;

	switch (place) {
	case PLACE_NAME:
		return plan->masthead;
	case PLACE_DATE:
		return words_date(plan->arena, plan->words, request->date, false);
	case PLACE_DAY:
		return date_is_set(request->date) ? date_day_iso(plan->arena, request->date)
						  : STR("");
	case PLACE_ISSUE:
		return request->has_issue ? arena_printf(plan->arena, "%u", request->issue)
					  : STR("");
	default:
		return naming_volume(plan);
	}
}

static str
fill_title(const struct plan *plan, str title)
{
	struct buf filled = BUF(plan->arena);

	while (title.len) {
		size_t place = place_at(title);

		if (place < PLACE_COUNT)
			buf_add(&filled, fill_place(plan, place));
		else
			buf_char(&filled, title.at[0]);
		title = str_from(title, place < PLACE_COUNT ? strlen(places[place]) : 1);
	}
	return buf_str(&filled);
}

static str
title_with(const struct plan *plan, str title, str what)
{
	struct values *values = values_new(plan->arena);

	values_set(values, "title", title);
	values_set(values, "date", what);
	return words_fill(plan->arena, plan->words, "dated_title", values);
}

static str
title_of_digest(const struct plan *plan)
{
	const struct bind_request *request = plan->request;
	struct date date = request->date;
	str title = request->title;

	/* What was given beside a name, or has places to fill, is the whole title. */
	if (!str_is_blank(title) &&
	    (request->name.len || str_find_char(title, '{') != STR_NOT_FOUND))
		return label_cut(plan->arena, fill_title(plan, title), 200);
	if (request->volume.kind)
		return title_with(plan, plan->masthead, naming_volume(plan));
	/* A title that names its year was dated by its author. */
	if (!date_is_set(date) ||
	    str_find(plan->masthead, arena_printf(plan->arena, "%d", date.year)) != STR_NOT_FOUND)
		return plan->masthead;
	return title_with(plan, plan->masthead, words_date(plan->arena, plan->words, date, false));
}

/* A digest with a name is the same work whatever is in it that day; one without is its articles. */
static str
identify_digest(const struct plan *plan)
{
	const struct bind_request *request = plan->request;
	str known = request->name.len ? request->name : request->title;
	struct buf name = BUF(plan->arena);

	if (known.len) {
		buf_z(&name, request->volume.kind ? "octavo:volume:" : "octavo:digest:");
		buf_add(&name, known);
		if (request->volume.kind)
			buf_printf(&name, ":%u:%.*s", (unsigned)request->volume.kind,
			    STR_ARG(bind_volume_key(plan->arena, &request->volume)));
		else if (date_is_set(request->date)) {
			buf_char(&name, ':');
			buf_add(&name, date_day_iso(plan->arena, request->date));
		}
	} else {
		buf_z(&name, "octavo:articles");
		for (size_t i = 0; i < plan->chapter_count; i++) {
			buf_char(&name, ' ');
			buf_add(&name, plan->chapters[i].entry->identifier);
		}
	}
	return uuid_v5(plan->arena, buf_str(&name));
}

void
naming_book(struct plan *plan)
{
	const struct bind_request *request = plan->request;
	struct book *book = plan->book;
	str name = request->name.len ? request->name : request->title;

	if (!request->is_digest) {
		book->title = str_is_blank(request->title)
		    ? plan->chapters[0].title
		    : label_cut(plan->arena, request->title, 200);
		book->identifier = plan->chapters[0].entry->identifier;
		return;
	}
	if (str_is_blank(name) || str_find_char(name, '{') != STR_NOT_FOUND)
		name = words_get(plan->words, "digest");
	plan->masthead = label_cut(plan->arena, name, 150);
	book->title = title_of_digest(plan);
	book->identifier = identify_digest(plan);
}
