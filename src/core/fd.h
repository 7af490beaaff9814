/* Bytes to descriptors. */
#ifndef CORE_FD_H
#define CORE_FD_H

#include "core/str.h"

/* All or nothing: interrupted and short writes go on; false with errno set. */
bool fd_write(int fd, str bytes);

/* The same at a place of a file, in bytes; where the descriptor stands does not change. */
bool fd_write_at(int fd, str bytes, uint64_t at);

#endif
