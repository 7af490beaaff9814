/* Messages and their parts (RFC 5322, RFC 2045 to 2047), as byte ranges of what was read. */
#ifndef MIME_MIME_H
#define MIME_MIME_H

#include "core/ctx.h"

#define MIME_NONE UINT32_MAX
#define LIMIT_MIME_PARTS 10000 /* of a message; what follows belongs to the last one */
#define LIMIT_MIME_DEPTH 64 /* multiparts within each other; deeper ones are taken for siblings */

/* A field as it stands: its body may be folded, its words encoded. Views of the message. */
struct mime_field {
	str name, body;
};

struct mime_head {
	struct mime_field *fields;
	size_t count, room;
};

/* Parts stand in preorder: the descendants of part i are i + 1 to parts[i].end - 1. Places are
   byte distances in the message. */
struct mime_part {
	uint32_t parent; /* of part 0: MIME_NONE */
	uint32_t end;    /* one past the last descendant */
	size_t head;     /* where its header begins */
	size_t body;     /* where its body begins, behind the blank line */
	size_t tail;     /* where its body ends, without the line end before a boundary */
	struct mime_head fields;
	str type;          /* in lower case, "text/html"; "text/plain" where it says nothing */
	bool is_multipart; /* its body was cut into parts */
};

struct mime {
	str bytes;
	struct mime_part *parts;
	size_t count, room;
	bool is_cut;       /* there were more parts than the limit */
	bool is_flattened; /* or they lay deeper */
};

/* A whole message. Never fails: what has no header is a text. Missing and wrong boundaries, missing
   ends and line ends of all kinds are read as mail programs do. Messages within are parts of type
   message/rfc822, not read themselves. */
struct mime *mime_read(struct arena *arena, str message);

/* The header at the start of `bytes`; *end is where the body begins. */
void mime_head_read(struct arena *arena, str bytes, struct mime_head *head, size_t *end);

/* The body of the first field of a name (case aside), unfolded; absent where there is none. */
str mime_field(struct arena *arena, const struct mime_head *head, const char *name);

/* The same, of the part, with encoded words (RFC 2047) decoded, white space folded. */
str mime_text(struct ctx *ctx, const struct mime_head *head, const char *name);

/* A parameter of a field's body as Content-Type and Content-Disposition have them (RFC 2045 section
   5.1), also continued and encoded (RFC 2231), or holding encoded words, which is wrong and usual.
   Absent where there is none. */
str mime_parameter(struct ctx *ctx, str field, const char *name);

/* A part's body as bytes: its transfer encoding undone, in the ctx's arena or a view. */
str mime_bytes(struct ctx *ctx, const struct mime *mime, const struct mime_part *part);

/* Header text (RFC 2047): encoded words decoded, those of one charset joined before; bare bytes
   that are no UTF-8 as well as can be guessed. */
str mime_words(struct ctx *ctx, str text);

/* The address of a Content-ID or "cid:" without brackets and percent-encoding. */
str mime_id(struct arena *arena, str text);

/* Tolerant: what is no quoted-printable stays. */
str mime_quoted_printable(struct arena *arena, str text, bool is_word);

/* One mailbox of a From, Sender, Reply-To or List-* field (RFC 5322 section 3.4). Views, or in the
   arena. */
struct mime_mailbox {
	str name;    /* display name, decoded, without quotes; absent */
	str address; /* "ann@example.org"; absent */
};

/* Take the next mailbox of a list, groups opened; false at the end. */
bool mime_mailbox(struct ctx *ctx, str *list, struct mime_mailbox *mailbox);

#endif
