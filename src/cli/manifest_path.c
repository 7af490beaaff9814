/* Paths and patterns of a manifest. */
#include <errno.h>
#include <glob.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/manifest.h"
#include "source/names.h"

/* Whether a path, taken from a folder, climbs out of it by its dots. */
static bool
climbs_out(str path)
{
	str rest = path, part;
	size_t depth = 0;

	while (str_cut(&rest, '/', &part)) {
		if (str_eq(part, STR("..")) && depth-- == 0)
			return true;
		if (part.len && !str_eq(part, STR(".")) && !str_eq(part, STR("..")))
			depth++;
	}
	return false;
}

/* Whether what is there lies below the manifest's folder, links followed. */
static bool
stays_inside(const struct manifest *m, const char *path)
{
	const char *folder = m->folder.len ? arena_zstr(&m->run->arena, m->folder) : ".";

	/* What is not there leads nowhere. */
	return source_lies_in(folder, path, true);
}

static bool
refuse_out(struct manifest *m, const struct yml_node *node)
{
	manifest_say(m, node->line, node->column,
	    "%.*s leads out of the manifest's folder; write the whole path, from /",
	    STR_ARG(node->text));
	return false;
}

/* A path from the manifest's folder, the home, or the root; absent when it is refused. */
static str
resolve(struct manifest *m, const struct yml_node *node)
{
	struct arena *arena = &m->run->arena;
	const char *home = getenv("HOME");
	str text = node->text;

	if (str_starts_nocase(text, STR("http://")) || str_starts_nocase(text, STR("https://"))) {
		manifest_say(m, node->line, node->column,
		    "%.*s is an address, and octavo works offline; save it and name the file",
		    STR_ARG(text));
		return STR_NONE;
	}
	if (memchr(text.at, '\0', text.len) || str_find_char(text, '\n') != STR_NOT_FOUND) {
		manifest_say(
		    m, node->line, node->column, "a path has a line end in it; leave it out");
		return STR_NONE;
	}
	if (str_starts(text, STR("~/")) && home && home[0] == '/')
		return arena_printf(arena, "%s%.*s", home, STR_ARG(str_from(text, 1)));
	if (str_starts(text, STR("/")))
		return text;
	if (climbs_out(text)) {
		refuse_out(m, node);
		return STR_NONE;
	}
	return arena_printf(arena, "%.*s%.*s", STR_ARG(m->folder), STR_ARG(text));
}

static bool
is_own(const struct yml_node *node)
{
	return str_starts(node->text, STR("/")) || str_starts(node->text, STR("~/"));
}

str
manifest_path(struct manifest *m, const struct yml_node *node)
{
	str path = resolve(m, node);
	struct stat facts;

	if (!path.at)
		return STR_NONE;
	if (stat(path.at, &facts) != 0) {
		manifest_say(m, node->line, node->column, "%.*s is not there: %s", STR_ARG(path),
		    strerror(errno));
		return STR_NONE;
	}
	if (!is_own(node) && !stays_inside(m, path.at)) {
		refuse_out(m, node);
		return STR_NONE;
	}
	return path;
}

static void
add_input(struct manifest *m, const struct yml_node *node, str path, str section)
{
	if (m->count == MANIFEST_INPUTS)
		manifest_say(m, node->line, node->column,
		    "more than %d files are named; name their folder", MANIFEST_INPUTS);
	if (m->count <= MANIFEST_INPUTS)
		*ARENA_PUSH(&m->run->arena, m->inputs, m->count, m->room) =
		    (struct manifest_input){path, section};
}

/* The pattern with what lies before the manifest's own words taken by letter. */
static str
quoted_pattern(const struct manifest *m, const struct yml_node *node, str path)
{
	struct buf pattern = BUF(&m->run->arena);
	size_t plain = is_own(node) ? 0 : m->folder.len;

	for (size_t i = 0; i < plain; i++) {
		if (str_find_char(STR("*?[\\"), path.at[i]) != STR_NOT_FOUND)
			buf_char(&pattern, '\\');
		buf_char(&pattern, path.at[i]);
	}
	buf_add(&pattern, str_from(path, plain));
	return str_of(buf_zstr(&pattern));
}

static int
compare_paths(const void *a, const void *b)
{
	return names_compare(*(const str *)a, *(const str *)b);
}

static void
add_matches(struct manifest *m, const struct yml_node *node, str path, str section)
{
	struct run *run = m->run;
	glob_t found = {0};
	size_t count = 0;
	str *paths;

	m->has_pattern = true;
	if (glob(quoted_pattern(m, node, path).at, GLOB_NOSORT, NULL, &found) == 0) {
		paths = arena_array(&run->arena, found.gl_pathc + 1, sizeof *paths);
		for (size_t i = 0; i < found.gl_pathc; i++)
			if (is_own(node) || stays_inside(m, found.gl_pathv[i]))
				paths[count++] = arena_copy(&run->arena, str_of(found.gl_pathv[i]));
			else
				diag_say(
				    &run->log, DIAG_INPUT_KIND, str_of(found.gl_pathv[i]), NULL);
		if (count)
			qsort(paths, count, sizeof *paths, compare_paths);
		for (size_t i = 0; i < count; i++)
			add_input(m, node, paths[i], section);
	}
	globfree(&found);
	if (!count)
		diag_say(&run->log, DIAG_MANIFEST_NOTHING,
		    arena_printf(
			&run->arena, "%.*s:%u:%u", STR_ARG(m->path), node->line, node->column),
		    "%.*s", STR_ARG(node->text));
}

void
manifest_inputs(struct manifest *m, const struct yml_node *node, str section)
{
	str path = resolve(m, node);
	bool is_pattern = false;
	struct stat facts;

	if (!path.at)
		return;
	for (size_t i = 0; i < node->text.len; i++)
		is_pattern |= str_find_char(STR("*?["), node->text.at[i]) != STR_NOT_FOUND;
	/* A name with such a letter in it is that name where there is such a file. */
	if (stat(path.at, &facts) == 0 || !is_pattern) {
		if (!is_own(node) && !stays_inside(m, path.at))
			refuse_out(m, node);
		else
			add_input(m, node, path, section);
		return;
	}
	if (str_find(node->text, STR("**")) != STR_NOT_FOUND) {
		manifest_say(m, node->line, node->column,
		    "%.*s: ** is not known; name the folder, which is read with all below it",
		    STR_ARG(node->text));
		return;
	}
	add_matches(m, node, path, section);
}
