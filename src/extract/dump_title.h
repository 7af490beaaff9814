/* The title of a dump: candidates among the lines around the first prose, and a vote. */
#ifndef EXTRACT_DUMP_TITLE_H
#define EXTRACT_DUMP_TITLE_H

#include "extract/dump_line.h"

enum dump_title_sign {
#define SIGN(symbol, weight) DUMP_TITLE_##symbol,
#include "extract/dump_title.def"
#undef SIGN
	DUMP_TITLE_SIGN_COUNT
};

#define DUMP_TITLE_BEFORE 70 /* lines before the first prose that are looked at */
#define DUMP_TITLE_AFTER 10  /* and behind it */
#define DUMP_TITLE_MAX (DUMP_TITLE_BEFORE + DUMP_TITLE_AFTER)

struct dump_title {
	size_t line;
	float sign[DUMP_TITLE_SIGN_COUNT];
};

/* The candidates around line `prose`, the body's first paragraph; `to` is the body's end. Returns
   how many. */
size_t dump_title_candidates(struct ctx *ctx, const struct dump_lines *lines, size_t prose,
    size_t to, struct dump_title list[DUMP_TITLE_MAX]);

/* The line that is the title; SIZE_MAX when there is none. */
size_t dump_title_find(struct ctx *ctx, const struct dump_lines *lines, size_t prose, size_t to);

#endif
