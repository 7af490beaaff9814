/* picture/: probing without decoding, and SVG made clean. */
#include "picture/picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "core/deflate.h"
#include "picture/number.h"
#include "picture/svgrules.h"

static struct arena arena;

static int
make(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)64 << 20, NULL);
	return 0;
}

static int
drop(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void
put32(struct buf *buf, uint32_t n)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_char(buf, (char)(n >> shift));
}

static void
put_chunk(struct buf *buf, const char *type, str data)
{
	struct buf body = BUF(&arena);

	buf_z(&body, type);
	buf_add(&body, data);
	put32(buf, (uint32_t)data.len);
	buf_add(buf, buf_str(&body));
	put32(buf, deflate_crc(0, buf_str(&body)));
}

static str
png(uint32_t width, uint32_t height, char colour)
{
	struct buf buf = BUF(&arena), header = BUF(&arena);

	put32(&header, width);
	put32(&header, height);
	buf_char(&header, 8);
	buf_char(&header, colour);
	buf_add(&header, STR("\0\0\0"));
	buf_add(&buf, STR("\x89PNG\r\n\x1a\n"));
	put_chunk(&buf, "IHDR", buf_str(&header));
	put_chunk(&buf, "IDAT", STR("x"));
	put_chunk(&buf, "IEND", STR(""));
	return buf_str(&buf);
}

#define JPEG_HEAD "\xff\xd8\xff\xe0\0\x04xx"
#define JPEG_SCAN "\xff\xda\0\x08\1\1\0\0\x3f\0data\xff\0\xff\xd0more"
#define FRAME(kind, parts) "\xff" kind "\0\x0b\x08\0\x10\0\x20" parts "\1\x11\0"

static void
pngs_are_walked(void **state)
{
	struct picture_facts facts = picture_probe(png(40, 30, 2));
	str good = png(40, 30, 2), bad;
	char *copy;

	(void)state;
	assert_int_equal(facts.format, FORMAT_PNG);
	assert_false(facts.is_broken);
	assert_int_equal(facts.width, 40);
	assert_int_equal(facts.height, 30);
	assert_true(picture_probe(png(0, 30, 2)).is_broken);
	assert_true(picture_probe(png(1, 1, 5)).is_broken);
	assert_true(picture_probe(png(1, 1, 3)).is_broken); /* without a palette */
	for (size_t len = 8; len < good.len; len++)
		assert_true(picture_probe(str_head(good, len)).is_broken);
	copy = arena_zstr(&arena, good);
	copy[19] = 41; /* the width, against its checksum */
	bad = (str){copy, good.len};
	assert_true(picture_probe(bad).is_broken);
	copy = arena_zstr(&arena, good);
	copy[33] = 0x7f; /* a chunk longer than the file */
	bad = (str){copy, good.len};
	assert_true(picture_probe(bad).is_broken);
}

static void
jpegs_are_walked(void **state)
{
	str good = STR(JPEG_HEAD FRAME("\xc0", "\1") JPEG_SCAN "\xff\xd9");
	struct picture_facts facts = picture_probe(good);

	(void)state;
	assert_int_equal(facts.format, FORMAT_JPEG);
	assert_false(facts.is_broken);
	assert_int_equal(facts.width, 32);
	assert_int_equal(facts.height, 16);
	assert_false(facts.is_progressive);
	for (size_t len = 3; len < good.len; len++)
		assert_true(picture_probe(str_head(good, len)).is_broken);
	facts = picture_probe(STR(JPEG_HEAD FRAME("\xc2", "\1") JPEG_SCAN "\xff\xd9"));
	assert_true(facts.is_progressive && !facts.is_broken);
	facts = picture_probe(STR(JPEG_HEAD FRAME("\xc9", "\1") JPEG_SCAN "\xff\xd9"));
	assert_true(facts.is_progressive && !facts.is_broken); /* arithmetic codes */
	assert_true(
	    picture_probe(STR(JPEG_HEAD FRAME("\xc3", "\1") JPEG_SCAN "\xff\xd9")).is_broken);
	assert_true(picture_probe(STR(JPEG_HEAD JPEG_SCAN "\xff\xd9")).is_broken);
}

static void
gifs_are_walked(void **state)
{
	str good = STR("GIF89a\4\0\3\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2\x44\1\0;");
	str two = STR("GIF89a\4\0\3\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2\x44\1\0!\xf9\4\0\0\0\0\0"
		      ",\0\0\0\0\1\0\1\0\0\2\2\x44\1\0;");
	struct picture_facts facts = picture_probe(good);

	(void)state;
	assert_int_equal(facts.format, FORMAT_GIF);
	assert_false(facts.is_broken || facts.is_animated);
	assert_int_equal(facts.width, 4);
	assert_int_equal(facts.height, 3);
	assert_true(picture_probe(two).is_animated);
	for (size_t len = 6; len < good.len; len++)
		assert_true(picture_probe(str_head(good, len)).is_broken);
}

static void
others_are_known(void **state)
{
	(void)state;
	assert_string_equal(picture_probe(STR("RIFF\1\1\1\1WEBPVP8 ")).name, "WebP");
	assert_int_equal(picture_probe(STR("\0\0\0\x1c"
					   "ftypavif"))
			     .format,
	    FORMAT_AVIF);
	assert_int_equal(picture_probe(STR("8BPS")).format, FORMAT_OTHER);
	assert_int_equal(picture_probe(STR("text")).format, FORMAT_UNKNOWN);
	assert_int_equal(picture_probe(STR("")).format, FORMAT_UNKNOWN);
	assert_int_equal(
	    picture_probe(
		STR("\xef\xbb\xbf<?xml version='1.0'?><!-- x --><!DOCTYPE svg [<!ENTITY a "
		    "'>'>]>\n<svg>"))
		.format,
	    FORMAT_SVG);
	assert_int_equal(picture_probe(STR("<html><svg>")).format, FORMAT_UNKNOWN);
}

static const char *
cleaned(const char *svg)
{
	struct settings settings = {0};
	struct diag_log log = {.arena = &arena};
	struct ctx ctx = {&arena, &log, &settings, STR("x")};
	struct picture_facts facts;
	str clean = picture_clean_svg(&ctx, str_of(svg), &facts);

	assert_true(facts.is_broken == !clean.at);
	return clean.at ? arena_zstr(&arena, clean) : NULL;
}

#define SVG(rest) "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='8'" rest
#define HEAD                                                                                     \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" " \
	"xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\" width=\"9\" height=\"8\" " \
	"viewBox=\"0 0 9 8\">"

static void
svg_is_written_anew(void **state)
{
	(void)state;
	assert_string_equal(cleaned(SVG(" onload='x()'><g id='a'><rect width='1' onclick='x'/></g>"
					"<script>x</script><set attributeName='href'/>"
					"<a href='javascript:x'><text>t &lt;</text></a>"
					"<use href='#a'/><use href='http://x/#a'/></svg>")),
	    HEAD "<g id=\"a\"><rect width=\"1\"/></g><g><text>t &lt;</text></g>"
		 "<use xlink:href=\"#a\"/><use/></svg>\n");
	assert_string_equal(
	    cleaned(
		SVG("><style>@import 'x';</style><rect style='fill:url(http://x)' fill='url(#g)'/>"
		    "<linearGradient id='g'/><rect fill='url(#g)' style='fill:red'/></svg>")),
	    HEAD "<style></style><rect fill=\"url(#g)\"/><linearGradient id=\"g\"/>"
		 "<rect fill=\"url(#g)\" style=\"fill:red\"/></svg>\n");
}

static void
svg_that_is_not_clean_is_refused(void **state)
{
	(void)state;
	assert_null(cleaned("<!DOCTYPE svg [<!ENTITY a 'b'>]>" SVG("><text>&a;</text></svg>")));
	assert_null(cleaned(SVG("><foreignObject/></svg>")));
	assert_null(cleaned(SVG("><image href='x.png'/></svg>")));
	assert_null(
	    cleaned(SVG("><g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g></svg>")));
	assert_null(cleaned("<svg xmlns='http://www.w3.org/2000/svg'><rect/></svg>"));
	assert_null(cleaned("<html/>"));
	assert_null(cleaned(SVG("><g></svg>")));
	assert_non_null(
	    cleaned("<!DOCTYPE svg PUBLIC 'a' 'http://x/y.dtd'>" SVG("><rect/></svg>")));
}

static void
svg_has_bounds(void **state)
{
	struct buf buf = BUF(&arena);

	(void)state;
	buf_z(&buf, SVG(">"));
	for (int i = 0; i < 100; i++)
		buf_z(&buf, "<g>");
	for (int i = 0; i < 100; i++)
		buf_z(&buf, "</g>");
	buf_z(&buf, "</svg>");
	assert_null(cleaned(buf_zstr(&buf)));
	buf.len = 0;
	buf_z(&buf, SVG(">"));
	for (int i = 0; i < 60000; i++)
		buf_z(&buf, "<g/>");
	buf_z(&buf, "</svg>");
	assert_null(cleaned(buf_zstr(&buf)));
}

static void
sizes_are_read(void **state)
{
	str s = STR("1.5, -2e");
	int64_t n;

	(void)state;
	assert_true(number_take(&s, &n) && n == 1500);
	assert_true(number_take(&s, &n) && n == -2000);
	assert_false(number_take(&s, &n));
	assert_int_equal(number_pixels(STR("10")), 10);
	assert_int_equal(number_pixels(STR("7.5pt")), 10);
	assert_int_equal(number_pixels(STR("1in")), 96);
	assert_int_equal(number_pixels(STR("100%")), 0);
	assert_int_equal(number_pixels(STR("-3")), 0);
}

static void
rules_are_sorted(void **state)
{
	static const char *const names[] = {"alignment-baseline", "clipPathUnits", "d", "fill",
	    "gradientTransform", "k1", "markerWidth", "offset", "points", "r", "stdDeviation",
	    "textLength", "type", "viewBox", "writing-mode", "y2"};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_true(svg_attribute(str_of(names[i])));
	assert_false(svg_attribute(STR("onload")));
	assert_int_equal(svg_element(STR("a")), SVG_LINK);
	assert_int_equal(svg_element(STR("linearGradient")), SVG_GRADIENT);
	assert_int_equal(svg_element(STR("use")), SVG_USE);
	assert_int_equal(svg_element(STR("script")), SVG_DROP);
	assert_false(svg_is_style_clean(STR("a{b:u\\72l(http://x)}")));
	assert_false(svg_is_style_clean(STR("a{b:URL( http://x)}")));
	assert_true(svg_is_style_clean(STR("a{fill:url( '#b')}")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pngs_are_walked),
	    cmocka_unit_test(jpegs_are_walked),
	    cmocka_unit_test(gifs_are_walked),
	    cmocka_unit_test(others_are_known),
	    cmocka_unit_test(svg_is_written_anew),
	    cmocka_unit_test(svg_that_is_not_clean_is_refused),
	    cmocka_unit_test(svg_has_bounds),
	    cmocka_unit_test(sizes_are_read),
	    cmocka_unit_test(rules_are_sorted),
	};

	return cmocka_run_group_tests_name("picture", tests, make, drop);
}
