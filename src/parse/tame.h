/* Markdown made safe for a parser whose work and memory it could blow up. */
#ifndef PARSE_TAME_H
#define PARSE_TAME_H

#include "core/ctx.h"

struct tame {
	str text;
	bool no_autolinks; /* words in it would make looking for addresses quadratic */
	bool table_cut;    /* more than LIMIT_TABLE_CELLS cells: the rest was taken for text */
};

/* Bound, in one linear pass, what stands in no proportion to its bytes: nesting of quotes and
   lists, indents, columns and cells of tables, and definitions that references would expand to more
   than 64 MiB. Ordinary Markdown comes out as it went in (as a view of it). */
void tame_markdown(struct arena *arena, str text, struct tame *tame);

/* Length of a list's or quote's marker at the start of s, with the space behind it; 0 when there
   is none. */
size_t tame_marker(str s);

#endif
