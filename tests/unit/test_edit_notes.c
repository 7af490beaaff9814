/* edit/notes.c: the dialects of footnotes, and links that are none. */
#include "edited.h"

#define REF(n)                                            \
	"<a id=\"r" n "\" class=\"noteref\" href=\"#fn" n \
	"\" epub:type=\"noteref\" role=\"doc-noteref\">" n "</a>"
#define BACK(n) "<a href=\"#r" n "\" role=\"doc-backlink\" aria-label=\"" n "\">" n ".</a> "
#define NOTE(n, rest)                                                                         \
	"<aside id=\"fn" n                                                                    \
	"\" class=\"footnote\" epub:type=\"footnote\" role=\"doc-footnote\"><p>" BACK(n) rest \
	    "</aside>"
#define ONE "<p>a" REF("1") "</p>" NOTE("1", "Note.</p>")

static void
dialects_become_one(void **state)
{
	static const char *const pages[] = {
	    /* cmark-gfm */
	    "<p>a<sup class=footnote-ref><a href='#fn-x' id=fnref-x data-footnote-ref>1</a></sup></p>"
	    "<section class=footnotes data-footnotes><ol><li id=fn-x><p>Note. <a href='#fnref-x' "
	    "class=footnote-backref data-footnote-backref>\xe2\x86\xa9</a></p></li></ol></section>",
	    /* pandoc */
	    "<p>a<a href='#fn1' class=footnote-ref id=fnref1 role=doc-noteref><sup>1</sup></a></p>"
	    "<section id=footnotes class=footnotes role=doc-endnotes><hr><ol><li id=fn1><p>Note."
	    "<a href='#fnref1' class=footnote-back role=doc-backlink>\xe2\x86\xa9\xef\xb8\x8e</a></p>"
	    "</li></ol></section>",
	    /* Hugo */
	    "<p>a<sup id=fnref:1><a href='#fn:1' class=footnote-ref role=doc-noteref>1</a></sup></p>"
	    "<div class=footnotes role=doc-endnotes><hr><ol><li id=fn:1><p>Note.&#160;<a "
	    "href='#fnref:1' class=footnote-backref>\xe2\x86\xa9</a></p></li></ol></div>",
	    /* an encyclopedia */
	    "<p>a<sup id=cite_ref-1 class=reference><a href='#cite_note-1'>[1]</a></sup></p>"
	    "<h2>References</h2><ol class=references><li id=cite_note-1><span><b><a "
	    "href='#cite_ref-1'>^</a></b></span> <span>Note.</span></li></ol>",
	    /* plain, with the way back in front */
	    "<p>a<a id=back1 href='#note1'><sup>1</sup></a></p><hr><p><a id=note1 href='#back1'>1</a>. "
	    "Note.</p>",
	    /* anchors by name */
	    "<p>a<a name=_ftnref1 href='#_ftn1'>[1]</a></p><div><p><a name=_ftn1 href='#_ftnref1'>[1]"
	    "</a> Note.</p></div>",
	    /* the page's full address */
	    "<p>a<sup><a href='https://site.example/dir/page.html#n1' id=b1>1</a></sup></p><ol><li "
	    "id=n1>Note. <a href='https://site.example/dir/page.html#b1'>\xe2\x86\x91</a></li></ol>",
	    /* definition list */
	    "<p>a<sup><a href='#n1'>1</a></sup></p><dl><dt id=n1>1</dt><dd>Note.</dd></dl>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		check_edited(pages[i], ONE);
}

static void
notes_are_in_the_order_of_references(void **state)
{
	(void)state;
	check_edited("<p>a<sup><a href='#n2'>1</a></sup> b<sup><a href='#n1'>2</a></sup></p>"
		     "<ol><li id=n1>Second.</li><li id=n2>First.</li></ol><p>End</p>",
	    "<p>a" REF("1") " b" REF("2") "</p><p>End</p>" NOTE("1", "First.</p>")
		NOTE("2", "Second.</p>"));
}

static void
a_note_leads_back_to_each_reference(void **state)
{
	(void)state;
	check_edited("<p>a<sup><a href='#n1'>1</a></sup> b<sup><a href='#n1'>1</a></sup></p>"
		     "<ol><li id=n1>Note.</li></ol>",
	    "<p>a" REF("1") " b<a id=\"r1-2\" class=\"noteref\" href=\"#fn1\" "
			    "epub:type=\"noteref\" role=\"doc-noteref\">1</a></p>" NOTE("1",
				"Note. <a href=\"#r1-2\" role=\"doc-backlink\" "
				"aria-label=\"1\">\xe2\x86\xa9</a></p>"));
}

static void
notes_beside_the_text_are_notes(void **state)
{
	(void)state;
	check_edited(
	    "<p>a.<label for=s class='margin-toggle sidenote-number'></label><input "
	    "type=checkbox id=s class=margin-toggle><span class=sidenote>1 <i>kg</i>.</span>"
	    "\nb<label for=m class=margin-toggle>&#8853;</label>"
	    "<span class=marginnote>Two</span></p>",
	    "<p>a." REF("1") " b" REF("2") "</p>" NOTE("1", "1 <i>kg</i>.</p>")
		NOTE("2", "Two</p>"));
	check_edited(
	    "<div class=sidenote>Beside</div><p>x</p>", "<aside><p>Beside</p></aside><p>x</p>");
	check_edited("<p>a<sup class=littlefoot--print><a href='#n1'>1</a></sup><span "
		     "class=littlefoot><button class=littlefoot__button>1</button></span></p>"
		     "<ol><li id=n1>Note.</li></ol>",
	    "<p>a" REF("1") "</p>" NOTE("1", "Note.</p>"));
}

static void
rules_before_notes_go(void **state)
{
	(void)state;
	check_edited("<p>a<sup><a href='#n1'>1</a></sup></p><hr><ol><li id=n1>Note.</li></ol><p>b",
	    "<p>a" REF("1") "</p><p>b</p>" NOTE("1", "Note.</p>"));
}

static void
cycles_end(void **state)
{
	(void)state;
	check_edited(
	    "<p>a<sup><a href='#n1'>1</a></sup></p><ol><li id=n1>One<sup><a href='#n2'>2</a>"
	    "</sup></li><li id=n2>Two<sup><a href='#n1'>1</a></sup></li></ol>",
	    "<p>a" REF("1") "</p>" NOTE("1", "One" REF("2") "</p>")
		NOTE("2", "Two<sup><a href=\"#fn1\">1</a></sup></p>"));
	check_edited("<p>a</p><ol><li id=n1>Self<sup><a href='#n1'>1</a></sup></li></ol>",
	    "<p>a</p><ol><li id=\"x-n1\">Self<sup><a href=\"#x-n1\">1</a></sup></li></ol>");
}

static void
other_links_stay_links(void **state)
{
	(void)state;
	check_edited("<ol><li><a href='#s'>1</a></li></ol><h2 id=s>Part</h2><p>x</p>",
	    "<ol><li><a href=\"#s-1\">1</a></li></ol><h2 id=\"s-1\">Part</h2><p>x</p>");
	check_edited("<p><a href='#p'>1</a></p><p id=p>x</p>",
	    "<p><a href=\"#x-p\">1</a></p><p id=\"x-p\">x</p>");
	check_edited("<p>see (<a href='#eq1'>1</a>)</p><p id=eq1>x = 1</p>",
	    "<p>see (<a href=\"#x-eq1\">1</a>)</p><p id=\"x-eq1\">x = 1</p>");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(dialects_become_one),
	    cmocka_unit_test(notes_are_in_the_order_of_references),
	    cmocka_unit_test(a_note_leads_back_to_each_reference),
	    cmocka_unit_test(notes_beside_the_text_are_notes),
	    cmocka_unit_test(rules_before_notes_go),
	    cmocka_unit_test(cycles_end),
	    cmocka_unit_test(other_links_stay_links),
	};

	return cmocka_run_group_tests_name("edit_notes", tests, NULL, NULL);
}
