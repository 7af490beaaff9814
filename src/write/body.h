/* The writers behind the formats table, one file each. */
#ifndef WRITE_BODY_H
#define WRITE_BODY_H

#include "write/formats.h"

void format_html(struct buf *to, const struct article *article, const struct diag_log *log);
void format_json(struct buf *to, const struct article *article, const struct diag_log *log);
void format_jsonl(struct buf *to, const struct article *article, const struct diag_log *log);
void format_markdown(struct buf *to, const struct article *article, const struct diag_log *log);
void format_text(struct buf *to, const struct article *article, const struct diag_log *log);

/* All text below a node, set apart as format_body_text has it; ways back from notes are left
   out. */
str format_text_below(struct arena *arena, const xmlNode *top);

/* The names of an article's authors, a comma between; absent when there is none. */
str format_authors(struct arena *arena, const struct meta *meta);

#endif
