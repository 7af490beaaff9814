/* What a page's JSON-LD (schema.org vocabulary) says of its article. */
#ifndef EXTRACT_JSONLD_H
#define EXTRACT_JSONLD_H

#include "core/ctx.h"
#include "extract/type_said.h"

#define JSONLD_BODY_MAX ((size_t)1 << 20)  /* bytes of one body; what is longer is not read */
#define JSONLD_TOTAL_MAX ((size_t)4 << 20) /* bytes of all bodies read of a page */
#define JSONLD_DEPTH_MAX 64                /* nesting; what is deeper is not read */
#define JSONLD_NAMES_MAX 50                /* authors, keywords */

struct jsonld_names {
	str *list;
	size_t count, room;
};

/* Texts are plain: entities resolved, tags out, white space folded. Absent where nothing is said.
   The article is the first node of an article's type that is not an item of a list or a comment;
   without one, the page's own node. */
struct jsonld {
	str type;     /* @type of that node: "NewsArticle" */
	bool article; /* it is of an article's type */
	str headline, alternative, name, description, image, published, modified;
	str publisher, url, lang, section;
	struct jsonld_names persons, organizations; /* its authors */
	struct jsonld_names keywords;
	str page_published, page_modified; /* of a WebPage */
	str page_name;
	str anyone;            /* the first Person of any node */
	str site;              /* name of a WebSite */
	bool product;          /* some node is a Product */
	struct type_said said; /* types of all nodes */
	enum {
		JSONLD_FREE_UNKNOWN,
		JSONLD_FREE,
		JSONLD_PAYWALLED
	} access; /* isAccessibleForFree */
};

/* Reads the bodies (of script type="application/ld+json", undecoded), leniently: comments, raw line
   ends in strings, trailing commas, several values, CDATA marks, a byte-order mark and quotes as
   entities are put right. What cannot be read is left out silently. */
void jsonld_read(struct ctx *ctx, const str *bodies, size_t count, struct jsonld *out);

/* A body as strict JSON (RFC 8259): one array of its values, open ends closed. Absent when it is
   over JSONLD_BODY_MAX or nested deeper than JSONLD_DEPTH_MAX. */
str jsonld_mend(struct arena *arena, str body);

/* A text of a page's metadata made plain: HTML's commoner entities resolved, tags left out, white
   space folded. */
str jsonld_plain(struct arena *arena, str text);

#endif
