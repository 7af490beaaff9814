/* The elements that octavo knows by number. */
#ifndef PAGE_TAG_H
#define PAGE_TAG_H

#include "core/str.h"

enum tag_kind {
	IS_BLOCK = 1,   /* begins a block of its own */
	IS_VOID = 2,    /* has no content */
	IS_HIDDEN = 4,  /* its content is never text: script, style, head */
	IS_SECTION = 8, /* groups blocks: div, section, article */
	IS_HEADING = 16,
	IS_MATH = 32 /* presentation MathML (MathML Core) */
};

enum tag {
	TAG_DOCUMENT,
	TAG_TEXT,
	TAG_OTHER, /* an element without a row; its name is the node's text */
#define TAG(name, symbol, kinds) TAG_##symbol,
#include "page/tag.def"
#undef TAG
	TAG_COUNT
};

enum tag tag_of(str name); /* of a name in any case; TAG_OTHER when it has no row */
str tag_name(enum tag tag);
unsigned tag_kinds(enum tag tag); /* enum tag_kind, or-ed */

#endif
