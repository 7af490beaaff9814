/* The kinds of input, and how they are told apart. */
#ifndef SOURCE_KIND_H
#define SOURCE_KIND_H

#include "core/ctx.h"

enum kind {
	KIND_UNKNOWN,
	/* One article. */
	KIND_HTML,
	KIND_XHTML,
	KIND_MARKDOWN,
	KIND_TEXT,
	/* Containers: unpack/ turns them into items. */
	KIND_GZIP, /* one compressed file */
	KIND_ZSTD,
	KIND_MHTML,
	KIND_WEBARCHIVE,
	KIND_MAIL,
	KIND_MBOX,
	KIND_FEED,      /* RSS, Atom, JSON Feed */
	KIND_OPML,      /* order of feeds beside it */
	KIND_BOOKMARKS, /* Netscape's file: order of pages beside it */
	KIND_WARC,
	KIND_ZIP, /* and WACZ */
	KIND_TAR,
	KIND_EPUB,
	KIND_FOREIGN, /* known, and not read by octavo: PDF, DOCX, pictures */
	KIND_COUNT
};

/* A row of the kinds table. */
struct kind_row {
	enum kind kind;
	const char *name;       /* for --from and the JSON: "html" */
	const char *extensions; /* lower case, space between: "html htm xht" */
	bool holds_many;        /* it is a list of articles, also when it has but one */
};

const struct kind_row *kind_row(enum kind kind);
enum kind kind_named(str name);      /* KIND_UNKNOWN when there is none */
str kind_names(struct arena *arena); /* "html, xhtml, markdown…": for messages */
static inline bool
kind_is_container(enum kind kind)
{
	return kind >= KIND_GZIP && kind <= KIND_EPUB;
}

/* Tell a kind by the file's first bytes (some KB), then its name. `foreign` is set for
   KIND_FOREIGN: what it is and the program that helps ("a PDF; pdftohtml -s turns it into HTML").
 */
enum kind kind_tell(str name, str head, const char **foreign);

/* Whether bytes begin a frame of Zstandard, a skippable one among them (RFC 8878 section 3.1). */
bool kind_is_zstd(str head);

/* By its name alone: whether a walk through a folder takes it. What is compressed must be a file of
   a known kind within. `.xml` and `.json` are none: many are no feed; see kind_may_be_feed. */
enum kind kind_by_name(str name);
bool kind_may_be_feed(str name);

/* A name without the extensions that say how it is packed: "notes.tar.gz" is "notes", "a.html.gz"
   is "a.html"; *is_folder: it is an archive of files, by its name. */
str kind_unpacked_name(str name, bool *is_folder);

/* What follows the last dot of the last component; empty where there is none. */
str kind_extension(str name);

#endif
