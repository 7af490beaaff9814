/* What characters are to lines. */
#ifndef COVER_LINEBREAK_H
#define COVER_LINEBREAK_H

#include "cover/glyphs.h"

/* Fills in what the text says of the glyph for the character at `place`: spaces, breaks, hanging
   and the like, as in European scripts. */
void linebreak_describe(struct glyph *glyph, str text, size_t place);

/* Takes over what Unicode's rules say of a break before the glyph, but for Korean: its titles are
   broken at spaces, as those of Europe are. */
void linebreak_allow(struct glyph *glyph, str text, size_t place, bool may_begin);

#endif
