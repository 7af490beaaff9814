/* Streams: looking ahead, parts, and what is compressed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <zlib.h>

#include "stream/stream.h"

static struct arena arena;

static int
setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)64 << 20, NULL);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void
expect_rest(struct stream *stream, const char *rest)
{
	str bytes;

	assert_int_equal(stream_all(stream, &arena, 1 << 20, &bytes), STREAM_WHOLE);
	assert_true(str_eq(bytes, str_of(rest)));
}

static void
looks_ahead(void **state)
{
	struct stream *stream = stream_of_bytes(&arena, STR("one\ntwo\r\nthree"));
	char two[3];

	(void)state;
	assert_true(str_eq(stream_peek(stream, 5), STR("one\nt")));
	assert_true(str_eq(stream_line(stream, &arena, 100), STR("one\n")));
	assert_int_equal(stream_read(stream, two, 3), 3);
	assert_memory_equal(two, "two", 3);
	assert_true(stream_skip(stream, 2));
	assert_int_equal(stream->given, 9);
	assert_true(str_eq(stream_line(stream, &arena, 3), STR("thr")));
	expect_rest(stream, "ee");
	assert_null(stream_line(stream, &arena, 100).at);
	assert_false(stream_skip(stream, 1));
}

static void
reads_parts_of_a_file(void **state)
{
	FILE *file = tmpfile();
	struct stream *stream, *part;
	uint64_t at;
	int fd;

	(void)state;
	assert_non_null(file);
	fputs("0123456789", file);
	fflush(file);
	lseek(fileno(file), 0, SEEK_SET);
	stream = stream_of_fd(&arena, fileno(file), false);
	assert_true(stream_skip(stream, 2));
	assert_true(str_eq(stream_peek(stream, 2), STR("23")));
	assert_true(stream_place(stream, &fd, &at));
	assert_int_equal(at, 2);
	expect_rest(stream_of_range(&arena, fd, 7, 2), "78");
	part = stream_of_next(&arena, stream, 3);
	expect_rest(part, "234");
	expect_rest(stream, "56789");
	fclose(file);
}

static str
packed(const char *text, int bits)
{
	z_stream z = {0};
	unsigned char *to = arena_alloc(&arena, 1000);

	assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY), Z_OK);
	z.next_in = (Bytef *)(uintptr_t)text;
	z.avail_in = (uInt)strlen(text);
	z.next_out = to;
	z.avail_out = 1000;
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	deflateEnd(&z);
	return (str){(char *)to, z.total_out};
}

static void
inflates(void **state)
{
	str one = packed("first ", 31), two = packed("second", 31), bytes;
	struct buf both = BUF(&arena);
	struct stream *from;

	(void)state;
	buf_add(&both, one);
	buf_add(&both, two);
	buf_z(&both, "\n\n");
	from = stream_of_bytes(&arena, buf_str(&both));
	expect_rest(stream_inflate(&arena, from, INFLATE_GZIP, false), "first second");
	expect_rest(from, "\n\n");
	from = stream_of_bytes(&arena, buf_str(&both));
	expect_rest(stream_inflate(&arena, from, INFLATE_GZIP, true), "first ");
	expect_rest(stream_inflate(&arena, from, INFLATE_GZIP, true), "second");
	from = stream_of_bytes(&arena, packed("raw", -15));
	expect_rest(stream_inflate(&arena, from, INFLATE_RAW, false), "raw");
	from = stream_of_bytes(&arena, str_head(one, one.len - 9));
	from = stream_inflate(&arena, from, INFLATE_GZIP, false);
	assert_int_equal(stream_all(from, &arena, 1 << 20, &bytes), STREAM_FAILED);
	assert_non_null(from->why);
	from = stream_inflate(&arena, stream_of_bytes(&arena, two), INFLATE_GZIP, false);
	assert_int_equal(stream_all(from, &arena, 5, &bytes), STREAM_TOO_LARGE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(looks_ahead, setup, teardown),
	    cmocka_unit_test_setup_teardown(reads_parts_of_a_file, setup, teardown),
	    cmocka_unit_test_setup_teardown(inflates, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
