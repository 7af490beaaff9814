/* Front matter. */
#include "parse/parse.h"
#include "parsed.h"

static const struct front *
read_front(const char *text, const char *after)
{
	str rest;
	const struct front *front = parse_front_matter(&ctx, str_of(text), &rest);

	assert_true(str_eq(rest, str_of(after)));
	return front;
}

static void
reads_what_clippers_write(void **state)
{
	const struct front *front = read_front("---\n"
					       "title: \"On: Colons\"\n"
					       "Author:\n"
					       "  - \"[[Ada Byron]]\"\n"
					       "  - Charles Babbage\n"
					       "created: 2025-01-02\n"
					       "published: 2024-03-01\n"
					       "url: https://example.org/second\n"
					       "source: https://example.org/first\n"
					       "tags: [clippings, \"#steam\"]\n"
					       "description: >\n"
					       "  Two\n"
					       "  lines\n"
					       "unknown:\n"
					       "  title: Not this\n"
					       "lang: en\n"
					       "...\n"
					       "Body\n",
	    "Body\n");

	(void)state;
	assert_non_null(front);
	assert_true(str_eq(front->title, STR("On: Colons")));
	assert_int_equal(front->author_count, 2);
	assert_true(str_eq(front->authors[0], STR("Ada Byron")));
	assert_int_equal(front->date.year, 2024);
	assert_true(str_eq(front->source, STR("https://example.org/first")));
	assert_int_equal(front->tag_count, 2);
	assert_true(str_eq(front->tags[1], STR("steam")));
	assert_true(str_eq(front->description, STR("Two lines")));
	assert_true(str_eq(front->lang, STR("en")));
	assert_null(front->subtitle.at);
	assert_int_equal(records.count, 0);
}

static void
reads_lists_in_one_line(void **state)
{
	const struct front *front = read_front(
	    "---\r\nbyline: Ada Byron, Charles Babbage\r\nauthor: null\r\nkeywords: a, b\r\n---\r\nX",
	    "X");

	(void)state;
	assert_int_equal(front->author_count, 2);
	assert_true(str_eq(front->authors[1], STR("Charles Babbage")));
	assert_int_equal(front->tag_count, 2);
}

static void
reads_authors_as_mappings(void **state)
{
	const struct front *front = read_front(
	    "---\nauthors:\n  - name: Ada Byron\n    url: https://example.org/\n  - name: B\n---\n",
	    "");

	(void)state;
	assert_int_equal(front->author_count, 2);
	assert_true(str_eq(front->authors[0], STR("Ada Byron")));
}

static void
leaves_rules_alone(void **state)
{
	(void)state;
	assert_null(read_front("Text\n", "Text\n"));
	assert_null(read_front("---\n\nText\n\n---\n\nMore\n", "---\n\nText\n\n---\n\nMore\n"));
	assert_null(read_front("---\nText\n", "---\nText\n"));
	assert_null(read_front("---\n- a\n- b\n\n---\n", "---\n- a\n- b\n\n---\n"));
	assert_int_equal(records.count, 0);
}

static void
says_what_is_broken(void **state)
{
	struct buf buf = BUF(&arena);

	(void)state;
	assert_null(read_front("---\ntitle: \"open\n---\nBody", "Body"));
	assert_int_equal(records.said[DIAG_FRONT_MATTER_BAD], 1);
	assert_null(read_front("---\na: &x 1\nb: *x\n---\nBody", "Body"));
	assert_null(read_front("---\ntitle: T\nBody", "---\ntitle: T\nBody"));
	assert_int_equal(records.said[DIAG_FRONT_MATTER_BAD], 3);
	buf_z(&buf, "---\na: ");
	for (int i = 0; i < 30000; i++)
		buf_char(&buf, '[');
	buf_z(&buf, "\n---\nBody");
	assert_null(read_front(buf_zstr(&buf), "Body"));
}

static void
reads_toml(void **state)
{
	const struct front *front =
	    read_front("+++\n"
		       "# a comment\n"
		       "title = \"A \\\"tin\\\" \\u00e9\" # behind\n"
		       "date = 2024-03-01T10:00:00Z\n"
		       "authors = [\"Ada Byron\", 'Charles Babbage', # two\n"
		       "]\n"
		       "draft = false\n"
		       "summary = \"\"\"\nTwo\nlines\"\"\"\n"
		       "menu.title = \"Not this\"\n"
		       "[taxonomies]\n"
		       "tags = [\"steam\", \"peas\"]\n"
		       "[[resources]]\n"
		       "title = \"Nor this\"\n"
		       "[params]\n"
		       "subtitle = \"Small\"\n"
		       "+++\n"
		       "Body\n",
		"Body\n");

	(void)state;
	assert_non_null(front);
	assert_true(str_eq(front->title, STR("A \"tin\" \xc3\xa9")));
	assert_int_equal(front->author_count, 2);
	assert_true(str_eq(front->authors[1], STR("Charles Babbage")));
	assert_int_equal(front->tag_count, 2);
	assert_int_equal(front->date.day, 1);
	assert_true(str_eq(front->description, STR("Two lines")));
	assert_true(str_eq(front->subtitle, STR("Small")));
	assert_int_equal(records.count, 0);
	assert_null(read_front("+++\ntitle = \"open\n+++\nBody", "Body"));
	assert_null(read_front("+++\na = [[[[[[[[[[[[[[[[[[[[\n+++\nBody", "Body"));
	assert_null(read_front("+++\ntitle = 1\nBody", "+++\ntitle = 1\nBody"));
	assert_int_equal(records.said[DIAG_FRONT_MATTER_BAD], 3);
	assert_null(read_front("+++\nText\n+++\n", "+++\nText\n+++\n"));
	assert_int_equal(records.said[DIAG_FRONT_MATTER_BAD], 3);
}

static void
reads_json(void **state)
{
	const struct front *front =
	    read_front("{\n  \"title\": \"A \\ud83d\\ude00 \\/ b\",\n  \"draft\": true,\n"
		       "  \"author\": {\"name\": \"Ada Byron\", \"mail\": \"x\"},\n"
		       "  \"tags\":[\"a\",\"b\"], \"datePublished\": \"2024-03-01\"\n}\n\nBody\n",
		"\nBody\n");

	(void)state;
	assert_true(str_eq(front->title, STR("A \xf0\x9f\x98\x80 / b")));
	assert_int_equal(front->author_count, 1);
	assert_true(str_eq(front->authors[0], STR("Ada Byron")));
	assert_int_equal(front->tag_count, 2);
	assert_int_equal(front->date.year, 2024);
	assert_null(read_front("{.class} text\n", "{.class} text\n"));
	assert_int_equal(records.count, 0);
	assert_null(read_front("{\"a\": [}\nBody", "{\"a\": [}\nBody"));
	assert_int_equal(records.said[DIAG_FRONT_MATTER_BAD], 1);
}

static void
reads_title_blocks(void **state)
{
	const struct front *front = read_front(
	    "% Geese on\n  the dyke\n% Ada Byron; Charles Babbage\n% March 1, 2024\n\nBody\n",
	    "\nBody\n");

	(void)state;
	assert_true(str_eq(front->title, STR("Geese on the dyke")));
	assert_int_equal(front->author_count, 2);
	assert_int_equal(front->date.month, 3);
	assert_null(read_front("% of all geese\nare grey.\n", "% of all geese\nare grey.\n"));
	assert_null(read_front("%% note %%\n\nText\n", "%% note %%\n\nText\n"));
}

static void
reads_headers_when_certain(void **state)
{
	const struct front *front = read_front(
	    "Title: Geese\nAuthor: Ada Byron\nBase Header Level: 2\nKeywords: a,\n    b\n\nBody\n",
	    "\nBody\n");

	(void)state;
	assert_true(str_eq(front->title, STR("Geese")));
	assert_int_equal(front->tag_count, 2);
	assert_null(read_front("Title: Geese\n\nText\n", "Title: Geese\n\nText\n"));
	assert_null(
	    read_front("Note: a\nDate: b\nTitle: c\n\nX", "Note: a\nDate: b\nTitle: c\n\nX"));
	assert_null(
	    read_front("Title: a\nDate: b\nand more\n\nX", "Title: a\nDate: b\nand more\n\nX"));
}

static void
reads_lists_of_highlights(void **state)
{
	const struct front *front = read_front(
	    "# Geese\n\n![rw-book-cover](https://example.org/c.png)\n\n## Metadata\n"
	    "- Author: [[Ada Byron]]\n- Full Title: Geese on the dyke\n- Category: #articles\n"
	    "- Document Tags: [[salt]] [[two words]] \n- URL: https://example.org/geese\n\n"
	    "## Highlights\n- One.\n",
	    "# Geese\n\n\n\n## Highlights\n- One.\n");

	(void)state;
	assert_true(str_eq(front->title, STR("Geese on the dyke")));
	assert_true(str_eq(front->authors[0], STR("Ada Byron")));
	assert_true(str_eq(front->source, STR("https://example.org/geese")));
	assert_true(str_eq(front->image, STR("https://example.org/c.png")));
	assert_int_equal(front->tag_count, 2);
	assert_true(str_eq(front->tags[1], STR("two words")));
	assert_null(read_front("## Metadata\n\nText on it.\n", "## Metadata\n\nText on it.\n"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(reads_what_clippers_write, setup, teardown),
	    cmocka_unit_test_setup_teardown(reads_lists_in_one_line, setup, teardown),
	    cmocka_unit_test_setup_teardown(reads_authors_as_mappings, setup, teardown),
	    cmocka_unit_test_setup_teardown(leaves_rules_alone, setup, teardown),
	    cmocka_unit_test_setup_teardown(says_what_is_broken, setup, teardown),
	    cmocka_unit_test_setup_teardown(reads_toml, setup, teardown),
	    cmocka_unit_test_setup_teardown(reads_json, setup, teardown),
	    cmocka_unit_test_setup_teardown(reads_title_blocks, setup, teardown),
	    cmocka_unit_test_setup_teardown(reads_headers_when_certain, setup, teardown),
	    cmocka_unit_test_setup_teardown(reads_lists_of_highlights, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
