/* cover/ */
#include "cover/cover.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "cover/canvas.h"
#include "cover/jpeg.h"
#include "cover/layout.h"
#include "cover/mark.h"

static struct arena arena;
static struct diag_log diags;
static struct settings settings;
static struct ctx ctx;

static int
make(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)256 << 20, NULL);
	diags = (struct diag_log){.arena = &arena};
	ctx = (struct ctx){&arena, &diags, &settings, STR("test")};
	return 0;
}

static int
drop(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static unsigned
byte(str s, size_t at)
{
	return at < s.len ? (unsigned char)s.at[at] : 0;
}

/* Where the frame header begins: a marker of 0xC0 to 0xCF that is none of DHT, JPG, DAC. */
static size_t
frame_of(str jpeg)
{
	size_t at = 2;

	assert_int_equal(byte(jpeg, 0), 0xFF);
	assert_int_equal(byte(jpeg, 1), 0xD8);
	while (at + 4 < jpeg.len) {
		unsigned marker = byte(jpeg, at + 1);

		assert_int_equal(byte(jpeg, at), 0xFF);
		if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 &&
		    marker != 0xCC)
			return at;
		at += 2 + (byte(jpeg, at + 2) << 8 | byte(jpeg, at + 3));
	}
	fail_msg("no frame header");
	return 0;
}

/* Baseline, 8 bit, three components, of the cover's size: what every reader shows. */
static void
assert_cover(str jpeg)
{
	size_t at = frame_of(jpeg);

	assert_int_equal(byte(jpeg, at + 1), 0xC0);
	assert_int_equal(byte(jpeg, at + 4), 8);
	assert_int_equal(byte(jpeg, at + 5) << 8 | byte(jpeg, at + 6), COVER_HEIGHT);
	assert_int_equal(byte(jpeg, at + 7) << 8 | byte(jpeg, at + 8), COVER_WIDTH);
	assert_int_equal(byte(jpeg, at + 9), 3);
	assert_int_equal(byte(jpeg, jpeg.len - 2), 0xFF);
	assert_int_equal(byte(jpeg, jpeg.len - 1), 0xD9);
	assert_true(jpeg.len < 500000);
}

static str
draw(const struct cover_text *text, enum cover_set *set)
{
	struct cover_drawn drawn = cover_draw(&ctx, text, COVER_WIDTH, COVER_HEIGHT);

	*set = drawn.set;
	return drawn.jpeg;
}

static void
draws_a_title_page(void **state)
{
	const struct cover_text text = {
	    .title = STR("“The Salt Pans” – a tale"),
	    .date = STR("24 November 2026"),
	    .author = STR("Inês Marvão"),
	    .site = STR("The Courier"),
	};
	enum cover_set shown, again;
	str one = draw(&text, &shown), two = draw(&text, &again);

	(void)state;
	assert_cover(one);
	assert_int_equal(shown, COVER_BY_BOOK_FACE);
	assert_int_equal(again, COVER_BY_BOOK_FACE);
	assert_true(str_eq(one, two));
}

static void
draws_a_front_page(void **state)
{
	str headlines[50];
	struct cover_text text = {
	    .title = STR("Today"), .date = STR("24 November 2026"), .headlines = headlines};
	enum cover_set shown;
	str some, more;

	(void)state;
	for (size_t i = 0; i < 50; i++)
		headlines[i] = i % 2 ? STR("日本")
				     : STR("A headline of some length, and more of it, "
					   "that goes on well beyond its two lines "
					   "and must be cut somewhere");
	for (text.headline_count = 1; text.headline_count < 9; text.headline_count++)
		assert_cover(draw(&text, &shown));
	text.headline_count = 2 * COVER_HEADLINES;
	some = draw(&text, &shown);
	text.headline_count = 50;
	more = draw(&text, &shown);
	assert_true(shown != COVER_WITHOUT_TITLE);
	assert_true(str_eq(some, more));
}

/* U+323AF is a letter that hardly a font has. */
static void
stands_in_for_a_title_without_glyphs(void **state)
{
	struct cover_text text = {.title = STR("\U000323AF"),
	    .site = STR("Washi"),
	    .date = STR("2026"),
	    .series = STR("s")};
	const struct cover_text named = {
	    .title = STR("Washi"), .date = STR("2026"), .series = STR("s")};
	const struct cover_text dated = {.title = STR("2026"), .series = STR("s")};
	enum cover_set shown;
	str drawn = draw(&text, &shown);

	(void)state;
	assert_cover(drawn);
	assert_int_equal(shown, COVER_WITHOUT_TITLE);
	assert_true(str_eq(drawn, draw(&named, &shown)));
	assert_int_equal(shown, COVER_BY_BOOK_FACE);
	text.site = STR("\U000323AF");
	assert_true(str_eq(draw(&text, &shown), draw(&dated, &shown)));
	text.date = STR("2026\U000323AF");
	assert_cover(draw(&text, &shown));
	assert_int_equal(shown, COVER_WITHOUT_TITLE);
	text.title = STR("Symbols go: 🎉 fine");
	assert_cover(draw(&text, &shown));
	assert_int_equal(shown, COVER_BY_BOOK_FACE);
}

static void
takes_any_text(void **state)
{
	static const char *const titles[] = {"", " ", "a", "…", "\xff\xfe\x80", "a\xff", "W", "-",
	    "- - -", "a b", "a  b ", "\xcc\x81\xcc\x81", "e\xcc\x81\xcc\x81\xcc\x81", "ﬁ fi ffi",
	    "ΑΒΓ абв"};
	char wide[5000], spaced[5000];
	enum cover_set shown;

	(void)state;
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
		const struct cover_text text = {.title = str_of(titles[i]), .author = STR("\xff")};

		assert_cover(draw(&text, &shown));
	}
	memset(wide, 'W', sizeof wide);
	for (size_t i = 0; i < sizeof spaced; i++)
		spaced[i] = i % 7 ? 'm' : ' ';
	assert_cover(draw(&(struct cover_text){.title = {wide, sizeof wide},
			      .author = {spaced, sizeof spaced},
			      .site = {wide, sizeof wide}},
	    &shown));
	assert_cover(draw(&(struct cover_text){.title = {spaced, sizeof spaced},
			      .author = {wide, sizeof wide},
			      .date = {spaced, sizeof spaced}},
	    &shown));
}

/* Lines hold all of the text but for spaces, and none is wider than the box. */
static void
breaks_lines(void **state)
{
	struct glyphs *glyphs = glyphs_open(&arena, STR_NONE);
	struct glyphs_text text;
	struct layout_box box = {.width = 500, .lines = LAYOUT_LINES};
	struct layout layout;
	size_t drawn = 0;

	(void)state;
	assert_non_null(glyphs);
	box.units = glyphs_units(glyphs);
	text =
	    glyphs_shape(glyphs, GLYPHS_REGULAR, STR("one two-three four pint six sevenandeight"));
	assert_int_equal(text.count, 41);
	layout = layout_break(&box, &text, 100);
	assert_true(layout.is_whole);
	assert_true(layout.is_torn);
	for (size_t i = 0; i < layout.count; i++) {
		const struct layout_line *line = &layout.lines[i];

		assert_true(line->width * 100 / box.units <= 500);
		assert_false(text.at[line->first].is_space);
		assert_false(text.at[line->first + line->count - 1].is_space);
		drawn += line->count;
	}
	assert_true(drawn <= 41 && drawn >= 41 - 5);
	layout = layout_break(&box, &text, 20);
	assert_int_equal(layout.count, 1);
	box.lines = 2;
	layout = layout_break(&box, &text, 100);
	assert_false(layout.is_whole);
	assert_true(layout.lines[1].is_cut);
	box.lines = 0;
	assert_int_equal(layout_break(&box, &text, 100).count, 0);
}

static void
tears_words_that_are_too_wide(void **state)
{
	struct glyphs *glyphs = glyphs_open(&arena, STR_NONE);
	struct glyphs_text text;
	struct layout_box box = {.width = 1, .lines = LAYOUT_LINES, .units = glyphs_units(glyphs)};
	struct layout layout;

	(void)state;
	text = glyphs_shape(glyphs, GLYPHS_REGULAR, STR("abcdef"));
	layout = layout_break(&box, &text, 100);
	assert_int_equal(layout.count, 6);
	assert_true(layout.is_whole);
	text = glyphs_shape(glyphs, GLYPHS_REGULAR, STR("abcdefgh/ijk"));
	box.width = 500;
	layout = layout_break(&box, &text, 100);
	assert_int_equal(layout.count, 2);
	assert_int_equal(layout.lines[0].count, 9);
}

static void
may_have_other_sizes(void **state)
{
	static const struct {
		const char *text;
		int width, height;
	} rows[] = {{"1200x1920", 1200, 1920}, {"240x240", 240, 240}, {"4096x4096", 4096, 4096},
	    {"600x1500", 600, 1500}, {"600x1501", 0, 0}, {"600x599", 0, 0}, {"239x300", 0, 0},
	    {"1700x4097", 0, 0}, {"600x", 0, 0}, {"x600", 0, 0}, {"600x800 ", 0, 0}, {"", 0, 0},
	    {"600X800", 0, 0}, {"-600x-800", 0, 0}, {"60000000000x800", 0, 0}};
	const struct cover_text text = {.title = STR("A title of a few words"),
	    .author = STR("Somebody"),
	    .site = STR("Somewhere"),
	    .date = STR("2026")};
	struct canvas canvas;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int width = 0, height = 0;
		bool is_size = cover_parse_size(str_of(rows[i].text), &width, &height);

		assert_int_equal(is_size, rows[i].width > 0);
		if (!is_size)
			continue;
		assert_int_equal(width, rows[i].width);
		assert_int_equal(height, rows[i].height);
		assert_true(jpeg_read(
		    &arena, cover_draw(&ctx, &text, width, height).jpeg, width, height, &canvas));
		assert_int_equal(canvas.width, width);
		assert_int_equal(canvas.height, height);
		assert_int_equal(canvas.at[(size_t)width * (size_t)height - 1], 255);
	}
}

/* The lead here is a drawn cover; damaged, it must do no harm. */
static void
takes_a_lead_picture(void **state)
{
	struct cover_text text = {.title = STR("Salt"), .site = STR("Pans")};
	enum cover_set set;
	str plain = draw(&text, &set), lead = plain;
	char *broken = (char *)arena_copy(&arena, plain).at;

	(void)state;
	assert_true(cover_takes_lead(lead));
	text.lead = lead;
	assert_cover(draw(&text, &set));
	assert_false(str_eq(plain, draw(&text, &set)));
	assert_false(cover_takes_lead(STR("")));
	assert_false(cover_takes_lead(STR("\xff\xd8\xff")));
	assert_false(cover_takes_lead(cover_draw(&ctx, &text, 240, 600).jpeg));
	assert_false(cover_takes_lead(str_head(lead, 100)));
	text.lead = str_head(lead, lead.len / 2);
	assert_cover(draw(&text, &set));
	for (size_t i = 700; i < lead.len; i += 97)
		broken[i] = (char)(broken[i] ^ (int)i);
	text.lead = (str){broken, lead.len};
	assert_cover(draw(&text, &set));
	text.lead = STR("no picture");
	assert_true(str_eq(plain, draw(&text, &set)));
}

static struct canvas
stamp(const char *name)
{
	struct canvas canvas = canvas_new(&arena, 40, 40);
	struct mark mark = mark_of(str_of(name));

	mark_stamp(&mark, &canvas, 0, 0, 10);
	/* Greys that e-ink has. */
	assert_int_equal(mark.ground % 17, 0);
	for (int i = 0; i < MARK_CELLS * MARK_CELLS; i++)
		assert_int_equal(mark.cells[i / MARK_CELLS][i % MARK_CELLS].ink % 17, 0);
	return canvas;
}

static void
gives_a_name_its_mark(void **state)
{
	static const char *const names[] = {"The Courier", "Half Open", "Long Light", "Kitchen",
	    "Evening Paper", "朝の新聞", "جريدة", "", "a", "b"};
	struct canvas marks[sizeof names / sizeof *names];

	(void)state;
	assert_memory_equal(
	    stamp("The Evening Paper").at, stamp("the evening paper.").at, (size_t)40 * 40);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		marks[i] = stamp(names[i]);
		for (size_t j = 0; j < i; j++)
			assert_memory_not_equal(marks[i].at, marks[j].at, (size_t)40 * 40);
	}
}

static void
clips_to_the_canvas(void **state)
{
	struct canvas canvas = canvas_new(&arena, 10, 4);
	int white = 0;

	(void)state;
	canvas_fill(&canvas, -5, -5, 6, 6, 0);
	canvas_fill(&canvas, 9, 3, 100, 100, 0);
	canvas_fill(&canvas, 20, 20, 5, 5, 0);
	canvas_fill(&canvas, 2, 2, -3, 5, 0);
	canvas_ink(&canvas, -3, 1, 4, 255, 0);
	canvas_ink(&canvas, 8, 2, 100, 128, 0);
	canvas_ink(&canvas, 0, -1, 5, 255, 0);
	canvas_ink(&canvas, 0, 4, 5, 255, 0);
	for (int i = 0; i < 40; i++)
		white += canvas.at[i] == 255;
	assert_int_equal(white, 40 - 5);
	assert_int_equal(canvas.at[0], 0);
	assert_int_equal(canvas.at[10], 0);
	assert_int_equal(canvas.at[28], 127);
	assert_int_equal(canvas.at[39], 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(draws_a_title_page, make, drop),
	    cmocka_unit_test_setup_teardown(draws_a_front_page, make, drop),
	    cmocka_unit_test_setup_teardown(stands_in_for_a_title_without_glyphs, make, drop),
	    cmocka_unit_test_setup_teardown(takes_any_text, make, drop),
	    cmocka_unit_test_setup_teardown(breaks_lines, make, drop),
	    cmocka_unit_test_setup_teardown(tears_words_that_are_too_wide, make, drop),
	    cmocka_unit_test_setup_teardown(may_have_other_sizes, make, drop),
	    cmocka_unit_test_setup_teardown(takes_a_lead_picture, make, drop),
	    cmocka_unit_test_setup_teardown(gives_a_name_its_mark, make, drop),
	    cmocka_unit_test_setup_teardown(clips_to_the_canvas, make, drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
