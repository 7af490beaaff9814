/* The command line: one table of options drives parsing, help and the man page's check. */
#ifndef CLI_OPTION_H
#define CLI_OPTION_H

#include "bind/bind.h"
#include "bind/device.h"
#include "core/ctx.h"
#include "core/front.h"
#include "edition/edition.h"

enum command_bit {
	CONVERT = 1,
	DIGEST = 2,
	EXTRACT = 4,
	FEATURES = 8,
	EXPLAIN = 16,
	HIDDEN = 32,
	ATTACH = 64,
	STATE = 128,
	ALL = 31 | ATTACH
};

enum option_field {
#define OPTION(name, letter, argument, commands, field, help) OPT_##field,
#include "cli/option.def"
#undef OPTION
	OPT_COUNT
};

struct option_row {
	const char *name;     /* without the hyphens */
	char letter;          /* 0 for none */
	const char *argument; /* NULL: takes none */
	unsigned commands;
	const char *help;
};
extern const struct option_row option_rows[OPT_COUNT];

/* All values of an option, for those that may be given more than once. */
struct option_values {
	str *list;
	size_t count, room;
};

/* Where a manifest gives a value; line 0: it does not. */
struct option_place {
	str file;
	uint32_t line, column;
};

/* What the command line said. Strings are the command line's own. */
struct invocation {
	unsigned command;     /* enum command_bit */
	str given[OPT_COUNT]; /* the last value; absent: not given; "" for a flag that was */
	struct option_values values[OPT_COUNT];
	struct option_place placed[OPT_COUNT];
	str *operands;
	size_t operand_count;
	unsigned jobs;
	struct date edition; /* of digest */
	struct front told;   /* by --meta */
	const struct device *device;
	size_t max_size; /* of a book, or of attach's message; 0: any */
	uint32_t issue;
	enum bind_order order;
	struct edition_limits limits;
	uint32_t newer_days; /* before the edition; 0: the limits have the day */
	struct edition_splitting splitting;
	struct settings settings;
};

/* Reads the arguments, and their values unless a manifest is to give some. False after a usage
 * error, which was said in the log (status 2). */
bool option_parse(
    struct arena *arena, struct diag_log *log, int argc, char **argv, struct invocation *out);

/* Reads the values that were given into `out`, once; false when one is wrong, which was said. */
bool option_check(struct arena *arena, struct diag_log *log, struct invocation *out);

static inline bool
option_given(const struct invocation *invocation, enum option_field field)
{
	return invocation->given[field].at != NULL;
}

/* The nearest name in a table of names, absent when none is near. */
str option_nearest(str name);

#endif
