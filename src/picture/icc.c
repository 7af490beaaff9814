/* Colour profiles. */
#include "picture/icc.h"

#include <stdlib.h>

#include "core/buf.h"
#include "core/deflate.h"
#include "picture/octets.h"
#include "picture/walk.h"

#define PROFILE_BYTES ((size_t)4 << 20)

/* Of s15Fixed16 numbers: what rounding to the D50 white point and back may lose. */
#define NEAR 700

static str
tag_of(str profile, const char *name)
{
	size_t count = be32(octets_at(profile, 128));

	for (size_t i = 0; i < count && i < 100 && 132 + 12 * (i + 1) <= profile.len; i++) {
		const unsigned char *row = octets_at(profile, 132 + 12 * i);
		size_t at = be32(row + 4), size = be32(row + 8);

		if (str_eq((str){(const char *)row, 4}, str_of(name)) && at <= profile.len &&
		    size <= profile.len - at)
			return str_head(str_from(profile, at), size);
	}
	return STR_NONE;
}

static bool
is_colour(str profile, const char *name, const int32_t xyz[3])
{
	str tag = tag_of(profile, name);

	if (tag.len < 20)
		return false;
	for (size_t i = 0; i < 3; i++)
		if (labs((long)(int32_t)be32(octets_at(tag, 8 + 4 * i)) - (long)xyz[i]) > NEAR)
			return false;
	return true;
}

/* Whether a profile says no more than what is taken for granted without one: sRGB's primaries, or
   a grey of a curve like its. */
static bool
is_plain(str profile)
{
	/* IEC 61966-2-1's primaries as seen under D50, in 65536ths. */
	static const int32_t red[3] = {28577, 14581, 912}, green[3] = {25240, 46981, 6362},
			     blue[3] = {9376, 3974, 46789};
	str space;

	if (profile.len < 132)
		return true; /* damaged: nobody could use it */
	space = str_head(str_from(profile, 16), 4);
	if (str_eq(space, STR("GRAY")))
		return true;
	return str_eq(space, STR("RGB ")) && is_colour(profile, "rXYZ", red) &&
	    is_colour(profile, "gXYZ", green) && is_colour(profile, "bXYZ", blue);
}

static str
unless_plain(str profile)
{
	return is_plain(profile) ? STR_NONE : profile;
}

/* ICC.1 annex B.4: parts in order, "ICC_PROFILE\0", place from 1, count. */
str
icc_of_jpeg(struct arena *arena, str bytes)
{
	struct walk walk = {.all = bytes};
	struct buf profile = BUF(arena);
	unsigned next = 1, count = 0;

	while (walk_jpeg(&walk) == WALK_PIECE && walk.tag != 0xDA) {
		if (walk.tag != 0xE2 || walk.body.len < 14 ||
		    !str_starts(walk.body, STR("ICC_PROFILE\0")))
			continue;
		if (*octets_at(walk.body, 12) != next++ ||
		    profile.len + walk.body.len > PROFILE_BYTES)
			return STR_NONE;
		count = *octets_at(walk.body, 13);
		buf_add(&profile, str_from(walk.body, 14));
	}
	return profile.len && next == count + 1 ? unless_plain(buf_str(&profile)) : STR_NONE;
}

/* Section 11.3.2.3: name, 0, method 0, zlib. */
str
icc_of_png(struct arena *arena, str bytes)
{
	struct walk walk = {.all = bytes};

	while (walk_png(&walk) == WALK_PIECE && !walk_png_is(&walk, "IDAT")) {
		size_t end;

		if (!walk_png_is(&walk, "iCCP"))
			continue;
		end = str_find_char(walk.body, '\0');
		if (end == STR_NOT_FOUND)
			return STR_NONE;
		return unless_plain(
		    deflate_expand(arena, str_from(walk.body, end + 2), PROFILE_BYTES));
	}
	return STR_NONE;
}
