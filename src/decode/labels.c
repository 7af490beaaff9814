/* The labels of the WHATWG Encoding Standard (section 4.2). */
#include "decode/labels.h"

struct row {
	const char *label;
	enum encoding encoding;
};

static const struct row rows[] = {
#define LABEL(label, encoding) {label, ENCODING_##encoding},
#include "decode/label.def"
#undef LABEL
};

enum encoding
labels_find(str label)
{
	size_t low = 0, high = sizeof rows / sizeof *rows;
	char lower[24];

	label = str_trim(label);
	if (label.len == 0 || label.len > sizeof lower)
		return ENCODING_NONE;
	for (size_t i = 0; i < label.len; i++)
		lower[i] = (char)ascii_lower((unsigned char)label.at[i]);
	label.at = lower;
	while (low < high) {
		size_t mid = (low + high) / 2;
		int order = str_compare(label, str_of(rows[mid].label));

		if (order == 0)
			return rows[mid].encoding;
		if (order > 0)
			low = mid + 1;
		else
			high = mid;
	}
	return ENCODING_NONE;
}

const char *
labels_name(enum encoding encoding)
{
	static const char *const names[] = {
	    NULL,
#define ENCODING(symbol, name, kind, iconv) name,
#include "decode/encoding.def"
#undef ENCODING
	};

	return names[encoding];
}
