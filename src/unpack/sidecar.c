/* Metadata beside an input: calibre's metadata.opf and its like, and JSON. */
#include "unpack/sidecar.h"

#include <dirent.h>

#include "core/utf8.h"
#include "source/source.h"
#include "unpack/json.h"
#include "unpack/xml.h"

#define SIDECAR_BYTES ((size_t)1 << 20)
#define MOST_NAMES 64

enum member {
	MEMBER_TITLE,
	MEMBER_TITLE_SORT,
	MEMBER_SUBTITLE,
	MEMBER_AUTHORS,
	MEMBER_LANG,
	MEMBER_DATE,
	MEMBER_MODIFIED,
	MEMBER_SITE,
	MEMBER_PUBLISHER,
	MEMBER_SERIES,
	MEMBER_SERIES_INDEX,
	MEMBER_DESCRIPTION,
	MEMBER_TAGS,
	MEMBER_RIGHTS,
	MEMBER_SOURCE,
	MEMBER_SECTION,
	MEMBER_IMAGE,
	MEMBER_TYPE
};

static const struct row {
	const char *key;
	enum member member;
} rows[] = {
    {"title", MEMBER_TITLE},
    {"title_sort", MEMBER_TITLE_SORT},
    {"subtitle", MEMBER_SUBTITLE},
    {"author", MEMBER_AUTHORS},
    {"authors", MEMBER_AUTHORS},
    {"lang", MEMBER_LANG},
    {"language", MEMBER_LANG},
    {"languages", MEMBER_LANG},
    {"date", MEMBER_DATE},
    {"published", MEMBER_DATE},
    {"pubdate", MEMBER_DATE},
    {"modified", MEMBER_MODIFIED},
    {"site", MEMBER_SITE},
    {"publisher", MEMBER_PUBLISHER},
    {"series", MEMBER_SERIES},
    {"series_index", MEMBER_SERIES_INDEX},
    {"description", MEMBER_DESCRIPTION},
    {"comments", MEMBER_DESCRIPTION},
    {"tags", MEMBER_TAGS},
    {"subjects", MEMBER_TAGS},
    {"keywords", MEMBER_TAGS},
    {"rights", MEMBER_RIGHTS},
    {"license", MEMBER_RIGHTS},
    {"source", MEMBER_SOURCE},
    {"canonical", MEMBER_SOURCE},
    {"url", MEMBER_SOURCE},
    {"section", MEMBER_SECTION},
    {"image", MEMBER_IMAGE},
    {"type", MEMBER_TYPE},
};

static void
add_name(struct arena *arena, str **list, size_t *count, size_t *room, str name)
{
	if (*count < MOST_NAMES && !str_is_blank(name))
		*ARENA_PUSH(arena, *list, *count, *room) = name;
}

/* A description may be markup: its words. */
static str
words_of(struct arena *arena, str text)
{
	struct buf words = BUF(arena);
	struct xml *xml;

	if (str_find_char(text, '<') == STR_NOT_FOUND)
		return text;
	xml = arena_alloc(arena, sizeof *xml);
	xml_begin(xml, arena, text);
	while (xml_next(xml) != XML_END)
		if (xml->kind == XML_TEXT)
			buf_add(&words, xml_text(xml));
		else if (!str_eq_nocase(xml->name, STR("b")) &&
		    !str_eq_nocase(xml->name, STR("i")) && !str_eq_nocase(xml->name, STR("em")) &&
		    !str_eq_nocase(xml->name, STR("a")))
			buf_char(&words, ' ');
	return utf8_fold_space(arena, buf_str(&words));
}

/* The first of several stands, but for lists. */
static void
take(struct arena *arena, struct front *front, enum member member, str text)
{
	str *const texts[] = {
	    [MEMBER_TITLE] = &front->title,
	    [MEMBER_TITLE_SORT] = &front->title_sort,
	    [MEMBER_SUBTITLE] = &front->subtitle,
	    [MEMBER_LANG] = &front->lang,
	    [MEMBER_SITE] = &front->site,
	    [MEMBER_PUBLISHER] = &front->publisher,
	    [MEMBER_SERIES] = &front->series,
	    [MEMBER_SERIES_INDEX] = &front->series_index,
	    [MEMBER_DESCRIPTION] = &front->description,
	    [MEMBER_RIGHTS] = &front->rights,
	    [MEMBER_SOURCE] = &front->source,
	    [MEMBER_SECTION] = &front->section,
	    [MEMBER_IMAGE] = &front->image,
	    [MEMBER_TYPE] = &front->type,
	};

	text = utf8_fold_space(arena, utf8_repair(arena, text));
	if (str_is_blank(text))
		return;
	switch (member) {
	case MEMBER_AUTHORS:
		add_name(arena, &front->authors, &front->author_count, &front->author_room, text);
		return;
	case MEMBER_TAGS:
		add_name(arena, &front->tags, &front->tag_count, &front->tag_room, text);
		return;
	case MEMBER_DATE:
	case MEMBER_MODIFIED: {
		struct date *date = member == MEMBER_DATE ? &front->date : &front->modified;

		/* Calibre writes the year 101 for a date that nobody knows. */
		if (!date_is_set(*date) &&
		    (!date_parse(text, STR("en"), date) || date->year < 1000))
			*date = (struct date){0};
		return;
	}
	default:
		if (!texts[member]->len)
			*texts[member] =
			    member == MEMBER_DESCRIPTION ? words_of(arena, text) : text;
	}
}

/* A person may be an object with a name. */
static void
take_json(struct arena *arena, struct front *front, enum member member, str value)
{
	struct json inner;

	if (!str_starts(value, STR("["))) {
		take(arena, front, member, json_string(arena, value));
		return;
	}
	json_begin(&inner, value);
	while (json_next(&inner)) {
		struct json person;

		if (!str_starts(inner.value, STR("{"))) {
			take(arena, front, member, json_string(arena, inner.value));
			continue;
		}
		json_begin(&person, inner.value);
		while (json_next(&person))
			if (json_has_key(&person, "name"))
				take(arena, front, member, json_string(arena, person.value));
	}
}

bool
sidecar_json(struct arena *arena, str text, struct front *front)
{
	struct json json;
	bool is_any = false;

	text = str_trim(text);
	if (str_starts(text, STR("\xef\xbb\xbf")))
		text = str_from(text, 3);
	if (!str_starts(text, STR("{")))
		return false;
	json_begin(&json, text);
	while (json_next(&json))
		for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
			if (json_has_key(&json, rows[i].key)) {
				take_json(arena, front, rows[i].member, json.value);
				is_any = true;
			}
	return is_any;
}

static const struct row *
row_of(str key)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		str name = str_of(rows[i].key);
		size_t at = 0;

		while (at < key.len && at < name.len &&
		    (key.at[at] == name.at[at] || (key.at[at] == '-' && name.at[at] == '_')))
			at++;
		if (at == key.len && at == name.len)
			return &rows[i];
	}
	return NULL;
}

bool
sidecar_has(str key)
{
	return row_of(key) != NULL;
}

bool
sidecar_set(struct arena *arena, struct front *front, str key, str value)
{
	const struct row *row = row_of(key);

	if (!row || str_is_blank(value))
		return false;
	take(arena, front, row->member, value);
	return (row->member != MEMBER_DATE || date_is_set(front->date)) &&
	    (row->member != MEMBER_MODIFIED || date_is_set(front->modified));
}

str
sidecar_nearest(str key)
{
	size_t best = key.len / 2 + 1;
	str found = STR_NONE;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t far = str_distance(key, str_of(rows[i].key));

		if (far < best) {
			best = far;
			found = str_of(rows[i].key);
		}
	}
	return found;
}

str
sidecar_names(struct arena *arena)
{
	struct buf names = BUF(arena);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (i == 0 || rows[i].member != rows[i - 1].member)
			buf_printf(&names, "%s%s", i ? ", " : "", rows[i].key);
	return buf_str(&names);
}

/* An element of a package document, its text taken. */
struct element {
	str key;
	bool is_open;
	struct buf text;
};

static const char *
key_of_element(const struct xml *xml)
{
	static const char *const dublin[][2] = {{"title", "title"}, {"creator", "author"},
	    {"language", "lang"}, {"publisher", "publisher"}, {"rights", "rights"},
	    {"source", "source"}, {"date", "date"}, {"description", "description"},
	    {"subject", "tags"}};
	static const char *const metas[][2] = {{"calibre:series", "series"},
	    {"calibre:series_index", "series_index"}, {"calibre:title_sort", "title_sort"},
	    {"belongs-to-collection", "series"}, {"group-position", "series_index"},
	    {"dcterms:modified", "modified"}};
	str local = xml_local(xml->name), name = xml_get(xml, "name");

	for (size_t i = 0; i < sizeof dublin / sizeof *dublin; i++)
		if (str_eq(local, str_of(dublin[i][0])))
			return dublin[i][1];
	if (!str_eq(local, STR("meta")))
		return NULL;
	if (!name.len)
		name = xml_get(xml, "property");
	for (size_t i = 0; i < sizeof metas / sizeof *metas; i++)
		if (str_eq(name, str_of(metas[i][0])))
			return metas[i][1];
	return NULL;
}

static void
open_element(
    struct arena *arena, struct front *front, const struct xml *xml, struct element *element)
{
	const char *key = key_of_element(xml);
	str role = xml_get(xml, "role");

	*element = (struct element){.text = BUF(arena)};
	if (!key || (str_eq(str_of(key), STR("author")) && role.len && !str_eq(role, STR("aut"))))
		return;
	element->key = str_of(key);
	element->is_open = true;
	if (xml_get(xml, "content").len)
		sidecar_set(arena, front, element->key, xml_get(xml, "content"));
}

bool
sidecar_opf(struct arena *arena, str text, struct front *front)
{
	struct xml *xml = arena_alloc(arena, sizeof *xml);
	struct element element = {.text = BUF(arena)};
	bool is_package = false;

	xml_begin(xml, arena, text);
	while (xml_next(xml) != XML_END) {
		if (xml->kind == XML_OPEN) {
			is_package |= str_eq(xml_local(xml->name), STR("package"));
			open_element(arena, front, xml, &element);
		} else if (xml->kind == XML_TEXT && element.is_open) {
			buf_add(&element.text, xml_text(xml));
		} else if (xml->kind == XML_CLOSE) {
			if (element.is_open && element.text.len)
				sidecar_set(arena, front, element.key, buf_str(&element.text));
			element.is_open = false;
		}
	}
	return is_package;
}

/* Whether the file is the only input in its folder. */
static bool
is_alone(struct arena *arena, str folder)
{
	DIR *dir = opendir(arena_zstr(arena, folder));
	struct dirent *one;
	size_t count = 0;

	while (dir && count < 2 && (one = readdir(dir))) {
		str name = str_of(one->d_name);

		count += !str_starts(name, STR(".")) && kind_by_name(name) != KIND_UNKNOWN;
	}
	if (dir)
		closedir(dir);
	return count == 1;
}

static str
find(struct ctx *ctx, str path, str *name)
{
	str ext = kind_extension(path), stems[2], text, folder;
	static const char *const endings[] = {".opf", ".json"};
	size_t slash = str_rfind_char(path, '/');

	stems[0] = ext.len ? str_head(path, path.len - ext.len - 1) : path;
	stems[1] = path;
	for (size_t i = 0; i < 4; i++) {
		if (str_eq_nocase(ext, str_from(str_of(endings[i % 2]), 1)) || (i > 1 && !ext.len))
			continue;
		*name = arena_printf(ctx->arena, "%.*s%s", STR_ARG(stems[i / 2]), endings[i % 2]);
		text = source_small(ctx->arena, *name, SIDECAR_BYTES);
		if (text.len)
			return text;
	}
	folder = str_head(path, slash == STR_NOT_FOUND ? 0 : slash + 1);
	*name = arena_printf(ctx->arena, "%.*smetadata.opf", STR_ARG(folder));
	text = source_small(ctx->arena, *name, SIDECAR_BYTES);
	return text.len && is_alone(ctx->arena, folder.len ? folder : STR(".")) ? text : STR_NONE;
}

struct front *
sidecar_read(struct ctx *ctx, str path)
{
	struct front *front;
	str name, text;

	if (!path.len)
		return NULL;
	text = find(ctx, path, &name);
	if (!text.len)
		return NULL;
	front = arena_alloc(ctx->arena, sizeof *front);
	if (str_ends_nocase(name, STR(".json")) ? sidecar_json(ctx->arena, text, front)
						: sidecar_opf(ctx->arena, text, front)) {
		diag_say(ctx->log, DIAG_SIDECAR, ctx->name, "%.*s", STR_ARG(name));
		return front;
	}
	diag_say(ctx->log, DIAG_SIDECAR_BAD, ctx->name, "%.*s", STR_ARG(name));
	return NULL;
}
