/* --help, made from the table of options. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/option.h"

/* The help text: of one command, or of all (CONVERT | DIGEST | EXTRACT). */
str help_text(struct arena *arena, unsigned commands);

#endif
