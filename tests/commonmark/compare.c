/* Examples of a specification in CommonMark's form against the Markdown stage, in TAP: compare
   commonmark|gfm FILE [DIFFERS]: GFM makes links of bare addresses. Compared are the page before
   anything is cleaned and the parse of the HTML that the example expects; ids of headings and their
   like, which octavo adds, are left out. DIFFERS has a line for each example that is known to
   differ: its number, a tab, why. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/utf8.h"
#include "parse/markdown.h"
#include "parse/parse.h"

#define FENCE "````````````````````````````````"

struct example {
	int number;
	str text, html;
};

static str
read_all(struct arena *arena, const char *name)
{
	struct buf buf = BUF(arena);
	FILE *file = fopen(name, "rb");
	size_t got;

	if (!file) {
		perror(name);
		exit(2);
	}
	while ((got = fread(buf_reserve(&buf, 65536), 1, 65536, file)) > 0)
		buf.len += got;
	fclose(file);
	return buf_str(&buf);
}

/* Tabs are written as arrows. */
static str
with_tabs(struct arena *arena, str text)
{
	struct buf buf = BUF(arena);
	size_t at;

	while ((at = str_find(text, STR("\xe2\x86\x92"))) != STR_NOT_FOUND) {
		buf_add(&buf, str_head(text, at));
		buf_char(&buf, '\t');
		text = str_from(text, at + 3);
	}
	buf_add(&buf, text);
	return buf_str(&buf);
}

/* The next example of a file; its section's extensions do not matter. */
static bool
next_example(struct arena *arena, str *rest, struct example *example)
{
	size_t at = str_find(*rest, STR("\n" FENCE " example")), end;
	str body;

	if (at == STR_NOT_FOUND)
		return false;
	body = str_from(*rest, at + 1);
	body = str_from(body, str_find_char(body, '\n') + 1);
	end = str_find(body, STR("\n" FENCE "\n"));
	if (end == STR_NOT_FOUND)
		return false;
	*rest = str_from(body, end);
	body = str_head(body, end + 1);
	at = str_starts(body, STR(".\n")) ? 0 : str_find(body, STR("\n.\n"));
	example->number++;
	example->text = with_tabs(arena, str_head(body, at ? at + 1 : 0));
	example->html = with_tabs(arena, str_from(body, at ? at + 3 : 2));
	return true;
}

static bool
is_heading(const struct node *node)
{
	return node->tag >= TAG_H1 && node->tag <= TAG_H6;
}

static int
by_name(const void *a, const void *b)
{
	return str_compare(((const struct attr *)a)->name, ((const struct attr *)b)->name);
}

static void
show_attributes(struct buf *buf, const struct page *page, const struct node *node)
{
	struct attr *attrs = arena_array(buf->arena, node->attr_count + 1u, sizeof *attrs);

	for (unsigned i = 0; i < node->attr_count; i++)
		attrs[i] = page->attrs[node->attrs + i];
	qsort(attrs, node->attr_count, sizeof *attrs, by_name);
	for (unsigned i = 0; i < node->attr_count; i++)
		if (!is_heading(node) || !str_eq(attrs[i].name, STR("id")))
			buf_printf(
			    buf, " %.*s=\"%.*s\"", STR_ARG(attrs[i].name), STR_ARG(attrs[i].value));
}

/* The page as an indented outline; texts side by side are one. */
static str
outline(struct arena *arena, const struct page *page)
{
	struct buf buf = BUF(arena);
	bool in_text = false;

	for (uint32_t i = 1; i < page->count; i++) {
		const struct node *node = &page->nodes[i];

		if (node->tag != TAG_TEXT) {
			str name =
			    node->tag == TAG_OTHER ? node->text : tag_name((enum tag)node->tag);

			buf_printf(&buf, "\n%*s%.*s", node->depth, "", STR_ARG(name));
			show_attributes(&buf, page, node);
		} else if (!in_text || page->nodes[i - 1].depth != node->depth) {
			buf_printf(&buf, "\n%*s|%.*s", node->depth, "", STR_ARG(node->text));
		} else {
			buf_add(&buf, node->text);
		}
		in_text = node->tag == TAG_TEXT;
	}
	return buf_str(&buf);
}

/* Why an example is known to differ; absent when it is not. */
static str
known(str differs, int number)
{
	str line, field;

	while (str_cut(&differs, '\n', &line)) {
		uint32_t value;

		if (str_cut(&line, '\t', &field) && str_number(field, 9, &value) &&
		    (int)value == number)
			return line;
	}
	return STR_NONE;
}

static void
say_lines(const char *what, str text)
{
	str line;

	while (str_cut(&text, '\n', &line))
		printf("# %s %.*s\n", what, STR_ARG(line));
}

static void
compare(struct arena *arena, const struct example *example, str differs, bool is_gfm)
{
	struct diag_log log = {.arena = arena};
	struct settings settings = {0};
	struct ctx ctx = {arena, &log, &settings, STR("example")};
	struct buf html = BUF(arena);
	str why = known(differs, example->number), got, wanted;

	buf_z(&html, "<!DOCTYPE html><body>");
	buf_add(&html, example->html);
	got = outline(arena, markdown_page(&ctx, example->text, is_gfm));
	wanted = outline(arena, parse_html(&ctx, buf_str(&html)));
	if (str_eq(got, wanted)) {
		printf("%sok %d%s\n", why.at ? "not " : "", example->number,
		    why.at ? " is said to differ, and does not" : "");
	} else if (why.at) {
		printf("ok %d differs: %.*s\n", example->number, STR_ARG(why));
	} else {
		printf("not ok %d\n", example->number);
		say_lines("text  ", example->text);
		say_lines("wanted", wanted);
		say_lines("got   ", got);
	}
}

int
main(int argc, char **argv)
{
	struct arena files, arena;
	struct example example = {0};
	str rest, differs = STR_NONE;

	if (argc < 3)
		return 2;
	arena_init(&files, (size_t)64 << 20, NULL);
	rest = read_all(&files, argv[2]);
	if (argc > 3)
		differs = read_all(&files, argv[3]);
	parse_markdown_begin();
	arena_init(&arena, (size_t)256 << 20, NULL);
	while (next_example(&files, &rest, &example)) {
		compare(&arena, &example, differs, strcmp(argv[1], "gfm") == 0);
		arena_release(&arena);
	}
	printf("1..%d\n", example.number);
	arena_release(&files);
	return 0;
}
