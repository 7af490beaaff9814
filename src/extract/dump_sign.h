/* What a line of a dump is, of those that stand in the heads of articles. */
#ifndef EXTRACT_DUMP_SIGN_H
#define EXTRACT_DUMP_SIGN_H

#include "extract/byline.h"
#include "extract/dump_line.h"

/* Ends with a mark that titles do not end with. */
bool dump_sign_ends(str text);

/* The credit of a picture: "Photo=Agency", "Image: ...", "Photo by ...". */
bool dump_sign_photo(const struct dump_line *line);

/* `text`, which is the line's or a part of it, may be a name: two to five words, each with a
   capital, no stop; or two of a script without spaces, eight letters at most. */
bool dump_sign_name(const struct dump_line *line, str text);

/* The line is a byline; its names are added. */
bool dump_sign_byline(struct ctx *ctx, const struct dump_line *line, struct byline_names *names);

/* The line is a date, a credit or a byline: it follows a title. */
bool dump_sign_head(struct ctx *ctx, const struct dump_line *line);

#endif
