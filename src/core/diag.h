/* Diagnostics: all that octavo says about its inputs, as data. */
#ifndef CORE_DIAG_H
#define CORE_DIAG_H

#include "core/arena.h"

enum diag_level {
	DIAG_NOTE,    /* said under -v alone */
	DIAG_WARNING, /* the article is bound, something of it was mended or left out */
	DIAG_ERROR    /* an input or a part of one was refused */
};

enum diag_code {
#define DIAG(code, level, text) DIAG_##code,
#include "core/diag.def"
#undef DIAG
	DIAG_COUNT
};

/* A row of the table core/diag.def. */
struct diag_kind {
	const char *code; /* its stable name: "LIMIT_INPUT" */
	enum diag_level level;
	const char *text; /* what, and what to do; at most one %s takes the detail */
};

const struct diag_kind *diag_kind(enum diag_code code);

struct diag {
	enum diag_code code;
	str name;   /* the input, as the user knows it */
	str detail; /* what stands for %s; absent where the text has none */
};

/* What was said about one input (or about the run), in order. The same code is kept at most
   DIAG_REPEAT times with different details; the rest is counted. */
#define DIAG_REPEAT 16
struct diag_log {
	struct arena *arena;
	struct diag *list;
	size_t count, room;
	uint32_t said[DIAG_COUNT];
};

/* `detail` is a printf format, NULL where the text takes none. Copies what it is given. */
void diag_say(struct diag_log *log, enum diag_code code, str name, const char *detail, ...)
    __attribute__((format(printf, 4, 5)));

bool diag_has_errors(const struct diag_log *log);

/* The message without its name and code, escapes made harmless: "no date found". */
str diag_text(struct arena *arena, const struct diag *diag);

/* Text for a terminal: control characters, also those of Unicode, and bad UTF-8 become
   "\x1b"-like escapes; line ends too. */
str diag_harmless(struct arena *arena, str text);

#endif
