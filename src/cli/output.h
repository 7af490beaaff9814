/* Where results go: files that are whole or not there, standard output, devices. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "core/arena.h"

/* A file being written beside its place, unseen until it is kept. */
struct output {
	int fd;        /* to write to and read back; -1 none */
	str folder;    /* that it will stand in */
	str name;      /* that it is given where it needs one; absent: any */
	str temporary; /* its name there; absent where the system hides it by itself */
};

/* A fresh file in `folder` ("" or "." is the current one). Where it has to have a name before it is
   kept that is `name`, or, absent, one that nobody else has. Errors: errno. */
bool output_begin(struct arena *arena, struct output *output, str folder, str name);

/* fsync and take the place of `path` (in the output's folder), whole, in one step. A symbolic link
   there is replaced, not followed. */
bool output_keep(struct arena *arena, struct output *output, str path);

/* Take the place of `path` only when nothing stands there: errno EEXIST otherwise. */
bool output_keep_new(struct arena *arena, struct output *output, str path);

void output_drop(struct output *output); /* nothing is left behind; harmless after keeping */

/* Copy all of `from` (from its start) to `to`, which may be a pipe or a device. */
bool output_copy(int from, int to);

bool output_write(int fd, str bytes);

#endif
