/* Feeds: names of people, texts, and what items say, by dialect. */
#include "parsed.h"

#include "unpack/feed.h"

static const char *
person(const char *text)
{
	return arena_zstr(&arena, feed_person(&arena, str_of(text)));
}

static void
names_people(void **state)
{
	(void)state;
	assert_string_equal(person("ann@example.org (Ann Lee)"), "Ann Lee");
	assert_string_equal(person("Ann Lee <ann@example.org>"), "Ann Lee");
	assert_string_equal(person("ann@example.org"), "");
	assert_string_equal(person(" Ann  Lee (editor)"), "Ann Lee (editor)");
	assert_string_equal(person("mailto:a@b (c@d (Ann))"), "Ann");
	assert_string_equal(person("a@b ()"), "()");
	assert_string_equal(person(""), "");
}

static const char *
markup(const char *text, enum feed_form form)
{
	const struct feed_text of = {.text = str_of(text), .form = form};

	return arena_zstr(&arena, feed_markup(&arena, &of));
}

static const char *
plain(const char *text, enum feed_form form)
{
	const struct feed_text of = {.text = str_of(text), .form = form};

	return arena_zstr(&arena, feed_plain(&arena, &of));
}

static void
tells_html_from_text(void **state)
{
	(void)state;
	assert_string_equal(markup("<p>a</p>", FEED_GUESSED), "<p>a</p>");
	assert_string_equal(markup("a &amp; b\n\nc", FEED_GUESSED), "<p>a &amp; b<p>c");
	assert_string_equal(markup("a < b &amp;\nc", FEED_PLAIN), "<p>a &lt; b &amp;amp;\nc");
	assert_string_equal(markup("<p>a</p>", FEED_PLAIN), "<p>a</p>");
	assert_string_equal(markup("&lt;p&gt;a&lt;/p&gt;", FEED_HTML), "<p>a</p>");
	assert_string_equal(
	    markup("&lt;p&gt;a <b>b</b>&lt;/p&gt;", FEED_HTML), "<p>a <b>b</b></p>");
	assert_string_equal(markup("Write &lt;p&gt; first", FEED_HTML), "<p>Write &lt;p&gt; first");
	assert_string_equal(plain("<b>a</b> &amp; <title> b", FEED_GUESSED), "a & <title> b");
	assert_string_equal(plain("<b>a</b> &amp; <title> b", FEED_HTML), "a & b");
	assert_string_equal(plain("<b>a</b> &amp;", FEED_PLAIN), "<b>a</b> &amp;");
	assert_string_equal(arena_zstr(&arena,
				feed_first_words(&arena,
				    STR("<p>The crane at the far end of the quay, which nobody has "
					"painted, is broken."))),
	    "The crane at the far end of the quay, which nobody has\xe2\x80\xa6");
}

/* The items of a feed as lines: title, address, authors, day, body's beginning. */
static const char *
items(const char *text)
{
	struct feed *feed = arena_alloc(&arena, sizeof *feed);
	struct buf out = BUF(&arena);
	bool json = text[0] == '{';

	feed->text = str_of(text);
	if (!(json ? feed_json_index(&arena, feed) : feed_xml_index(&arena, feed)))
		return "none";
	for (size_t i = 0; i < feed->count; i++) {
		struct feed_entry *entry = arena_alloc(&arena, sizeof *entry);
		bool whole = json ? feed_json_item(&arena, feed, &feed->places[i], entry)
				  : feed_xml_item(&arena, feed, &feed->places[i], entry);
		const struct feed_text *body =
		    entry->content.rank ? &entry->content : &entry->summary;

		buf_printf(&out, "%s%.*s|%.*s|", whole ? "" : "~",
		    STR_ARG(feed_plain(&arena, &entry->title)), STR_ARG(entry->link));
		for (size_t k = 0; k < entry->author_count; k++)
			buf_printf(&out, "%s%.*s", k ? "," : "", STR_ARG(entry->authors[k]));
		buf_printf(&out, "|%.*s|%.*s\n",
		    STR_ARG(date_is_set(entry->date) ? date_day_iso(&arena, entry->date) : STR("")),
		    STR_ARG(feed_markup(&arena, body)));
	}
	return buf_zstr(&out);
}

static void
reads_dialects(void **state)
{
	(void)state;
	assert_string_equal(
	    items("<rss><channel><item><title>T</title><link>http://a.org/</link><author>a@b "
		  "(Ann)</author><pubDate>Thu, 01 Jan 2004 19:48:21 GMT</pubDate><description>&lt;"
		  "p>x</description></item></channel></rss>"),
	    "T|http://a.org/|Ann|2004-01-01|<p>x\n");
	assert_string_equal(
	    items("<x:feed xmlns:x='http://www.w3.org/2005/Atom' xml:base='http://a.org/b/'>"
		  "<x:entry><x:link href='c'/><x:author><x:name>Ann</x:name><x:email>e</x:email>"
		  "</x:author><x:content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
		  "<p>x &amp; y</p></div></x:content></x:entry></x:feed>"),
	    "|http://a.org/b/c|Ann||<div><p>x &amp; y</p></div>\n");
	assert_string_equal(
	    items("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"title\":\"T\","
		  "\"url\":\"http://a.org/\",\"content_html\":\"<p>x\"},{\"title\":\"U\""),
	    "T|http://a.org/|||<p>x\n~U||||\n");
	assert_string_equal(items("<html><item><title>T</title></item></html>"), "none");
	assert_string_equal(items("<rss><channel></channel></rss>"), "");
}

static void
believes_the_better_word(void **state)
{
	(void)state;
	/* content:encoded before description, the item's own title before its picture's, one
	   dialect's authors. */
	assert_string_equal(
	    items("<rss><channel><item><media:title>M</media:title><content:encoded>c&lt;b>"
		  "</content:encoded><description>d</description><title>T</title><image><title>P"
		  "</title><url>u</url></image><author>a@b (Ann)</author><dc:creator>Ann Lee"
		  "</dc:creator><dc:creator>Bob</dc:creator><guid>http://a.org/1</guid></item>"
		  "</channel></rss>"),
	    "T|http://a.org/1|Ann Lee,Bob||c<b>\n");
	/* What another feed says of itself is not the entry's. */
	assert_string_equal(
	    items("<feed xmlns='http://www.w3.org/2005/Atom'><entry><source><title>"
		  "S</title><author><name>Z</name></author><link href='http://s.org/'"
		  "/></source><title>T</title><summary>s</summary></entry></feed>"),
	    "T||||<p>s\n");
}

static void
mends_missing_ends(void **state)
{
	(void)state;
	assert_string_equal(
	    items("<rss><channel><item><title>A<link>http://a.org/</link><description>x"
		  "<item><title>B</title><description>y<guid>http://b.org/</guid></item>"
		  "<item><description>z</channel></rss>"),
	    "A|http://a.org/|||<p>x\nB|http://b.org/|||<p>y\n||||<p>z\n");
	assert_string_equal(items("<rss><item><title>A</title><description>x</description></item>"
				  "<item><title>B</title><description>y"),
	    "A||||<p>x\n~B||||<p>y\n");
	assert_string_equal(
	    items("<rss><item><title>A</title><description>x</description>"), "A||||<p>x\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(names_people, setup, teardown),
	    cmocka_unit_test_setup_teardown(tells_html_from_text, setup, teardown),
	    cmocka_unit_test_setup_teardown(reads_dialects, setup, teardown),
	    cmocka_unit_test_setup_teardown(believes_the_better_word, setup, teardown),
	    cmocka_unit_test_setup_teardown(mends_missing_ends, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
