/* The files beside the inputs that a run reads. */
#ifndef CLI_SIDE_H
#define CLI_SIDE_H

#include "cli/command.h"

/* Reads what --css, --cover and --rules name; without --rules, octavo.rules in the current folder
   or else in octavo/ below XDG_CONFIG_HOME (the XDG Base Directory Specification's). False after an
   error, which was said; the status is set. */
bool side_read(struct run *run);

/* All of a file of at most `most` bytes; false with errno set. */
bool side_read_file(struct run *run, str path, size_t most, str *bytes);

#endif
