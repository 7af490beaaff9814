/* YAML front matter, as web clippers and static site generators write it. */
#include <yaml.h>

#include "core/utf8.h"
#include "parse/parse.h"

#define LIMIT_FRONT_BYTES ((size_t)64 << 10)
#define LIMIT_DEPTH 16
#define LIMIT_EVENTS 20000
#define LIMIT_LIST 1000 /* authors, tags */

enum field {
	FIELD_NONE,
	FIELD_TITLE,
	FIELD_SUBTITLE,
	FIELD_AUTHORS,
	FIELD_DATE,
	FIELD_MODIFIED,
	FIELD_LANG,
	FIELD_TAGS,
	FIELD_SOURCE,
	FIELD_DESCRIPTION,
	FIELD_SECTION,
	FIELD_SITE,
	FIELD_IMAGE,
	FIELD_TYPE
};

/* The keys in use, the one preferred first where several may stand together. */
static const struct {
	const char *key;
	enum field field;
} keys[] = {
    {"title", FIELD_TITLE},
    {"subtitle", FIELD_SUBTITLE},
    {"dek", FIELD_SUBTITLE},
    {"author", FIELD_AUTHORS},
    {"authors", FIELD_AUTHORS},
    {"byline", FIELD_AUTHORS},
    {"creator", FIELD_AUTHORS},
    {"published", FIELD_DATE},
    {"date", FIELD_DATE},
    {"pubdate", FIELD_DATE},
    {"publishdate", FIELD_DATE},
    {"date_published", FIELD_DATE},
    {"created", FIELD_DATE},
    {"modified", FIELD_MODIFIED},
    {"updated", FIELD_MODIFIED},
    {"lastmod", FIELD_MODIFIED},
    {"last_modified_at", FIELD_MODIFIED},
    {"lang", FIELD_LANG},
    {"language", FIELD_LANG},
    {"locale", FIELD_LANG},
    {"tags", FIELD_TAGS},
    {"keywords", FIELD_TAGS},
    {"categories", FIELD_TAGS},
    {"canonical", FIELD_SOURCE},
    {"canonical_url", FIELD_SOURCE},
    {"source", FIELD_SOURCE},
    {"url", FIELD_SOURCE},
    {"link", FIELD_SOURCE},
    {"description", FIELD_DESCRIPTION},
    {"excerpt", FIELD_DESCRIPTION},
    {"summary", FIELD_DESCRIPTION},
    {"section", FIELD_SECTION},
    {"site", FIELD_SITE},
    {"site_name", FIELD_SITE},
    {"publication", FIELD_SITE},
    {"publisher", FIELD_SITE},
    {"image", FIELD_IMAGE},
    {"cover", FIELD_IMAGE},
    {"type", FIELD_TYPE},
};
#define KEYS (sizeof keys / sizeof *keys)

struct reader {
	struct ctx *ctx;
	struct front *front;
	yaml_parser_t parser;
	yaml_event_t event;
	bool has_event;
	size_t rank[FIELD_TYPE + 1]; /* row of the key that set a field, plus one */
	const char *fault;
};

static void
delete_reader(void *at)
{
	struct reader *r = at;

	if (r->has_event)
		yaml_event_delete(&r->event);
	r->has_event = false;
	yaml_parser_delete(&r->parser);
}

/* Row of a key, KEYS when it is none of ours. */
static size_t
find_key(str key)
{
	size_t i = 0;

	while (i < KEYS && !str_eq_nocase(key, str_of(keys[i].key)))
		i++;
	return i;
}

/* "[[Ada Byron|Ada]]" is Ada: links of note-taking programs; a tag's number sign goes too. */
static str
plain_value(struct arena *arena, str value)
{
	value = utf8_fold_space(arena, value);
	if (str_starts(value, STR("[[")) && str_ends(value, STR("]]"))) {
		size_t bar;

		value = (str){value.at + 2, value.len - 4};
		bar = str_rfind_char(value, '|');
		if (bar != STR_NOT_FOUND)
			value = str_from(value, bar + 1);
	}
	return arena_copy(arena, str_trim(value));
}

static bool
is_nothing(str value)
{
	return value.len == 0 || str_eq(value, STR("~")) || str_eq_nocase(value, STR("null"));
}

static void
add_author(struct front *front, struct arena *arena, str name)
{
	name = plain_value(arena, name);
	if (!is_nothing(name) && front->author_count < LIMIT_LIST)
		*ARENA_PUSH(arena, front->authors, front->author_count, front->author_room) = name;
}

static void
add_tag(struct front *front, struct arena *arena, str tag)
{
	tag = plain_value(arena, tag);
	if (str_starts(tag, STR("#")))
		tag = str_from(tag, 1);
	if (!is_nothing(tag) && front->tag_count < LIMIT_LIST)
		*ARENA_PUSH(arena, front->tags, front->tag_count, front->tag_room) = tag;
}

/* One value of a list of authors or tags; one that stands alone may hold several, with commas. */
static void
add_values(struct reader *r, enum field field, str value, bool alone)
{
	str part;

	if (str_find(value, STR("[[")) != STR_NOT_FOUND &&
	    str_find(value, STR("]],")) == STR_NOT_FOUND)
		alone = false;
	do {
		if (!alone || !str_cut(&value, ',', &part)) {
			part = value;
			value = STR_NONE;
		}
		if (field == FIELD_AUTHORS)
			add_author(r->front, r->ctx->arena, part);
		else
			add_tag(r->front, r->ctx->arena, part);
	} while (value.at);
}

static void
set_date(struct reader *r, struct date *date, str value)
{
	struct date found;

	if (date_parse(str_trim(value), r->front->lang, &found))
		*date = found;
}

/* A value of the key at `row`. `alone` when it is no item of a list. */
static void
set_value(struct reader *r, size_t row, str value, bool alone)
{
	enum field field = keys[row].field;
	struct front *front = r->front;
	str *const places[FIELD_TYPE + 1] = {
	    [FIELD_TITLE] = &front->title,
	    [FIELD_SUBTITLE] = &front->subtitle,
	    [FIELD_LANG] = &front->lang,
	    [FIELD_SOURCE] = &front->source,
	    [FIELD_DESCRIPTION] = &front->description,
	    [FIELD_SECTION] = &front->section,
	    [FIELD_SITE] = &front->site,
	    [FIELD_IMAGE] = &front->image,
	    [FIELD_TYPE] = &front->type,
	};

	if (is_nothing(str_trim(value)))
		return;
	if (field == FIELD_TAGS) {
		add_values(r, field, value, alone);
		return;
	}
	/* Of several keys that mean the same the first in the table wins; of a list, for what is
	   not a list, its first item. */
	if (r->rank[field] && r->rank[field] < row + 1)
		return;
	if (field == FIELD_AUTHORS) {
		if (r->rank[field] != row + 1)
			front->author_count = 0;
		add_values(r, field, value, alone);
	} else if (r->rank[field] == row + 1) {
		return;
	} else if (field == FIELD_DATE || field == FIELD_MODIFIED) {
		set_date(r, field == FIELD_DATE ? &front->date : &front->modified, value);
	} else {
		*places[field] = plain_value(r->ctx->arena, value);
	}
	r->rank[field] = row + 1;
}

static bool
next_event(struct reader *r, size_t *events)
{
	if (r->has_event)
		yaml_event_delete(&r->event);
	r->has_event = false;
	if (++*events > LIMIT_EVENTS) {
		r->fault = "it has too many parts";
		return false;
	}
	if (!yaml_parser_parse(&r->parser, &r->event)) {
		r->fault = r->parser.problem ? r->parser.problem : "it is no YAML";
		return false;
	}
	r->has_event = true;
	return r->event.type != YAML_STREAM_END_EVENT;
}

/* Where the events stand: which key of the outermost mapping, how deep, and what comes next. */
struct state {
	unsigned depth;
	bool is_map[LIMIT_DEPTH + 1];
	bool wants_key[LIMIT_DEPTH + 1];
	bool is_name; /* the last key below the first mapping was "name": an author's */
	size_t row;
};

static void
take_scalar(struct reader *r, struct state *s)
{
	str value = {(const char *)r->event.data.scalar.value, r->event.data.scalar.length};

	if (s->is_map[s->depth] && s->wants_key[s->depth]) {
		if (s->depth == 1)
			s->row = find_key(str_trim(value));
		s->is_name = str_eq_nocase(value, STR("name")) ||
		    (s->depth > 1 && str_eq_nocase(value, STR("url")) && s->row < KEYS &&
			keys[s->row].field == FIELD_IMAGE);
		s->wants_key[s->depth] = false;
		return;
	}
	if (s->row < KEYS && (s->depth == 1 || !s->is_map[s->depth] || s->is_name))
		set_value(r, s->row, value, s->depth == 1);
	s->wants_key[s->depth] = true;
}

/* Take in one event; false when the front matter is not to be read. */
static bool
take_event(struct reader *r, struct state *s)
{
	switch (r->event.type) {
	case YAML_ALIAS_EVENT:
		r->fault = "it has aliases, which octavo does not follow";
		return false;
	case YAML_MAPPING_START_EVENT:
	case YAML_SEQUENCE_START_EVENT:
		if (s->depth == LIMIT_DEPTH) {
			r->fault = "it is nested too deep";
			return false;
		}
		s->depth++;
		s->is_map[s->depth] = r->event.type == YAML_MAPPING_START_EVENT;
		s->wants_key[s->depth] = true;
		return true;
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		s->depth--;
		s->wants_key[s->depth] = true;
		return true;
	case YAML_SCALAR_EVENT:
		take_scalar(r, s);
		return true;
	default:
		return true;
	}
}

/* Place of the line that closes the front matter, and of what follows it. */
static bool
find_end(str text, size_t *end, size_t *after)
{
	size_t at = str_find_char(text, '\n');

	while (at != STR_NOT_FOUND && at < LIMIT_FRONT_BYTES) {
		str line = str_from(text, at + 1);
		size_t len = str_find_char(line, '\n');

		line = str_head(line, len);
		if ((str_starts(line, STR("---")) || str_starts(line, STR("..."))) &&
		    str_trim(line).len == 3) {
			*end = at + 1;
			*after = len == STR_NOT_FOUND ? text.len : at + 1 + len + 1;
			return true;
		}
		if (len == STR_NOT_FOUND)
			return false;
		at += 1 + len;
	}
	return false;
}

/* Whether the line behind the opening one could be YAML's: "key:", else the hyphens were a rule. */
static bool
begins_mapping(str text)
{
	str line = str_from(text, str_find_char(text, '\n') + 1);
	size_t n = 0;

	line = str_head(line, str_find_char(line, '\n'));
	while (n < line.len &&
	    (ascii_is_alpha((unsigned char)line.at[n]) ||
		ascii_is_digit((unsigned char)line.at[n]) || line.at[n] == '_' ||
		line.at[n] == '-' || line.at[n] == ' ' || line.at[n] == '"'))
		n++;
	return n > 0 && n < line.len && line.at[n] == ':' &&
	    (n + 1 == line.len || ascii_is_space((unsigned char)line.at[n + 1]));
}

static void
read_events(struct reader *r)
{
	struct state s = {.row = KEYS};
	size_t events = 0;

	while (next_event(r, &events)) {
		if (s.depth == 0 &&
		    (r->event.type == YAML_SCALAR_EVENT ||
			r->event.type == YAML_SEQUENCE_START_EVENT))
			r->fault = "it is no list of keys and values";
		if (r->fault || !take_event(r, &s))
			return;
	}
}

struct front *
parse_front_matter(struct ctx *ctx, str text, str *rest)
{
	struct reader *r;
	size_t end, after;

	*rest = text;
	if (!str_starts(text, STR("---\n")) && !str_starts(text, STR("---\r\n")) &&
	    !str_starts(text, STR("--- \n")))
		return NULL;
	if (!find_end(text, &end, &after)) {
		if (begins_mapping(text))
			diag_say(ctx->log, DIAG_FRONT_MATTER_BAD, ctx->name, "%s",
			    "no line of three hyphens ends it");
		return NULL;
	}
	/* Two rules, and nothing else. */
	if (str_trim((str){text.at + 4, after - 4}).len == 3 &&
	    str_trim(str_from(text, after)).len == 0)
		return NULL;
	r = arena_alloc(ctx->arena, sizeof *r);
	r->ctx = ctx;
	r->front = arena_alloc(ctx->arena, sizeof *r->front);
	if (!yaml_parser_initialize(&r->parser))
		return NULL;
	arena_defer(ctx->arena, delete_reader, r);
	yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r->parser, (const unsigned char *)text.at + 4, end - 4);
	read_events(r);
	if (r->fault) {
		if (!begins_mapping(text))
			return NULL;
		diag_say(ctx->log, DIAG_FRONT_MATTER_BAD, ctx->name, "%s", r->fault);
		*rest = str_from(text, after);
		return NULL;
	}
	*rest = str_from(text, after);
	return r->front;
}
