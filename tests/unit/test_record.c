/* Records. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

#include "core/deflate.h"
#include "core/sha256.h"
#include "record/record.h"

static struct arena arena;
static struct deflate *deflate;

static int
set_up(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)256 << 20, NULL);
	deflate = deflate_new();
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	deflate_free(deflate);
	return 0;
}

static void
add_picture(struct article *article, const char *name, str bytes, enum picture_kind kind)
{
	struct picture *picture =
	    ARENA_PUSH(&arena, article->pictures, article->picture_count, article->picture_room);

	picture->name = str_of(name);
	picture->bytes = bytes;
	picture->kind = kind;
	sha256(bytes, picture->digest);
}

static struct article *
sample(void)
{
	struct article *article = article_new(&arena);
	struct tree *tree = article->body;
	static const char noise[] = "\x89PNG\x01\x02\x03\x04\x05";
	xmlNode *node;

	article->meta.title = STR("Title \x01 of  it");
	article->meta.date = (struct date){.year = 2026,
	    .month = 11,
	    .day = 24,
	    .zone = -90,
	    .has_time = true,
	    .has_zone = true,
	    .hour = 23};
	article->meta.source = STR("https://harbour.example/a");
	*ARENA_PUSH(&arena, article->meta.authors, article->meta.author_count,
	    article->meta.author_room) = STR("Ida Lindqvist");
	*ARENA_PUSH(&arena, article->meta.authors, article->meta.author_count,
	    article->meta.author_room) = STR("  ");
	article->words = 7;
	node = tree_add(tree, tree->root, EL_H2);
	tree_set(tree, node, "id", STR("one"));
	tree_add_text(tree, node, STR("Heading"));
	node = tree_add(tree, tree_add(tree, tree->root, EL_P), EL_A);
	tree_set(tree, node, "href", STR("https://other.example/?a=1&b=2"));
	tree_add_text(tree, node, STR("link"));
	node = tree_add(tree, tree_add(tree, tree->root, EL_FIGURE), EL_IMG);
	tree_set(tree, node, "src", STR("a.png"));
	tree_set(tree, node, "alt", STR("A drawing"));
	node = tree_add(tree, tree_add(tree, tree->root, EL_P), EL_IMG);
	tree_set(tree, node, "src", STR("gone.png"));
	tree_set(tree, node, "alt", STR("Not there"));
	add_picture(article, "a.png", (str){noise, sizeof noise - 1}, PICTURE_PNG);
	add_picture(article, "unused.png", STR("\x89PNG unused"), PICTURE_PNG);
	return article;
}

static void
keeps_what_it_was_given(void **state)
{
	struct article *article = sample();
	struct spool *spool = spool_new();
	struct entry *entry;
	struct spool_range before;
	char *body;

	(void)state;
	assert_true(spool_add(spool, STR("something before"), &before));
	entry = record_store(
	    &arena, spool, record_pack(&arena, deflate, article, STR("in/put.html"), 3));
	assert_non_null(entry);
	assert_true(str_eq(entry->title, STR("Title of it")));
	assert_true(str_eq(entry->name, STR("in/put.html")));
	assert_int_equal(entry->author_count, 1);
	assert_int_equal(entry->heading_count, 1);
	assert_true(str_eq(entry->headings[0], STR("Heading")));
	assert_true(str_eq(entry->heading_ids[0], STR("one")));
	assert_false(entry->subtitle.at);
	assert_int_equal(entry->date.zone, -90);
	assert_int_equal(entry->date.hour, 23);
	assert_int_equal(entry->words, 7);
	assert_int_equal(entry->index, 3);
	assert_true(entry->has_pictures && !entry->lacks_alt && !entry->has_math);
	assert_int_equal(entry->picture_count, 1);
	assert_int_equal(entry->pictures[0].size, 9);
	body = arena_alloc(&arena, entry->body_size + 1);
	assert_true(spool_read(spool, entry->body, body));
	assert_non_null(strstr(body, "href=\"\x01https://other.example/?a=1&amp;b=2\x02\""));
	assert_non_null(strstr(body, "src=\"../images/"));
	assert_non_null(strstr(body, "Not there"));
	assert_null(strstr(body, "gone.png"));
	spool_free(spool);
}

/* Cut anywhere or with any byte changed, a record is refused or gives an entry within its bounds.
 */
static void
survives_damage(void **state)
{
	str packed = record_pack(&arena, deflate, sample(), STR("x"), 0);
	struct spool *spool = spool_new();

	(void)state;
	for (size_t i = 0; i < packed.len; i++) {
		char *copy = arena_zstr(&arena, packed);
		struct entry *entry;

		assert_null(record_store(&arena, spool, str_head(packed, i)));
		copy[i] = (char)(copy[i] ^ 0xff);
		entry = record_store(&arena, spool, (str){copy, packed.len});
		if (entry && entry->body_size)
			assert_true(
			    spool_read(spool, entry->body, arena_alloc(&arena, entry->body_size)));
	}
	spool_free(spool);
}

static void
cuts_what_is_too_long(void **state)
{
	struct article *article = article_new(&arena);
	struct spool *spool = spool_new();
	struct entry *entry;
	char *text = arena_alloc(&arena, 100000);

	(void)state;
	memset(text, 'x', 100000);
	article->meta.title = article->meta.source = article->meta.description =
	    (str){text, 100000};
	for (int i = 0; i < 500; i++)
		*ARENA_PUSH(&arena, article->meta.authors, article->meta.author_count,
		    article->meta.author_room) = (str){text, 1000};
	entry = record_store(&arena, spool, record_pack(&arena, deflate, article, STR("x"), 0));
	assert_non_null(entry);
	assert_int_equal(entry->title.len, 1000);
	assert_int_equal(entry->source.len, 0);
	assert_int_equal(entry->author_count, 50);
	spool_free(spool);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(keeps_what_it_was_given),
	    cmocka_unit_test(survives_damage),
	    cmocka_unit_test(cuts_what_is_too_long),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
