/* edit/captions.c, edit/callouts.c */
#include "edited.h"

#define IMG "<img src=\"https://site.example/dir/a.png\" alt=\"A\"/>"
#define FIGURE(caption) "<figure>" IMG "<figcaption>" caption "</figcaption></figure>"

static void
what_stands_below_a_picture_is_its_caption(void **state)
{
	(void)state;
	check_edited("<p><img src=a.png alt=A><br><em>Below</em></p>", FIGURE("Below"));
	check_edited("<p><a href=b.png><img src=a.png alt=A></a> <i>Be <b>low</b></i></p>",
	    FIGURE("Be <b>low</b>"));
	check_edited("<p><img src=a.png alt=A></p><p class=caption>Below</p><p>x</p>",
	    FIGURE("Below") "<p>x</p>");
	check_edited(
	    "<p><img src=a.png alt=A></p><div class='photo-caption'>Below</div>", FIGURE("Below"));
	check_edited("<figure><img src=a.png alt=A></figure><p class=credit>Ida</p>",
	    FIGURE("<p class=\"credit\">Ida</p>"));
	check_edited("<figure><img src=a.png alt=A><figcaption>Its</figcaption></figure>"
		     "<p class=credit>Ida</p><p class=caption>x</p>",
	    FIGURE("Its<p class=\"credit\">Ida</p>") "<p>x</p>");
}

static void
other_text_is_none(void **state)
{
	(void)state;
	check_edited("<p><img src=a.png alt=A> <em>Text</em> goes on</p>",
	    "<p>" IMG " <em>Text</em> goes on</p>");
	check_edited("<p>x <img src=a.png alt=A></p><p class=caption>Text</p>",
	    "<p>x " IMG "</p><p>Text</p>");
	check_edited("<p class=caption>Text</p><p>x</p>", "<p>Text</p><p>x</p>");
}

static void
a_title_is_a_caption_when_nothing_else_is(void **state)
{
	(void)state;
	check_edited(
	    "<p><img src=a.png alt=A title='What it shows.'></p>", FIGURE("What it shows."));
	check_edited("<p><a href=b.png><img src=a.png alt=A title='What it shows.'></a></p>",
	    FIGURE("What it shows."));
	check_edited("<figure><img src=a.png alt=A title='What it shows.'></figure>",
	    FIGURE("What it shows."));
	check_edited("<figure><img src=a.png alt=A title='What it shows.'>"
		     "<figcaption>Its</figcaption></figure>",
	    FIGURE("Its"));
	check_edited(
	    "<p><img src=a.png alt=A title='What it shows.'> <em>Its</em></p>", FIGURE("Its"));
	check_edited("<p>x <img src=a.png alt=A title='What it shows.'></p>", "<p>x " IMG "</p>");
	check_edited("<p><img src=a.png alt=A title='From our own archive'></p>",
	    "<figure>" IMG "</figure>");
}

static void
quotations_with_a_mark_are_callouts(void **state)
{
	(void)state;
	check_edited("<blockquote><p>[!NOTE]\nText</p></blockquote>",
	    "<aside class=\"callout note\"><p class=\"title\">Note</p><p>Text</p></aside>");
	check_edited("<blockquote class=markdown-alert><p>[!TIP]<br>Text</p></blockquote>",
	    "<aside class=\"callout tip\"><p class=\"title\">Tip</p><p>Text</p></aside>");
	check_edited("<blockquote><p>[!bug]- A <b>title</b>\nText</p><p>x</p></blockquote>",
	    "<aside class=\"callout bug\"><p class=\"title\">A <b>title</b></p><p>Text</p>"
	    "<p>x</p></aside>");
	check_edited("<div class='markdown-alert markdown-alert-note' dir=auto><p "
		     "class=markdown-alert-title dir=auto><svg></svg>Note</p><p>Text</p></div>",
	    "<aside class=\"callout note\" dir=\"auto\"><p class=\"title\" dir=\"auto\">Note</p>"
	    "<p>Text</p></aside>");
	check_edited("<blockquote><p>[!] x</p></blockquote><p>[!NOTE] x</p>",
	    "<blockquote><p>[!] x</p></blockquote><p>[!NOTE] x</p>");
	check_edited("<blockquote><ul><li>x</ul></blockquote><blockquote><p>[!abc",
	    "<blockquote><ul><li>x</li></ul></blockquote><blockquote><p>[!abc</p></blockquote>");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_stands_below_a_picture_is_its_caption),
	    cmocka_unit_test(other_text_is_none),
	    cmocka_unit_test(a_title_is_a_caption_when_nothing_else_is),
	    cmocka_unit_test(quotations_with_a_mark_are_callouts),
	};

	return cmocka_run_group_tests_name("edit_captions", tests, NULL, NULL);
}
