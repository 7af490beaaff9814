/* Bytes to descriptors. */
#include "core/fd.h"

#include <errno.h>
#include <unistd.h>

/* What a write gave: bytes that are through, 0 to try again, -1 with errno. One of nothing would
   be tried for ever. */
static ssize_t
outcome(ssize_t n)
{
	if (n < 0 && errno == EINTR)
		return 0;
	if (n == 0)
		errno = ENOSPC;
	return n > 0 ? n : -1;
}

bool
fd_write(int fd, str bytes)
{
	while (bytes.len) {
		ssize_t n = outcome(write(fd, bytes.at, bytes.len));

		if (n < 0)
			return false;
		bytes = str_from(bytes, (size_t)n);
	}
	return true;
}

bool
fd_write_at(int fd, str bytes, uint64_t at)
{
	while (bytes.len) {
		ssize_t n = outcome(pwrite(fd, bytes.at, bytes.len, (off_t)at));

		if (n < 0)
			return false;
		bytes = str_from(bytes, (size_t)n);
		at += (uint64_t)n;
	}
	return true;
}
