/* JSON Feed, versions 1 and 1.1 (jsonfeed.org). */
#include "core/utf8.h"
#include "unpack/feed_take.h"
#include "unpack/json.h"

static void
add_people(struct arena *arena, struct feed_entry *entry, str value, int rank)
{
	struct json list, person;

	if (!str_starts(value, STR("[")))
		value = arena_printf(arena, "[%.*s]", STR_ARG(str_head(value, 10000)));
	json_begin(&list, value);
	for (size_t i = 0; i < FEED_AUTHORS_MAX && json_next(&list); i++) {
		if (!str_starts(list.value, STR("{"))) {
			feed_add_author(arena, entry, json_string(arena, list.value), rank);
			continue;
		}
		json_begin(&person, list.value);
		while (json_next(&person))
			if (json_has_key(&person, "name"))
				feed_add_author(
				    arena, entry, json_string(arena, person.value), rank);
	}
}

static void
add_tags(struct arena *arena, struct feed_entry *entry, str value)
{
	struct json list;

	if (!str_starts(value, STR("[")))
		return;
	json_begin(&list, value);
	while (entry->tag_count < FEED_TAGS_MAX && json_next(&list))
		feed_add_tag(entry, json_string(arena, list.value));
}

static void
add_attachments(struct arena *arena, struct feed_entry *entry, str value)
{
	struct json list, one;

	if (!str_starts(value, STR("[")))
		return;
	json_begin(&list, value);
	for (size_t i = 0; i < FEED_LINKS_MAX && json_next(&list); i++) {
		struct feed_link link = {.address = STR_NONE};

		if (!str_starts(list.value, STR("{")))
			continue;
		json_begin(&one, list.value);
		while (json_next(&one)) {
			str text = json_string(arena, one.value);

			if (json_has_key(&one, "url"))
				link.address = text;
			else if (json_has_key(&one, "mime_type"))
				link.type = text;
			else if (json_has_key(&one, "title"))
				link.title = text;
			else if (json_has_key(&one, "size_in_bytes"))
				link.length = text;
		}
		if (str_starts_nocase(link.type, STR("image/")))
			feed_set_picture(entry, link.address, link.title, 1);
		else
			feed_add_enclosure(entry, link);
	}
}

static void
set_address(str *at, int *at_rank, str value, int rank)
{
	if (!str_is_blank(value) && rank > *at_rank) {
		*at = value;
		*at_rank = rank;
	}
}

/* What items and the feed have in common; false when it is nothing of the kind. */
static bool
take_common(struct arena *arena, struct feed_entry *entry, const struct json *member)
{
	if (json_has_key(member, "title"))
		feed_set_text(&entry->title,
		    (struct feed_text){
			.text = json_string(arena, member->value), .form = FEED_PLAIN, .rank = 1});
	else if (json_has_key(member, "language"))
		entry->lang = json_string(arena, member->value);
	else if (json_has_key(member, "authors"))
		add_people(arena, entry, member->value, 2);
	else if (json_has_key(member, "author"))
		add_people(arena, entry, member->value, 1);
	else
		return false;
	return true;
}

static void
take_member(struct arena *arena, struct feed_entry *entry, const struct json *member)
{
	static const struct {
		const char *key;
		enum feed_form form;
		int rank;
	} texts[] = {{"content_html", FEED_HTML, 2}, {"content_text", FEED_PLAIN, 1}};
	str value;

	if (take_common(arena, entry, member))
		return;
	if (json_has_key(member, "tags")) {
		add_tags(arena, entry, member->value);
		return;
	}
	if (json_has_key(member, "attachments")) {
		add_attachments(arena, entry, member->value);
		return;
	}
	value = json_string(arena, member->value);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (json_has_key(member, texts[i].key))
			feed_set_text(&entry->content,
			    (struct feed_text){
				.text = value, .form = texts[i].form, .rank = texts[i].rank});
	if (json_has_key(member, "summary"))
		feed_set_text(&entry->summary,
		    (struct feed_text){.text = value, .form = FEED_PLAIN, .rank = 1});
	else if (json_has_key(member, "id"))
		entry->id = value;
	else if (json_has_key(member, "url"))
		set_address(&entry->link, &entry->link_rank, value, 2);
	else if (json_has_key(member, "external_url"))
		set_address(&entry->link, &entry->link_rank, value, 1);
	else if (json_has_key(member, "image"))
		feed_set_picture(entry, value, STR_NONE, 3);
	else if (json_has_key(member, "banner_image"))
		feed_set_picture(entry, value, STR_NONE, 2);
	else if (json_has_key(member, "date_published"))
		feed_set_date(&entry->date, &entry->date_rank, value, STR_NONE, 1);
	else if (json_has_key(member, "date_modified"))
		feed_set_date(&entry->modified, &entry->modified_rank, value, STR_NONE, 1);
}

static void
index_items(struct arena *arena, struct feed *feed, str array)
{
	size_t from = (size_t)(array.at - feed->text.at);
	struct json list;

	if (!str_starts(array, STR("[")))
		return;
	json_begin(&list, array);
	while (json_next(&list)) {
		size_t at = from + (size_t)(list.value.at - array.at);

		if (!str_starts(list.value, STR("{")))
			continue;
		if (feed->count == LIMIT_SOURCE_ITEMS) {
			feed->is_full = true;
			return;
		}
		*ARENA_PUSH(arena, feed->places, feed->count, feed->room) = (struct feed_place){
		    .from = at, .to = at + list.value.len, .is_cut = list.is_cut};
	}
}

bool
feed_json_index(struct arena *arena, struct feed *feed)
{
	struct feed_entry *about = &feed->about;
	bool seen = false;
	struct json member;

	json_begin(&member, feed->text);
	while (json_next(&member)) {
		str value =
		    json_has_key(&member, "items") ? STR_NONE : json_string(arena, member.value);

		if (take_common(arena, about, &member))
			continue;
		if (json_has_key(&member, "version"))
			seen |= str_find(value, STR("jsonfeed.org/version")) != STR_NOT_FOUND;
		else if (json_has_key(&member, "home_page_url"))
			about->link = value;
		else if (json_has_key(&member, "feed_url"))
			about->self = value;
		else if (json_has_key(&member, "items"))
			index_items(arena, feed, member.value);
	}
	return seen;
}

bool
feed_json_item(struct arena *arena, const struct feed *feed, const struct feed_place *place,
    struct feed_entry *entry)
{
	struct json member;

	json_begin(&member, (str){feed->text.at + place->from, place->to - place->from});
	while (json_next(&member) && !member.is_cut)
		take_member(arena, entry, &member);
	return !place->is_cut;
}
