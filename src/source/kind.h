/* The kinds of input, and how they are told apart. */
#ifndef SOURCE_KIND_H
#define SOURCE_KIND_H

#include "core/ctx.h"

enum kind {
	KIND_UNKNOWN,
	KIND_HTML,
	KIND_XHTML,
	KIND_MARKDOWN,
	KIND_TEXT,
	KIND_FOREIGN, /* known, and not read by octavo: PDF, DOCX, pictures, archives */
	KIND_COUNT
};

/* A row of the kinds table. */
struct kind_row {
	enum kind kind;
	const char *name;       /* for --from and the JSON: "html" */
	const char *extensions; /* lower case, space between: "html htm xht" */
};

const struct kind_row *kind_row(enum kind kind);
enum kind kind_named(str name);      /* KIND_UNKNOWN when there is none */
str kind_names(struct arena *arena); /* "html, xhtml, markdown, text": for messages */

/* Tell a kind by the file's first bytes (some KB), then its name. `foreign` is set for
   KIND_FOREIGN: what it is and the program that helps ("a PDF; pdftohtml -s turns it into HTML").
 */
enum kind kind_tell(str name, str head, const char **foreign);

/* By its name alone: whether a walk through a folder takes it. */
enum kind kind_by_name(str name);

#endif
