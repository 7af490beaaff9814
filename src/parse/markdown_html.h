/* What the two files that write Markdown's HTML share. */
#ifndef PARSE_MARKDOWN_HTML_H
#define PARSE_MARKDOWN_HTML_H

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include "parse/markdown.h"

/* What the writing of one document knows. */
struct writing {
	struct markdown *md;
	struct buf *out;
	bool is_enter;     /* the node at hand begins, else it ends */
	cmark_node *plain; /* the image whose children are its alternative text */
	bool has_tbody;
	unsigned column;
	uint32_t notes, first_note; /* footnotes written, and those before this document */
	uint32_t *note_uses;        /* references that point to each of this document */
	uint32_t note_count;
};

/* Name of an extension's node. */
bool markdown_html_is(cmark_node *node, const char *kind);
/* A paragraph with the terms of the definitions that follow it; one with the caption of the table
   that does. */
bool markdown_html_is_term(struct writing *w, cmark_node *node);
bool markdown_html_is_caption(cmark_node *node);
/* Length of what says that a paragraph is a caption: "Table: ". */
size_t markdown_html_caption_mark(cmark_node *paragraph);

void markdown_inline_write(struct writing *w, cmark_node *node);

#endif
