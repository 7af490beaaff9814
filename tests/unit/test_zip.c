/* The ZIP container. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "core/arena.h"
#include "core/deflate.h"
#include "core/tempfile.h"
#include "record/spool.h"
#include "write/zip.h"

static struct arena arena;

static int
set_up(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)256 << 20, NULL);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct zip_item
stored(const char *name, str bytes)
{
	return (struct zip_item){.name = name,
	    .size = bytes.len,
	    .packed = bytes.len,
	    .crc = deflate_crc(0, bytes),
	    .bytes = bytes};
}

static str
contents(int fd)
{
	off_t size = lseek(fd, 0, SEEK_END);
	char *at = arena_alloc(&arena, (size_t)size + 1);

	assert_int_equal(pread(fd, at, (size_t)size, 0), size);
	return (str){at, (size_t)size};
}

static unsigned
number(str zip, size_t at, size_t bytes)
{
	unsigned value = 0;

	while (bytes)
		value = value << 8 | (unsigned char)zip.at[at + --bytes];
	return value;
}

static void
begins_as_ocf_asks(void **state)
{
	struct zip_item items[2];
	struct deflate *deflate = deflate_new();
	str text = STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), zip;
	int fd = tempfile_open();
	size_t second;

	(void)state;
	items[0] = stored("mimetype", STR("application/epub+zip"));
	items[1] = stored("EPUB/a.txt", deflate_bytes(deflate, &arena, text));
	items[1].size = text.len;
	items[1].crc = deflate_crc(0, text);
	items[1].is_deflated = true;
	assert_int_equal(zip_write_items(fd, items, 2), 0);
	zip = contents(fd);
	assert_int_equal(number(zip, 6, 2), 0);  /* flags */
	assert_int_equal(number(zip, 8, 2), 0);  /* method */
	assert_int_equal(number(zip, 10, 2), 0); /* time */
	assert_int_equal(number(zip, 12, 2), 33);
	assert_int_equal(number(zip, 28, 2), 0); /* extra field */
	assert_memory_equal(zip.at + 30, "mimetypeapplication/epub+zip", 28);
	second = 58;
	assert_int_equal(number(zip, second + 6, 2), 0);
	assert_int_equal(number(zip, second + 8, 2), 8);
	assert_int_equal(number(zip, second + 14, 4), items[1].crc);
	assert_int_equal(number(zip, second + 18, 4), items[1].packed);
	assert_int_equal(number(zip, second + 22, 4), text.len);
	assert_memory_equal(zip.at + second + 40, items[1].bytes.at, items[1].bytes.len);
	deflate_free(deflate);
	close(fd);
}

/* Entries over, at and below the size of the window, read by a callback. */
static bool
give(const void *with, uint64_t at, char *to, size_t len)
{
	memcpy(to, (const char *)with + at, len);
	return true;
}

static void
large_entries_come_whole(void **state)
{
	size_t sizes[] = {0, 1, 131072 - 40, 131072, 131073, 700000, 5, 300000};
	struct zip_item items[8];
	char *bytes = arena_alloc(&arena, 700000);
	int fd = tempfile_open();
	size_t at = 0;
	str zip;

	(void)state;
	for (size_t i = 0; i < 700000; i++)
		bytes[i] = (char)(i * 31 >> 3);
	for (size_t i = 0; i < 8; i++) {
		items[i] = stored(arena_printf(&arena, "f%zu", i).at, (str){bytes, sizes[i]});
		items[i].bytes = STR_NONE;
		items[i].read = give;
		items[i].with = bytes;
	}
	assert_int_equal(zip_write_items(fd, items, 8), 0);
	zip = contents(fd);
	for (size_t i = 0; i < 8; i++) {
		assert_int_equal(number(zip, at, 4), 0x04034b50);
		assert_int_equal(number(zip, at + 14, 4), items[i].crc);
		assert_int_equal(number(zip, at + 18, 4), sizes[i]);
		assert_memory_equal(zip.at + at + 32, bytes, sizes[i]);
		at += 32 + sizes[i];
	}
	close(fd);
}

static bool
fail_to_give(const void *with, uint64_t at, char *to, size_t len)
{
	(void)with, (void)at, (void)to, (void)len;
	errno = EIO;
	return false;
}

static void
failures_are_told(void **state)
{
	struct zip_item item = stored("a", STR("a"));
	int full = open("/dev/full", O_WRONLY), fd = tempfile_open();

	(void)state;
	if (full >= 0) {
		assert_int_equal(zip_write_items(full, &item, 1), ENOSPC);
		close(full);
	}
	assert_int_equal(zip_write_items(fd, &item, ZIP_MOST_ENTRIES + 1), EOVERFLOW);
	item.bytes = STR_NONE;
	item.read = fail_to_give;
	assert_int_equal(zip_write_items(fd, &item, 1), EIO);
	close(fd);
}

/* Through a pipe, behind other bytes and appended: the same ZIP. */
static void
where_it_goes_does_not_matter(void **state)
{
	struct zip_item item = stored("a", STR("some text"));
	int plain = tempfile_open(), behind = tempfile_open(), ends[2];
	char buffer[4096];
	str zip, other;

	(void)state;
	assert_int_equal(zip_write_items(plain, &item, 1), 0);
	zip = contents(plain);
	assert_int_equal(write(behind, "xyz", 3), 3);
	assert_int_equal(zip_write_items(behind, &item, 1), 0);
	assert_int_equal(write(behind, "end", 3), 3);
	other = contents(behind);
	assert_int_equal(other.len, zip.len + 6);
	assert_memory_equal(other.at + 3, zip.at, zip.len);
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(zip_write_items(ends[1], &item, 1), 0);
	assert_int_equal(read(ends[0], buffer, sizeof buffer), zip.len);
	assert_memory_equal(buffer, zip.at, zip.len);
	close(ends[0]);
	close(ends[1]);
	close(plain);
	close(behind);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(begins_as_ocf_asks),
	    cmocka_unit_test(large_entries_come_whole),
	    cmocka_unit_test(failures_are_told),
	    cmocka_unit_test(where_it_goes_does_not_matter),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
