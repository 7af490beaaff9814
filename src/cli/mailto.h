/* --mail-to: a book as a message. */
#ifndef CLI_MAILTO_H
#define CLI_MAILTO_H

#include "cli/command.h"
#include "cli/filename.h"
#include "cli/output.h"

/* Whether a text is one address and nothing else, so that it can stand in a header. */
bool mailto_is_address(str text);

/* The name of the device whose service takes books at an address; NULL for all others. */
const char *mailto_device(str address);

/* Put the message that carries a book in the book's place: from here on `output` is the message.
   Errors: errno. */
bool mailto_wrap(
    struct run *run, struct output *output, const struct filename_parts *parts, str identifier);

/* The bytes of a file as mime_put_base64 has them, from its start: `put` gets them piece by piece
   and says whether to go on. False when it did not, or reading failed. */
bool mailto_base64(
    struct arena *arena, int fd, str line_end, bool (*put)(void *with, str lines), void *with);

#endif
