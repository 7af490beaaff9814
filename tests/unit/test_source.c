/* Walking what was named, and reading it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "source/source.h"

static struct arena arena;
static struct diag_log records;
static struct settings settings;
static struct ctx ctx;
static char folder[64];

static int
setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)64 << 20, NULL);
	records = (struct diag_log){.arena = &arena};
	settings = (struct settings){.max_input = 1000};
	ctx = (struct ctx){&arena, &records, &settings, STR("x")};
	strcpy(folder, "/tmp/octavo-source-XXXXXX");
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int
teardown(void **state)
{
	char command[128];

	(void)state;
	arena_release(&arena);
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	return chdir("/") == 0 ? system(command) : -1;
}

static void
put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static const struct source_list *
walk(const char *path, size_t *addresses)
{
	str paths[1] = {str_of(path)};

	return source_walk(&arena, &records, paths, 1, STR("out.html"), addresses);
}

static bool
said(enum diag_code code)
{
	return records.said[code] > 0;
}

static void
walks_in_natural_order(void **state)
{
	static const char *const names[] = {
	    "in/page 2.html", "in/page 10.html", "in/1 The Port/a.md", "in/2. Town/deep/b.txt"};
	const struct source_list *list;
	size_t addresses;

	(void)state;
	mkdir("in", 0755);
	mkdir("in/page 2_files", 0755);
	mkdir("in/1 The Port", 0755);
	mkdir("in/2. Town", 0755);
	mkdir("in/2. Town/deep", 0755);
	for (size_t i = 0; i < 4; i++)
		put(names[i], "x");
	put("in/page 2_files/frame.html", "x");
	put("in/.hidden.html", "x");
	put("in/style.css", "x");
	assert_int_equal(symlink("/etc", "in/etc"), 0);
	assert_int_equal(symlink(".", "in/loop"), 0);
	assert_int_equal(symlink("/etc/passwd", "in/passwd.txt"), 0);
	list = walk("in/", &addresses);
	assert_int_equal(list->count, 4);
	assert_true(str_eq(list->items[0].name, STR("in/1 The Port/a.md")));
	assert_true(str_eq(list->items[0].section, STR("The Port")));
	assert_true(str_eq(list->items[1].name, STR("in/2. Town/deep/b.txt")));
	assert_true(str_eq(list->items[1].section, STR("Town")));
	assert_true(str_eq(list->items[2].name, STR("in/page 2.html")));
	assert_null(list->items[2].section.at);
	assert_true(str_eq(list->items[3].name, STR("in/page 10.html")));
	assert_true(str_eq(list->items[3].root, STR("in")));
	assert_false(diag_has_errors(&records));
}

static void
passes_the_output_over(void **state)
{
	size_t addresses;

	(void)state;
	mkdir("in", 0755);
	put("in/a.html", "x");
	put("in/old.html", "x");
	assert_int_equal(link("in/old.html", "out.html"), 0);
	assert_int_equal(walk("in", &addresses)->count, 1);
}

static void
says_what_is_no_input(void **state)
{
	size_t addresses;

	(void)state;
	assert_int_equal(walk("gone.html", &addresses)->count, 0);
	assert_true(said(DIAG_INPUT_MISSING));
	mkdir("empty", 0755);
	assert_int_equal(walk("empty", &addresses)->count, 0);
	assert_true(said(DIAG_INPUT_FOLDER_EMPTY));
	mkfifo("pipe", 0644);
	assert_int_equal(walk("pipe", &addresses)->count, 0);
	assert_true(said(DIAG_INPUT_SPECIAL));
	assert_int_equal(walk("https://example.org/it's", &addresses)->count, 0);
	assert_int_equal(addresses, 1);
	assert_true(said(DIAG_INPUT_ADDRESS));
}

static bool
reads(const char *path, str *bytes, enum kind *kind)
{
	struct source_item item = {.name = str_of(path), .path = str_of(path), .named = true};

	if (!source_open(&ctx, &item, &arena) || !source_tell(&ctx, &item) ||
	    !source_read(&ctx, &item))
		return false;
	*bytes = item.bytes;
	*kind = item.kind;
	return true;
}

static void
reads_files(void **state)
{
	enum kind kind;
	str bytes;

	(void)state;
	put("a.html", "<p>x");
	assert_true(reads("a.html", &bytes, &kind));
	assert_true(str_eq(bytes, STR("<p>x")));
	assert_int_equal(kind, KIND_HTML);
	settings.from = STR("text");
	assert_true(reads("a.html", &bytes, &kind));
	assert_int_equal(kind, KIND_TEXT);
}

static void
refuses_with_a_reason(void **state)
{
	char large[1200];
	enum kind kind;
	str bytes;

	(void)state;
	memset(large, 'x', sizeof large - 1);
	large[sizeof large - 1] = '\0';
	put("large.html", large);
	assert_false(reads("large.html", &bytes, &kind));
	assert_true(said(DIAG_LIMIT_INPUT));
	put("nothing.html", "");
	assert_false(reads("nothing.html", &bytes, &kind));
	assert_true(said(DIAG_INPUT_EMPTY));
	put("white.txt", " \n\t\n");
	assert_true(reads("white.txt", &bytes, &kind));
	assert_int_equal(kind, KIND_TEXT);
	assert_false(reads("gone.html", &bytes, &kind));
	assert_true(said(DIAG_INPUT_MISSING));
	mkfifo("pipe.html", 0644);
	assert_false(reads("pipe.html", &bytes, &kind));
	assert_false(reads("/dev/zero", &bytes, &kind));
	assert_true(said(DIAG_INPUT_SPECIAL));
	put("a.html", "%PDF-1.4");
	assert_false(reads("a.html", &bytes, &kind));
	assert_true(said(DIAG_INPUT_FOREIGN));
	put("b.html", "\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14");
	assert_false(reads("b.html", &bytes, &kind));
	assert_true(said(DIAG_INPUT_BINARY));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(walks_in_natural_order, setup, teardown),
	    cmocka_unit_test_setup_teardown(passes_the_output_over, setup, teardown),
	    cmocka_unit_test_setup_teardown(says_what_is_no_input, setup, teardown),
	    cmocka_unit_test_setup_teardown(reads_files, setup, teardown),
	    cmocka_unit_test_setup_teardown(refuses_with_a_reason, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
