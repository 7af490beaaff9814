/* The forests for titles and types: their sums are those of the trainer, and bad files are refused.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "extract/meta_title.h"
#include "extract/type.h"

static void
titles_agree(void **state)
{
	static const struct {
		float sums[1], row[TITLE_SIGN_COUNT];
	} rows[] = {
#include "title_rows.inc"
	};
	float sums[FOREST_CLASSES_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		forest_sums(&title_forest_builtin, rows[i].row, sums);
		assert_true(fabsf(sums[0] - rows[i].sums[0]) < 1e-2f);
	}
}

static void
types_agree(void **state)
{
	static const struct {
		float sums[TYPE_COUNT], row[TYPE_SIGN_COUNT];
	} rows[] = {
#include "type_rows.inc"
	};
	float sums[FOREST_CLASSES_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		forest_sums(&type_forest_builtin, rows[i].row, sums);
		for (size_t k = 0; k < TYPE_COUNT; k++)
			assert_true(fabsf(sums[k] - rows[i].sums[k]) < 1e-2f);
	}
}

static void
no_file(void **state)
{
	struct arena arena;
	struct ctx ctx = {.arena = &arena};

	(void)state;
	arena_init(&arena, (size_t)1 << 20, NULL);
	assert_null(forest_load(&ctx, STR("/nowhere"), type_sign_name, TYPE_SIGN_COUNT));
	assert_null(forest_load(&ctx, STR("/dev/null"), type_sign_name, TYPE_SIGN_COUNT));
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(titles_agree),
	    cmocka_unit_test(types_agree),
	    cmocka_unit_test(no_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
