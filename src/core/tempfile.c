/* Files that have no name. */
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
	memcpy(path, folder, len);
	memcpy(path + len, name, sizeof name);
	file = mkstemp(path);
	if (file < 0)
		return -1;
	unlink(path);
	fcntl(file, F_SETFD, FD_CLOEXEC);
	return file;
}
