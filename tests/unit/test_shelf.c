/* Files beside an item. */
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

#include "source/shelf.h"

static struct arena arena;
static struct settings settings;
static struct diag_log records;
static struct ctx ctx;
static char folder[64];

static void
put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static int
setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)64 << 20, NULL);
	records.arena = &arena;
	ctx = (struct ctx){&arena, &records, &settings, STR("x")};
	strcpy(folder, "/tmp/octavo-shelf-XXXXXX");
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return -1;
	mkdir("root", 0755);
	mkdir("root/day", 0755);
	mkdir("root/day/a_files", 0755);
	put("secret.png", "secret");
	put("root/top.png", "top");
	put("root/day/a_files/p q.png", "pq");
	put("root/day/a_files/v.png?v=2", "query");
	put("root/day/a_files/w.png", "w");
	mkfifo("root/day/pipe.png", 0644);
	return symlink("../../secret.png", "root/day/link.png") || symlink("/", "root/day/all");
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
expect(const char *address, enum shelf_result result, const char *text)
{
	const struct shelf *shelf = shelf_of_folder(&arena, STR("root/day"), STR("root"));
	str bytes;

	assert_int_equal(shelf_find(&ctx, shelf, str_of(address), STR_NONE, 100, &bytes), result);
	if (text)
		assert_true(str_eq(bytes, str_of(text)));
}

static void
finds_neighbours(void **state)
{
	(void)state;
	expect("a_files/p%20q.png", SHELF_FOUND, "pq");
	expect("./a_files//w.png#x", SHELF_FOUND, "w");
	expect("a_files/v.png?v=2", SHELF_FOUND, "query");
	expect("a_files/w.png?v=2", SHELF_FOUND, "w");
	expect("../top.png", SHELF_FOUND, "top");
	expect("a_files/gone.png", SHELF_MISSING, NULL);
	expect("https://example.org/x.png", SHELF_MISSING, NULL);
}

static void
keeps_to_its_root(void **state)
{
	(void)state;
	expect("../../secret.png", SHELF_OUTSIDE, NULL);
	expect("..%2f..%2fsecret.png", SHELF_OUTSIDE, NULL);
	expect("%252e%252e/%252e%252e/secret.png", SHELF_MISSING, NULL);
	expect("link.png", SHELF_OUTSIDE, NULL);
	expect("all/etc/passwd", SHELF_MISSING, NULL);
	expect("/etc/passwd", SHELF_OUTSIDE, NULL);
	expect("%2fetc/passwd", SHELF_OUTSIDE, NULL);
	expect("//host/share.png", SHELF_OUTSIDE, NULL);
	expect("file:///etc/passwd", SHELF_OUTSIDE, NULL);
	expect("C:/x.png", SHELF_OUTSIDE, NULL);
	expect("..\\..\\secret.png", SHELF_OUTSIDE, NULL);
	expect("a%00.png", SHELF_OUTSIDE, NULL);
}

static void
reads_regular_files_of_a_size(void **state)
{
	const struct shelf *shelf = shelf_of_folder(&arena, STR("root/day"), STR("root"));
	str bytes;

	(void)state;
	expect("pipe.png", SHELF_UNREADABLE, NULL);
	expect("a_files", SHELF_UNREADABLE, NULL);
	assert_int_equal(
	    shelf_find(&ctx, shelf, STR("../top.png"), STR_NONE, 2, &bytes), SHELF_TOO_LARGE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(finds_neighbours, setup, teardown),
	    cmocka_unit_test_setup_teardown(keeps_to_its_root, setup, teardown),
	    cmocka_unit_test_setup_teardown(reads_regular_files_of_a_size, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
