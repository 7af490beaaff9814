/* The strip: all of a page at one look, its words from left to right. */
#ifndef EXPLAIN_STRIP_H
#define EXPLAIN_STRIP_H

#include "extract/trace.h"
#include "template/template.h"

#define STRIP_WIDTH 1000 /* units */

/* Adds the list "strip" to `to`: bars with "x", "width", "shade" and "kept", no more than
   STRIP_WIDTH of them. */
void strip_add(struct values *to, const struct trace *trace);

#endif
