/* What a worker may do, by the kernel's word. */
#ifndef CELL_CONFINE_H
#define CELL_CONFINE_H

#include "core/str.h"

struct limits {
	int memory; /* where the kernel tells how much is in use; -1 where it does not */
};

/* From here on: no sockets, no programs, no other processes, nothing written but to what is open
   (seccomp), and read only where libraries and fonts lie (landlock, where the kernel has it). Older
   kernels and other systems do less. Fills in the limits. */
void confine(struct limits *limits);

/* At most `bytes` more memory than now, and a bounded time: beyond them the kernel says no, or ends
   the process. */
void limits_set(const struct limits *limits, size_t bytes);
void limits_lift(const struct limits *limits);

#endif
