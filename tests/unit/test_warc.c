/* Web archives: records' headers, HTTP, patterns, the index. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "unpack/pattern.h"
#include "unpack/warc.h"

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
expect(str got, const char *wanted)
{
	assert_true(str_eq(got, str_of(wanted)));
}

static void
reads_records(void **state)
{
	struct warc_head head;

	(void)state;
	assert_true(warc_head_parse(
	    STR("WARC/1.1\r\nwarc-type: Response\r\nWARC-Target-URI: <http://a.example/>\r\n"
		"X-Folded: a\r\n b: c\r\nContent-Type: application/http\r\nContent-Length:  17 \r\n"
		"\r\nHTTP/1.1 200 OK\r\n"),
	    &head));
	assert_int_equal(head.type, WARC_RESPONSE);
	assert_int_equal(head.length, 17);
	expect(head.target, "http://a.example/");
	expect(head.media, "application/http");
	assert_true(warc_head_parse(STR("WARC/0.18\nContent-Length: 0\n\n"), &head));
	assert_int_equal(head.type, WARC_OTHER);
	assert_int_equal(head.size, 29);
	assert_null(head.target.at);
	assert_false(warc_head_parse(STR("WARC/1.0\r\nContent-Length: 5\r\n"), &head));
	assert_false(warc_head_parse(STR("WARC/1.0\r\nWARC-Type: response\r\n\r\n"), &head));
	assert_false(warc_head_parse(STR("WARC/1.0\r\nContent-Length: -5\r\n\r\n"), &head));
	assert_false(warc_head_parse(
	    STR("WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n"), &head));
	assert_false(warc_head_parse(STR("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"), &head));
	assert_int_equal(warc_head_find(STR("WARC/1.0 WARC/1.0\r\nWARC/x\nWARC/1.1\r\n")), 26);
	assert_int_equal(warc_head_find(STR("\nWARC/")), STR_NOT_FOUND);
}

static void
reads_messages(void **state)
{
	struct warc_http http;

	(void)state;
	assert_true(warc_http_parse(
	    STR("HTTP/2 200\r\ncontent-type: Text/HTML; x=y; charset=\"utf-8\"\r\n"
		"Content-Encoding: gzip, br\r\nTRANSFER-ENCODING: chunked\r\n\r\n<p>"),
	    &http));
	assert_int_equal(http.status, 200);
	expect(http.media, "Text/HTML");
	expect(http.charset, "utf-8");
	assert_true(http.is_chunked);
	assert_int_equal(http.coding_count, 2);
	assert_int_equal(http.codings[1], HTTP_BROTLI);
	assert_true(warc_http_parse(STR("GET /a HTTP/1.1\nSec-Fetch-Dest: iframe\n\n"), &http));
	assert_int_equal(http.status, 0);
	expect(http.destination, "iframe");
	assert_false(warc_http_parse(STR("HTTP/1.1 OK\r\n\r\n"), &http));
	assert_false(warc_http_parse(STR("HTTP/1.1 200 OK\r\nA: b\r\n"), &http));
	assert_false(warc_http_parse(STR(""), &http));
}

static void
expect_body(const char *headers, str block, const char *wanted)
{
	struct warc_http http;
	str bytes;

	assert_true(warc_http_parse(str_of(headers), &http));
	assert_int_equal(stream_all(warc_http_body(&arena, stream_of_bytes(&arena, block), &http),
			     &arena, 1 << 20, &bytes),
	    STREAM_WHOLE);
	expect(bytes, wanted);
}

/* "<p>brotli</p>" by zlib.brotliCompressSync of Node. */
#define BROTLI STR("\x0b\x06\x80\x3c\x70\x3e\x62\x72\x6f\x74\x6c\x69\x3c\x2f\x70\x3e\x03")

static void
decodes_bodies(void **state)
{
	(void)state;
	expect_body("HTTP/1.1 200 OK\n\n", STR("plain"), "plain");
	expect_body("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n",
	    STR("3;x=y\r\none\r\n4\r\n two\r\n0\r\nT: x\r\n\r\n"), "one two");
	expect_body("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n", STR("3\r\none\r\n"), "one");
	expect_body("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n", STR("<p>none"), "<p>none");
	expect_body("HTTP/1.1 200 OK\nContent-Encoding: br\n\n", BROTLI, "<p>brotli</p>");
	expect_body("HTTP/1.1 200 OK\nContent-Encoding: br\n\n", STR("<p>none"), "<p>none");
	expect_body("HTTP/1.1 200 OK\nContent-Encoding: gzip\n\n", STR("<p>none"), "<p>none");
	expect_body("HTTP/1.1 200 OK\nContent-Encoding: zstd\n\n",
	    STR("\x28\xb5\x2f\xfd\x20\x05\x29\x00\x00zstd!"), "zstd!");
}

static void
matches_patterns(void **state)
{
	const str address = STR("https://harbour.example/a/b.html?x=1#part");

	(void)state;
	assert_true(pattern_matches(STR("*"), address));
	assert_true(pattern_matches(STR("https://harbour.example/a/b.html?x=1"), address));
	assert_true(pattern_matches(STR("HARBOUR.example/*"), address));
	assert_true(pattern_matches(STR("*/b.h??l*"), address));
	assert_false(pattern_matches(STR("harbour.example"), address));
	assert_false(pattern_matches(STR("*.htm"), address));
	assert_false(pattern_matches(STR(""), address));
	assert_true(pattern_matches(STR(""), STR("")));
}

static uint64_t
key(const char *address)
{
	return warc_hash_address(&arena, str_of(address));
}

static void
finds_addresses(void **state)
{
	struct warc_index index = {.arena = &arena};
	uint64_t redirect = (uint64_t)WARC_IS_REDIRECT << 48, same = (uint64_t)WARC_IS_SAME << 48;
	char address[64];

	(void)state;
	assert_true(key("https://A.example/p%20q#x") == key("http://a.example:80/p q"));
	assert_true(key("https://a.example/p?x=1") != key("https://a.example/p?x=2"));
	assert_int_equal(key("p.png"), 0);
	warc_index_add(&index, key("http://a.example/1"), 100, 7);
	warc_index_add(&index, key("http://a.example/1"), 50, 8);
	warc_index_add(&index, key("http://a.example/2"), redirect, key("http://a.example/1"));
	warc_index_add(&index, key("http://a.example/3"), redirect, key("http://a.example/3b"));
	warc_index_add(&index, key("http://a.example/3b"), redirect, key("http://a.example/3"));
	warc_index_add(&index, key("http://a.example/4"), same, 7);
	warc_index_add(&index, key("http://a.example/5"), same, 9);
	for (int i = 0; i < 12; i++) {
		uint64_t from;

		snprintf(address, sizeof address, "http://a.example/r%d", i);
		from = key(address);
		snprintf(address, sizeof address, "http://a.example/r%d", i + 1);
		warc_index_add(&index, from, redirect, key(address));
	}
	warc_index_add(&index, key("http://a.example/r12"), 300, 0);
	warc_index_add(&index, 0, 400, 0);
	warc_index_end(&index);
	assert_int_equal(warc_index_find(&index, key("http://a.example/1"))->place, 50);
	assert_int_equal(warc_index_find(&index, key("http://a.example/2"))->place, 50);
	assert_null(warc_index_find(&index, key("http://a.example/3")));
	assert_int_equal(warc_index_find(&index, key("http://a.example/4"))->place, 100);
	assert_null(warc_index_find(&index, key("http://a.example/5")));
	assert_int_equal(warc_index_find(&index, key("http://a.example/r4"))->place, 300);
	assert_null(warc_index_find(&index, key("http://a.example/r3")));
	assert_null(warc_index_find(&index, 0));
}

static void
keeps_sets(void **state)
{
	struct warc_set set = {0};

	(void)state;
	assert_false(warc_set_has(&set, 5));
	for (uint64_t i = 1; i <= 1000; i++)
		assert_true(warc_set_add(&arena, &set, i * i));
	for (uint64_t i = 1; i <= 1000; i++)
		assert_false(warc_set_add(&arena, &set, i * i));
	assert_true(warc_set_has(&set, 1000000));
	assert_false(warc_set_has(&set, 3));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(reads_records, setup, teardown),
	    cmocka_unit_test_setup_teardown(reads_messages, setup, teardown),
	    cmocka_unit_test_setup_teardown(decodes_bodies, setup, teardown),
	    cmocka_unit_test_setup_teardown(matches_patterns, setup, teardown),
	    cmocka_unit_test_setup_teardown(finds_addresses, setup, teardown),
	    cmocka_unit_test_setup_teardown(keeps_sets, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
