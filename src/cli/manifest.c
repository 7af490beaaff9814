/* A manifest's keys and values. */
#include "cli/manifest.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/filename.h"
#include "cli/side.h"
#include "core/utf8.h"

enum where { TOP = 1, SECTION = 2, LIMIT = 4 };

enum value { TEXT, NAME, TEXTS, PATH, PATHS, INPUTS, SECTIONS, LIMITS, OUTPUT };

static const struct key {
	enum where where;
	const char *name;
	enum value value;
	enum option_field option; /* OPT_COUNT: none */
} keys[] = {
#define MANIFEST(where, name, value, option) {where, name, value, option},
#include "cli/manifest.def"
#undef MANIFEST
};
#define KEY_COUNT (sizeof keys / sizeof *keys)

void
manifest_say(struct manifest *manifest, uint32_t line, uint32_t column, const char *format, ...)
{
	struct run *run = manifest->run;
	char text[600];
	va_list list;

	va_start(list, format);
	vsnprintf(text, sizeof text, format, list);
	va_end(list);
	diag_say(&run->log, DIAG_MANIFEST_BAD,
	    arena_printf(&run->arena, "%.*s:%u:%u", STR_ARG(manifest->path), line, column), "%.*s",
	    STR_ARG(utf8_repair(&run->arena, str_of(text))));
	manifest->is_bad = true;
}

static const struct key *
find_key(str name, enum where where)
{
	for (size_t i = 0; i < KEY_COUNT; i++)
		if (keys[i].where == where && str_eq(str_of(keys[i].name), name))
			return &keys[i];
	return NULL;
}

static const char *
nearest_key(str name, enum where where)
{
	const char *found = NULL;
	size_t best = name.len / 2 + 1;

	for (size_t i = 0; i < KEY_COUNT; i++) {
		str key = str_of(keys[i].name);
		size_t far = str_distance(name, key);

		if (name.len > 2 && (str_starts_nocase(key, name) || str_starts_nocase(name, key)))
			far = 1;
		if (str_eq_nocase(key, name))
			far = 0;
		if (keys[i].where == where && far < best) {
			best = far;
			found = keys[i].name;
		}
	}
	return found;
}

static void
refuse_key(struct manifest *m, const struct yml_node *node, enum where where)
{
	static const struct {
		enum where where;
		const char *place;
	} places[] = {{TOP, "at the top"}, {SECTION, "in a section"}, {LIMIT, "under limits"}};
	const char *near = nearest_key(node->key, where);
	uint32_t line = node->key_line, column = node->key_column;

	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (places[i].where != where && find_key(node->key, places[i].where)) {
			manifest_say(m, line, column, "the key %.*s stands %s; move it there",
			    STR_ARG(node->key), places[i].place);
			return;
		}
	if (near)
		manifest_say(m, line, column, "there is no key %.*s here; did you mean %s?",
		    STR_ARG(node->key), near);
	else
		manifest_say(m, line, column,
		    "there is no key %.*s; leave it out (docs/editions.md lists the keys)",
		    STR_ARG(node->key));
}

static const char *
kind_name(enum yml_kind kind)
{
	return kind == YML_TEXT ? "one value" : kind == YML_LIST ? "a list" : "keys and values";
}

/* Whether a value is of a kind and not empty; what is wrong is said. */
static bool
is_kind(struct manifest *m, const struct yml_node *node, enum yml_kind kind)
{
	bool is_empty = kind == YML_TEXT ? str_is_blank(node->text) : !node->first;
	str of = node->key.at ? node->key : STR("it");

	if (node->kind == YML_TEXT && str_is_blank(node->text))
		manifest_say(m, node->line, node->column,
		    "%.*s is empty; give %s, or leave the key out", STR_ARG(of), kind_name(kind));
	else if (node->kind != kind)
		manifest_say(m, node->line, node->column, "%.*s takes %s, and here is %s",
		    STR_ARG(of), kind_name(kind), kind_name(node->kind));
	else if (is_empty)
		manifest_say(m, node->line, node->column,
		    "%.*s is empty; give it something, or leave it out", STR_ARG(of));
	else
		return true;
	return false;
}

/* What the command line gives stays. */
static void
set_option(struct manifest *m, enum option_field field, str value, const struct yml_node *node)
{
	struct run *run = m->run;
	struct invocation *told = &run->invocation;
	struct option_values *values = &told->values[field];

	if (told->given[field].at && !told->placed[field].line)
		return;
	told->given[field] = value;
	told->placed[field] = (struct option_place){m->path, node->line, node->column};
	*ARENA_PUSH(&run->arena, values->list, values->count, values->room) = value;
}

/* One value, or a list of them: `take` is called for each. */
static void
each_text(struct manifest *m, const struct key *key, const struct yml_node *node, str section,
    void (*take)(
	struct manifest *m, const struct key *key, const struct yml_node *node, str section))
{
	if (node->kind != YML_LIST) {
		if (is_kind(m, node, YML_TEXT))
			take(m, key, node, section);
		return;
	}
	if (!is_kind(m, node, YML_LIST))
		return;
	for (const struct yml_node *one = node->first; one; one = one->next)
		if (is_kind(m, one, YML_TEXT))
			take(m, key, one, section);
}

static void
take_text(struct manifest *m, const struct key *key, const struct yml_node *node, str section)
{
	(void)section;
	set_option(m, key->option, node->text, node);
}

static void
take_file(struct manifest *m, const struct key *key, const struct yml_node *node, str section)
{
	str path = str_eq(node->text, STR("none")) && key->value == PATH ? node->text
									 : manifest_path(m, node);

	(void)section;
	if (path.at)
		set_option(m, key->option, path, node);
}

static void
take_input(struct manifest *m, const struct key *key, const struct yml_node *node, str section)
{
	(void)key;
	manifest_inputs(m, node, section);
}

/* "editions/{name} {date}.epub": a folder and a pattern. */
static void
take_output(struct manifest *m, const struct yml_node *node)
{
	struct arena *arena = &m->run->arena;
	const str *given = m->run->invocation.given;
	str text = node->text, stem = str_after_last(text, '/'), folder;
	struct yml_node place = *node;

	folder = str_head(text, text.len - stem.len);
	if (str_find_char(folder, '{') != STR_NOT_FOUND) {
		manifest_say(m, node->line, node->column,
		    "the folder of output has a {place}; only the file's name may");
		return;
	}
	if (stem.len && (!str_ends_nocase(stem, STR(".epub")) || stem.len == 5)) {
		manifest_say(
		    m, node->line, node->column, "output must end in .epub, or in / for a folder");
		return;
	}
	stem = str_head(stem, stem.len < 5 ? 0 : stem.len - 5);
	/* A device's own ending comes by itself. */
	if (str_ends_nocase(stem, STR(".kepub")))
		stem.len -= sizeof ".kepub" - 1;
	if (!filename_pattern_is_clean(stem)) {
		manifest_say(m, node->line, node->column,
		    "output has a place that nothing fills; it takes %s", FILENAME_PLACES);
		return;
	}
	place.text = folder.len ? folder : STR("./");
	folder = manifest_path(m, &place);
	/* With a place of the command line's own, or for a message, the pattern goes too. */
	if (!folder.at || given[OPT_OUTPUT].at || given[OPT_MAIL_TO].at)
		return;
	set_option(m, OPT_OUTPUT,
	    str_ends(folder, STR("/")) ? folder : arena_printf(arena, "%.*s/", STR_ARG(folder)),
	    node);
	if (stem.len)
		set_option(m, OPT_NAME_PATTERN, arena_copy(arena, stem), node);
}

static void
read_keys(struct manifest *m, const struct yml_node *map, enum where where, str section);

static void
take_section(struct manifest *m, const struct yml_node *node)
{
	const struct yml_node *name = NULL;
	bool has_inputs = false;

	if (!is_kind(m, node, YML_MAP))
		return;
	for (const struct yml_node *one = node->first; one; one = one->next) {
		if (str_eq(one->key, STR("name")))
			name = one;
		has_inputs |= str_eq(one->key, STR("files")) || str_eq(one->key, STR("feeds"));
	}
	if (!name)
		manifest_say(m, node->line, node->column, "the section has no name; add one");
	else if (!has_inputs)
		manifest_say(m, node->line, node->column,
		    "the section %.*s names no files and no feeds; add some", STR_ARG(name->text));
	read_keys(m, node, SECTION,
	    name && name->kind == YML_TEXT ? utf8_fold_space(&m->run->arena, name->text)
					   : STR_NONE);
}

static void
take_sections(struct manifest *m, const struct key *key, const struct yml_node *node)
{
	if (node->kind != YML_LIST) {
		if (is_kind(m, node, YML_TEXT))
			set_option(m, key->option, node->text, node);
		return;
	}
	if (is_kind(m, node, YML_LIST))
		for (const struct yml_node *one = node->first; one; one = one->next)
			take_section(m, one);
}

static void
read_value(struct manifest *m, const struct key *key, const struct yml_node *node, str section)
{
	switch (key->value) {
	case TEXT:
	case NAME:
		if (is_kind(m, node, YML_TEXT) && key->value == TEXT)
			take_text(m, key, node, section);
		return;
	case PATH:
		if (is_kind(m, node, YML_TEXT))
			take_file(m, key, node, section);
		return;
	case TEXTS:
		each_text(m, key, node, section, take_text);
		return;
	case PATHS:
		each_text(m, key, node, section, take_file);
		return;
	case INPUTS:
		each_text(m, key, node, section, take_input);
		return;
	case SECTIONS:
		take_sections(m, key, node);
		return;
	case LIMITS:
		if (is_kind(m, node, YML_MAP))
			read_keys(m, node, LIMIT, STR_NONE);
		return;
	case OUTPUT:
		if (is_kind(m, node, YML_TEXT))
			take_output(m, node);
	}
}

static void
read_keys(struct manifest *m, const struct yml_node *map, enum where where, str section)
{
	for (const struct yml_node *node = map->first; node; node = node->next) {
		const struct key *key = find_key(node->key, where);

		if (key)
			read_value(m, key, node, section);
		else
			refuse_key(m, node, where);
	}
}

static bool
has_key(const struct yml_node *map, const char *key)
{
	for (const struct yml_node *node = map->first; node; node = node->next)
		if (str_eq(node->key, str_of(key)))
			return true;
	return false;
}

static void
read_all(struct manifest *m, const struct yml_node *root)
{
	if (root->kind != YML_MAP) {
		manifest_say(m, root->line, root->column,
		    "it must be keys and values, such as name: Morning");
		return;
	}
	if (!has_key(root, "name"))
		manifest_say(m, root->line, root->column,
		    "the key name is missing; it is what all editions are known by");
	read_keys(m, root, TOP, STR_NONE);
	if (!has_key(root, "files") && !has_key(root, "feeds") && !has_key(root, "sections"))
		manifest_say(m, root->line, root->column,
		    "nothing is named to be bound; add files, feeds or sections");
	else if (!m->count && !m->is_bad && !m->has_pattern)
		manifest_say(m, root->line, root->column,
		    "sections says how, and nothing is named to be bound; add files or feeds");
}

/* What helps where a text is no YAML, by the beginning of what the parser says. */
static const char *
cure_of(const char *why)
{
	static const struct {
		const char *begins, *cure;
	} cures[] = {
	    {"mapping values are not allowed",
		"; a value with a colon in it stands in quotes, and keys begin in one column"},
	    {"did not find expected ',' or ']'", "; close the list with ]"},
	    {"did not find expected ',' or '}'", "; close it with }"},
	    {"did not find expected key", "; a key begins where the one above it does"},
	    {"found a tab", "; write spaces"},
	    {"found character that cannot start any token", "; put the value in quotes"},
	    {"found unexpected end of stream", "; close the quotes"},
	    {"could not find expected ':'", "; a key has a colon and a space behind it"},
	    {"it ", ""},
	    {"the key ", ""},
	    {"a key ", ""},
	};

	for (size_t i = 0; i < sizeof cures / sizeof *cures; i++)
		if (str_starts(str_of(why), str_of(cures[i].begins)))
			return cures[i].cure;
	return "; look at the quotes, brackets and spaces around it";
}

bool
manifest_is_named(const struct invocation *told)
{
	for (size_t i = 0; told->command == DIGEST && i < told->operand_count; i++)
		if (str_ends_nocase(told->operands[i], STR(".yaml")) ||
		    str_ends_nocase(told->operands[i], STR(".yml")))
			return true;
	return false;
}

/* The operands are the manifest's inputs from here on. */
static void
set_operands(struct manifest *m)
{
	struct invocation *told = &m->run->invocation;

	told->operands = arena_array(&m->run->arena, m->count + 1, sizeof *told->operands);
	told->operand_count = m->count;
	for (size_t i = 0; i < m->count; i++)
		told->operands[i] = m->inputs[i].path;
	m->run->manifest = m;
}

bool
manifest_read(struct run *run)
{
	struct manifest *m = arena_alloc(&run->arena, sizeof *m);
	struct invocation *told = &run->invocation;
	struct yml_fault fault;
	struct yml_node *root;
	str text;

	m->run = run;
	m->path = told->operands[0];
	m->folder = str_head(m->path, m->path.len - str_after_last(m->path, '/').len);
	if (told->operand_count != 1)
		return run_fail(run, STATUS_USAGE, DIAG_MANIFEST_ALONE, m->path, NULL);
	if (!side_read_file(run, m->path, MANIFEST_BYTES, &text))
		return run_fail(
		    run, STATUS_USAGE, DIAG_MANIFEST_UNREADABLE, m->path, strerror(errno));
	root = yml_read(&run->arena, text, &fault);
	if (root)
		read_all(m, root);
	else
		manifest_say(m, fault.line, fault.column, "%s%s", fault.why, cure_of(fault.why));
	if (!m->is_bad)
		set_operands(m);
	if (!option_check(&run->arena, &run->log, told))
		m->is_bad = true;
	run_say_log(run);
	if (m->is_bad)
		run_status(run, STATUS_USAGE);
	return !m->is_bad;
}

void
manifest_place(struct run *run)
{
	const struct manifest *m = run->manifest;

	for (size_t i = 0; i < run->list->count; i++) {
		struct source_item *item = &run->list->items[i];

		item->section = m->inputs[item->operand].section.at
		    ? m->inputs[item->operand].section
		    : item->section;
		item->is_placed = m->inputs[item->operand].section.at != NULL;
	}
	run->list->keeps_order &= !m->has_pattern;
}
