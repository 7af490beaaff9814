/* Mailboxes (mbox), for those who write them again. */
#ifndef UNPACK_MBOX_H
#define UNPACK_MBOX_H

#include "stream/stream.h"

/* A message of a mailbox, in the ctx's arena. */
struct mbox_letter {
	str envelope; /* the line before it, "From …", with its end */
	str raw;  /* as it stands in the mailbox, with the blank line behind it where it has one */
	str text; /* the message itself: what the mailbox put before its lines is taken away */
};

/* Whether bytes (some KB) begin with a message's line. */
bool mbox_is(str head);

/* The next message of a stream that stands before one; false at the end. Of what is longer than
   `most` bytes, most + 1 are given. */
bool mbox_next(struct ctx *ctx, struct stream *stream, size_t most, struct mbox_letter *letter);

#endif
