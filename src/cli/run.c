/* What the commands share. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/command.h"

void
run_status(struct run *run, enum status status)
{
	if (status > run->status)
		run->status = status;
}

bool
run_refuse(struct run *run, enum diag_code code, str name, const char *detail)
{
	report_say(&run->report, code, name, detail);
	run_status(run, STATUS_USAGE);
	return false;
}

struct bind_request
run_request(struct run *run)
{
	const struct invocation *told = &run->invocation;
	bool is_digest = told->command == DIGEST;
	struct bind_request request = {
	    .device = told->device,
	    .modified = run->epoch,
	    .css = run->css,
	    .with_cover = !str_eq(told->given[OPT_COVER], STR("none")),
	    .cover_file = run->cover_file,
	};

	request.series = told->given[OPT_SERIES];
	if (is_digest) {
		request.title = told->given[OPT_TITLE];
		request.author = told->given[OPT_AUTHOR];
		request.lang = told->given[OPT_LANG];
		request.description = told->given[OPT_DESCRIPTION];
		request.publisher = told->given[OPT_PUBLISHER];
	}
	return request;
}
