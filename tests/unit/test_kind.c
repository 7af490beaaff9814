/* The kinds table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "source/kind.h"

static enum kind
tell(const char *name, str head)
{
	const char *foreign;

	return kind_tell(str_of(name), head, &foreign);
}

static void
tells_by_name(void **state)
{
	(void)state;
	assert_int_equal(kind_by_name(STR("a/b.HTML")), KIND_HTML);
	assert_int_equal(kind_by_name(STR("b.md")), KIND_MARKDOWN);
	assert_int_equal(kind_by_name(STR("b.txt")), KIND_TEXT);
	assert_int_equal(kind_by_name(STR(".html")), KIND_UNKNOWN);
	assert_int_equal(kind_by_name(STR("a.md/b")), KIND_UNKNOWN);
	assert_int_equal(kind_by_name(STR("b.pdf")), KIND_UNKNOWN);
}

static void
bytes_come_before_the_name(void **state)
{
	(void)state;
	assert_int_equal(tell("a.txt", STR("<!DOCTYPE html><title>x")), KIND_HTML);
	assert_int_equal(tell("a.md", STR("<html lang=en>")), KIND_HTML);
	assert_int_equal(tell("a.md", STR("<div>x</div>\n\n# H")), KIND_MARKDOWN);
	assert_int_equal(tell("a.html", STR("plain words")), KIND_HTML);
	assert_int_equal(tell("", STR("<?xml version=\"1.0\"?><html xmlns=\"x\">")), KIND_XHTML);
	assert_int_equal(tell("", STR("plain words")), KIND_TEXT);
	assert_int_equal(tell("", STR("<!-- saved -->\n<html >")), KIND_HTML);
}

static void
names_foreign_kinds(void **state)
{
	const char *foreign;

	(void)state;
	assert_int_equal(kind_tell(STR("a.html"), STR("%PDF-1.7"), &foreign), KIND_FOREIGN);
	assert_string_equal(foreign, "a PDF; pdftohtml -s turns it into HTML");
	assert_int_equal(kind_tell(STR("a.docx"), STR("PK\003\004xxxx"), &foreign), KIND_FOREIGN);
	assert_non_null(strstr(foreign, "Word"));
	assert_int_equal(tell("a.rst", STR("Title\n=====")), KIND_FOREIGN);
	assert_int_equal(tell("x", STR("\xff\xd8\xff\xe0")), KIND_FOREIGN);
	assert_int_equal(tell("mail.txt", STR("From here on it is a letter")), KIND_TEXT);
}

static void
tells_containers(void **state)
{
	char epub[64] = "PK";
	static const struct {
		const char *name, *head;
		enum kind kind;
	} cases[] = {
	    {"x", "<?xml version='1.0'?>\n<rss version='2.0'>", KIND_FEED},
	    {"x.html", "<?xml version='1.0'?><!-- c --><feed xmlns='x'>", KIND_FEED},
	    {"x.json", "{\"version\": \"https://jsonfeed.org/version/1.1\"}", KIND_FEED},
	    {"x", "<rdf:RDF xmlns='x'>", KIND_FEED},
	    {"x", "<x:feed xmlns:x='x'>", KIND_FEED},
	    {"x", "<entry xmlns='http://www.w3.org/2005/Atom'>", KIND_FEED},
	    {"x.xml", "<br />\n<b>Warning</b>: x\n<?xml version='1.0'?><rss>", KIND_FEED},
	    {"x.txt", "The element <rss> begins a feed.", KIND_TEXT},
	    {"x.xml", "<svg xmlns='http://www.w3.org/2000/svg'/>", KIND_FOREIGN},
	    {"x.json", "[1]", KIND_FOREIGN},
	    {"x", "<opml version='2.0'>", KIND_OPML},
	    {"x.html", "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>", KIND_BOOKMARKS},
	    {"x", "From: a@example.org\nSubject: b\n\nText", KIND_MAIL},
	    {"x.txt", "Received: by x\n\tfor y\nDate: today\n", KIND_MAIL},
	    {"x.txt", "Title: a\nDate: b\n\nText", KIND_TEXT},
	    {"x.md", "From: a\nDate: b\n\nText", KIND_MARKDOWN},
	    {"x", "From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n",
		KIND_MHTML},
	    {"x", "From a@b Tue Nov 24 06:00:00 2026\nFrom: a\n", KIND_MBOX},
	    {"x", "WARC/1.0\r\nWARC-Type: response\r\n", KIND_WARC},
	    {"x", "\x1f\x8b\x08", KIND_GZIP},
	    {"x", "\x28\xb5\x2f\xfd", KIND_ZSTD},
	    {"x.zip", "PK\003\004", KIND_ZIP},
	    {"x", "bplist00", KIND_WEBARCHIVE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(tell(cases[i].name, str_of(cases[i].head)), cases[i].kind);
	memcpy(epub + 30, "mimetypeapplication/epub+zip", 28);
	assert_int_equal(tell("x", (str){epub, sizeof epub}), KIND_EPUB);
}

static void
takes_wide_text(void **state)
{
	static const char marked[] = "\xff\xfe\x1f\x04\x40\x04\x38\x04\x32\x04\x35\x04\x42\x04";
	static const char bare[] = "\x04\x1f\x04\x40\0 \x04\x38\x04\x32\0 \x04\x35\x04\x42";

	(void)state;
	assert_int_equal(tell("a.txt", (str){marked, sizeof marked - 1}), KIND_TEXT);
	assert_int_equal(tell("a.txt", (str){bare, sizeof bare - 1}), KIND_TEXT);
}

static void
refuses_binary(void **state)
{
	char noise[512];

	(void)state;
	for (size_t i = 0; i < sizeof noise; i++)
		noise[i] = (char)(i * 197 >> 3);
	assert_int_equal(tell("a.html", (str){noise, sizeof noise}), KIND_UNKNOWN);
	assert_int_equal(tell("a.html", STR("<\0p\0>\0h\0e\0l\0l\0o\0 \0y\0o\0u\0")), KIND_HTML);
	assert_int_equal(tell("a.html", STR("\xff\xfe<\0p\0>\0")), KIND_HTML);
}

static void
knows_its_names(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, 1 << 20, NULL);
	assert_int_equal(kind_named(STR("Markdown")), KIND_MARKDOWN);
	assert_int_equal(kind_named(STR("md")), KIND_MARKDOWN);
	assert_int_equal(kind_named(STR("pdf")), KIND_UNKNOWN);
	assert_true(str_starts(kind_names(&arena), STR("html, xhtml, markdown, text, gzip, ")));
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tells_by_name),
	    cmocka_unit_test(bytes_come_before_the_name),
	    cmocka_unit_test(names_foreign_kinds),
	    cmocka_unit_test(tells_containers),
	    cmocka_unit_test(takes_wide_text),
	    cmocka_unit_test(refuses_binary),
	    cmocka_unit_test(knows_its_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
