/* A message as a container: what mail and saved pages (MHTML) share. */
#ifndef UNPACK_MESSAGE_H
#define UNPACK_MESSAGE_H

#include "mime/mime.h"
#include "unpack/container.h"
#include "unpack/forwarded.h"

/* A message that was read whole. */
struct message {
	struct container *container;
	struct mime *mime;
	struct shelf shelf;
	struct message_index *index; /* parts by id and by location */
	str base;                    /* that the text's addresses are meant from, of any scheme */
};

/* Read container->from.stream and cut it into parts; NULL when it was refused: said. In the
   container's arena. */
struct message *message_open(struct container *container, struct ctx *ctx);

/* The part of a multipart/related that its `start` names (RFC 2387); MIME_NONE without one. */
uint32_t message_start(struct ctx *ctx, const struct mime *mime, uint32_t related);

bool message_is_html(const struct mime_part *part);

/* Fill an item with what a part is, but for its bytes: charset, kind, and the container's own name;
   its address and the other parts as its shelf. */
void
message_fill(struct message *message, struct ctx *ctx, uint32_t number, struct source_item *item);

/* Give an item a part's bytes (mime_bytes), so that they last as long as the ctx. */
void
message_keep(const struct message *message, struct ctx *ctx, str bytes, struct source_item *item);

/* The part that an address leads to; MIME_NONE where it leads to none. */
uint32_t message_find(struct ctx *ctx, const struct message *message, str address, str absolute);

/* The address of a part (RFC 2557 section 5), absolute where it can be made so; else as it says;
   absent where it says none. */
str message_location(struct ctx *ctx, const struct mime *mime, uint32_t number);

str message_charset(struct ctx *ctx, const struct mime_part *part);

/* A text part's bytes as UTF-8. */
str message_text(struct ctx *ctx, const struct mime_part *part, str bytes);

/* What the header says of the article (docs/mail.md). In the ctx's arena. */
struct front *letterhead_read(struct ctx *ctx, const struct mime_head *head);
bool letterhead_is_answer(struct ctx *ctx, const struct mime_head *head);

/* Say of a message that was passed on who wrote it and when. */
void letterhead_pass_on(struct ctx *ctx, struct front *front, const struct forwarded *inner);

/* A text/plain body as HTML (RFC 3676 where it is flowed): paragraphs joined, quotations as such,
   lists, signature and trailing quotations left out. `text` is UTF-8. */
str plain_html(struct ctx *ctx, str text, bool is_flowed, bool joins_words);

#endif
