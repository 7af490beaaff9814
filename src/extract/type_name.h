/* The types of pages. */
#ifndef EXTRACT_TYPE_NAME_H
#define EXTRACT_TYPE_NAME_H

enum page_type {
#define TYPE(symbol, name) TYPE_##symbol,
#include "extract/type_name.def"
#undef TYPE
	TYPE_COUNT
};

/* One of article, documentation ...; for JSON. */
const char *type_name(enum page_type type);

#endif
