/* extract/feature*.c, words.c, readability.c, tally.c */
#include "extract/feature.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "extract/words.h"
#include "parse/parse.h"

static const char html[] =
    "<html><head><title>The Saffron Lane Market</title></head><body>"
    "<nav class='main-nav'><ul><li><a href='/'>Home</a></li><li><a href='/b'>Search</a></li></ul></nav>"
    "<main><article class='postBody'><h1>The Saffron Lane Market</h1>"
    "<p class=lead>Every Friday, before the sun is up, the traders of Saffron Lane carry their crates "
    "over the bridge, and nobody, not even the baker, remembers why.</p>"
    "<p>It was a custom, they say, of the old harbour, when the boats came in with the night's catch, "
    "and the lane was the only dry way to the square.</p>"
    "<h2>A second part</h2><p>Prices rose by 12 % in 2019, and by £3 at 10:30.</p></article></main>"
    "<div id='comment-list' style='display: none'><p>Reply</p><p>Reply</p></div>"
    "<footer>© 2020 The Courier</footer></body></html>";

struct seen {
	struct arena arena;
	struct blocks *blocks;
	float rows[32][FEATURE_COUNT];
	size_t count;
};

static void
keep_row(void *with, size_t index, const float *row)
{
	struct seen *seen = with;

	assert_int_equal(index, seen->count);
	assert_true(index < 32);
	memcpy(seen->rows[seen->count++], row, sizeof seen->rows[0]);
}

static int
measure(void **state)
{
	struct seen *seen = calloc(1, sizeof *seen);
	struct diag_log log = {.arena = &seen->arena};
	struct settings settings = {0};
	struct ctx ctx = {&seen->arena, &log, &settings, STR("page.html")};
	struct page *page;

	arena_init(&seen->arena, (size_t)256 << 20, NULL);
	page = parse_html(&ctx, STR(html));
	seen->blocks = block_cut(&ctx, page);
	feature_rows(
	    &ctx, page, seen->blocks, readability_weigh(&ctx, page, seen->blocks), keep_row, seen);
	*state = seen;
	return 0;
}

static int
drop(void **state)
{
	struct seen *seen = *state;

	arena_release(&seen->arena);
	free(seen);
	return 0;
}

static const float *
row_of(const struct seen *seen, const char *begin)
{
	for (size_t i = 0; i < seen->count; i++)
		if (str_starts(seen->blocks->list[i].text, str_of(begin)))
			return seen->rows[i];
	fail_msg("no block begins with %s", begin);
	return NULL;
}

static void
measures_text(void **state)
{
	const float *row = row_of(*state, "Prices");

	assert_float_equal(row[FEATURE_words], 12, 0);
	assert_float_equal(row[FEATURE_end], 1, 0);
	assert_float_equal(row[FEATURE_start], 1, 0);
	assert_float_equal(row[FEATURE_year], 1, 0);
	assert_float_equal(row[FEATURE_clock], 1, 0);
	assert_float_equal(row[FEATURE_currency], 1, 0);
	row = row_of(*state, "© 2020");
	assert_float_equal(row[FEATURE_copyright], 1, 0);
	assert_true(row[FEATURE_furniture] == 0);
	row = row_of(*state, "Search");
	assert_float_equal(row[FEATURE_furniture_place], 1, 0);
	assert_float_equal(row[FEATURE_link_share], 1, 0);
	assert_float_equal(row[FEATURE_link_only], 1, 0);
	row = row_of(*state, "The Saffron");
	assert_float_equal(row[FEATURE_title_share], 1, 0);
	assert_float_equal(row[FEATURE_title_cover], 1, 0);
}

static void
measures_the_tree(void **state)
{
	const float *row = row_of(*state, "It was");

	assert_float_equal(row[FEATURE_tag_article], 1, 0);
	assert_float_equal(row[FEATURE_tag_main], 2, 0);
	assert_float_equal(row[FEATURE_tag_nav], 15, 0);
	assert_float_equal(row[FEATURE_near_body], 1, 0);
	assert_float_equal(row[FEATURE_in_top], 1, 0);
	assert_float_equal(row[FEATURE_best], 1, 0);
	assert_float_equal(row[FEATURE_is_hidden], 15, 0);
	row = row_of(*state, "Every");
	assert_float_equal(row[FEATURE_near_intro], 0, 0);
	row = row_of(*state, "Home");
	assert_float_equal(row[FEATURE_near_nav], 2, 0);
	assert_float_equal(row[FEATURE_in_top], 0, 0);
	assert_float_equal(row[FEATURE_kin], 2, 0);
	row = row_of(*state, "Reply");
	assert_float_equal(row[FEATURE_near_comment], 1, 0);
	assert_float_equal(row[FEATURE_is_hidden], 1, 0);
}

static void
measures_the_place(void **state)
{
	const struct seen *seen = *state;
	const float *row = row_of(seen, "Prices");

	assert_float_equal(row[FEATURE_since_heading], 1, 0);
	assert_float_equal(row[FEATURE_last_level], 2, 0);
	assert_float_equal(row[FEATURE_h1_distance], 4, 0);
	assert_float_equal(row[FEATURE_prev1_heading], 2, 0);
	assert_float_equal(row[FEATURE_page_h1], 1, 0);
	row = row_of(seen, "Reply");
	assert_float_equal(row[FEATURE_copies], 2, 0);
	assert_float_equal(row[FEATURE_copy_before], 0, 0);
	assert_float_equal(row[FEATURE_COUNT + FEATURE_copy_before], 1, 0);
	assert_float_equal(seen->rows[0][FEATURE_prev1_words], -1, 0);
	assert_float_equal(seen->rows[seen->count - 1][FEATURE_next1_words], -1, 0);
}

static void
measures_what_is_alike(void **state)
{
	const struct seen *seen = *state;
	const float *row = row_of(seen, "It was");

	assert_float_equal(row[FEATURE_like_count], 2, 0);
	assert_float_equal(row[FEATURE_like_best], 1, 0);
	assert_float_equal(row[FEATURE_topic], 1.0 / 12, 1e-6); /* the lane */
	assert_float_equal(row[FEATURE_bad_count], 0, 0);
	assert_float_equal(row[FEATURE_good_count], 2, 0);
	row = row_of(seen, "Home");
	assert_float_equal(row[FEATURE_like_count], 2, 0);
	assert_float_equal(row[FEATURE_like_links], 10.0 / 11, 1e-6);
	assert_float_equal(row[FEATURE_bad_count], 1, 0);
	assert_float_equal(row[FEATURE_items_share], 0, 0); /* two are no repetition */
	row = row_of(seen, "Prices");
	assert_float_equal(row[FEATURE_section_blocks], 4, 0);
}

static void
measures_repeated_items(void **state)
{
	static const char page_html[] =
	    "<main><ul><li><a href=a>one two three</a></li><li><a href=b>four five</a></li>"
	    "<li><a href=c>six</a></li></ul></main><p>seven eight nine ten</p>";
	struct seen *seen = calloc(1, sizeof *seen);
	struct diag_log log = {.arena = &seen->arena};
	struct settings settings = {0};
	struct ctx ctx = {&seen->arena, &log, &settings, STR("page.html")};
	struct page *page;
	const float *row;

	(void)state;
	arena_init(&seen->arena, (size_t)256 << 20, NULL);
	page = parse_html(&ctx, STR(page_html));
	seen->blocks = block_cut(&ctx, page);
	feature_rows(
	    &ctx, page, seen->blocks, readability_weigh(&ctx, page, seen->blocks), keep_row, seen);
	row = row_of(seen, "four");
	assert_float_equal(row[FEATURE_items_words], 2, 0);
	assert_float_equal(row[FEATURE_items_share], 6.0 / 11, 1e-6);
	assert_float_equal(row[FEATURE_near_items_words], 2, 0);
	assert_float_equal(row[FEATURE_page_items], 1, 0);
	row = row_of(seen, "seven");
	assert_float_equal(row[FEATURE_items_words], 0, 0);
	assert_float_equal(row[FEATURE_page_largest_words], 2, 0);
	arena_release(&seen->arena);
	free(seen);
}

static void
splits_class_names(void **state)
{
	(void)state;
	assert_true(words_sorted());
	assert_int_equal(
	    words_groups(STR("post-body")), GROUP_BIT(GROUP_ARTICLE) | GROUP_BIT(GROUP_BODY));
	assert_int_equal(
	    words_groups(STR("commentList2")), GROUP_BIT(GROUP_COMMENT) | GROUP_BIT(GROUP_LIST));
	assert_int_equal(words_groups(STR("shadow adder")), 0);
	assert_int_equal(words_groups(STR("")), 0);
	assert_int_equal(words_furniture(STR("cookies")), FURNITURE_LEGAL);
	assert_int_equal(words_furniture(STR("crate")), FURNITURE_COUNT);
}

static void
names_each_feature_once(void **state)
{
	(void)state;
	assert_true(FEATURE_COUNT <= 255);
	for (size_t i = 0; i < FEATURE_COUNT; i++)
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(feature_name(i), feature_name(k));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(measures_text),
	    cmocka_unit_test(measures_the_tree),
	    cmocka_unit_test(measures_the_place),
	    cmocka_unit_test(measures_what_is_alike),
	    cmocka_unit_test(measures_repeated_items),
	    cmocka_unit_test(splits_class_names),
	    cmocka_unit_test(names_each_feature_once),
	};

	return cmocka_run_group_tests_name("feature", tests, measure, drop);
}
