/* What an EPUB says of itself: package document, navigation (EPUB 3.3 sections 5 and 7; OPF and NCX
   of EPUB 2). */
#ifndef UNPACK_OPF_H
#define UNPACK_OPF_H

#include "core/front.h"
#include "core/idmap.h"

#define LIMIT_OPF_BYTES ((size_t)16 << 20) /* of a package or navigation document */

/* A document of the spine. Paths are those of the archive. */
struct opf_part {
	str path;
	str title;     /* as the contents name it; absent when they do not */
	str section;   /* the entry of the contents that this one lies below; absent */
	bool is_aside; /* not of the reading order, or a page about the book: cover, title, contents
	                */
};

struct opf {
	struct front book; /* its own metadata */
	struct opf_part *parts;
	size_t part_count, part_room;
	bool has_contents;
	str nav, ncx; /* paths of the navigation documents; absent */
};

/* The path of the package document that META-INF/container.xml names; absent when it names none. */
str opf_rootfile(struct arena *arena, str container);

/* Read a package document that lies at `path`; false when it is none. */
bool opf_read(struct arena *arena, str text, str path, struct opf *opf);

/* How many documents of the spine are no page about the book. */
size_t opf_count(const struct opf *opf);

/* Take titles and sections from a navigation document, of either form. */
void opf_contents(struct arena *arena, str text, str path, bool is_ncx, struct opf *opf);

/* Whether a document of the spine is one about the book by what stands in it: it says so
   (epub:type), it is a part's page with links to what the part holds, most of its text are links
   to other documents, or it has the book's title and little beyond its authors. */
bool opf_is_aside(struct arena *arena, str text, const struct front *book);

#endif
