/* Phrases that lead to another text: "Read also", "Lesen Sie auch". */
#ifndef EXTRACT_POINTER_H
#define EXTRACT_POINTER_H

#include "core/buf.h"

/* Characters of the phrase of pointer.def that the text begins with; 0 where it begins with none.
 */
size_t pointer_phrase(struct arena *arena, str text);

/* A colon, dash or bar stands right behind the phrase: else the text may be a title. */
bool pointer_is_labelled(str text, size_t phrase);

#endif
