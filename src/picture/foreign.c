/* Sizes of the pictures that no e-reader shows, from their headers. */
#include "picture/foreign.h"

#include <string.h>

#include "picture/exif.h"
#include "picture/octets.h"

static bool
has_size(const struct picture_facts *facts)
{
	return facts->width && facts->height && facts->width <= INT32_MAX &&
	    facts->height <= INT32_MAX;
}

/* Sections 2.5 to 2.7: the first chunk tells. */
bool
foreign_webp(str bytes, struct picture_facts *facts)
{
	const unsigned char *at = octets_at(bytes, 0);

	if (bytes.len < 30)
		return false;
	if (memcmp(at + 12, "VP8X", 4) == 0) {
		facts->width = le24(at + 24) + 1;
		facts->height = le24(at + 27) + 1;
		facts->is_animated = at[20] & 2;
		facts->has_alpha = at[20] & 16;
	} else if (memcmp(at + 12, "VP8L", 4) == 0 && at[20] == 0x2f) {
		uint32_t bits = le32(at + 21);

		facts->width = (bits & 0x3fff) + 1;
		facts->height = (bits >> 14 & 0x3fff) + 1;
		facts->has_alpha = bits >> 28 & 1;
	} else if (memcmp(at + 12, "VP8 ", 4) == 0 && memcmp(at + 23, "\x9d\x01\x2a", 3) == 0) {
		facts->width = le16(at + 26) & 0x3fff;
		facts->height = le16(at + 28) & 0x3fff;
	}
	return has_size(facts);
}

/* Boxes that hold boxes, in front of the sizes. */
static size_t
heif_head(const unsigned char *type)
{
	if (memcmp(type, "meta", 4) == 0)
		return 12;
	return memcmp(type, "iprp", 4) == 0 || memcmp(type, "ipco", 4) == 0 ? 8 : 0;
}

bool
foreign_heif(str bytes, struct picture_facts *facts)
{
	size_t at = 0, steps = 0;

	while (bytes.len >= 8 && at <= bytes.len - 8 && steps++ < 10000) {
		const unsigned char *box = octets_at(bytes, at);
		size_t size = be32(box), head = heif_head(box + 4);

		if (memcmp(box + 4, "ispe", 4) == 0 && bytes.len - at >= 20) {
			uint32_t width = be32(box + 12), height = be32(box + 16);

			if ((uint64_t)width * height > (uint64_t)facts->width * facts->height) {
				facts->width = width;
				facts->height = height;
			}
		}
		if (size < 8)
			break;
		at += head ? head : size;
	}
	return has_size(facts);
}

bool
foreign_tiff(str bytes, struct picture_facts *facts)
{
	facts->orientation = 1; /* what decodes it turns it */
	return exif_number(bytes, 256, &facts->width) && exif_number(bytes, 257, &facts->height) &&
	    has_size(facts);
}

bool
foreign_dib(str header, uint32_t *width, uint32_t *height, bool *is_down)
{
	const unsigned char *at = octets_at(header, 0);
	uint32_t size;

	*is_down = false;
	if (header.len < 16)
		return false;
	size = le32(at);
	if (size == 12) {
		*width = le16(at + 4);
		*height = le16(at + 6);
	} else if (size >= 16) {
		*width = le32(at + 4);
		*height = le32(at + 8);
		*is_down = *height > INT32_MAX; /* negative */
		if (*is_down)
			*height = 0 - *height;
	} else {
		return false;
	}
	return true;
}

bool
foreign_bmp(str bytes, struct picture_facts *facts)
{
	bool is_down;

	return foreign_dib(str_from(bytes, 14), &facts->width, &facts->height, &is_down) &&
	    has_size(facts);
}

bool
foreign_icon(str bytes, size_t index, struct foreign_icon *icon)
{
	const unsigned char *row;

	if (bytes.len < 6 || index >= le16(octets_at(bytes, 4)) || 6 + 16 * (index + 1) > bytes.len)
		return false;
	row = octets_at(bytes, 6 + 16 * index);
	icon->width = row[0] ? row[0] : 256;
	icon->height = row[1] ? row[1] : 256;
	icon->depth = le16(row + 6);
	icon->bytes = str_head(str_from(bytes, le32(row + 12)), le32(row + 8));
	return true;
}

bool
foreign_ico(str bytes, struct picture_facts *facts)
{
	struct foreign_icon icon;

	for (size_t i = 0; foreign_icon(bytes, i, &icon); i++)
		if (icon.width * icon.height > facts->width * facts->height) {
			facts->width = icon.width;
			facts->height = icon.height;
		}
	facts->has_alpha = true;
	return has_size(facts);
}
