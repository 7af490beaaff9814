/* Metadata of pages from their witnesses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/utf8.h"
#include "extract/meta.h"
#include "extract/meta_trace.h"
#include "parse/parse.h"

struct state {
	struct arena arena;
	struct diag_log log;
	struct settings settings;
	struct ctx ctx;
	struct article article;
	struct extraction out;
	struct page *page;
};

static int
begin(void **state)
{
	static struct state s;

	memset(&s, 0, sizeof s);
	arena_init(&s.arena, (size_t)256 << 20, NULL);
	s.log.arena = &s.arena;
	s.ctx = (struct ctx){&s.arena, &s.log, &s.settings, STR("test")};
	s.article.arena = &s.arena;
	*state = &s;
	return 0;
}

static int
end(void **state)
{
	arena_release(&((struct state *)*state)->arena);
	return 0;
}

static struct meta *
collect(struct state *s, const char *html)
{
	s->page = parse_html(&s->ctx, str_of(html));
	meta_collect(&s->ctx, s->page, &s->article, &s->out);
	return &s->article.meta;
}

static void
is(struct state *s, str got, const char *wanted)
{
	if (!wanted)
		assert_int_equal(got.len, 0);
	else
		assert_string_equal(arena_zstr(&s->arena, got), wanted);
}

static const char news[] =
    "<!DOCTYPE html><html lang=en_us><head><title>Bread rises again | Daily Post</title>"
    "<meta property=og:title content='Bread rises again'>"
    "<meta property=og:site_name content='The Daily Post'>"
    "<meta property=og:type content=article>"
    "<meta property=og:description content='What the bakers say.'>"
    "<meta property=og:image content='/a.jpg'>"
    "<meta property=article:published_time content='2026-11-24T23:30:00-05:00'>"
    "<meta property=article:tag content=Food><meta property=article:tag content=Bread>"
    "<link rel=canonical href='https://dailypost.example/2026/11/bread-rises-again-in-town'>"
    "</head><body><nav><a href=/>Home</a></nav><article><h1>Bread rises again</h1>"
    "<p class=dek>The price of flour fell, and the bakers are glad of it.</p>"
    "<p>By <a href=/author/ana>Ana Reed</a> and <a href=/author/bo>Bo Lind</a></p>"
    "<p><time datetime='2026-11-24T23:30:00-05:00'>November 24, 2026</time></p>"
    "<p>Flour was dear in spring. It is cheap now, and the shops along the river sell twice the "
    "bread that they sold in May, as three bakers told this paper on Tuesday.</p>"
    "<p>Nobody knows why. November 24, 2026 was the day on which the last mill closed its doors, "
    "and still the carts come, as they did under the old owners.</p></article></body></html>";

static void
test_news(void **state)
{
	struct state *s = *state;
	struct meta *meta = collect(s, news);

	is(s, meta->title, "Bread rises again");
	is(s, meta->subtitle, "The price of flour fell, and the bakers are glad of it.");
	is(s, meta->description, "The price of flour fell, and the bakers are glad of it.");
	is(s, meta->site, "The Daily Post");
	is(s, meta->lang, "en-US");
	is(s, meta->canonical, "https://dailypost.example/2026/11/bread-rises-again-in-town");
	is(s, meta->source, "https://dailypost.example/2026/11/bread-rises-again-in-town");
	is(s, meta->type, "article");
	assert_int_equal(meta->author_count, 2);
	is(s, meta->authors[0], "Ana Reed");
	is(s, meta->authors[1], "Bo Lind");
	is(s, meta->byline, "By Ana Reed and Bo Lind");
	assert_int_equal(meta->date.year, 2026);
	assert_int_equal(meta->date.day, 24);
	assert_int_equal(meta->tag_count, 2);
	assert_int_equal(s->page->nodes[s->out.title_node].tag, TAG_H1);
}

/* Marks all text as kept, takes the shown metadata out and gives what is left. */
static str
kept_after(struct state *s)
{
	struct buf kept = BUF(&s->arena);

	for (uint32_t i = page_body(s->page); i < s->page->count; i++)
		s->page->nodes[i].flags |= NODE_KEEP;
	meta_unkeep_shown(&s->ctx, s->page, &s->article, &s->out);
	for (uint32_t i = page_body(s->page); i < s->page->count; i++)
		if (s->page->nodes[i].tag == TAG_TEXT && s->page->nodes[i].flags & NODE_KEEP) {
			buf_add(&kept, s->page->nodes[i].text);
			buf_char(&kept, ' ');
		}
	return utf8_fold_space(&s->arena, buf_str(&kept));
}

static void
test_shown_is_not_body(void **state)
{
	struct state *s = *state;
	str kept;

	collect(s, news);
	kept = kept_after(s);
	assert_true(str_starts(kept, STR("Home Flour was dear")));
	assert_true(str_find(kept, STR("November 24, 2026 was the day")) != STR_NOT_FOUND);
	assert_true(str_find(kept, STR("Ana Reed")) == STR_NOT_FOUND);
}

static void
test_title(void **state)
{
	struct state *s = *state;

	is(s,
	    collect(s, "<title>Salt - wine - bread | Site</title><h1>Salt - wine - bread</h1>")
		->title,
	    "Salt - wine - bread");
	s->article.meta = (struct meta){.title = STR_NONE};
	is(s, collect(s, "<p>no title at all</p>")->title, NULL);
	assert_int_equal(s->out.title_node, PAGE_NONE);
}

#define LONG                                                                                  \
	"On the last day of September, at twenty to seven in the morning, a train left that " \
	"nobody saw off, since all who live there were in it. "

static void
test_title_in_a_line(void **state)
{
	struct state *s = *state;
	struct meta *meta = collect(s,
	    "<title>Narrow.Example - The last run</title><table><tr><td><font size=5><b>"
	    "Narrow.Example</b></font></table><a href=/>Home</a><br><font size=5><b>The last run</b>"
	    "</font><br>Ana Reed, October 12, 2003<br><br><p>" LONG LONG "</p>");
	str kept;

	is(s, meta->title, "The last run");
	is(s, meta->site, "Narrow.Example");
	is(s, meta->lang, NULL);
	meta_override(&s->ctx, meta);
	kept = kept_after(s);
	assert_true(str_find(kept, STR("The last run")) == STR_NOT_FOUND);
	assert_true(str_find(kept, STR("October")) == STR_NOT_FOUND);
	assert_true(str_find(kept, STR("On the last day")) != STR_NOT_FOUND);

	s->article.meta = (struct meta){.title = STR_NONE};
	meta = collect(
	    s, "<title>軒下日記／彗星を待った夜</title><h2>彗星を待った夜</h2><p>" LONG LONG);
	is(s, meta->title, "彗星を待った夜");
	is(s, meta->site, "軒下日記");

	s->article.meta = (struct meta){.title = STR_NONE};
	meta = collect(s,
	    "<title>Narrow Rails</title><a href=index.html>Narrow Rails</a><p><b>The last run</b>"
	    "<p>" LONG LONG);
	is(s, meta->title, "The last run");
}

static void
test_kicker(void **state)
{
	static const char *const heads[] = {
	    "<p class=kicker>The Port</p><h1>Bread</h1>",
	    "<meta property=article:section content='The Port'><h1>Bread</h1><p>The Port</p>",
	    "<nav class=breadcrumb><a href=/>Home</a><a href=/p>The Port</a></nav>"
	    "<h1>Bread</h1><p>The Port</p>",
	};
	struct state *s = *state;

	for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
		str kept;

		s->article.meta = (struct meta){.title = STR_NONE};
		collect(s,
		    arena_zstr(&s->arena,
			arena_printf(&s->arena,
			    "<title>Bread</title>%s<p>" LONG LONG "</p><p>The Port</p>",
			    heads[i])));
		kept = kept_after(s);
		/* That behind the first paragraph stays. */
		assert_true(str_ends(kept, STR("in it. The Port")));
		if (str_starts(kept, STR("Home The Port ")))
			kept = str_from(kept, 14);
		assert_true(str_starts(kept, STR("On the last day")));
	}
}

static void
test_language_of_letters(void **state)
{
	struct state *s = *state;
	struct meta *meta = collect(s,
	    "<h1>Кукушка</h1><p>Поезд ушёл, и все, кто в нём был, запели песню, а машинист вместе с ними.</p>");

	meta_guess_lang(&s->ctx, s->page, meta);
	is(s, meta->lang, "ru");
	s->article.meta = (struct meta){.title = STR_NONE};
	meta = collect(
	    s, "<p>Twelve words in Latin letters are not enough to guess a language from.</p>");
	meta_guess_lang(&s->ctx, s->page, meta);
	is(s, meta->lang, NULL);
}

static void
test_visible_date_wins(void **state)
{
	struct state *s = *state;
	struct meta *meta = collect(s,
	    "<html lang=en><head><meta property=og:type content=article>"
	    "<meta property=article:published_time content='2026-03-05T00:00:00Z'>"
	    "<meta name=author content='Ana Reed'></head><body><article>"
	    "<h1>A page with two dates upon it</h1><p>By Ana Reed</p><p>March 4, 2026</p>"
	    "<p>Text.</p></article>");

	assert_int_equal(meta->date.month, 3);
	assert_int_equal(meta->date.day, 4);
}

static void
test_overrides(void **state)
{
	struct state *s = *state;
	struct meta *meta;

	s->settings.title = STR("Mine");
	s->settings.author = STR("Cy Vale and Di Moss");
	s->settings.lang = STR("de");
	s->settings.date = STR("2025-01-02");
	s->settings.description = STR("So.");
	s->settings.series = STR("Row");
	s->settings.publisher = STR("House");
	meta = collect(s, news);
	is(s, meta->title, "Mine");
	assert_int_equal(meta->author_count, 2);
	is(s, meta->authors[0], "Cy Vale");
	is(s, meta->authors[1], "Di Moss");
	is(s, meta->lang, "de");
	assert_int_equal(meta->date.year, 2025);
	is(s, meta->description, "So.");
	is(s, meta->series, "Row");
	is(s, meta->publisher, "House");
}

static void
test_front_matter_wins(void **state)
{
	struct state *s = *state;
	struct front front = {.title = STR("Front"), .lang = STR("fr"), .section = STR("Food")};
	str author = STR("Ana Reed, Bo Lind");

	front.authors = &author;
	front.author_count = 1;
	front.date.year = 2024;
	front.date.month = front.date.day = 1;
	s->page = parse_html(&s->ctx, str_of(news));
	s->page->front = &front;
	meta_collect(&s->ctx, s->page, &s->article, &s->out);
	is(s, s->article.meta.title, "Front");
	is(s, s->article.meta.lang, "fr");
	is(s, s->article.meta.section, "Food");
	assert_int_equal(s->article.meta.author_count, 2);
	assert_int_equal(s->article.meta.date.year, 2024);
}

static void
test_empty(void **state)
{
	struct state *s = *state;
	struct meta *meta = collect(s, "");

	is(s, meta->title, NULL);
	is(s, meta->lang, NULL);
	is(s, meta->canonical, NULL);
	assert_int_equal(meta->author_count, 0);
	meta_unkeep_shown(&s->ctx, s->page, &s->article, &s->out);
}

/* Every witness is heard, and those that the article follows are marked. */
static void
test_trace(void **state)
{
	struct state *s = *state;
	struct meta *meta = collect(s, news);
	struct meta_trace trace;
	size_t taken[CLAIM_FIELD_COUNT] = {0}, all[CLAIM_FIELD_COUNT] = {0};

	meta_trace_read(&s->ctx, s->page, meta, NULL, &trace);
	for (size_t i = 0; i < trace.count; i++) {
		assert_true(i == 0 || trace.list[i - 1].field <= trace.list[i].field);
		assert_true(trace.list[i].source.len > 0);
		all[trace.list[i].field]++;
		taken[trace.list[i].field] += trace.list[i].taken;
	}
	assert_true(taken[CLAIM_TITLE] == 1 && all[CLAIM_TITLE] > 1);
	assert_true(taken[CLAIM_AUTHOR] >= 1 && all[CLAIM_AUTHOR] > taken[CLAIM_AUTHOR]);
	assert_true(taken[CLAIM_DATE] == 1);
	assert_true(taken[CLAIM_SITE] >= 1 && taken[CLAIM_LANGUAGE] >= 1);
	is(s, meta_claim_field(CLAIM_DEK), "subtitle");
}

/* A byline that names others besides wins over the one who is declared alone. */
static void
test_authors_whole(void **state)
{
	struct state *s = *state;
	struct meta *meta = collect(s,
	    "<html lang=en><head><meta property=og:type content=article>"
	    "<meta name=author content='Ana Reed'></head><body><article>"
	    "<h1>A page that two of them have written</h1><p>By Ana Reed and Bo Lind</p>"
	    "<p>March 4, 2026</p><p>" LONG "</p></article>");

	assert_int_equal(meta->author_count, 2);
	is(s, meta->authors[1], "Bo Lind");
	assert_true(meta->sure.author > 0.5 && meta->sure.author <= 1);
	assert_true(meta->sure.date > 0.5 && meta->sure.date <= 1);
}

/* What the title stands in is no reason to pass over the date under it. */
static void
test_title_in_sidebar(void **state)
{
	struct state *s = *state;
	struct meta *meta = collect(s,
	    "<html lang=en><head><meta property=og:type content=article></head><body>"
	    "<div class=sidebar-main><h1>A page with its title in a grid</h1>"
	    "<p>By Ana Reed</p><p>March 4, 2026</p></div><p>" LONG "</p>");

	assert_int_equal(meta->author_count, 1);
	assert_int_equal(meta->date.day, 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_news, begin, end),
	    cmocka_unit_test_setup_teardown(test_shown_is_not_body, begin, end),
	    cmocka_unit_test_setup_teardown(test_title, begin, end),
	    cmocka_unit_test_setup_teardown(test_title_in_a_line, begin, end),
	    cmocka_unit_test_setup_teardown(test_kicker, begin, end),
	    cmocka_unit_test_setup_teardown(test_language_of_letters, begin, end),
	    cmocka_unit_test_setup_teardown(test_visible_date_wins, begin, end),
	    cmocka_unit_test_setup_teardown(test_overrides, begin, end),
	    cmocka_unit_test_setup_teardown(test_front_matter_wins, begin, end),
	    cmocka_unit_test_setup_teardown(test_empty, begin, end),
	    cmocka_unit_test_setup_teardown(test_trace, begin, end),
	    cmocka_unit_test_setup_teardown(test_authors_whole, begin, end),
	    cmocka_unit_test_setup_teardown(test_title_in_sidebar, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
