/* measure COMMAND...: runs it in silence and prints CPU microseconds, peak kilobytes and status.
 * The peak of a child counts what its parent held when it was started, so the parent has to be as
 * small as this. */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static long
micro(struct timeval t)
{
	return t.tv_sec * 1000000L + t.tv_usec;
}

int
main(int argc, char **argv)
{
	struct rusage used;
	int status;
	pid_t child = argc > 1 ? fork() : -1;

	if (child == 0) {
		int nothing = open("/dev/null", O_RDWR);

		for (int fd = 0; fd < 3; fd++)
			dup2(nothing, fd);
		execvp(argv[1], argv + 1);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &used) < 0)
		return 1;
	printf("%ld %ld %d\n", micro(used.ru_utime) + micro(used.ru_stime), used.ru_maxrss,
	    WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
	return 0;
}
