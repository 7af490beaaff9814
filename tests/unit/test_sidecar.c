/* Metadata that lie in a file beside an input. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unpack/sidecar.h"

static struct arena arena;

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static bool
is(str got, const char *expected)
{
	return str_eq(got, str_of(expected));
}

/* As calibre writes it. */
static void
a_package_document_is_read(void **state)
{
	static const char opf[] =
	    "<?xml version='1.0' encoding='utf-8'?>\n"
	    "<package xmlns=\"http://www.idpf.org/2007/opf\" unique-identifier=\"uuid_id\" "
	    "version=\"2.0\"><metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
	    "xmlns:opf=\"http://www.idpf.org/2007/opf\">"
	    "<dc:identifier opf:scheme=\"calibre\" id=\"calibre_id\">12</dc:identifier>"
	    "<dc:title>The Long &amp; the Short</dc:title>"
	    "<dc:creator opf:file-as=\"Lindqvist, Ida\" opf:role=\"aut\">Ida Lindqvist</dc:creator>"
	    "<dc:creator>Per Holm</dc:creator>"
	    "<dc:creator opf:role=\"ill\">Drawing Hand</dc:creator>"
	    "<dc:contributor opf:role=\"bkp\">calibre (6.13.0)</dc:contributor>"
	    "<dc:date>0101-01-01T00:00:00+00:00</dc:date>"
	    "<dc:description>&lt;p&gt;Of &lt;b&gt;boa&lt;/b&gt;ts.&lt;/p&gt;&lt;p&gt;Of quays &amp;amp; "
	    "more.&lt;/p&gt;</dc:description>"
	    "<dc:publisher>Harbour Press</dc:publisher><dc:language>sv</dc:language>"
	    "<dc:subject>Boats</dc:subject><dc:subject>Quays</dc:subject>"
	    "<meta name=\"calibre:series\" content=\"Quays\"/>"
	    "<meta name=\"calibre:series_index\" content=\"2.5\"/>"
	    "<meta name=\"calibre:title_sort\" content=\"Long and the Short, The\"/>"
	    "</metadata><guide/></package>";
	struct front front = {0};

	(void)state;
	assert_true(sidecar_opf(&arena, str_of(opf), &front));
	assert_true(is(front.title, "The Long & the Short"));
	assert_true(is(front.title_sort, "Long and the Short, The"));
	assert_int_equal(front.author_count, 2);
	assert_true(is(front.authors[0], "Ida Lindqvist") && is(front.authors[1], "Per Holm"));
	assert_false(date_is_set(front.date));
	assert_true(is(front.description, "Of boats. Of quays & more."));
	assert_true(is(front.publisher, "Harbour Press") && is(front.lang, "sv"));
	assert_int_equal(front.tag_count, 2);
	assert_true(is(front.series, "Quays") && is(front.series_index, "2.5"));
}

static void
a_package_of_today_too(void **state)
{
	struct front front = {0};

	(void)state;
	assert_true(sidecar_opf(&arena,
	    STR("<package xmlns=\"http://www.idpf.org/2007/opf\"><metadata><dc:title>A</dc:title>"
		"<dc:title>B</dc:title><dc:rights>CC</dc:rights><dc:date>2026-11-24</dc:date>"
		"<meta property=\"belongs-to-collection\" id=\"c\">S</meta>"
		"<meta refines=\"#c\" property=\"group-position\">3</meta>"),
	    &front));
	assert_true(is(front.title, "A") && is(front.rights, "CC") && is(front.series, "S"));
	assert_true(is(front.series_index, "3"));
	assert_int_equal(front.date.day, 24);
	assert_false(sidecar_opf(&arena, STR("<html><title>x</title>"), &front));
	assert_false(sidecar_opf(&arena, STR("no markup"), &front));
}

static void
json_is_read(void **state)
{
	struct front front = {0};

	(void)state;
	assert_true(sidecar_json(&arena,
	    STR("{\"title\": \"A \\u00e9\", \"authors\": [\"Ida\", {\"name\": \"Per\", \"x\": 1}], "
		"\"date\": \"2026-11-24\", \"language\": \"sv\", \"series_index\": 4, "
		"\"tags\": [\"a\", \"b\"], \"unknown\": [{}], \"publisher\": null}"),
	    &front));
	assert_true(is(front.title, "A \xc3\xa9") && is(front.lang, "sv"));
	assert_int_equal(front.author_count, 2);
	assert_true(is(front.authors[1], "Per") && is(front.series_index, "4"));
	assert_int_equal(front.tag_count, 2);
	assert_false(front.publisher.len > 0);
	assert_false(sidecar_json(&arena, STR("[1, 2]"), &front));
	assert_false(sidecar_json(&arena, STR("{\"name\": 1}"), &front));
}

static void
members_are_known_by_name(void **state)
{
	struct front front = {0};

	(void)state;
	assert_true(sidecar_set(&arena, &front, STR("series-index"), STR("3")));
	assert_true(is(front.series_index, "3"));
	assert_false(sidecar_set(&arena, &front, STR("date"), STR("some day")));
	assert_false(sidecar_set(&arena, &front, STR("titel"), STR("x")));
	assert_true(is(sidecar_nearest(STR("titel")), "title"));
	assert_true(is(sidecar_nearest(STR("zzzzzzzzz")), ""));
}

static void
one_stands_over_the_other(void **state)
{
	struct front over = {.title = STR("over"), .series = STR("s")};
	struct front under = {.title = STR("under"),
	    .rights = STR("r"),
	    .series = STR("t"),
	    .series_index = STR("5")};
	struct front letter = {.title = STR("letter"), .is_letter = true};
	const struct front *both = front_over(&arena, &over, &under);

	(void)state;
	assert_false(both->is_letter);
	assert_true(front_over(&arena, &over, &letter)->is_letter);
	assert_true(is(both->title, "over") && is(both->rights, "r") && is(both->series, "s"));
	assert_false(both->series_index.len > 0);
	assert_true(is(front_over(&arena, NULL, &under)->title, "under"));
	assert_null(front_over(&arena, NULL, NULL));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_package_document_is_read),
	    cmocka_unit_test(a_package_of_today_too),
	    cmocka_unit_test(json_is_read),
	    cmocka_unit_test(members_are_known_by_name),
	    cmocka_unit_test(one_stands_over_the_other),
	};

	arena_init(&arena, (size_t)16 << 20, NULL);
	return cmocka_run_group_tests(tests, NULL, tear_down);
}
