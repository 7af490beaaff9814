/* Messages written: encodings (RFC 2045, 2047, 2231), and files hung onto a message. */
#ifndef MIME_WRITE_H
#define MIME_WRITE_H

#include "core/buf.h"
#include "mime/mime.h"

#define MIME_BASE64_IN 57 /* bytes that make a line of 76 characters */

/* The field that tells an attachment of ours: its value is the book's identifier. */
#define MIME_MARK "X-Octavo-Book"

/* Base64 in lines of 76 characters, each with its end. Whole lines as long as `bytes` comes in
   multiples of MIME_BASE64_IN. */
void mime_put_base64(struct buf *to, str bytes, str line_end);

/* How long that will be. */
uint64_t mime_base64_size(uint64_t bytes, size_t line_end);

/* UTF-8 text with "\n" as line ends in quoted-printable. Also what a mailbox would quote ("From "
   at a line's beginning) and what a server would take for the end (".") is encoded. */
void mime_put_quoted_printable(struct buf *to, str text, str line_end);

/* "; name=value", on a line of its own, quoted; what is not ASCII as RFC 2231 section 4 has it, in
   pieces where it is long (section 3). */
void mime_put_parameter(struct buf *to, const char *name, str value, str line_end);

/* The value of a field of text, as encoded words (RFC 2047) where it is not ASCII, folded. `column`
   is how much of the line there is already. */
void mime_put_words(struct buf *to, str text, size_t column, str line_end);

/* A boundary that does not occur in `text`, the same again for the same `body`. */
#define MIME_BOUNDARY "=_octavo_"
str mime_boundary(struct arena *arena, str text, str body);

/* A file to be hung onto a message. */
struct mime_attachment {
	const char *type;
	str name;      /* of the file: UTF-8, no path */
	str mark;      /* value of MIME_MARK */
	uint64_t size; /* bytes */
	str note;      /* UTF-8 text to stand in place of the message's own; absent: that stays */
};

/* The head of such a part, from its first field to the blank line. */
void mime_put_head(struct buf *to, const struct mime_attachment *file, str line_end);

/* A message with an attachment: `before`, the file in base64 as mime_put_base64 has it, `after`. */
struct mime_frame {
	str before, after;
	str line_end;    /* that the message has */
	uint64_t size;   /* of all three */
	bool keeps_text; /* a note was given, and the text stays: it is signed, or of a kind whose
	                    parts belong together */
};

/* Put a file into a message, which may be broken. Nothing of the message is changed but this: a
   multipart/mixed gets one part more, behind its others; all else becomes the first part of a new
   multipart/mixed, with the fields that describe it (Content-*), byte for byte. A Content-Length
   and Lines (of mailboxes) are made true. */
void mime_attach(
    struct ctx *ctx, str message, const struct mime_attachment *file, struct mime_frame *frame);

/* A message without what mime_attach attached: what that made a part is the whole again (its fields
   stand together, then), and attached anew it is as it was. Itself where nothing is attached.
   Within what is signed or encrypted nothing is looked for. */
str mime_detach(struct arena *arena, str message);

#endif
