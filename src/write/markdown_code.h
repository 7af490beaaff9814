/* What Markdown shows as it is: listings, code and formulas. */
#ifndef WRITE_MARKDOWN_CODE_H
#define WRITE_MARKDOWN_CODE_H

#include "tree/tree.h"
#include "write/markdown_line.h"

/* Writes an element whose children are not walked; false where it is none of those. */
bool markdown_whole(struct markdown *md, const xmlNode *node);

#endif
