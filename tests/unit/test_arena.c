/* core/arena.c */
#include "core/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static int
make(void **state)
{
	static struct arena arena;

	arena_init(&arena, (size_t)64 << 20, NULL);
	*state = &arena;
	return 0;
}

static int
drop(void **state)
{
	arena_release(*state);
	return 0;
}

static void
gives_zeroed_aligned_memory(void **state)
{
	for (size_t size = 0; size < 40000; size += 1 + size / 3) {
		char *at = arena_alloc(*state, size);

		assert_non_null(at);
		assert_int_equal((uintptr_t)at % 16, 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(at[i], 0);
		memset(at, 0xAA, size);
	}
	assert_int_equal((uintptr_t)arena_array(*state, 3, 7) % 16, 0);
}

static void
is_usable_after_release(void **state)
{
	struct arena *arena = *state;

	memset(arena_alloc(arena, 100), 1, 100);
	memset(arena_alloc(arena, 100000), 1, 100000);
	assert_true(arena->held >= 100100);
	arena_release(arena);
	assert_int_equal(arena->held, 0);
	assert_int_equal(*(char *)arena_alloc(arena, 1), 0);
}

static void
keeps_what_grows(void **state)
{
	char *at = NULL, *other;
	size_t size = 0;

	for (size_t more = 1; more < 3000000; more += 1 + more / 2) {
		at = arena_grow(*state, at, size, more);
		memset(at + size, (int)(size % 251), more - size);
		size = more;
		other = arena_alloc(*state, more % 97);
		memset(other, 0x55, more % 97);
	}
	size = 0;
	for (size_t more = 1; more < 3000000; more += 1 + more / 2) {
		for (size_t i = size; i < more; i++)
			assert_int_equal((unsigned char)at[i], size % 251);
		size = more;
	}
}

static void
grows_in_place_at_the_end(void **state)
{
	char *at = arena_grow(*state, NULL, 0, 10);

	memcpy(at, "123456789", 10);
	assert_ptr_equal(arena_grow(*state, at, 10, 1000), at);
	assert_ptr_equal(arena_grow(*state, at, 1000, 500), at);
	assert_string_equal(at, "123456789");
	assert_ptr_not_equal(arena_alloc(*state, 1), at);
}

/* Large blocks that are moved keep the list of blocks whole, whichever of them moves. */
static void
grows_any_of_several_large_blocks(void **state)
{
	char *a = arena_grow(*state, NULL, 0, 20000), *b = arena_grow(*state, NULL, 0, 20000);
	char *c = arena_grow(*state, NULL, 0, 20000);

	memset(a, 'a', 20000);
	memset(b, 'b', 20000);
	memset(c, 'c', 20000);
	b = arena_grow(*state, b, 20000, 2000000);
	a = arena_grow(*state, a, 20000, 3000000);
	c = arena_grow(*state, c, 20000, 1000000);
	memset(b + 20000, 'b', 1980000);
	memset(a + 20000, 'a', 2980000);
	memset(c + 20000, 'c', 980000);
	assert_int_equal(a[0], 'a');
	assert_int_equal(b[19999], 'b');
	assert_int_equal(c[19999], 'c');
}

static void
copies(void **state)
{
	str copy = arena_copy(*state, STR("a\0b"));

	assert_int_equal(copy.len, 3);
	assert_memory_equal(copy.at, "a\0b", 4);
	assert_string_equal(arena_zstr(*state, STR_NONE), "");
	copy = arena_printf(*state, "%s-%03d", "x", 7);
	assert_int_equal(copy.len, 5);
	assert_string_equal(copy.at, "x-007");
	copy = arena_printf(*state, "%*s", 70000, "y");
	assert_int_equal(copy.len, 70000);
	assert_int_equal(copy.at[69999], 'y');
}

static void
pushes(void **state)
{
	uint64_t *list = NULL;
	size_t count = 0, room = 0;

	for (uint64_t i = 0; i < 10000; i++) {
		uint64_t *one = ARENA_PUSH(*state, list, count, room);

		assert_int_equal(*one, 0);
		*one = i;
	}
	assert_int_equal(count, 10000);
	for (uint64_t i = 0; i < 10000; i++)
		assert_int_equal(list[i], i);
}

static char order[4];

static void
note(void *what)
{
	order[strlen(order)] = *(char *)what;
}

static void
cleans_newest_first(void **state)
{
	static char letters[] = "abc";

	for (size_t i = 0; i < 3; i++)
		arena_defer(*state, note, &letters[i]);
	arena_release(*state);
	assert_string_equal(order, "cba");
	arena_release(*state);
	assert_string_equal(order, "cba");
}

static void
take_all(struct arena *arena)
{
	for (;;)
		arena_alloc(arena, 1000);
}

static void
grow_all(struct arena *arena)
{
	char *at = NULL;

	for (size_t size = 1;; size *= 2)
		at = arena_grow(arena, at, size / 2, size);
}

static void
take_too_much(struct arena *arena)
{
	arena_alloc(arena, SIZE_MAX - 8);
}

static void
overflow(struct arena *arena)
{
	arena_array(arena, SIZE_MAX / 4, 16);
}

static void
charge(struct arena *arena)
{
	for (;;)
		arena_charge(arena, 1000);
}

static void
charge_too_much(struct arena *arena)
{
	arena_alloc(arena, 1);
	arena_charge(arena, SIZE_MAX);
}

static void
exhaust(void (*way)(struct arena *))
{
	struct arena small;
	jmp_buf escape;

	arena_init(&small, 1 << 20, &escape);
	switch (setjmp(escape)) {
	case 0:
		way(&small);
		fail();
		break;
	case ARENA_OVER_CEILING:
		assert_true(small.held <= (1 << 20) + 1024);
		break;
	default:
		fail();
	}
	arena_release(&small);
}

static void
jumps_out_at_its_ceiling(void **state)
{
	void (*const ways[])(struct arena *) = {
	    take_all, grow_all, take_too_much, overflow, charge, charge_too_much};

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		exhaust(ways[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(gives_zeroed_aligned_memory, make, drop),
	    cmocka_unit_test_setup_teardown(is_usable_after_release, make, drop),
	    cmocka_unit_test_setup_teardown(keeps_what_grows, make, drop),
	    cmocka_unit_test_setup_teardown(grows_in_place_at_the_end, make, drop),
	    cmocka_unit_test_setup_teardown(grows_any_of_several_large_blocks, make, drop),
	    cmocka_unit_test_setup_teardown(copies, make, drop),
	    cmocka_unit_test_setup_teardown(pushes, make, drop),
	    cmocka_unit_test_setup_teardown(cleans_newest_first, make, drop),
	    cmocka_unit_test(jumps_out_at_its_ceiling),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
