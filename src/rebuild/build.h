/* The builder: what is put into it comes out in HTML's content model. */
#ifndef REBUILD_BUILD_H
#define REBUILD_BUILD_H

#include "rebuild/anchor.h"
#include "tree/tree.h"

/* Containers in containers; what is nested deeper is flattened. XML parsers stop at 256. */
#define BUILD_DEPTH 60
#define BUILD_FORMATS 16

/* Bytes after which a run without end is cut at a space: readers lay out a file by paragraphs, and
   XML parsers stop at texts of ten million bytes. */
#define BUILD_RUN_BYTES ((size_t)64 << 10)

/* An inline element that is open in the page. It comes into being with the first text or picture
   of each run within it: so none is empty, and one around blocks ends up within each. */
struct format {
	enum element element;
	str id, lang, dir, title, href, datetime, class_;
	bool was_made;
	xmlNode *node; /* in the run at hand, else NULL */
};

/* Attributes of the paragraph that the next run of text opens. */
struct paragraph {
	bool is_wanted; /* the page has a p here: a run is not left bare in its li or td */
	str id, lang, dir, class_;
};

struct build {
	struct tree *tree;
	struct anchors *anchors;
	xmlNode *base;  /* the container that the page has open */
	xmlNode *flow;  /* where blocks go: base, or a list or item that was put in for them */
	xmlNode *fixed; /* heading, dt, caption: all that comes is one run in it */
	xmlNode *run;   /* what takes text; NULL between runs */
	struct format formats[BUILD_FORMATS];
	size_t format_count, made;
	struct paragraph paragraph;
	unsigned breaks; /* br since the last text */
	size_t run_bytes;
	bool is_apart; /* in `fixed`: a block began or ended since the last text */
	unsigned depth;
};

enum build_what {
	BUILD_RUN,
	BUILD_BLOCK,
	BUILD_LIST, /* ul, ol: goes into the last item where only items may stand */
	BUILD_ITEM,
	BUILD_TERM, /* dt and dd */
	BUILD_ROW,
	BUILD_CELL,
	BUILD_PART /* parts of their parent by name: caption, thead, tbody, tfoot, figcaption */
};

void build_text(struct build *build, str text);
void build_break(struct build *build);
xmlNode *build_void(struct build *build, enum element element); /* img, math */
xmlNode *build_rule(struct build *build);                       /* hr */

void build_boundary(struct build *build); /* a block begins or ends here */

/* Opens a container; NULL where none can stand here: what comes goes where it would have stood.
   The caller keeps base, flow and depth, and puts them back at its end. */
xmlNode *build_open(struct build *build, enum element element, enum build_what what);

/* The same for what takes one run only, and no more than BUILD_RUN_BYTES: heading, dt, caption. */
xmlNode *build_open_fixed(struct build *build, enum element element, enum build_what what);

/* False when it adds nothing (it is open already, or too many are). */
bool build_format(struct build *build, const struct format *format);
void build_end_formats(struct build *build, size_t count); /* until only `count` are open */

#endif
