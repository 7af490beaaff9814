/* Commands of TeX, by name. */
#include "tree/tex_read.h"

const struct tex_name *
tex_name_find(str name)
{
	static const struct tex_name names[] = {
#define TEX_NAME(name, kind, text) {name, TEX_##kind, text},
#include "tree/tex_name.def"
#undef TEX_NAME
	};
	size_t low = 0, high = sizeof names / sizeof *names;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(str_of(names[middle].name), name);

		if (order == 0)
			return &names[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}
