/* edit/pictures.c, edit/alt.c, edit/dataurl.c */
#include "edited.h"

#include "core/deflate.h"
#include "edit/alt.h"
#include "edit/dataurl.h"

static void
put_crc(struct buf *buf, size_t from)
{
	uint32_t crc = deflate_crc(0, str_from(buf_str(buf), from));

	for (int shift = 24; shift >= 0; shift -= 8)
		buf_char(buf, (char)(crc >> shift));
}

/* A PNG of 60 by 40 pixels as far as its structure goes. */
static str
png(struct arena *arena, unsigned char mark)
{
	static const unsigned char head[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0,
	    13, 'I', 'H', 'D', 'R', 0, 0, 0, 60, 0, 0, 0, 40, 8, 0, 0, 0, 0};
	struct buf buf = BUF(arena);
	size_t from;

	buf_add(&buf, (str){(const char *)head, sizeof head});
	put_crc(&buf, 12);
	buf_add(&buf, STR("\0\0\0\1"));
	from = buf.len;
	buf_add(&buf, STR("IDAT"));
	buf_char(&buf, (char)mark);
	put_crc(&buf, from);
	buf_add(&buf, STR("\0\0\0\0IEND\xae\x42\x60\x82"));
	return buf_str(&buf);
}

static enum edit_found
find(struct ctx *ctx, const void *shelf, str address, str absolute, size_t most, str *bytes)
{
	(void)shelf;
	(void)absolute;
	(void)most;
	if (str_eq(address, STR("a.png")) || str_eq(address, STR("copy.png")))
		*bytes = png(ctx->arena, 1);
	else if (str_eq(address, STR("b.png")))
		*bytes = png(ctx->arena, 2);
	else if (str_eq(address, STR("text.png")))
		*bytes = STR("no picture");
	else if (str_eq(address, STR("w.psd")))
		*bytes = STR("8BPS");
	else if (str_eq(address, STR("d.svg")))
		*bytes = STR("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 90'/>");
	else if (str_find(address, STR("..")) != STR_NOT_FOUND || str_starts(address, STR("/")) ||
	    str_starts(address, STR("file:")) || str_starts(address, STR("C:")))
		return EDIT_OUTSIDE;
	else
		return EDIT_MISSING;
	return EDIT_FOUND;
}

static void
into_book(struct world *world, const char *html)
{
	const struct edit_shelf shelf = {find, NULL};

	world_begin(world);
	world->settings.pictures = true;
	rebuild_article(&world->ctx, world_page(world, html), world->article, PAGE_NONE);
	edit_article(&world->ctx, world->article, &shelf);
}

static void
good_pictures_go_in_once(void **state)
{
	struct world world;

	(void)state;
	into_book(&world,
	    "<p>x <img src=a.png alt=A> <img src=copy.png alt=B> <img src=b.png alt=b.png></p>"
	    "<figure><img src=d.svg><figcaption>Drawn</figcaption></figure>");
	assert_int_equal(world.article->picture_count, 3);
	assert_int_equal(world.article->pictures[0].kind, PICTURE_PNG);
	assert_int_equal(world.article->pictures[0].width, 60);
	assert_true(str_ends(world.article->pictures[0].name, STR(".png")));
	assert_int_equal(world.article->pictures[0].name.len, 20);
	assert_int_equal(world.article->pictures[2].kind, PICTURE_SVG);
	assert_true(str_eq(world.article->pictures[2].caption, STR("Drawn")));
	assert_int_equal(world.log.count, 0);
	assert_non_null(strstr(world_xhtml(&world), "alt=\"B\" width=\"60\" height=\"40\"/>"));
	assert_non_null(strstr(world_xhtml(&world), "alt=\"Drawn\" width=\"90\" height=\"90\"/>"));
	assert_non_null(strstr(world_xhtml(&world), "alt=\"\""));
	world_end(&world);
}

static void
others_leave_their_text(void **state)
{
	static const struct {
		const char *html, *expected;
		enum diag_code code;
	} rows[] = {
	    {"<p>x <img src=no.png alt='The text'></p>",
		"<p>x <span class=\"alt\">The text</span></p>", DIAG_IMAGE_MISSING},
	    {"<p>x <img src=text.png alt=text.png></p>", "<p>x</p>", DIAG_IMAGE_UNREADABLE},
	    {"<figure><img src=w.psd alt='The text'><figcaption>Cap</figcaption></figure>",
		"<figure><p class=\"alt\">The text</p><figcaption>Cap</figcaption></figure>",
		DIAG_IMAGE_KIND},
	    {"<figure><img src=w.psd alt=Cap><figcaption>Cap</figcaption></figure>",
		"<div><div>Cap</div></div>", DIAG_IMAGE_KIND},
	    {"<p>x <img src='../secret.png' alt=''></p>", "<p>x</p>", DIAG_IMAGE_OUTSIDE},
	    {"<p>x <img src='data:image/png;base64,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	     "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	     "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' alt='Y'></p>",
		"<p>x <span class=\"alt\">Y</span></p>", DIAG_IMAGE_UNREADABLE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct world world;

		into_book(&world, rows[i].html);
		assert_string_equal(world_xhtml(&world), rows[i].expected);
		assert_int_equal(world.log.count, 1);
		assert_int_equal(world.log.list[0].code, rows[i].code);
		assert_int_equal(
		    world.article->pictures[0].missing, rows[i].code == DIAG_IMAGE_MISSING);
		world_end(&world);
	}
}

/* What is said of a picture, with the page's own address or without one. */
static enum diag_code
said_of(const char *html, str source)
{
	const struct edit_shelf shelf = {find, NULL};
	struct world world;
	enum diag_code code;

	world_begin(&world);
	world.settings.pictures = true;
	world.article->meta.source = source;
	rebuild_article(&world.ctx, world_page(&world, html), world.article, PAGE_NONE);
	edit_article(&world.ctx, world.article, &shelf);
	assert_int_equal(world.log.count, 1);
	code = world.log.list[0].code;
	world_end(&world);
	return code;
}

static void
addresses_of_a_site_are_missing(void **state)
{
	str source = STR("https://e.org/a/b.html");

	(void)state;
	assert_int_equal(said_of("<p>x <img src='file:///../a.png'>", source), DIAG_IMAGE_OUTSIDE);
	assert_int_equal(said_of("<p>x <img src='C:/../a.png'>", source), DIAG_IMAGE_OUTSIDE);
	assert_int_equal(said_of("<p>x <img src='/a.png'>", STR_NONE), DIAG_IMAGE_MISSING);
	assert_int_equal(said_of("<p>x <img src='../i/a.png'>", source), DIAG_IMAGE_MISSING);
	assert_int_equal(said_of("<p>x <img src='../i/a.png'>", STR_NONE), DIAG_IMAGE_OUTSIDE);
	assert_int_equal(said_of("<p>x <img src='//e.org/..'>", source), DIAG_IMAGE_MISSING);
	assert_int_equal(said_of("<p>x <img src='//e.org/..'>", STR_NONE), DIAG_IMAGE_OUTSIDE);
}

/* The one address that is asked for. */
static void
check_asked(const char *html, const char *address)
{
	struct world world;

	into_book(&world, html);
	assert_int_equal(world.article->picture_count, 1);
	assert_true(str_eq(world.article->pictures[0].address, str_of(address)));
	world_end(&world);
}

static void
what_is_beside_comes_first(void **state)
{
	(void)state;
	check_asked("<p>x <img src=f/s.png srcset='f/s.png 380w, f/l.png 760w'>", "f/l.png");
	check_asked("<p>x <img src=f/s.png srcset='i/l.png 760w'>", "f/s.png");
	check_asked("<p>x <img src=f/s.png srcset='f/l.webp 760w'>", "f/s.png");
	check_asked("<p>x <img src='data:,' data-src=f/s.png data-srcset='f/l.png 760w, "
		    "https://e.org/x.png 1520w'>",
	    "f/l.png");
	check_asked("<p>x <img data-src=f/s.png srcset='https://e.org/x.png 1520w'>", "f/s.png");
	check_asked(
	    "<p>x <img src=/s.png srcset='https://e.org/x.png 1520w'>", "https://e.org/x.png");
}

static void
posters_follow_the_base(void **state)
{
	(void)state;
	check_edited("<base href=https://e.org/d/><video poster=p.png src=v.mp4></video>",
	    "<figure><img src=\"https://e.org/d/p.png\" alt=\"\"/></figure>"
	    "<p><a href=\"https://e.org/d/v.mp4\">e.org</a></p>");
}

static void
without_a_book_they_are_named(void **state)
{
	struct world world;

	(void)state;
	world_begin(&world);
	world.article->meta.canonical = STR("https://e.org/d/");
	rebuild_article(&world.ctx,
	    world_page(&world,
		"<p>x <img src=a.png alt=A width=300 height=200><img src=p.gif width=1></p>"),
	    world.article, PAGE_NONE);
	edit_article(&world.ctx, world.article, NULL);
	assert_int_equal(world.article->picture_count, 1);
	assert_true(str_eq(world.article->pictures[0].address, STR("https://e.org/d/a.png")));
	assert_int_equal(world.article->pictures[0].width, 300);
	assert_true(world.article->pictures[0].missing);
	world_end(&world);
}

static void
data_addresses_are_decoded(void **state)
{
	struct arena arena;
	bool large;

	(void)state;
	arena_init(&arena, (size_t)1 << 20, NULL);
	assert_true(
	    str_eq(dataurl_bytes(&arena, STR("data:;base64,YWJj"), 99, &large), STR("abc")));
	assert_true(str_eq(dataurl_bytes(&arena, STR("data:,a%20b"), 99, &large), STR("a b")));
	assert_null(dataurl_bytes(&arena, STR("data:;base64,Y*Jj"), 99, &large).at);
	assert_null(dataurl_bytes(&arena, STR("data:x"), 99, &large).at);
	assert_null(dataurl_bytes(&arena, STR("data:,abcdef"), 2, &large).at);
	assert_true(large);
	arena_release(&arena);
}

static void
file_names_say_nothing(void **state)
{
	(void)state;
	assert_true(alt_is_file_name(STR("photo.JPG")));
	assert_true(alt_is_file_name(STR("IMG_1234")));
	assert_true(alt_is_file_name(STR("2026-11-24")));
	assert_false(alt_is_file_name(STR("A photo")));
	assert_false(alt_is_file_name(STR("well-known")));
	assert_false(alt_is_file_name(STR("")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(good_pictures_go_in_once),
	    cmocka_unit_test(others_leave_their_text),
	    cmocka_unit_test(addresses_of_a_site_are_missing),
	    cmocka_unit_test(what_is_beside_comes_first),
	    cmocka_unit_test(posters_follow_the_base),
	    cmocka_unit_test(without_a_book_they_are_named),
	    cmocka_unit_test(data_addresses_are_decoded),
	    cmocka_unit_test(file_names_say_nothing),
	};

	return cmocka_run_group_tests_name("edit_pictures", tests, NULL, NULL);
}
