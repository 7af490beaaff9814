/* Filling templates. */
#include "template/template.h"

#include <string.h>

#include "template/files.h"
#include "template/values.h"

#define DEEPEST 16 /* sections and included templates, one within another */

/* One filling of one template. */
struct filling {
	struct buf *to;
	const struct words *words;
};

/* {{…}} in a template's text. */
struct tag {
	char kind; /* # ^ / > _, { for markup, 0 for a value */
	str name;
	size_t from, to; /* its place, with the line around it where it stands alone there */
};

static void fill(const struct filling *filling, str text, const struct frame *frame, unsigned deep);

str
template_text(const char *name)
{
	size_t low = 0, high = template_file_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(name, template_files[middle].name);

		if (order == 0)
			return (str){template_files[middle].text, template_files[middle].size};
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return STR_NONE;
}

/* A section's tag that is alone on its line takes the line with it. */
static void
take_line(str text, struct tag *tag)
{
	size_t from = tag->from, to = tag->to;

	while (from > 0 && (text.at[from - 1] == ' ' || text.at[from - 1] == '\t'))
		from--;
	if (from > 0 && text.at[from - 1] != '\n')
		return;
	while (to < text.len && (text.at[to] == ' ' || text.at[to] == '\t'))
		to++;
	if (to < text.len && text.at[to] != '\n')
		return;
	tag->from = from;
	tag->to = to < text.len ? to + 1 : to;
}

static bool
next_tag(str text, size_t at, struct tag *tag)
{
	size_t open = str_find(str_from(text, at), STR("{{")), close;
	str inside;

	if (open == STR_NOT_FOUND)
		return false;
	tag->from = at + open;
	tag->kind = '\0';
	inside = str_from(text, tag->from + 2);
	if (inside.len && strchr("#^/>_{", inside.at[0])) {
		tag->kind = inside.at[0];
		inside = str_from(inside, 1);
	}
	close = str_find(inside, tag->kind == '{' ? STR("}}}") : STR("}}"));
	if (close == STR_NOT_FOUND)
		return false;
	tag->name = str_trim(str_head(inside, close));
	tag->to = (size_t)(inside.at - text.at) + close + (tag->kind == '{' ? 3 : 2);
	if (tag->kind && strchr("#^/>", tag->kind))
		take_line(text, tag);
	return true;
}

/* The tag that closes the section opened by `open`; the text's end where none does. */
static struct tag
closing_tag(str text, const struct tag *open)
{
	struct tag tag = {.to = open->to};
	unsigned within = 0;

	while (next_tag(text, tag.to, &tag)) {
		if (!str_eq(tag.name, open->name))
			continue;
		if (tag.kind == '#' || tag.kind == '^')
			within++;
		else if (tag.kind == '/' && within-- == 0)
			return tag;
	}
	return (struct tag){.from = text.len, .to = text.len};
}

static void
fill_section(const struct filling *filling, const struct tag *open, str body,
    const struct frame *frame, unsigned deep)
{
	const struct value *value = values_find(frame, open->name);
	bool is_there = value && (value->is_list ? value->first != NULL : value->text.len > 0);

	if (open->kind == '^') {
		if (!is_there)
			fill(filling, body, frame, deep + 1);
		return;
	}
	if (!is_there)
		return;
	if (!value->is_list) {
		fill(filling, body, frame, deep + 1);
		return;
	}
	for (const struct values *entry = value->first; entry; entry = entry->next) {
		struct frame inner = {entry, frame};

		fill(filling, body, &inner, deep + 1);
	}
}

static void
fill_value(
    const struct filling *filling, const struct tag *tag, const struct frame *frame, unsigned deep)
{
	const struct value *value;

	if (tag->kind == '>') {
		const char *name = arena_zstr(filling->to->arena, tag->name);

		fill(filling, template_text(name), frame, deep + 1);
	} else if (tag->kind == '_') {
		buf_xml_attribute(
		    filling->to, words_in(filling->to->arena, filling->words, tag->name, frame));
	} else if ((value = values_find(frame, tag->name)) != NULL) {
		if (tag->kind == '{')
			buf_add(filling->to, value->text);
		else
			buf_xml_attribute(filling->to, value->text);
	}
}

/* Recursion goes as deep as templates are nested, never deeper than DEEPEST. */
static void
fill(const struct filling *filling, str text, const struct frame *frame, unsigned deep)
{
	struct tag tag;
	size_t at = 0;

	if (deep > DEEPEST)
		return;
	while (next_tag(text, at, &tag)) {
		buf_add(filling->to, (str){text.at + at, tag.from - at});
		at = tag.to;
		if (tag.kind == '#' || tag.kind == '^') {
			struct tag close = closing_tag(text, &tag);

			fill_section(filling, &tag, (str){text.at + tag.to, close.from - tag.to},
			    frame, deep);
			at = close.to;
		} else if (tag.kind != '/') {
			fill_value(filling, &tag, frame, deep);
		}
	}
	buf_add(filling->to, str_from(text, at));
}

void
template_fill_text(struct buf *to, str text, const struct values *values, const struct words *words)
{
	struct filling filling = {to, words};
	struct frame frame = {values, NULL};

	fill(&filling, text, &frame, 0);
}

bool
template_fill(
    struct buf *to, const char *name, const struct values *values, const struct words *words)
{
	str text = template_text(name);

	if (text.at)
		template_fill_text(to, text, values, words);
	return text.at != NULL;
}
