/* core/sha256.c */
#include "core/sha256.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena;

static void
assert_hash(str in, const char *want)
{
	uint8_t digest[32];

	sha256(in, digest);
	assert_string_equal(arena_zstr(&arena, sha256_hex(&arena, digest, 32)), want);
}

/* Messages of FIPS 180-4's examples and of lengths around a block's end. */
static void
hashes(void **state)
{
	static char many[1000000];

	(void)state;
	assert_hash(STR_NONE, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	assert_hash(STR("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_hash(STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
	    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	memset(many, 'a', sizeof many);
	assert_hash((str){many, sizeof many},
	    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
	assert_hash(
	    (str){many, 55}, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
	assert_hash(
	    (str){many, 56}, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a");
	assert_hash(
	    (str){many, 64}, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
}

static void
writes_a_part(void **state)
{
	uint8_t digest[32];

	(void)state;
	sha256(STR("abc"), digest);
	assert_string_equal(arena_zstr(&arena, sha256_hex(&arena, digest, 4)), "ba7816bf");
	assert_int_equal(sha256_hex(&arena, digest, 99).len, 64);
}

static void
makes_uuids(void **state)
{
	char name[200];

	(void)state;
	assert_string_equal(arena_zstr(&arena, uuid_v5(&arena, STR("http://www.example.com/"))),
	    "urn:uuid:fcde3c85-2270-590f-9e7c-ee003d65e0e2");
	assert_string_equal(arena_zstr(&arena, uuid_v5(&arena, STR_NONE)),
	    "urn:uuid:1b4db7eb-4057-5ddf-91e0-36dec72071f5");
	memset(name, 'x', sizeof name);
	assert_string_equal(arena_zstr(&arena, uuid_v5(&arena, (str){name, sizeof name})),
	    "urn:uuid:cd3580b9-d244-586a-8077-74317319b48d");
}

static int
make(void **state)
{
	(void)state;
	arena_init(&arena, 1 << 20, NULL);
	return 0;
}

static int
drop(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(hashes),
	    cmocka_unit_test(writes_a_part),
	    cmocka_unit_test(makes_uuids),
	};

	return cmocka_run_group_tests(tests, make, drop);
}
