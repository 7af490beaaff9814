/* extract/model.c against the trainer's scores, and what choose.c makes of scores */
#include "extract/model.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "extract/choose.h"
#include "parse/parse.h"

struct scored {
	float score, row[FEATURE_COUNT];
};

static const struct scored rows[] = {
#include "model_rows.inc"
};

struct fixture {
	struct arena arena;
	struct diag_log log;
	struct settings settings;
	struct ctx ctx;
	struct page *page;
	struct extraction out;
};

static void
choose(struct fixture *f, const char *html, const float *scores, size_t count)
{
	struct blocks *blocks;
	float *all;

	memset(f, 0, sizeof *f);
	arena_init(&f->arena, (size_t)256 << 20, NULL);
	f->log.arena = &f->arena;
	f->ctx = (struct ctx){&f->arena, &f->log, &f->settings, STR("page.html")};
	f->out.lead_image = PAGE_NONE;
	f->page = parse_html(&f->ctx, str_of(html));
	blocks = block_cut(&f->ctx, f->page);
	assert_int_equal(blocks->count, count);
	all = arena_array(&f->arena, count + 1, sizeof *all);
	memcpy(all, scores, count * sizeof *all);
	choose_blocks(&f->ctx, f->page, blocks, all, &f->out);
}

static bool
keeps(const struct fixture *f, const char *text)
{
	for (size_t i = 0; i < f->page->count; i++)
		if (f->page->nodes[i].tag == TAG_TEXT &&
		    str_find(f->page->nodes[i].text, str_of(text)) != STR_NOT_FOUND)
			return f->page->nodes[i].flags & NODE_KEEP;
	fail_msg("%s is not in the page", text);
	return false;
}

static bool
keeps_tag(const struct fixture *f, enum tag tag)
{
	uint32_t at = page_find(f->page, 0, (uint32_t)f->page->count, tag);

	assert_int_not_equal(at, PAGE_NONE);
	return f->page->nodes[at].flags & NODE_KEEP;
}

static void
scores_as_the_trainer_does(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_true(fabsf(model_score_row(&model_builtin, FEATURE_COUNT, rows[i].row) -
				rows[i].score) < 1e-4f);
}

static void
refuses_what_is_no_model(void **state)
{
	struct fixture f;
	char path[] = "/tmp/octavo-model-XXXXXX";
	const float score = 1;
	int fd = mkstemp(path);

	(void)state;
	choose(&f, "<p>one", &score, 1);
	assert_true(fd >= 0);
	assert_null(model_load(&f.ctx, STR("/nonexistent")));
	assert_null(model_load(&f.ctx, str_of(path)));
	assert_int_equal(write(fd, "OCTAVO-MODEL-1\n\xff\xff\xff\xff", 19), 19);
	assert_null(model_load(&f.ctx, str_of(path)));
	close(fd);
	unlink(path);
	arena_release(&f.arena);
}

#define PROSE \
	"one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"

static void
keeps_by_expected_f1(void **state)
{
	const float scores[] = {0.1f, 0.9f, 0.35f, 0.05f};
	struct fixture f;

	(void)state;
	choose(&f,
	    "<p>menu words</p><div><p>" PROSE "</p></div><p>maybe it is</p><footer>foot " PROSE,
	    scores, 4);
	assert_false(keeps(&f, "menu"));
	assert_true(keeps(&f, "one two"));
	assert_false(keeps(&f, "foot"));
	assert_true(f.out.confidence > 0.7 && f.out.confidence < 1);
	assert_false(f.out.empty);
	arena_release(&f.arena);
}

/* What is misjudged alike in all its blocks: keeping more loses less. */
static void
expects_a_page_to_be_misjudged_as_a_whole(void **state)
{
	const float scores[] = {0.9f, 0.42f, 0.4f, 0.38f, 0.01f};
	struct fixture f;

	(void)state;
	choose(&f,
	    "<div><p>alpha</p><p>beta " PROSE "</p><p>gamma " PROSE "</p><p>delta " PROSE
	    "</p></div><footer>foot " PROSE,
	    scores, 5);
	assert_true(keeps(&f, "delta"));
	assert_false(keeps(&f, "foot"));
	arena_release(&f.arena);
}

static void
gives_up_where_little_is_likely(void **state)
{
	const float scores[] = {0.1f, 0.02f, 0.02f};
	struct fixture f;

	(void)state;
	choose(&f, "<p>menu words</p><p>one " PROSE "</p><p>two " PROSE "</p>", scores, 3);
	assert_true(f.out.empty);
	assert_true(f.out.confidence < 0.25);
	arena_release(&f.arena);
}

static void
mends_headings_and_holes(void **state)
{
	const float scores[] = {0.9f, 0.2f, 0.9f, 0.8f, 0.1f};
	struct fixture f;

	(void)state;
	choose(&f,
	    "<div><p>first " PROSE "</p><p>hole here</p><p>last of all " PROSE
	    "</p><h2>Bare</h2></div><footer>foot",
	    scores, 5);
	assert_true(keeps(&f, "hole"));
	assert_false(keeps(&f, "Bare"));
	arena_release(&f.arena);
}

static void
keeps_images_between_text(void **state)
{
	const float scores[] = {0.9f, 0.9f, 0.02f};
	struct fixture f;

	(void)state;
	choose(&f,
	    "<div><p>alpha " PROSE "</p><img src=a.jpg><p>beta " PROSE "<br>gamma</p></div>"
	    "<aside>other " PROSE "</aside>",
	    scores, 3);
	assert_true(keeps_tag(&f, TAG_IMG));
	assert_true(keeps_tag(&f, TAG_BR));
	arena_release(&f.arena);
	choose(&f,
	    "<div><p>alpha " PROSE "</p><p>beta " PROSE "</p></div>"
	    "<aside><img src=a.jpg>other " PROSE "</aside>",
	    scores, 3);
	assert_false(keeps_tag(&f, TAG_IMG));
	arena_release(&f.arena);
}

static void
keeps_breaks_between_blocks_of_one_owner(void **state)
{
	const float scores[] = {0.9f, 0.9f};
	struct fixture f;

	(void)state;
	choose(&f, "<div>alpha " PROSE "<br><br>beta " PROSE "</div>", scores, 2);
	for (size_t i = 0; i < f.page->count; i++)
		if (f.page->nodes[i].tag == TAG_BR)
			assert_true(f.page->nodes[i].flags & NODE_KEEP);
	arena_release(&f.arena);
}

static void
keeps_notes_of_kept_references(void **state)
{
	const float scores[] = {0.9f, 0.02f, 0.02f};
	struct fixture f;
	uint32_t item;

	(void)state;
	choose(&f,
	    "<div><p>alpha " PROSE "<sup><a href='#n1'>1</a></sup></p></div>"
	    "<ol><li id=n1>the note itself</li><li id=n2>unasked for</li></ol>",
	    scores, 3);
	item = page_find(f.page, 0, (uint32_t)f.page->count, TAG_LI);
	assert_true(keeps(&f, "the note"));
	assert_false(keeps(&f, "unasked"));
	assert_true(f.page->nodes[item].flags & NODE_NOTE);
	arena_release(&f.arena);
}

static void
finds_the_lead_image(void **state)
{
	const float scores[] = {0.02f, 0.9f};
	struct fixture f;

	(void)state;
	choose(&f,
	    "<h1>Title</h1><figure><img src=lead.jpg width=800></figure><div><p>alpha " PROSE,
	    scores, 2);
	assert_int_not_equal(f.out.lead_image, PAGE_NONE);
	assert_int_equal(f.page->nodes[f.out.lead_image].tag, TAG_FIGURE);
	arena_release(&f.arena);
}

static void
gives_nothing_for_an_error_page(void **state)
{
	const float scores[] = {0.9f, 0.8f};
	struct fixture f;

	(void)state;
	choose(&f, "<title>404: page not found</title><h1>Oh no</h1><p>Try another address.",
	    scores, 2);
	assert_true(f.out.empty);
	assert_false(keeps(&f, "Try"));
	arena_release(&f.arena);
	choose(&f, "", scores, 0);
	assert_true(f.out.empty);
	arena_release(&f.arena);
}

static void
drops_cut_copies(void **state)
{
	const float scores[] = {0.9f, 0.9f, 0.9f};
	struct fixture f;

	(void)state;
	choose(&f,
	    "<p id=a>one two three four five six seven eight nine ten eleven twelve…</p>"
	    "<p>between</p><p>" PROSE " sixteen",
	    scores, 3);
	assert_false(keeps(&f, "twelve…"));
	assert_true(keeps(&f, "sixteen"));
	arena_release(&f.arena);
}

static void
keeps_repeated_parts_as_one(void **state)
{
	const float scores[] = {0.9f, 0.9f, 0.15f, 0.02f, 0.15f, 0.15f};
	struct fixture f;

	(void)state;
	choose(&f,
	    "<div><h3>A</h3><p>alpha " PROSE "</p><h3>B</h3><p>beta " PROSE "</p></div>"
	    "<p>gamma " PROSE "</p><p>delta " PROSE "</p>",
	    scores, 6);
	assert_false(keeps(&f, "gamma"));
	arena_release(&f.arena);
	choose(&f,
	    "<ul><li>alpha " PROSE "</li><li>beta " PROSE "</li><li>gamma two</li><li>delta</li>"
	    "</ul><p>epsilon " PROSE "</p><p>zeta " PROSE "</p>",
	    scores, 6);
	assert_true(keeps(&f, "gamma"));
	assert_false(keeps(&f, "delta"));
	assert_false(keeps(&f, "epsilon"));
	arena_release(&f.arena);
}

static void
drops_small_hidden_parts(void **state)
{
	const float scores[] = {0.9f, 0.9f, 0.9f, 0.9f, 0.9f, 0.9f, 0.9f, 0.9f};
	struct fixture f;

	(void)state;
	choose(&f,
	    "<p>alpha " PROSE
	    "</p><p class='x sr-only'>spoken</p><p hidden>unseen one</p><p style='display: none'>unseen two</p>"
	    "<p><b style='DISPLAY:none'>unseen three</b></p><p aria-hidden=true>read</p>"
	    "<details><p hidden>opened</p></details><div class=tab-panel hidden>panel</div>",
	    scores, 8);
	assert_false(keeps(&f, "spoken"));
	assert_false(keeps(&f, "unseen one"));
	assert_false(keeps(&f, "unseen two"));
	assert_false(keeps(&f, "unseen three"));
	assert_true(keeps(&f, "read"));
	assert_true(keeps(&f, "opened"));
	assert_true(keeps(&f, "panel"));
	arena_release(&f.arena);
	choose(&f, "<body style='display:none'><p>alpha beta gamma", scores, 1);
	assert_true(keeps(&f, "alpha"));
	arena_release(&f.arena);
}

static void
drops_buttons_beside_code(void **state)
{
	const float scores[] = {0.9f, 0.9f, 0.9f, 0.9f, 0.4f};
	struct fixture f;

	(void)state;
	choose(&f,
	    "<div><button><span>Copy</span></button><pre>code</pre></div><div><button>Question"
	    "</button><p>alpha " PROSE "</p></div><p>beta " PROSE "</p>",
	    scores, 5);
	assert_false(keeps(&f, "Copy"));
	assert_true(keeps(&f, "code"));
	assert_true(keeps(&f, "Question"));
	assert_true(keeps(&f, "beta"));
	arena_release(&f.arena);
}

static void
drops_cells_beside_the_prose(void **state)
{
	const float scores[] = {0.9f, 0.9f, 0.9f, 0.9f, 0.9f, 0.9f};
	struct fixture f;

	(void)state;
	choose(&f,
	    "<table><tr><td>menu<table><tr><td>poll</table><td><p>alpha " PROSE "</p><p>beta " PROSE
	    "</p><p>gamma " PROSE "</p><table><tr><td>figure</table></table>",
	    scores, 6);
	assert_false(keeps(&f, "menu"));
	assert_false(keeps(&f, "poll"));
	assert_true(keeps(&f, "alpha"));
	assert_true(keeps(&f, "figure"));
	arena_release(&f.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(scores_as_the_trainer_does),
	    cmocka_unit_test(refuses_what_is_no_model),
	    cmocka_unit_test(keeps_by_expected_f1),
	    cmocka_unit_test(expects_a_page_to_be_misjudged_as_a_whole),
	    cmocka_unit_test(gives_up_where_little_is_likely),
	    cmocka_unit_test(mends_headings_and_holes),
	    cmocka_unit_test(keeps_images_between_text),
	    cmocka_unit_test(keeps_breaks_between_blocks_of_one_owner),
	    cmocka_unit_test(keeps_notes_of_kept_references),
	    cmocka_unit_test(finds_the_lead_image),
	    cmocka_unit_test(gives_nothing_for_an_error_page),
	    cmocka_unit_test(drops_cut_copies),
	    cmocka_unit_test(keeps_repeated_parts_as_one),
	    cmocka_unit_test(drops_small_hidden_parts),
	    cmocka_unit_test(drops_buttons_beside_code),
	    cmocka_unit_test(drops_cells_beside_the_prose),
	};

	return cmocka_run_group_tests_name("model", tests, NULL, NULL);
}
