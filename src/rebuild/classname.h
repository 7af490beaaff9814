/* What the words of a class attribute say about an element. */
#ifndef REBUILD_CLASSNAME_H
#define REBUILD_CLASSNAME_H

#include "core/buf.h"

/* The next word of a class: parts between white space, -, _, digits, and before capitals. */
bool classname_part(str *rest, str *part);
bool classname_lists(const char *const *list, str word);  /* NULL ends the list; ignores case */
bool classname_among(str value, const char *const *list); /* a whole word of it is listed */
bool classname_has(str value, const char *word);          /* as a part */

bool classname_is_furniture(str value); /* advertisement, share, related, avatar … */
bool classname_is_caption(str value);
bool classname_is_credit(str value);
bool classname_is_gutter(str value);     /* line numbers and buttons of a listing */
bool classname_is_table_tool(str value); /* searches, counts and turns the pages of a table */
bool classname_is_slide_aid(str value);  /* turns slides, or is one once more for a round */
bool classname_is_tool(str value);       /* what works a page: edit links, switches of notes */
bool classname_is_unseen(str value);     /* for screen readers alone */
bool
classname_is_player_sign(str value); /* what a player says of its place: "audio-current-time" */
bool classname_is_verse(str value);
bool classname_is_unprinted(str value); /* what the page itself leaves out on paper */
bool classname_is_way_up(str value);    /* back to the page's top */
bool classname_is_sorter(str value);    /* a sign by which a column is sorted */
bool classname_is_sidenote(str value);
bool classname_is_notes(str value); /* a list of footnotes */

/* "left", "center", "right": how a cell's class says it is aligned; else NULL. */
const char *classname_align(str value);

/* The programming language that a class attribute names: "language-c", "lang-c",
   "highlight-source-c", "brush: c", "sourceCode c", "hljs c"; absent when none. In lower case, in
   the arena. `is_code` allows the forms without a prefix. */
str classname_language(struct arena *arena, str value, bool is_code);

bool classname_is_language(str name); /* one that is widely known */

/* A language's name as a class may have it: letters, digits, + # . -; else absent. */
str classname_language_word(struct arena *arena, str name);

#endif
