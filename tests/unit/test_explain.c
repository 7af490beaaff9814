/* explain/ and what extraction notes for it: parts of scores, rules, words for features, the report
 */
#include "explain/explain.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "explain/passage.h"
#include "explain/phrase.h"
#include "extract/model_parts.h"
#include "page/select.h"
#include "parse/parse.h"

struct scored {
	float score, row[FEATURE_COUNT];
};

static const struct scored rows[] = {
#include "model_rows.inc"
};

#define ROWS (sizeof rows / sizeof *rows)

struct fixture {
	struct arena arena;
	struct diag_log log;
	struct settings settings;
	struct ctx ctx;
	struct extraction found;
	struct article *article;
	struct page *page;
};

static void
begin(struct fixture *f)
{
	memset(f, 0, sizeof *f);
	arena_init(&f->arena, (size_t)1 << 30, NULL);
	f->log.arena = &f->arena;
	f->settings.explain = true;
	f->ctx = (struct ctx){&f->arena, &f->log, &f->settings, STR("page.html")};
}

static void
extract(struct fixture *f, str html)
{
	f->page = parse_html(&f->ctx, html);
	f->page->encoding = STR("UTF-8");
	f->article = article_new(&f->arena);
	extract_article(&f->ctx, f->page, f->article, &f->found);
}

static str
report(struct fixture *f)
{
	struct explained about = {f->page, &f->found, f->article, STR("page.html")};
	struct buf to = BUF(&f->arena);

	explain_write(&to, &f->ctx, &about);
	return buf_str(&to);
}

static bool
has(str text, const char *what)
{
	return str_find(text, str_of(what)) != STR_NOT_FOUND;
}

/* The parts of a row and the mean of all rows are its score, in whole numbers. */
static void
parts_sum_to_the_score(void **state)
{
	const struct model *model = &model_builtin;
	struct model_means *means;
	struct fixture f;

	(void)state;
	begin(&f);
	means = model_means_new(&f.ctx, model);
	for (size_t i = 0; i < ROWS; i++)
		model_means_add(means, rows[i].row, (uint32_t)(i % 3 + 1));
	model_means_finish(means);
	for (size_t i = 0; i < ROWS; i++) {
		int64_t parts[FEATURE_COUNT], sum = model_parts(means, rows[i].row, parts);
		float score;

		for (size_t k = 0; k < FEATURE_COUNT; k++)
			sum += parts[k];
		assert_int_equal(sum % MODEL_PART, 0);
		score = 1 / (1 + expf(-(model->base + model->scale * (float)(sum / MODEL_PART))));
		assert_true(score == model_score_row(model, FEATURE_COUNT, rows[i].row));
		assert_true(fabsf(score - rows[i].score) < 1e-4f);
	}
	arena_release(&f.arena);
}

/* A row alone is its own background: nothing sets it apart. */
static void
what_all_rows_share_explains_nothing(void **state)
{
	struct model_means *means;
	int64_t parts[FEATURE_COUNT];
	struct fixture f;

	(void)state;
	begin(&f);
	means = model_means_new(&f.ctx, &model_builtin);
	model_means_add(means, rows[0].row, 1);
	model_means_add(means, rows[0].row, 5);
	model_means_finish(means);
	model_parts(means, rows[0].row, parts);
	for (size_t i = 0; i < FEATURE_COUNT; i++)
		assert_int_equal(parts[i], 0);
	arena_release(&f.arena);
}

static void
every_feature_has_words(void **state)
{
	static const char *const phrased[] = {
#define PHRASE(feature, form, text) feature,
#include "explain/phrase.def"
#undef PHRASE
	};
	size_t known = 0;
	struct fixture f;

	(void)state;
	begin(&f);
	for (size_t i = 0; i < FEATURE_COUNT; i++) {
		const char *name = feature_name(i);

		known += phrase_has(i);
		if (!phrase_has(i) && !*feature_what(i))
			fail_msg("%s has neither a phrase nor a meaning", name);
		assert_true(phrase_of(&f.arena, i, 0).len > 0);
		assert_true(phrase_of(&f.arena, i, -1).len > 0);
		assert_true(phrase_of(&f.arena, i, 1e9f).len > 0);
	}
	if (known != sizeof phrased / sizeof *phrased)
		fail_msg("%zu rows of phrase.def name no feature",
		    sizeof phrased / sizeof *phrased - known);
	arena_release(&f.arena);
}

static void
phrase_is(struct fixture *f, size_t feature, float value, const char *text)
{
	str got = phrase_of(&f->arena, feature, value);

	if (!str_eq(got, str_of(text)))
		fail_msg("%s %g: %.*s", feature_name(feature), (double)value, STR_ARG(got));
}

static void
phrases_read_well(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	phrase_is(&f, FEATURE_words, 0, "no words");
	phrase_is(&f, FEATURE_words, 1, "1 word");
	phrase_is(&f, FEATURE_words, 1200, "1200 words");
	phrase_is(&f, FEATURE_sentence_words, 7.25f, "7.2 words a sentence");
	phrase_is(&f, FEATURE_link_share, 0, "none of it is links");
	phrase_is(&f, FEATURE_link_share, 0.004f, "less than 1 % of it is links");
	phrase_is(&f, FEATURE_link_share, 0.5f, "50\xc2\xa0% of it is links");
	phrase_is(&f, FEATURE_button, 1, "has a button");
	phrase_is(&f, FEATURE_button, 0, "has no button");
	phrase_is(&f, FEATURE_heading, 2, "is a heading of level 2");
	phrase_is(&f, FEATURE_h1_distance, -3, "3 blocks before the first h1");
	phrase_is(&f, FEATURE_h1_distance, 1, "1 block after the first h1");
	phrase_is(&f, FEATURE_since_words, -1, "no heading before it");
	phrase_is(&f, FEATURE_gap_after, 200, "no prose after it");
	phrase_is(
	    &f, FEATURE_near_nav, 2, "within an element of the group “navigation”, 2 levels up");
	phrase_is(&f, FEATURE_top_before, 0.99f, "as near as can be to the page’s best element");
	phrase_is(
	    &f, FEATURE_top_before, 4, "the page’s best element is 25\xc2\xa0% of what holds both");
	phrase_is(&f, FEATURE_near_nav, 15, "in no element of the group “navigation”");
	phrase_is(&f, FEATURE_tag_aside, 1, "within aside, 1 level up");
	phrase_is(&f, FEATURE_tag_aside, 12, "within aside, 12 levels up or more");
	arena_release(&f.arena);
}

#define PROSE                                                                                      \
	"The ledger is in the town museum now, under glass, open at that page, and visitors lean " \
	"over it and read slowly, since the pencil has faded, and then they look up and ask. "
#define SECOND                                                                                       \
	"What she wrote was short: on the morning in question there were eleven boats at the quay, " \
	"and the wind had gone round to the north in the night, as it does in the autumn there. "

static enum reason
reason_of(const struct fixture *f, const char *text)
{
	const struct trace *trace = f->found.trace;

	for (size_t i = 0; i < trace->count; i++)
		if (has(passage_at(trace, i).text, text))
			return (enum reason)trace->reasons[i];
	fail_msg("%s is not in the page", text);
	return REASON_COUNT;
}

static void
select_by(struct fixture *f, str selector)
{
	struct select_fault fault;

	f->settings.selector = selector;
	f->settings.selected = select_parse(&f->arena, selector, &fault);
}

static void
rules_are_noted(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	extract(&f,
	    STR("<title>The Ledger</title><nav><a href=/>Home</a></nav><article><h1>The Ledger</h1>"
		"<p>" PROSE "<p>" SECOND "<p hidden>Not shown to any reader.</p>"
		"<p>" PROSE PROSE PROSE "<p>" SECOND "<h2>Left alone</h2></article>"));
	assert_int_equal(reason_of(&f, "The Ledger"), REASON_SHOWN);
	assert_int_equal(reason_of(&f, "Home"), REASON_SCORE);
	assert_true(f.found.trace->scores != NULL);
	for (size_t i = 0; i < f.found.trace->count; i++)
		assert_int_equal(f.found.trace->kept[i],
		    f.page->nodes[f.found.trace->blocks->list[i].first].flags & NODE_KEEP ? 1 : 0);
	arena_release(&f.arena);

	begin(&f);
	select_by(&f, STR("#b"));
	extract(&f, STR("<p id=a>One.</p><p id=b>Two.</p>"));
	assert_int_equal(reason_of(&f, "One"), REASON_OUTSIDE);
	assert_int_equal(reason_of(&f, "Two"), REASON_SELECTED);
	arena_release(&f.arena);

	begin(&f);
	f.settings.explain = false;
	extract(&f, STR("<p>One."));
	assert_null(f.found.trace);
	arena_release(&f.arena);
}

static void
nothing_of_the_page_is_markup(void **state)
{
	struct fixture f;
	str text;

	(void)state;
	begin(&f);
	f.settings.whole = true;
	extract(&f,
	    STR("<title>&lt;script>alert(1)&lt;/script></title><meta name=author "
		"content='&lt;img src=x onerror=alert(2)>'><p class='\"><script>alert(3)</script>'>"
		"&lt;script>alert(4)&lt;/script> {{{title}}} {{>style/book.css}} <a "
		"href='javascript:alert(5)'>&lt;/u>&lt;b>a link</a>"));
	text = report(&f);
	assert_false(has(text, "<script"));
	assert_false(has(text, "<img"));
	assert_false(has(text, "<b>a link"));
	assert_false(has(text, "javascript:"));
	assert_true(
	    has(text, "&lt;script&gt;alert(4)&lt;/script&gt; {{{title}}} {{&gt;style/book.css}}"));
	assert_true(has(text, "<u>&lt;/u&gt;&lt;b&gt;a link</u>"));
	arena_release(&f.arena);
}

static void
large_pages_are_cut(void **state)
{
	struct fixture f;
	struct buf page;
	str text;

	(void)state;
	begin(&f);
	f.settings.whole = true;
	page = BUF(&f.arena);
	for (size_t i = 0; i < 10000; i++)
		buf_printf(&page, "<p>Paragraph %zu of many.</p>", i);
	extract(&f, buf_str(&page));
	text = report(&f);
	assert_true(has(text, "Paragraph 3999 of"));
	assert_false(has(text, "Paragraph 4000 of"));
	assert_true(has(text, "6000 more, of which 6000 are kept"));
	arena_release(&f.arena);

	begin(&f);
	select_by(&f, STR("#here"));
	page = BUF(&f.arena);
	for (size_t i = 0; i < 9000; i++)
		buf_printf(&page, "<p>Paragraph %zu of many.</p>", i);
	buf_z(&page, "<p id=here>");
	for (size_t i = 0; i < 9000; i++)
		buf_z(&page, "wörd <a>link</a> ");
	extract(&f, buf_str(&page));
	text = report(&f);
	assert_true(has(text, "Paragraph 59 of"));
	assert_false(has(text, "Paragraph 60 of"));
	assert_true(has(text, "8880 more, not shown"));
	assert_true(has(text, "Paragraph 8999 of"));
	assert_true(has(text, " more bytes"));
	assert_true(text.len < 300000);
	arena_release(&f.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(parts_sum_to_the_score),
	    cmocka_unit_test(what_all_rows_share_explains_nothing),
	    cmocka_unit_test(every_feature_has_words),
	    cmocka_unit_test(phrases_read_well),
	    cmocka_unit_test(rules_are_noted),
	    cmocka_unit_test(nothing_of_the_page_is_markup),
	    cmocka_unit_test(large_pages_are_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
