/* HTML and XHTML to a Page. */
#include "parse/parse.h"
#include "parsed.h"

static void
html(const char *text, const char *body)
{
	const char *got = show(parse_html(&ctx, str_of(text)));

	assert_non_null(strstr(got, "body"));
	assert_string_equal(strstr(got, "body"), body);
}

static void
builds_the_tree_of_browsers(void **state)
{
	(void)state;
	html("<p>a<p>b<ul><li>c<li>d</ul>", "body(p(|a|)p(|b|)ul(li(|c|)li(|d|))))");
	html("<b><p>x</b>y", "body(b()p(b(|x|)|y|)))");
	html("<table><tr><td>x<td>y</table>", "body(table(tbody(tr(td(|x|)td(|y|))))))");
	html("x<NOSCRIPT><IMG SRC=x.png ALT=\"a&amp;b\"></NOSCRIPT>",
	    "body(|x|noscript(img@src=x.png@alt=a&b())))");
	html("<x-a DATA-B>t</x-a>", "body(x-a@data-b=(|t|)))");
}

static void
takes_scripts_out(void **state)
{
	const struct page *page;

	(void)state;
	html("<script>if (a<b) document.write('</p>')</script><p>x", "body(p(|x|)))");
	html("a<script><!--<script></script>--></script>b", "body(|a|script()|b|))");
	html("a<style>p { }</style><!-- c --!>b<!-->c<!--->d<![CDATA[x]]>e",
	    "body(|a|style()|bcde|))");
	html("<textarea><p></textarea><xmp><b>&amp;</xmp><iframe><p></iframe>",
	    "body(textarea(|<p>|)pre(|<b>&amp;|)iframe()))");
	page = parse_html(&ctx, STR("<script type='application/ld+json'>{\"a\": 1}</script><p>x"));
	assert_int_equal(page->jsonld_count, 1);
	assert_true(str_eq(page->jsonld[0], STR("{\"a\": 1}")));
}

static void
keeps_long_data(void **state)
{
	struct buf buf = BUF(&arena);
	const struct page *page;
	uint32_t at;
	str value;

	(void)state;
	buf_z(&buf, "<p title='");
	for (int i = 0; i < 100000; i++)
		buf_char(&buf, 'x');
	buf_z(&buf, "'><img src='data:image/png;base64,");
	for (int i = 0; i < 100000; i++)
		buf_char(&buf, 'A');
	buf_z(&buf, "' alt=y>");
	page = parse_html(&ctx, buf_str(&buf));
	at = page_find(page, 0, (uint32_t)page->count, TAG_IMG);
	value = page_get(page, at, STR("src"));
	assert_int_equal(value.len, 100000 + 22);
	assert_true(str_starts(value, STR("data:image/png;base64,AAAA")));
	assert_true(str_eq(page_get(page, at, STR("alt")), STR("y")));
	assert_false(page_has(page, page->nodes[at].parent, STR("title")));
}

static const struct page *
repeated(const char *before, const char *what, size_t times, const char *after)
{
	struct buf buf = BUF(&arena);

	buf_z(&buf, before);
	while (times-- > 0)
		buf_z(&buf, what);
	buf_z(&buf, after);
	return parse_html(&ctx, buf_str(&buf));
}

static void
bounds_nesting(void **state)
{
	static const char *const shapes[] = {"<div>", "<b><i>", "<ul><li>", "<a href=x>",
	    "<font><p>", "<table><tr><td>", "<form><div></form>", "<svg><g>",
	    "<svg><![CDATA[<div>]]></svg><div>", "<table><table>", "<b><div>", "<object><p><b>"};

	(void)state;
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		const struct page *page = repeated("", shapes[i], 3000, "<p>The end of it.</p>");
		bool found = false;

		assert_true(page->count < 60000);
		for (uint32_t k = 0; k < page->count; k++) {
			assert_true(page->nodes[k].depth < LIMIT_NESTING + 2);
			found = found || str_eq(page->nodes[k].text, STR("The end of it."));
		}
		assert_true(found);
	}
	assert_true(records.said[DIAG_LIMIT_DEPTH] > 0);
}

static void
bounds_attributes_and_reopening(void **state)
{
	struct buf buf = BUF(&arena);
	const struct page *page;

	(void)state;
	buf_z(&buf, "<p");
	for (int i = 0; i < 1000; i++)
		buf_printf(&buf, " a%d=1", i);
	page = parse_html(&ctx, buf_str(&buf));
	assert_int_equal(page->count, 4);
	buf_z(&buf, ">x");
	page = parse_html(&ctx, buf_str(&buf));
	assert_int_equal(page->nodes[4].attr_count, LIMIT_ATTRIBUTES);
	buf = BUF(&arena);
	buf_z(&buf, "<p>");
	for (int i = 0; i < 200; i++)
		buf_printf(&buf, "<font a=%d>", i);
	page = repeated(buf_zstr(&buf), "<p>x", 2000, "");
	assert_true(page->count < 30000);
}

static void
keeps_ends_in_step(void **state)
{
	const struct page *page = repeated("<div>", "<div>", 300, "");
	struct buf buf = BUF(&arena);

	(void)state;
	assert_true(page->count < 260);
	for (int i = 0; i < 300; i++)
		buf_z(&buf, "<div>");
	buf_z(&buf, "deep");
	for (int i = 0; i < 300; i++)
		buf_z(&buf, "</div>");
	buf_z(&buf, "<p>after");
	page = parse_html(&ctx, buf_str(&buf));
	assert_true(str_eq(page->nodes[page->count - 1].text, STR("after")));
	assert_int_equal(page->nodes[page->count - 1].depth, 4);
}

static void
finds_its_base(void **state)
{
	(void)state;
	settings.base_url = STR("https://example.org/a/b.html");
	assert_true(str_eq(parse_html(&ctx, STR("x"))->base_url, settings.base_url));
	assert_true(str_eq(
	    parse_html(&ctx, STR("<base href='/c/'>x"))->base_url, STR("https://example.org/c/")));
	settings.base_url = STR_NONE;
	assert_null(parse_html(&ctx, STR("<base href='c/'>x"))->base_url.at);
}

static void
marks_svg_and_maths(void **state)
{
	const struct page *page = parse_html(
	    &ctx, STR("<svg viewBox='0 0 1 1'><linearGradient/></svg><math><mi>x</mi></math><p>y"));

	(void)state;
	for (uint32_t i = 0; i < page->count; i++) {
		if (page_has(page, i, STR("viewbox")))
			assert_true(page->nodes[i].flags & NODE_SVG);
		if (page->nodes[i].tag == TAG_OTHER)
			assert_true(str_eq(page->nodes[i].text, STR("lineargradient")));
		if (page->nodes[i].tag == TAG_MI)
			assert_true(page->nodes[i].flags & NODE_MATHML);
		if (page->nodes[i].tag == TAG_P)
			assert_false(page->nodes[i].flags & (NODE_SVG | NODE_MATHML));
	}
}

static void
reads_xhtml(void **state)
{
	const struct page *page;

	(void)state;
	page = parse_xhtml(&ctx,
	    STR("<?xml version='1.0' encoding='latin1'?><!DOCTYPE html [<!ENTITY a 'lol'>"
		"<!ENTITY b '&a;&a;'>]><html xmlns='http://www.w3.org/1999/xhtml'><head/>"
		"<body><P title='&eacute;&b;'>&b;&nbsp;&lt;<![CDATA[<x>]]></P></body></html>"));
	assert_string_equal(show(page),
	    "html(head()body("
	    "p@title=\xc3\xa9(|\xc2\xa0<||<x>|)))");
	page = parse_xhtml(&ctx, STR("<html><body><p>a<p>b</body></html>"));
	assert_string_equal(show(page), "html(head()body(p(|a|)p(|b|)))");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(builds_the_tree_of_browsers, setup, teardown),
	    cmocka_unit_test_setup_teardown(takes_scripts_out, setup, teardown),
	    cmocka_unit_test_setup_teardown(keeps_long_data, setup, teardown),
	    cmocka_unit_test_setup_teardown(bounds_nesting, setup, teardown),
	    cmocka_unit_test_setup_teardown(bounds_attributes_and_reopening, setup, teardown),
	    cmocka_unit_test_setup_teardown(keeps_ends_in_step, setup, teardown),
	    cmocka_unit_test_setup_teardown(finds_its_base, setup, teardown),
	    cmocka_unit_test_setup_teardown(marks_svg_and_maths, setup, teardown),
	    cmocka_unit_test_setup_teardown(reads_xhtml, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
