/* octavo: articles in, EPUB books out. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cell/cell.h"
#include "cell/filter.h"
#include "cli/command.h"
#include "cli/help.h"
#include "cli/manifest.h"
#include "cli/output.h"
#include "cli/remember.h"
#include "cli/resources.h"
#include "cli/side.h"
#include "core/pool.h"
#include "core/version.h"
#include "parse/parse.h"

/* The one reading of the clock, the time zone and the environment's date. */
static void
read_clock(struct run *run)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	time_t at = time(NULL);
	struct tm local;
	char *end = NULL;

	run->epoch = -1;
	if (epoch && *epoch) {
		long long seconds = strtoll(epoch, &end, 10);

		if (*end == '\0' && seconds >= 0 && seconds < 253402300800LL)
			run->epoch = seconds;
	}
	if (localtime_r(&at, &local))
		run->today = (struct date){.year = (int16_t)(local.tm_year + 1900),
		    .month = (uint8_t)(local.tm_mon + 1),
		    .day = (uint8_t)local.tm_mday};
}

/* Walk what was named; addresses are wrong usage, all else that is missing is refused. */
static bool
find_inputs(struct run *run)
{
	struct invocation *told = &run->invocation;
	size_t addresses = 0;

	if (!told->operand_count && told->command == ATTACH)
		told->operands[told->operand_count++] = STR("-");
	/* Its patterns may find nothing on some days. */
	if (run->manifest && !told->operand_count && remember_excuses(run)) {
		remember_nothing(run);
		return false;
	}
	if (run->manifest && !told->operand_count)
		return run_fail(run, STATUS_REFUSED, DIAG_DIGEST_EMPTY, STR("the digest"), NULL);
	if (!told->operand_count) {
		const char *name = told->command == DIGEST ? "octavo digest"
		    : told->command == EXTRACT             ? "octavo extract"
		    : told->command == EXPLAIN             ? "octavo explain"
							   : "octavo convert";

		return run_fail(run, STATUS_USAGE, DIAG_USAGE_NO_INPUT, str_of(name), NULL);
	}
	run->list = source_walk(&run->arena, &run->log, told->operands, told->operand_count,
	    told->given[OPT_OUTPUT], &addresses);
	if (!run->list->count && remember_excuses(run)) {
		remember_nothing(run);
		return false;
	}
	if (run->manifest)
		manifest_place(run);
	if (addresses)
		run_status(run, STATUS_USAGE);
	else if (diag_has_errors(&run->log))
		run_status(run, STATUS_REFUSED);
	run_say_log(run);
	return !addresses && run->list->count > 0;
}

/* A closed standard stream gets a descriptor that fails: no file of ours may take its number. */
static void
fill_streams(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

static enum status
run_inputs_of(struct run *run)
{
	if (!side_read(run) || !resources_open(run) || !find_inputs(run))
		return run->status;
	tree_begin();
	parse_markdown_begin();
	switch (run->invocation.command) {
	case DIGEST:
		return command_digest(run);
	case EXTRACT:
		return command_extract(run);
	case EXPLAIN:
		return command_explain(run);
	case ATTACH:
		return command_attach(run);
	case FEATURES:
		return command_features(run);
	default:
		return command_convert(run);
	}
}

/* What decodes pictures is forked before anything of the inputs is in memory. */
static enum status
run_command(struct run *run)
{
	struct invocation *told = &run->invocation;
	struct settings *settings = &told->settings;
	enum status status;

	if (told->command == STATE)
		return command_state(run);
	if (manifest_is_named(told) && !manifest_read(run))
		return run->status;
	if (told->command != ATTACH)
		run->book_size = told->max_size;
	run->workers = told->jobs ? told->jobs : pool_processors();
	if (settings->pictures && settings->images != IMAGES_NONE) {
		settings->cell = cell_start(&run->arena);
		if (!settings->cell) {
			report_say(&run->report, DIAG_CELL_FAILED, STR_NONE, strerror(errno));
			return STATUS_SYSTEM;
		}
	}
	status = run_inputs_of(run);
	cell_stop(settings->cell);
	return status;
}

static enum status
say_text(struct run *run, str text)
{
	if (output_write(STDOUT_FILENO, text))
		return STATUS_DONE;
	report_say(&run->report, DIAG_OUTPUT_FAILED, STR("standard output"), strerror(errno));
	return STATUS_SYSTEM;
}

int
main(int argc, char **argv)
{
	struct run run = {0};
	enum status status;
	bool good;

	fill_streams();
	signal(SIGPIPE, SIG_IGN);
	filter_offline();
	arena_init(&run.arena, (size_t)8 << 30, NULL);
	run.log.arena = &run.arena;
	report_begin(&run.report);
	read_clock(&run);
	good = option_parse(&run.arena, &run.log, argc, argv, &run.invocation);
	run.report.is_quiet = option_given(&run.invocation, OPT_QUIET);
	run.report.is_verbose = option_given(&run.invocation, OPT_VERBOSE);
	run_say_log(&run);
	if (!good)
		status = STATUS_USAGE;
	else if (option_given(&run.invocation, OPT_HELP))
		status = say_text(&run,
		    help_text(&run.arena,
			argc > 1 && argv[1][0] != '-'
			    ? run.invocation.command
			    : CONVERT | DIGEST | EXTRACT | EXPLAIN | ATTACH));
	else if (option_given(&run.invocation, OPT_VERSION))
		status = say_text(&run, STR("octavo " OCTAVO_VERSION "\n"));
	else
		status = run_command(&run);
	report_end(&run.report);
	arena_release(&run.arena);
	return (int)status;
}
