/* The elements that octavo knows by number. */
#include "page/tag.h"

struct row {
	const char *name;
	uint8_t len, kinds;
};

static const struct row rows[] = {
    {"", 0, 0},
    {"", 0, 0},
    {"", 0, 0},
#define TAG(name, symbol, kinds) {name, sizeof name - 1, kinds},
#include "page/tag.def"
#undef TAG
};

enum tag
tag_of(str name)
{
	size_t low = TAG_OTHER + 1, high = TAG_COUNT;
	char lower[16];

	if (name.len > sizeof lower)
		return TAG_OTHER;
	for (size_t i = 0; i < name.len; i++)
		lower[i] = (char)ascii_lower((unsigned char)name.at[i]);
	while (low < high) {
		size_t mid = (low + high) / 2;
		int order =
		    str_compare((str){lower, name.len}, (str){rows[mid].name, rows[mid].len});

		if (order == 0)
			return (enum tag)mid;
		if (order > 0)
			low = mid + 1;
		else
			high = mid;
	}
	return TAG_OTHER;
}

str
tag_name(enum tag tag)
{
	return (str){rows[tag].name, rows[tag].len};
}

unsigned
tag_kinds(enum tag tag)
{
	return rows[tag].kinds;
}
