/* What of the articles that were gathered is bound. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

#include "core/deflate.h"
#include "core/likeness.h"
#include "edition/edition.h"

static struct arena arena;
static struct spool *spool;
static struct deflate *deflate;
static struct entry *entries[200];
static struct edition_list list;
static struct edition_twins twins;

static int
set_up(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)512 << 20, NULL);
	spool = spool_new();
	deflate = deflate_new();
	list = (struct edition_list){.list = entries};
	twins = (struct edition_twins){0};
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	spool_free(spool);
	deflate_free(deflate);
	return 0;
}

/* `count` words, of which every `step`th is another than in the text of step 0. */
static str
text(unsigned seed, size_t count, size_t step)
{
	struct buf words = BUF(&arena);

	for (size_t i = 0; i < count; i++)
		buf_printf(&words, "%s%zu ", step && i % step == step / 2 ? "other" : "w",
		    (i * 7919 + seed) % 1000);
	return buf_str(&words);
}

static struct entry *
add(const char *title, const char *address, const char *date, str body)
{
	struct article *made = article_new(&arena);
	struct entry *entry;

	made->meta.title = str_of(title);
	made->meta.canonical = str_of(address);
	made->words = str_words(body);
	if (date)
		date_parse(str_of(date), STR("en"), &made->meta.date);
	tree_add_text(made->body, tree_add(made->body, made->body->root, EL_P), body);
	entry = record_store(&arena, spool,
	    record_pack(&arena, deflate, made, arena_printf(&arena, "%zu.html", list.count),
		(uint32_t)list.count));
	list.list[list.count++] = entry;
	return entry;
}

/* The inputs that are left, by number. */
static const char *
kept(bool keeps_first)
{
	static const struct settings settings;
	struct diag_log *log = arena_alloc(&arena, sizeof *log);
	struct ctx ctx = {&arena, log, &settings, STR("the digest")};
	struct buf names = BUF(&arena);

	log->arena = &arena;
	assert_true(edition_once(&ctx, spool, &list, keeps_first, &twins));
	for (size_t i = 0; i < list.count; i++)
		buf_printf(&names, "%u ", list.list[i]->index);
	assert_int_equal(log->count, twins.count);
	return buf_zstr(&names);
}

static void
one_address_is_one_article(void **state)
{
	(void)state;
	add("Crane", "https://a.example/crane", "2026-11-01", text(1, 200, 0));
	add("Crane", "HTTPS://a.example/crane/#x", "2026-11-02", text(1, 210, 5));
	add("Ferry", "https://a.example/ferry", NULL, text(2, 200, 0));
	add("Ferry now", "https://a.example/ferry?utm_source=x", NULL, text(2, 260, 0));
	assert_string_equal(kept(false), "1 3 ");
	assert_ptr_equal(twins.list[0].kept, list.list[0]);
	assert_int_equal(twins.list[0].entry->index, 0);
	assert_int_equal(twins.list[1].why, EDITION_SAME_ADDRESS);
	edition_note_twins(&arena, &twins);
	assert_int_equal(list.list[0]->twin_count, 1);
	assert_true(str_eq(list.list[0]->twins[0].name, STR("0.html")));
}

static void
a_site_may_give_all_its_pages_one_address(void **state)
{
	(void)state;
	add("Crane", "https://a.example/", NULL, text(1, 200, 0));
	add("Ferry", "https://a.example/", NULL, text(2, 200, 0));
	add("Crane", "https://a.example/", NULL, text(3, 80, 0));
	assert_string_equal(kept(false), "0 1 ");
}

static void
the_first_is_kept_in_volumes(void **state)
{
	(void)state;
	add("Crane", "https://a.example/crane", "2026-11-01", text(1, 200, 0));
	add("Crane", "https://a.example/crane", "2026-11-02", text(1, 300, 0));
	assert_string_equal(kept(true), "0 ");
}

static void
the_same_words_are_one_article(void **state)
{
	(void)state;
	add("Crane", "https://a.example/crane", NULL, text(1, 200, 0));
	add("The crane", "https://b.example/x", NULL, text(1, 200, 0));
	add("Crane", NULL, NULL, text(1, 200, 0));
	/* Of few words, under other titles, there are many. */
	add("One", NULL, NULL, STR("Read it all in the paper."));
	add("Two", NULL, NULL, STR("Read it all in the paper."));
	add("Two", NULL, NULL, STR("Read it ALL in the paper"));
	assert_string_equal(kept(false), "0 3 4 ");
	assert_int_equal(twins.list[2].why, EDITION_SAME_TEXT);
}

static void
nearly_the_same_words_are_one_article(void **state)
{
	(void)state;
	add("Crane", NULL, NULL, text(1, 400, 0));
	add("Crane - The Port", NULL, NULL, text(1, 400, 100));
	add("Another", NULL, NULL, text(1, 400, 100));
	add("Crane, part 2", NULL, NULL, text(1, 400, 399));
	add("Ferry", NULL, NULL, text(2, 400, 0));
	add("Crane", NULL, NULL, text(1, 400, 8));
	assert_string_equal(kept(false), "0 2 3 4 5 ");
	assert_int_equal(twins.list[0].why, EDITION_NEAR_TEXT);
}

static void
likenesses_tell_texts_apart(void **state)
{
	uint64_t *one, *two;
	size_t ones, twos;

	(void)state;
	assert_int_equal(likeness_runs(&arena, STR(""), &one), 0);
	assert_int_equal(likeness_runs(&arena, STR("a b"), &one), 1);
	assert_int_equal(likeness_runs(&arena, STR("a b c d"), &one), 2);
	assert_int_equal(likeness_runs(&arena, STR("海は広い"), &one), 2);
	ones = likeness_runs(&arena, text(1, 400, 0), &one);
	twos = likeness_runs(&arena, text(1, 400, 100), &two);
	assert_true(
	    likeness_distance(likeness_of(text(1, 400, 0)), likeness_of(text(1, 400, 100))) <= 10);
	assert_true(likeness_share(one, ones, two, twos) > 0.9);
	twos = likeness_runs(&arena, text(5, 400, 0), &two);
	assert_true(
	    likeness_distance(likeness_of(text(1, 400, 0)), likeness_of(text(5, 400, 0))) > 10);
}

/* What the limits leave, by number. */
static const char *
limited(struct edition_limits limits)
{
	static const struct settings settings;
	struct diag_log *log = arena_alloc(&arena, sizeof *log);
	struct ctx ctx = {&arena, log, &settings, STR("the digest")};
	struct edition_left left = {0};
	struct edition_list copy = {arena_array(&arena, list.count, sizeof *list.list), list.count};
	struct buf names = BUF(&arena);

	log->arena = &arena;
	memcpy(copy.list, list.list, list.count * sizeof *list.list);
	edition_limit(&ctx, &copy, &limits, &left);
	for (size_t i = 0; i < copy.count; i++)
		buf_printf(&names, "%u ", copy.list[i]->index);
	assert_int_equal(left.count + copy.count, list.count);
	assert_int_equal(
	    left.by[EDITION_OLD] + left.by[EDITION_ARTICLES] + left.by[EDITION_WORDS], left.count);
	return buf_zstr(&names);
}

static void
limits_keep_the_newest(void **state)
{
	struct edition_limits none = {0};

	(void)state;
	add("a", NULL, "2026-11-01", text(1, 100, 0));
	add("b", NULL, NULL, text(2, 100, 0));
	add("c", NULL, "2026-11-09", text(3, 500, 0));
	add("d", NULL, "2026-11-05", text(4, 100, 0));
	assert_string_equal(limited(none), "0 1 2 3 ");
	assert_string_equal(limited((struct edition_limits){.articles = 2}), "2 3 ");
	assert_string_equal(limited((struct edition_limits){.articles = 9}), "0 1 2 3 ");
	assert_string_equal(
	    limited((struct edition_limits){.articles = 2, .keeps_given = true}), "0 1 ");
	/* One that is too long is bound when it is the first; shorter ones fit behind. */
	assert_string_equal(limited((struct edition_limits){.words = 50}), "2 ");
	assert_string_equal(
	    limited((struct edition_limits){.words = 320, .keeps_given = true}), "0 1 3 ");
	assert_string_equal(
	    limited((struct edition_limits){.newer_than = {.year = 2026, .month = 11, .day = 5}}),
	    "1 2 ");
}

/* The volumes, by their articles. */
static const char *
volumes(struct edition_splitting how)
{
	struct edition_list copy = {arena_array(&arena, list.count, sizeof *list.list), list.count};
	struct edition_volume *made;
	struct buf names = BUF(&arena);
	size_t count;

	memcpy(copy.list, list.list, list.count * sizeof *list.list);
	made = edition_split(&arena, &copy, &how, &count);
	for (size_t i = 0; i < count; i++) {
		buf_printf(&names, "%u:", made[i].number);
		for (size_t j = 0; j < made[i].entries.count; j++)
			buf_printf(&names, " %u", made[i].entries.list[j]->index);
		buf_z(&names, "; ");
	}
	return buf_zstr(&names);
}

static void
volumes_are_cut_in_order(void **state)
{
	struct edition_splitting by_count = {.split = EDITION_BY_COUNT, .count = 2};

	(void)state;
	add("a", NULL, "2026-11-01", text(1, 100, 0));
	add("b", NULL, NULL, text(2, 100, 0));
	add("c", NULL, "2025-11-09", text(3, 5000, 0));
	add("d", NULL, "2026-10-05", text(4, 100, 0));
	add("e", NULL, "2026-11-01", text(5, 100, 0));
	assert_string_equal(volumes(by_count), "1: 0 1; 2: 2 3; 3: 4; ");
	assert_string_equal(
	    volumes((struct edition_splitting){.split = EDITION_BY_SIZE, .size = 110000}),
	    "1: 0 1; 2: 2; 3: 3 4; ");
	assert_string_equal(volumes((struct edition_splitting){.split = EDITION_BY_MONTH}),
	    "0: 1; 1: 2; 2: 3; 3: 0 4; ");
	assert_string_equal(volumes((struct edition_splitting){.split = EDITION_BY_YEAR}),
	    "0: 1; 1: 2; 2: 3 0 4; ");
	assert_int_equal(list.list[4]->volume, 2);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    TEST(one_address_is_one_article),
	    TEST(a_site_may_give_all_its_pages_one_address),
	    TEST(the_first_is_kept_in_volumes),
	    TEST(the_same_words_are_one_article),
	    TEST(nearly_the_same_words_are_one_article),
	    TEST(likenesses_tell_texts_apart),
	    TEST(limits_keep_the_newest),
	    TEST(volumes_are_cut_in_order),
	};

	return cmocka_run_group_tests_name("edition", tests, NULL, NULL);
}
