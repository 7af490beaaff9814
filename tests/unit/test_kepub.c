/* Kobo's spans: what is numbered how must never change. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "bind/plan.h"
#include "core/buf.h"

static struct arena arena;

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* The body's content with "[P.S" for a span's beginning and "]" for its end. */
static const char *
spans(const char *body)
{
	struct buf out = BUF(&arena), page = BUF(&arena);
	str text, inner = STR("<div id=\"book-inner\">"),
		  open = STR("<span class=\"koboSpan\" id=\"kobo.");
	size_t at;

	buf_printf(&page, "<html><head></head><body class=\"x\">%s</body></html>", body);
	text = kepub_page(&arena, buf_str(&page));
	at = str_find(text, inner);
	assert_int_not_equal(at, STR_NOT_FOUND);
	text = str_from(text, at + inner.len);
	text = str_head(text, str_find(text, STR("</div></div>\n</body>")));
	while (text.len) {
		size_t skip = 1;

		if (str_starts(text, open)) {
			text = str_from(text, open.len);
			at = str_find_char(text, '"');
			buf_printf(&out, "[%.*s|", STR_ARG(str_head(text, at)));
			skip = at + 2;
		} else if (str_starts(text, STR("</span>"))) {
			buf_char(&out, ']');
			skip = 7;
		} else {
			buf_char(&out, *text.at);
		}
		text = str_from(text, skip);
	}
	return buf_zstr(&out);
}

#define SPANS(body, expected) assert_string_equal(spans(body), expected)

static void
sentences_are_counted_within_paragraphs(void **state)
{
	(void)state;
	SPANS("<p>One. Two! Three?</p>", "<p>[1.1|One. ][1.2|Two! ][1.3|Three?]</p>");
	SPANS("<p>One.</p><p>Two.</p>", "<p>[1.1|One.]</p><p>[2.1|Two.]</p>");
	SPANS("<p>No end</p>", "<p>[1.1|No end]</p>");
	SPANS("<p>3.14 is it</p>", "<p>[1.1|3.][1.2|14 is it]</p>");
}

static void
a_sentence_takes_one_quote_and_the_space_behind_it(void **state)
{
	(void)state;
	SPANS("<p>\"So.\" He left.</p>", "<p>[1.1|\"So.\" ][1.2|He left.]</p>");
	SPANS("<p>So.\xe2\x80\x9d\xe2\x80\x9d No.</p>",
	    "<p>[1.1|So.\xe2\x80\x9d][1.2|\xe2\x80\x9d No.]</p>");
	SPANS("<p>So!\xe2\x80\xa6 \n\tNo.</p>", "<p>[1.1|So!\xe2\x80\xa6 \n\t][1.2|No.]</p>");
	SPANS("<p>So.\xc2\xa0No.</p>", "<p>[1.1|So.][1.2|\xc2\xa0No.]</p>");
	SPANS("<p>So... No.</p>", "<p>[1.1|So.][1.2|.][1.3|. ][1.4|No.]</p>");
}

static void
blocks_begin_paragraphs_when_they_have_text(void **state)
{
	(void)state;
	SPANS("<h1>A</h1><ul><li>B</li><li>C</li></ul><p>D</p>",
	    "<h1>[1.1|A]</h1><ul><li>[2.1|B]</li><li>[2.2|C]</li></ul><p>[3.1|D]</p>");
	SPANS("<p></p><p></p><p>A</p>", "<p></p><p></p><p>[1.1|A]</p>");
	SPANS("<ol><li><p>A</p></li></ol><div>B</div>",
	    "<ol><li><p>[1.1|A]</p></li></ol><div>[1.2|B]</div>");
	SPANS("<table><tr><td>A</td><td>B</td></tr></table>",
	    "<table><tr><td>[1.1|A]</td><td>[1.2|B]</td></tr></table>");
	SPANS("A<h2>B</h2>", "[0.1|A]<h2>[1.1|B]</h2>");
}

static void
white_space_is_wrapped_in_paragraphs_alone(void **state)
{
	(void)state;
	SPANS("\n<p><i>A</i> <b>B</b></p>\n<div> <i>C</i> </div>",
	    "\n<p><i>[1.1|A]</i>[1.2| ]<b>[1.3|B]</b></p>\n<div> <i>[1.4|C]</i> </div>");
}

static void
pictures_have_a_paragraph_of_their_own(void **state)
{
	(void)state;
	SPANS("<p>A <img src=\"x\"/> B.</p><p>C</p>",
	    "<p>[1.1|A ][2.1|<img src=\"x\"/>][2.2| B.]</p><p>[3.1|C]</p>");
	SPANS("<p><img src=\"x\"/>A</p>", "<p>[1.1|<img src=\"x\"/>][1.2|A]</p>");
}

static void
what_keeps_its_text_has_no_spans(void **state)
{
	(void)state;
	SPANS(
	    "<pre>A. <code>B.</code></pre><p>C</p>", "<pre>A. <code>B.</code></pre><p>[1.1|C]</p>");
	SPANS(
	    "<p>A <math><mi>x</mi></math> b</p>", "<p>[1.1|A ]<math><mi>x</mi></math>[1.2| b]</p>");
	SPANS("<p><ruby>A<rp>(</rp><rt>B</rt><rp>)</rp></ruby></p>",
	    "<p><ruby>[1.1|A]<rp>(</rp><rt>[1.2|B]</rt><rp>)</rp></ruby></p>");
	SPANS("<p><time>Monday</time> <time datetime=\"2026-01-05\">Monday</time></p>",
	    "<p><time>Monday</time>[1.1| ]<time datetime=\"2026-01-05\">[1.2|Monday]</time></p>");
	SPANS("<svg><text>A</text></svg><hr/><p>B<br/>C</p>",
	    "<svg><text>A</text></svg><hr/><p>[1.1|B]<br/>[1.2|C]</p>");
}

static void
a_page_with_spans_stays(void **state)
{
	str page = STR("<html><head></head><body><p><span class=\"koboSpan\" "
		       "id=\"kobo.1.1\">A</span></p></body></html>"),
	    got = kepub_page(&arena, page);

	(void)state;
	assert_true(str_eq(page, got));
}

static void
depth_is_bounded(void **state)
{
	struct buf body = BUF(&arena);

	(void)state;
	for (int i = 0; i < 1000; i++)
		buf_z(&body, "<div>");
	buf_char(&body, 'x');
	for (int i = 0; i < 1000; i++)
		buf_z(&body, "</div>");
	buf_z(&body, "<p>A</p>");
	assert_true(str_ends(str_of(spans(buf_zstr(&body))), STR("</div><p>[1.1|A]</p>")));
}

static void
devices_are_known_by_name(void **state)
{
	const struct device *kindle = device_named(STR("kindle"));

	(void)state;
	assert_null(device_named(STR("kind")));
	assert_true(device_named(STR("generic")) == device_generic());
	assert_true(device_takes(kindle, STR("pt-BR")));
	assert_false(device_takes(kindle, STR("cs")));
	assert_true(device_takes(device_generic(), STR("cs")));
	assert_true(str_eq(device_names(&arena), STR("generic, kindle, kobo or pocketbook")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sentences_are_counted_within_paragraphs),
	    cmocka_unit_test(a_sentence_takes_one_quote_and_the_space_behind_it),
	    cmocka_unit_test(blocks_begin_paragraphs_when_they_have_text),
	    cmocka_unit_test(white_space_is_wrapped_in_paragraphs_alone),
	    cmocka_unit_test(pictures_have_a_paragraph_of_their_own),
	    cmocka_unit_test(what_keeps_its_text_has_no_spans),
	    cmocka_unit_test(a_page_with_spans_stays),
	    cmocka_unit_test(depth_is_bounded),
	    cmocka_unit_test(devices_are_known_by_name),
	};

	arena_init(&arena, (size_t)64 << 20, NULL);
	return cmocka_run_group_tests(tests, NULL, tear_down);
}
