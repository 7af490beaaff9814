/* XML as it is found on disks: read from the front to the end, whatever is wrong with it. */
#ifndef UNPACK_XML_H
#define UNPACK_XML_H

#include "core/ctx.h"

#define XML_DEPTH_MAX 256 /* elements within elements; what is deeper has no place of its own */

enum xml_kind {
	XML_END,
	XML_OPEN,  /* name, attributes */
	XML_CLOSE, /* name; each XML_OPEN has one, also when the document forgot it */
	XML_TEXT   /* text */
};

struct xml_open {
	str name;
	uint32_t hash;
};

/* A reader. Never fails: a "<" that begins nothing is text, an end tag that ends nothing is left
   out, one that ends an element further out ends all within. Comments, processing instructions and
   the document type are skipped; nothing that it declares is used. Time is linear in the bytes. */
struct xml {
	struct arena *arena; /* of decoded texts and values */
	const char *flat; /* names of elements whose end tags are left out, space between; NULL */
	str text;
	size_t at;   /* where the next token begins */
	size_t from; /* where the last one began */

	enum xml_kind kind;
	str name;       /* as it is written, with its prefix */
	str attributes; /* raw, for xml_attribute */
	str raw;        /* of XML_TEXT, references unresolved when !is_cdata */
	bool is_cdata;
	bool is_cut; /* of XML_CLOSE: the document ended before the element did */

	struct xml_open stack[XML_DEPTH_MAX];
	size_t
	    depth; /* elements open, the one of an XML_OPEN with it and of an XML_CLOSE without */
	size_t buried;   /* open below that */
	size_t to;       /* depth that the end tag that was read leads to */
	bool closes;     /* which is not reached yet */
	size_t none[5];  /* marks that are not found behind these places */
	size_t plain_to; /* tags that begin before are read without regard to quotes */
};

void xml_begin(struct xml *xml, struct arena *arena, str text);
enum xml_kind xml_next(struct xml *xml);

/* After an XML_OPEN: the element stands at `depth`; what is open from there on, and was forgotten
   to be ended, is. */
void xml_raise(struct xml *xml, size_t depth);

/* Take the next of raw attributes; the value is raw too. False at the end. */
bool xml_attribute(str *rest, str *name, str *value);

/* The decoded value of the last tag's attribute by its name without prefix, case aside; absent when
   it has none. */
str xml_get(const struct xml *xml, const char *name);

/* The characters of an XML_TEXT, references resolved. */
str xml_text(const struct xml *xml);

/* References resolved: XML's five, numbers (128 to 159 as browsers read them) and HTML's names; any
   other stays as it is written. */
str xml_decode(struct arena *arena, str raw);

/* A name without its prefix, and the prefix; absent where there is none. */
str xml_local(str name);
str xml_prefix(str name);

#endif
