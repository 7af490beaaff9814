/* Which way up a picture is. */
#include "picture/exif.h"

#include "picture/octets.h"

#define SHORT 3
#define LONG 4

bool
exif_number(str tiff, unsigned wanted, uint32_t *value)
{
	bool is_big = str_starts(tiff, STR("MM"));
	uint32_t (*two)(const unsigned char *) = is_big ? be16 : le16;
	uint32_t (*four)(const unsigned char *) = is_big ? be32 : le32;
	size_t at, count;

	if (tiff.len < 8 || (!is_big && !str_starts(tiff, STR("II"))))
		return false;
	at = four(octets_at(tiff, 4));
	if (at > tiff.len - 2)
		return false;
	count = two(octets_at(tiff, at));
	for (at += 2; count && tiff.len >= 12 && at <= tiff.len - 12; count--, at += 12) {
		const unsigned char *entry = octets_at(tiff, at);
		uint32_t type = two(entry + 2);

		if (two(entry) != wanted)
			continue;
		if (four(entry + 4) < 1 || (type != SHORT && type != LONG))
			return false;
		*value = type == SHORT ? two(entry + 8) : four(entry + 8);
		return true;
	}
	return false;
}

uint8_t
exif_orientation(str tiff)
{
	uint32_t value;

	return exif_number(tiff, 274, &value) && value >= 1 && value <= 8 ? (uint8_t)value : 1;
}
