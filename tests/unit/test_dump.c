/* Articles in text dumps. */
#include "extract/dump_score.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "extract/dump.h"
#include "extract/meta.h"
#include "parse/parse.h"

static const struct {
	float score, row[LINE_FEATURE_COUNT];
} rows[] = {
#include "dump_rows.inc"
};

struct state {
	struct arena arena;
	struct diag_log log;
	struct settings settings;
	struct ctx ctx;
	struct article article;
	struct extraction out;
};

static int
begin(void **state)
{
	static struct state s;

	memset(&s, 0, sizeof s);
	arena_init(&s.arena, (size_t)1 << 30, NULL);
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

/* What is kept, a line each. */
static const char *
extract(struct state *s, str text)
{
	struct page *page = parse_text(&s->ctx, text);
	struct buf kept = BUF(&s->arena);

	meta_collect(&s->ctx, page, &s->article, &s->out);
	dump_extract(&s->ctx, page, &s->article, &s->out);
	for (uint32_t i = 0; i < page->count; i++)
		if (page->nodes[i].tag == TAG_TEXT && page->nodes[i].flags & NODE_KEEP) {
			buf_add(&kept, page->nodes[i].text);
			buf_char(&kept, '\n');
		}
	return buf_zstr(&kept);
}

static void
is(struct state *s, str got, const char *wanted)
{
	if (!wanted)
		assert_int_equal(got.len, 0);
	else
		assert_string_equal(arena_zstr(&s->arena, got), wanted);
}

#define BODY                                                                                       \
	"The old mill on the river has turned its wheel again, a year after the flood took the "   \
	"last of its boards and left the stones bare.\n\n"                                         \
	"Its keeper, who learned the trade from her aunt, said that the first sack of flour went " \
	"to the school, and that the second one is promised to the church.\n\n"                    \
	"What the wheel needs\n\n"                                                                 \
	"There are three things, and each of them costs more than the village has, so the "        \
	"council will meet in spring to hear what the neighbours think of it:\n\n"                 \
	"  • oak for the paddles, which has to dry for two winters before it can be used\n"      \
	"  • an iron ring, of the size that only one smith in the county still makes\n\n"        \
	"Until then the mill grinds on two days of the week, and whoever comes early may look on.\n"

#define LIST                                       \
	"Most Read\n\n"                            \
	"  • Ten Ways to Keep a Garden Dry\n"    \
	"  • Why the Bridge Was Painted Green\n" \
	"  • What the Mayor Had for Breakfast\n" \
	"  • Seven Hats That Nobody Wears Now\n\n"

static const char page[] =
    "Skip to content\n\nHome\nNews\nSign in\nSubscribe\n\n" LIST
    "The Mill at Low Water Turns Its Wheel Again\n\nMira Holm Views\n\n"
    "A year after the flood the village grinds its own flour\n\nPhoto=River Agency\n\n" BODY
    "\nMira Holm\nmira@lowwater.example\n\nComments0\n\n12\n\nShare\n\n" LIST LIST
    "Share it on...\n";

static void
test_page(void **state)
{
	struct state *s = *state;
	const char *kept = extract(s, STR(page));

	is(s, s->article.meta.title, "The Mill at Low Water Turns Its Wheel Again");
	is(s, s->article.meta.subtitle, "A year after the flood the village grinds its own flour");
	is(s, s->article.meta.description,
	    "A year after the flood the village grinds its own flour");
	assert_int_equal(s->article.meta.author_count, 1);
	is(s, s->article.meta.authors[0], "Mira Holm");
	assert_int_equal(s->article.meta.date.year, 0);
	assert_false(s->out.empty);
	assert_int_equal(strncmp(kept, "The old mill", 12), 0);
	assert_non_null(strstr(kept, "What the wheel needs"));
	assert_non_null(strstr(kept, "oak for the paddles"));
	assert_non_null(strstr(kept, "whoever comes early may look on.\n"));
	assert_null(strstr(kept, "Mira Holm"));
	assert_null(strstr(kept, "Photo"));
	assert_null(strstr(kept, "Garden"));
	assert_null(strstr(kept, "Comments"));
}

static void
test_numbered_links(void **state)
{
	static const char numbered[] =
	    "   #[1]alternate\n\n   [2]River News\n\n     * [3]Home\n     * [4]Sport\n\n"
	    "   The Mill at Low Water Turns Its Wheel Again\n\n   Mira Holm, May 2, 2026\n\n"
	    "   [mill.jpg]\n\n   The wheel at noon\n\n" BODY
	    "\n   The school has the first [5]sack of flour, and it wants more of it than one "
	    "sack, as schools do [sic].\n\n   Share this: [6]Mail [7]Print\n";
	struct state *s = *state;
	const char *kept = extract(s, STR(numbered));

	is(s, s->article.meta.title, "The Mill at Low Water Turns Its Wheel Again");
	assert_int_equal(s->article.meta.author_count, 1);
	is(s, s->article.meta.authors[0], "Mira Holm");
	assert_int_equal(s->article.meta.date.month, 5);
	assert_int_equal(strncmp(kept, "The old mill", 12), 0);
	assert_non_null(strstr(kept, "the first sack of flour"));
	assert_non_null(strstr(kept, "[sic]"));
	assert_null(strstr(kept, "noon"));
	assert_null(strstr(kept, "Print"));
}

static void
test_notes_are_kept_whole(void **state)
{
	static const char *const notes[] = {
	    "I woke late.\n\nThe train had gone, so I walked.\n",
	    "Come in, come in, the keeper said,\ncome in, the fire is low.\n\n"
	    "Come in, come in, the keeper said,\ncome in, the fire is low.\n",
	    "- milk.\n- two onions.\n- soap.\n- share the bread.\n",
	    "Q: When did you start?\nA: At nine.\nQ: And now?\nA: I am done.\n",
	    "1\n\nThe first part is short.\n\n2\n\nThe second part is shorter.\n",
	};
	struct state *s = *state;

	for (size_t i = 0; i < sizeof notes / sizeof notes[0]; i++) {
		struct page *whole = parse_text(&s->ctx, str_of(notes[i]));
		size_t kept = 0, all = 0;

		s->article.meta = (struct meta){.title = STR_NONE};
		dump_extract(&s->ctx, whole, &s->article, &s->out);
		for (uint32_t k = 0; k < whole->count; k++)
			if (whole->nodes[k].tag == TAG_TEXT) {
				all++;
				kept += (whole->nodes[k].flags & NODE_KEEP) != 0;
			}
		assert_int_equal(kept, all);
	}
}

static void
test_head_of_notes(void **state)
{
	struct state *s = *state;
	const char *kept =
	    extract(s, STR("A walk in the fog\n\nBy Ana Reed\n\nI woke late. It was grey.\n"));

	is(s, s->article.meta.title, "A walk in the fog");
	assert_int_equal(s->article.meta.author_count, 1);
	is(s, s->article.meta.authors[0], "Ana Reed");
	assert_string_equal(kept, "I woke late. It was grey.\n");
}

static void
test_scores(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_true(fabsf(model_score_row(&dump_model, LINE_FEATURE_COUNT, rows[i].row) -
				rows[i].score) < 1e-4f);
}

static void
test_large(void **state)
{
	struct state *s = *state;
	struct buf text = BUF(&s->arena);

	for (int i = 0; i < 50000; i++)
		buf_printf(&text, "Line %d of the dump has words.\n", i);
	assert_true(strlen(extract(s, buf_str(&text))) == text.len);
	s->article.meta = (struct meta){.title = STR_NONE};
	text.len = 0;
	for (int i = 0; i < 73000; i++)
		buf_printf(&text, "Sentence %d stands in one line. ", i);
	assert_true(strlen(extract(s, buf_str(&text))) == text.len);
}

/* The page in another dress. */
static str
dressed(struct state *s, bool blank, bool returns, bool numbers, unsigned width)
{
	struct buf out = BUF(&s->arena);
	str rest = STR(page), line, word;

	for (int link = 1; str_cut(&rest, '\n', &line);) {
		size_t columns = 0;

		if (!line.len && !blank)
			continue;
		while (str_word(&line, &word)) {
			bool breaks = columns + 1 + word.len > width;

			buf_z(&out, columns == 0 ? "" : breaks ? "\n" : " ");
			columns = breaks ? word.len : columns + 1 + word.len;
			if (numbers && word.at[0] >= 'A' && word.at[0] <= 'Z')
				buf_printf(&out, "[%d]", link++);
			buf_add(&out, word);
		}
		buf_z(&out, returns ? "\r\n" : "\n");
	}
	return buf_str(&out);
}

static void
test_dress(void **state)
{
	struct state *s = *state;

	for (unsigned how = 0; how < 8; how++) {
		const char *kept;

		s->article.meta = (struct meta){.title = STR_NONE};
		kept = extract(
		    s, dressed(s, how % 2 == 0, how / 2 % 2 == 1, false, how < 4 ? 9999 : 72));
		is(s, s->article.meta.title, "The Mill at Low Water Turns Its Wheel Again");
		assert_int_equal(strncmp(kept, "The old mill", 12), 0);
		assert_non_null(strstr(kept, "the first sack of flour went to the school"));
		assert_non_null(strstr(kept, "whoever comes early may look on."));
		assert_null(strstr(kept, "Garden"));
		assert_null(strstr(kept, "Subscribe"));
	}
	s->article.meta = (struct meta){.title = STR_NONE};
	assert_non_null(
	    strstr(extract(s, dressed(s, true, false, true, 72)), "The old mill on the river"));
}

/* Processor time of a dump of so many parts: menus, paragraphs, teasers. */
static double
seconds(struct state *s, int parts)
{
	struct buf text = BUF(&s->arena);
	clock_t start;

	for (int i = 0; i < parts; i++)
		buf_printf(
		    &text, LIST "By Writer %d\n3 May 2021\n%d Comments\nReply\n\n" BODY "\n", i, i);
	start = clock();
	s->article.meta = (struct meta){.title = STR_NONE};
	extract(s, buf_str(&text));
	return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static void
test_linear(void **state)
{
	struct state *s = *state;

	assert_true(seconds(s, 4000) < 8 * (seconds(s, 1000) + 0.02));
}

static void
test_empty(void **state)
{
	struct state *s = *state;

	assert_string_equal(extract(s, STR("")), "");
	assert_true(s->out.empty);
	assert_string_equal(extract(s, STR("\n \n")), "");
	assert_true(s->out.empty);
}

static void
test_overrides(void **state)
{
	struct state *s = *state;

	s->settings.title = STR("Mine");
	extract(s, STR(page));
	is(s, s->article.meta.title, "Mine");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_page, begin, end),
	    cmocka_unit_test_setup_teardown(test_numbered_links, begin, end),
	    cmocka_unit_test_setup_teardown(test_notes_are_kept_whole, begin, end),
	    cmocka_unit_test_setup_teardown(test_head_of_notes, begin, end),
	    cmocka_unit_test(test_scores),
	    cmocka_unit_test_setup_teardown(test_large, begin, end),
	    cmocka_unit_test_setup_teardown(test_dress, begin, end),
	    cmocka_unit_test_setup_teardown(test_linear, begin, end),
	    cmocka_unit_test_setup_teardown(test_empty, begin, end),
	    cmocka_unit_test_setup_teardown(test_overrides, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
