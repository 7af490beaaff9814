/* Text that a command prints: to standard output or to the file that -o names. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/filename.h"
#include "cli/output.h"

bool
run_print(struct run_print *print, str bytes)
{
	struct run *run = print->run;
	str name = run->invocation.given[OPT_OUTPUT];

	if (output_write(print->fd, bytes))
		return true;
	return run_fail(run, STATUS_SYSTEM, DIAG_OUTPUT_FAILED,
	    name.at && !run_output_is_stdout(run) ? name : STR("standard output"), strerror(errno));
}

enum status
run_print_all(struct run *run, bool (*all)(struct run_print *print), void *with)
{
	str name = run->invocation.given[OPT_OUTPUT];
	struct run_print print = {run, with, STDOUT_FILENO};
	struct filename_parts none = {0};
	struct output output;

	if (!run_check_output(run, false))
		return run->status;
	if (!name.at || run_output_is_stdout(run)) {
		all(&print);
		return run->status;
	}
	if (run_output_is_folder(run)) {
		report_say(&run->report, DIAG_OUTPUT_FAILED, name, "it is a folder; name a file");
		return STATUS_USAGE;
	}
	if (!run_begin_output(run, &run->arena, &output)) {
		report_say(&run->report, DIAG_OUTPUT_FAILED, name, strerror(errno));
		return STATUS_SYSTEM;
	}
	print.fd = output.fd;
	if (all(&print))
		run_deliver(run, &output, &none, STR(""), name);
	else
		output_drop(&output);
	return run->status;
}
