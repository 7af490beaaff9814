/* Front matter at the start of a text, as web clippers, site generators and notebooks write it. */
#include "parse/frontmatter.h"

#include "core/utf8.h"
#include "parse/parse.h"

#define LIMIT_LIST 1000 /* authors, tags */

/* The keys in use, the one preferred first where several may stand together. */
static const struct {
	const char *key;
	enum frontmatter_field field;
} keys[] = {
#define KEY(name, field) {name, FIELD_##field},
#include "parse/frontmatter_key.def"
#undef KEY
};
#define KEYS (sizeof keys / sizeof *keys)
#define LONGEST_KEY 40

/* Row of a key, KEYS when it is none of ours. */
static size_t
find_key(str key)
{
	char plain[LONGEST_KEY];
	size_t len = 0, i = 0;

	key = str_trim(key);
	for (size_t k = 0; k < key.len; k++) {
		if (key.at[k] == ' ' || key.at[k] == '-' || key.at[k] == '_')
			continue;
		if (len == sizeof plain)
			return KEYS;
		plain[len++] = key.at[k];
	}
	while (i < KEYS && !str_eq_nocase((str){plain, len}, str_of(keys[i].key)))
		i++;
	return i;
}

bool
frontmatter_knows(str key)
{
	return find_key(key) < KEYS;
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
add_values(struct frontmatter *f, enum frontmatter_field field, str value, bool alone)
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
			add_author(f->front, f->ctx->arena, part);
		else
			add_tag(f->front, f->ctx->arena, part);
	} while (value.at);
}

static void
set_date(struct frontmatter *f, struct date *date, str value)
{
	struct date found;

	if (date_parse(str_trim(value), f->front->lang, &found))
		*date = found;
}

/* A value of the key at `row`. `alone` when it is no item of a list. */
static void
set_value(struct frontmatter *f, size_t row, str value, bool alone)
{
	enum frontmatter_field field = keys[row].field;
	struct front *front = f->front;
	str *const places[FIELD_COUNT] = {
	    [FIELD_TITLE] = &front->title,
	    [FIELD_SUBTITLE] = &front->subtitle,
	    [FIELD_LANG] = &front->lang,
	    [FIELD_SOURCE] = &front->source,
	    [FIELD_DESCRIPTION] = &front->description,
	    [FIELD_SECTION] = &front->section,
	    [FIELD_SERIES] = &front->series,
	    [FIELD_PUBLISHER] = &front->publisher,
	    [FIELD_RIGHTS] = &front->rights,
	    [FIELD_SITE] = &front->site,
	    [FIELD_IMAGE] = &front->image,
	    [FIELD_TYPE] = &front->type,
	};

	if (is_nothing(str_trim(value)))
		return;
	if (field == FIELD_TAGS) {
		add_values(f, field, value, alone);
		return;
	}
	/* Of several keys that mean the same the first in the table wins; of a list, for what is
	   not a list, its first item. */
	if (f->rank[field] && f->rank[field] < row + 1)
		return;
	if (field == FIELD_AUTHORS) {
		if (f->rank[field] != row + 1)
			front->author_count = 0;
		add_values(f, field, value, alone);
	} else if (f->rank[field] == row + 1) {
		return;
	} else if (field == FIELD_DATE || field == FIELD_MODIFIED) {
		set_date(f, field == FIELD_DATE ? &front->date : &front->modified, value);
	} else {
		*places[field] = plain_value(f->ctx->arena, value);
	}
	f->rank[field] = row + 1;
}

bool
frontmatter_open(struct frontmatter *f, bool is_map)
{
	if (f->depth == FRONTMATTER_DEPTH || ++f->parts > FRONTMATTER_PARTS) {
		f->fault = f->depth == FRONTMATTER_DEPTH ? "it is nested too deep"
							 : "it has too many parts";
		return false;
	}
	f->depth++;
	f->is_map[f->depth] = is_map;
	f->wants_key[f->depth] = true;
	return true;
}

void
frontmatter_close(struct frontmatter *f)
{
	if (f->depth > 0)
		f->depth--;
	f->wants_key[f->depth] = true;
}

/* Tables of site generators whose keys mean what they mean outside. */
static bool
is_open_key(str key)
{
	return str_eq_nocase(key, STR("params")) || str_eq_nocase(key, STR("extra")) ||
	    str_eq_nocase(key, STR("taxonomies"));
}

static void
take_key(struct frontmatter *f, str key)
{
	key = str_trim(key);
	if (f->depth == 1)
		f->is_open = is_open_key(key);
	if (f->depth == 1 || (f->depth == 2 && f->is_open))
		f->row = find_key(key);
	f->is_name = str_eq_nocase(key, STR("name")) ||
	    (f->depth > 1 && str_eq_nocase(key, STR("url")) && f->row < KEYS &&
		keys[f->row].field == FIELD_IMAGE);
	f->wants_key[f->depth] = false;
}

bool
frontmatter_scalar(struct frontmatter *f, str value)
{
	unsigned first = f->is_open ? 2 : 1;

	if (++f->parts > FRONTMATTER_PARTS) {
		f->fault = "it has too many parts";
		return false;
	}
	if (f->is_map[f->depth] && f->wants_key[f->depth]) {
		take_key(f, value);
		return true;
	}
	if (f->row < KEYS && (f->depth == first || !f->is_map[f->depth] || f->is_name))
		set_value(f, f->row, value, f->depth == first);
	f->wants_key[f->depth] = true;
	return true;
}

void
frontmatter_pair(struct frontmatter *f, str key, str value)
{
	size_t row = find_key(key);

	if (row < KEYS)
		set_value(f, row, value, true);
}

/* Place of the line of three characters that closes the front matter, and of what follows it. */
static bool
find_end(str text, const char *const *marks, size_t *end, size_t *after)
{
	size_t at = str_find_char(text, '\n');

	while (at != STR_NOT_FOUND && at < FRONTMATTER_BYTES) {
		str line = str_from(text, at + 1);
		size_t len = str_find_char(line, '\n');

		line = str_head(line, len);
		for (size_t i = 0; marks[i]; i++)
			if (str_starts(line, str_of(marks[i])) && str_trim(line).len == 3) {
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

/* Whether the line behind the opening one could be a mapping's: "key:" or "key =", else the signs
   were a rule. */
static bool
begins_mapping(str text, char sign)
{
	str line = str_from(text, str_find_char(text, '\n') + 1);
	size_t n = 0;

	line = str_head(line, str_find_char(line, '\n'));
	while (n < line.len &&
	    (ascii_is_alpha((unsigned char)line.at[n]) ||
		ascii_is_digit((unsigned char)line.at[n]) || line.at[n] == '_' ||
		line.at[n] == '-' || line.at[n] == ' ' || line.at[n] == '"'))
		n++;
	return n > 0 && n < line.len && line.at[n] == sign &&
	    (n + 1 == line.len || sign == '=' || ascii_is_space((unsigned char)line.at[n + 1]));
}

/* Between two lines of three signs. */
static str
read_block(struct frontmatter *f, str text)
{
	static const char *const yaml[] = {"---", "...", NULL}, *const toml[] = {"+++", NULL};
	bool is_toml = *text.at == '+';
	str head = str_head(text, str_find_char(text, '\n')), rest, inner;
	bool is_mapping = begins_mapping(text, is_toml ? '=' : ':');
	size_t end, after;

	if (str_trim(head).len != 3 || head.len == text.len)
		return text;
	if (!find_end(text, is_toml ? toml : yaml, &end, &after)) {
		if (is_mapping)
			f->fault = is_toml ? "no line of three plus signs ends it"
					   : "no line of three hyphens ends it";
		return text;
	}
	inner = (str){text.at + head.len + 1, end - head.len - 1};
	rest = str_from(text, after);
	/* Two rules, and nothing else. */
	if (!inner.len && str_is_blank(rest))
		return text;
	if (is_toml)
		frontmatter_toml(f, inner);
	else
		frontmatter_yaml(f, inner);
	if (f->fault && !is_mapping) {
		f->fault = NULL;
		return text;
	}
	return rest;
}

/* An object in braces at the start, as Hugo has it. */
static str
read_json(struct frontmatter *f, str text)
{
	str head = str_trim(str_head(str_from(text, 1), FRONTMATTER_BYTES));
	size_t len;

	if (!str_starts(head, STR("\"")) && !str_starts(head, STR("}")))
		return text;
	len = frontmatter_json(f, str_head(text, FRONTMATTER_BYTES));
	if (f->fault)
		return text;
	text = str_from(text, len);
	len = str_find_char(text, '\n');
	/* Text on the line that ends it: it was no front matter. */
	if (str_trim(str_head(text, len)).len)
		f->fault = "text follows it on its last line";
	return str_from(text, len == STR_NOT_FOUND ? text.len : len + 1);
}

struct front *
parse_front_matter(struct ctx *ctx, str text, str *rest)
{
	struct frontmatter f = {.ctx = ctx, .row = KEYS};

	f.front = arena_alloc(ctx->arena, sizeof *f.front);
	*rest = text;
	if (str_starts(text, STR("---")) || str_starts(text, STR("+++")))
		*rest = read_block(&f, text);
	else if (str_starts(text, STR("{")))
		*rest = read_json(&f, text);
	else if (str_starts(text, STR("%")))
		*rest = frontmatter_titles(&f, text);
	else
		*rest = frontmatter_headers(&f, text);
	if (f.fault) {
		diag_say(ctx->log, DIAG_FRONT_MATTER_BAD, ctx->name, "%s", f.fault);
		return NULL;
	}
	*rest = frontmatter_list(&f, *rest);
	return rest->at == text.at ? NULL : f.front;
}
