/* The process that forks workers. */
#include "cell/keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cell/wire.h"

/* What a library prints goes nowhere, and nobody waits for our hold on a pipe to end. Sanitizers
   speak on the third. */
static void
let_go_of_streams(void)
{
	int nowhere = open("/dev/null", O_RDWR);

	if (nowhere < 0)
		return;
	dup2(nowhere, STDIN_FILENO);
	dup2(nowhere, STDOUT_FILENO);
#ifndef __SANITIZE_ADDRESS__
	dup2(nowhere, STDERR_FILENO);
#endif
	if (nowhere > STDERR_FILENO)
		close(nowhere);
}

/* False when the system has no more to give; the asker takes the lack of an answer for one. */
static bool
make_worker(int control)
{
	int ends[2];
	bool given;
	pid_t child;

	if (!wire_pair(ends))
		return false;
	child = fork();
	if (child == 0) {
		close(control);
		close(ends[0]);
		worker_run(ends[1]);
	}
	close(ends[1]);
	given = child > 0 && wire_give_end(control, ends[0]);
	close(ends[0]);
	return given;
}

_Noreturn void
keeper_run(int control)
{
	char byte;

	signal(SIGPIPE, SIG_IGN);
	let_go_of_streams();
	while (wire_receive(control, &byte, 1)) {
		while (waitpid(-1, NULL, WNOHANG) > 0)
			;
		if (!make_worker(control))
			break;
	}
	close(control);
	while (waitpid(-1, NULL, 0) > 0 || errno == EINTR)
		;
	_exit(0);
}
