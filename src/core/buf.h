/* Growing bytes in an arena. */
#ifndef CORE_BUF_H
#define CORE_BUF_H

#include "core/arena.h"

/* The arena's ceiling bounds it. The bytes live as long as the arena. */
struct buf {
	struct arena *arena;
	char *at;
	size_t len, room;
};

#define BUF(a) ((struct buf){.arena = (a)})

void buf_add(struct buf *buf, str s);
void buf_char(struct buf *buf, char c);
void buf_z(struct buf *buf, const char *z);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_utf8(struct buf *buf, uint32_t code);   /* one code point */
char *buf_reserve(struct buf *buf, size_t more); /* room for more bytes; the caller adds to len */
str buf_str(const struct buf *buf);
char *buf_zstr(struct buf *buf); /* terminated; the terminator is not counted */

/* XML 1.0 character data (section 2.4): & < > escaped and, in an attribute's value, the double
   quote, tab and line ends too. Characters that XML 1.0 section 2.2 does not allow are left out. */
void buf_xml(struct buf *buf, str text);
void buf_xml_attribute(struct buf *buf, str value);

/* A JSON string (RFC 8259 section 7) with its quotes; invalid UTF-8 becomes U+FFFD. An absent
   string becomes null. */
void buf_json(struct buf *buf, str s);

#endif
