/* Files that have no name. */

/* O_TMPFILE stands under this name in glibc: a file that never had one leaves nothing when killed.
 */
#ifdef __linux__
#define _GNU_SOURCE
#endif

#include "core/tempfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int
tempfile_open(void)
{
	static const char name[] = "/octavo-XXXXXX";
	const char *folder = getenv("TMPDIR");
	char path[4096];
	size_t len;
	int file;

	if (!folder || !*folder)
		folder = "/tmp";
	len = strlen(folder);
	if (len + sizeof name > sizeof path) {
		errno = ENAMETOOLONG;
		return -1;
	}
#ifdef O_TMPFILE
	file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (file >= 0)
		return file;
#endif
	memcpy(path, folder, len);
	memcpy(path + len, name, sizeof name);
	file = mkstemp(path);
	if (file < 0)
		return -1;
	unlink(path);
	fcntl(file, F_SETFD, FD_CLOEXEC);
	return file;
}
