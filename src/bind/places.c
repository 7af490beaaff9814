/* Links from one article of a digest to another by the names of their files: a relative address, or
   a note's [[name]]. */
#include <stdlib.h>

#include "bind/plan.h"
#include "core/url.h"

#define MOST_PARTS 64
#define WIKILINK STR("wikilink:")

static int
compare_places(const void *a, const void *b)
{
	const struct link *one = a, *two = b;
	int order = str_compare(one->key, two->key);

	return order ? order : one->chapter < two->chapter ? -1 : one->chapter > two->chapter;
}

static str
last_part(str path)
{
	size_t slash = str_rfind_char(path, '/');

	return slash == STR_NOT_FOUND ? path : str_from(path, slash + 1);
}

/* "notes/Geese" of "notes/Geese.md". */
static str
without_suffix(str path)
{
	str name = last_part(path);
	size_t dot = str_rfind_char(name, '.');

	return dot == STR_NOT_FOUND || dot == 0 ? path : str_head(path, path.len - name.len + dot);
}

/* A path with . and .. resolved, in lower case; absent when it leads out. */
static str
clean_path(struct arena *arena, str folder, str path)
{
	str parts[MOST_PARTS], part, rests[] = {folder, path};
	struct buf whole = BUF(arena);
	size_t count = 0;

	for (size_t i = 0; i < 2; i++)
		while (str_cut(&rests[i], '/', &part)) {
			if (!part.len || str_eq(part, STR(".")))
				continue;
			if (str_eq(part, STR(".."))) {
				if (count-- == 0)
					return STR_NONE;
				continue;
			}
			if (count == MOST_PARTS)
				return STR_NONE;
			parts[count++] = part;
		}
	for (size_t i = 0; i < count; i++) {
		buf_z(&whole, i ? "/" : "");
		buf_add(&whole, parts[i]);
	}
	return arena_lower(arena, buf_str(&whole));
}

static void
add_place(struct plan *plan, char kind, str key, const struct chapter *chapter)
{
	plan->places[plan->place_count++] =
	    (struct link){arena_printf(plan->arena, "%c%.*s", kind, STR_ARG(key)), chapter};
}

/* Keys begin with what they are: / a whole path, . one without its suffix, a space a bare name. */
void
places_gather(struct plan *plan)
{
	plan->places = arena_array(plan->arena, plan->chapter_count * 3 + 1, sizeof *plan->places);
	for (size_t i = 0; i < plan->chapter_count; i++) {
		const struct chapter *chapter = &plan->chapters[i];
		str path = clean_path(plan->arena, STR_NONE, chapter->entry->name);

		if (!path.len)
			continue;
		add_place(plan, '/', path, chapter);
		add_place(plan, '.', without_suffix(path), chapter);
		add_place(plan, ' ', last_part(without_suffix(path)), chapter);
	}
	qsort(plan->places, plan->place_count, sizeof *plan->places, compare_places);
}

static const struct chapter *
find_key(const struct plan *plan, struct arena *arena, char kind, str key)
{
	size_t low = 0, high = plan->place_count;

	key = arena_printf(arena, "%c%.*s", kind, STR_ARG(key));
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_compare(plan->places[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < plan->place_count && str_eq(plan->places[low].key, key)
	    ? plan->places[low].chapter
	    : NULL;
}

/* A note's name, with folders before it from the root of the notes or without; a suffix may stand
   behind. */
static const struct chapter *
find_note(const struct plan *plan, struct arena *arena, str name)
{
	str path = clean_path(arena, STR_NONE, name);
	const struct chapter *found = find_key(plan, arena, '.', path);

	if (!found)
		found = find_key(plan, arena, '/', path);
	if (!found)
		found = find_key(plan, arena, ' ', last_part(path));
	return found ? found : find_key(plan, arena, ' ', last_part(without_suffix(path)));
}

bool
places_is_local(str href)
{
	return !str_starts(href, STR("#")) && !url_is_link(href);
}

const struct chapter *
places_find(const struct plan *plan, struct arena *arena, const struct chapter *chapter, str href)
{
	str from = chapter->entry->name, path;
	const struct chapter *found;

	href = str_head(href, str_find_char(href, '#'));
	if (str_starts(href, WIKILINK))
		return find_note(plan, arena, url_decode(arena, str_from(href, WIKILINK.len)));
	href = url_decode(arena, str_head(href, str_find_char(href, '?')));
	path = clean_path(arena, str_head(from, from.len - last_part(from).len), href);
	found = find_key(plan, arena, '/', path);
	return found ? found : find_key(plan, arena, '.', path);
}
