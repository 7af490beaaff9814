/* The formats of `octavo extract`. */
#ifndef WRITE_FORMATS_H
#define WRITE_FORMATS_H

#include "article/article.h"

/* A row of the formats table. `write` adds one article; `head`, `between` and `tail` frame several
   ("[", ",", "]" for json; a form feed between texts). */
struct format {
	const char *name; /* json, jsonl, text, markdown, html */
	void (*write)(struct buf *to, const struct article *article, const struct diag_log *log);
	const char *head, *between, *tail; /* used where there is more than one article */
};

const struct format *format_named(str name); /* NULL when there is none */
str format_names(struct arena *arena);

/* The body as text: blocks set apart by a blank line, items and rows by a newline, cells by a tab;
   without title, byline, date or dek. */
str format_body_text(struct arena *arena, const struct article *article);

#endif
