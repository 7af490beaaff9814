/* Pictures without what does not draw them. */
#include <string.h>

#include "core/buf.h"
#include "picture/icc.h"
#include "picture/octets.h"
#include "picture/picture.h"
#include "picture/walk.h"

/* JFIF's segment without its thumbnail (JFIF 1.02): density stays, the size of it becomes 0. */
static void
add_jfif(struct buf *to, str body)
{
	buf_add(to, STR("\xff\xe0\0\x10"));
	buf_add(to, str_head(body, 12));
	buf_add(to, STR("\0\0"));
}

static bool
jpeg_stays(const struct walk *walk, bool keeps_profile)
{
	if (walk->tag == 0xEE)
		return str_starts(walk->body, STR("Adobe"));
	if (walk->tag == 0xE2)
		return keeps_profile && str_starts(walk->body, STR("ICC_PROFILE\0"));
	return walk->tag != 0xFE && (walk->tag < 0xE0 || walk->tag > 0xEF);
}

static str
strip_jpeg(struct arena *arena, str bytes)
{
	struct walk walk = {.all = bytes};
	struct buf to = BUF(arena);
	bool keeps_profile = icc_of_jpeg(arena, bytes).len > 0, has_jfif = false;

	buf_reserve(&to, bytes.len);
	buf_add(&to, STR("\xff\xd8"));
	while (walk_jpeg(&walk) == WALK_PIECE) {
		if (walk.tag == 0xE0 && !has_jfif && walk.body.len >= 14 &&
		    str_starts(walk.body, STR("JFIF\0"))) {
			add_jfif(&to, walk.body);
			has_jfif = true;
		} else if (jpeg_stays(&walk, keeps_profile)) {
			buf_add(&to, walk.whole);
		}
	}
	buf_add(&to, STR("\xff\xd9"));
	return buf_str(&to);
}

static bool
png_stays(const struct walk *walk, bool keeps_profile, bool keeps_animation)
{
	static const char *const drawing[] = {
	    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB"};
	static const char *const moving[] = {"acTL", "fcTL", "fdAT"};

	for (size_t i = 0; i < sizeof drawing / sizeof *drawing; i++)
		if (walk_png_is(walk, drawing[i]))
			return true;
	for (size_t i = 0; i < sizeof moving / sizeof *moving; i++)
		if (walk_png_is(walk, moving[i]))
			return keeps_animation;
	return keeps_profile && walk_png_is(walk, "iCCP");
}

static str
strip_png(struct arena *arena, str bytes, bool keeps_animation)
{
	struct walk walk = {.all = bytes};
	struct buf to = BUF(arena);
	bool keeps_profile = icc_of_png(arena, bytes).len > 0;
	enum walk_step step;

	buf_reserve(&to, bytes.len);
	buf_add(&to, str_head(bytes, 8));
	do {
		step = walk_png(&walk);
		if (step != WALK_BROKEN && png_stays(&walk, keeps_profile, keeps_animation))
			buf_add(&to, walk.whole);
	} while (step == WALK_PIECE);
	return buf_str(&to);
}

/* Comments (0xFE), plain text (0x01), and applications' blocks (0xFF) but the one that says how
   often an animation runs. */
static str
strip_gif(struct arena *arena, str bytes)
{
	struct walk walk = {.all = bytes};
	struct buf to = BUF(arena);

	buf_reserve(&to, bytes.len);
	while (walk_gif(&walk) == WALK_PIECE) {
		unsigned label = walk.tag == 0x21 ? *octets_at(walk.body, 0) : 0xF9;

		if (label == 0xF9 ||
		    (label == 0xFF && str_starts(str_from(walk.body, 1), STR("\x0bNETSCAPE2.0"))))
			buf_add(&to, walk.whole);
	}
	buf_char(&to, 0x3B);
	return buf_str(&to);
}

str
picture_strip(
    struct arena *arena, str bytes, const struct picture_facts *facts, bool keeps_animation)
{
	switch (facts->format) {
	case FORMAT_JPEG:
		return strip_jpeg(arena, bytes);
	case FORMAT_PNG:
		return strip_png(arena, bytes, keeps_animation);
	case FORMAT_GIF:
		return strip_gif(arena, bytes);
	default:
		return bytes;
	}
}
