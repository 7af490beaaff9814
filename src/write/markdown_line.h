/* Lines of Markdown: prefixes of quotations and items, gaps between blocks, escapes. */
#ifndef WRITE_MARKDOWN_LINE_H
#define WRITE_MARKDOWN_LINE_H

#include "core/buf.h"

enum markdown_gap {
	MARKDOWN_TIGHT,
	MARKDOWN_SPACE,
	MARKDOWN_BREAK, /* within a cell, for what is a line or more elsewhere */
	MARKDOWN_LINE,
	MARKDOWN_BLANK
};

#define MARKDOWN_OPENERS 32
#define MARKDOWN_LEVELS 320 /* of lists and prefixes; trees are bounded to fewer */
#define MARKDOWN_COLUMNS 64 /* of a table whose spans are filled up */

struct markdown {
	struct buf *to;
	size_t start;          /* of the article within `to` */
	struct buf prefix;     /* what every line begins with: "> ", "    " */
	size_t gap_prefix;     /* how much of it a blank line before the next text has */
	str marker;            /* stands in for the innermost prefix on the next line: "- " */
	size_t marker_base;    /* where that one begins in `prefix` */
	enum markdown_gap gap; /* what must stand before the next text */
	bool at_line_start;
	unsigned cells;     /* within a table's cell: no line ends, "|" escaped */
	bool is_cell_empty; /* nothing was written in it yet */
	unsigned emphases;  /* that are open */
	const char *openers[MARKDOWN_OPENERS]; /* opened, nothing written in them yet */
	size_t opener_count;
	size_t prefix_lens[MARKDOWN_LEVELS], prefix_count; /* lengths of `prefix` to go back to */
	uint32_t items[MARKDOWN_LEVELS]; /* of each open list: the number of its last item */
	size_t list_count;
	bool is_first_row;                  /* of the table that is open */
	size_t column, columns;             /* of the table's row that is open, and of the table */
	char aligns[MARKDOWN_COLUMNS];      /* of the table's columns: l, c, r or 0 */
	uint16_t spanned[MARKDOWN_COLUMNS]; /* rows that a cell above still covers */
};

void markdown_ask(struct markdown *md, enum markdown_gap gap);

/* Write the gap, the prefix and the openers that are due. */
void markdown_begin(struct markdown *md);

void markdown_raw(struct markdown *md, const char *text); /* markup, after markdown_begin */
void markdown_text(struct markdown *md, str run);         /* white space folded, escaped */
void markdown_line(struct markdown *md, str line);        /* one whole line as it is */

/* Emphasis and the like: written around text only. */
void markdown_open(struct markdown *md, const char *mark);
void markdown_close(struct markdown *md, const char *mark);

/* Begin and end an inner prefix; `marker` stands in its place on the first line. */
void markdown_indent(struct markdown *md, const char *prefix, str marker);
void markdown_dedent(struct markdown *md);

#endif
