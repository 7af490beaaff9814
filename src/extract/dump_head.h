/* What stands around the prose of a dump: title, byline, dek, date. */
#ifndef EXTRACT_DUMP_HEAD_H
#define EXTRACT_DUMP_HEAD_H

#include "extract/byline.h"
#include "extract/dump_line.h"

#define DUMP_NONE ((size_t)-1)

struct dump_head {
	size_t title, dek; /* lines; DUMP_NONE */
	size_t body;       /* the first line of the body */
	size_t end;        /* one past its last */
	struct byline_names names;
	str byline; /* as shown */
	struct date date;
};

/* Looks around the run of lines from `from` to below `to`. Lines between title and body that are
   byline, date, dek or a photograph's line do not belong to the body, nor do the author's name, an
   address and counters at its end. */
void dump_head_find(
    struct ctx *ctx, const struct dump_lines *lines, size_t from, size_t to, struct dump_head *out);

/* The first paragraph of the run of lines. */
size_t dump_head_prose(const struct dump_lines *lines, size_t from, size_t to);

/* Whether a line within the body's first lines is part of the head: to be left out. */
bool dump_head_is_part(
    struct ctx *ctx, const struct dump_lines *lines, const struct dump_head *head, size_t line);

#endif
