/* The spool. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/tempfile.h"
#include "record/spool.h"

static void
gives_back_what_it_got(void **state)
{
	struct spool *spool = spool_new();
	struct spool_range a, b;
	char to[8] = "";

	(void)state;
	assert_non_null(spool);
	assert_true(spool_add(spool, STR("hello"), &a));
	assert_true(spool_add(spool, STR(""), &b));
	assert_int_equal(b.at, 5);
	assert_int_equal(b.len, 0);
	assert_true(spool_read(spool, a, to));
	assert_string_equal(to, "hello");
	assert_true(spool_read(spool, b, to));
	spool_free(spool);
	spool_free(NULL);
}

/* Pieces of odd size, over the edges of its chunks and from memory to disk. */
static void
grows_onto_the_disk(void **state)
{
	enum { SIZE = 100003, COUNT = 70 };
	struct spool *spool = spool_new();
	struct spool_range ranges[COUNT];
	static char piece[SIZE], back[SIZE];

	(void)state;
	for (int i = 0; i < COUNT; i++) {
		memset(piece, i + 1, SIZE);
		assert_true(spool_add(spool, (str){piece, SIZE}, &ranges[i]));
	}
	for (int i = COUNT; i-- > 0;) {
		memset(piece, i + 1, SIZE);
		assert_true(spool_read(spool, ranges[i], back));
		assert_memory_equal(piece, back, SIZE);
	}
	spool_free(spool);
}

static void
refuses_what_it_has_not(void **state)
{
	struct spool *spool = spool_new();
	struct spool_range range;
	char to[16];

	(void)state;
	assert_true(spool_add(spool, STR("hello"), &range));
	assert_false(spool_read(spool, (struct spool_range){0, 6}, to));
	assert_false(spool_read(spool, (struct spool_range){6, 0}, to));
	assert_false(spool_read(spool, (struct spool_range){3, UINT64_MAX}, to));
	spool_free(spool);
}

static void
needs_a_folder_for_its_file(void **state)
{
	const char *folder = getenv("TMPDIR");
	char *old = folder ? strdup(folder) : NULL;
	int file;

	(void)state;
	setenv("TMPDIR", "/no/such/folder", 1);
	assert_int_equal(tempfile_open(), -1);
	assert_int_equal(errno, ENOENT);
	if (old)
		setenv("TMPDIR", old, 1);
	else
		unsetenv("TMPDIR");
	free(old);
	file = tempfile_open();
	assert_true(file >= 0);
	close(file);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(gives_back_what_it_got),
	    cmocka_unit_test(grows_onto_the_disk),
	    cmocka_unit_test(refuses_what_it_has_not),
	    cmocka_unit_test(needs_a_folder_for_its_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
