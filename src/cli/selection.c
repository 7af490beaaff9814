/* What of a digest's articles is bound. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "cli/digest.h"
#include "cli/output.h"
#include "cli/remember.h"

#define DAY 86400

static struct date
edition_date(const struct run *run)
{
	const struct invocation *told = &run->invocation;

	return date_is_set(told->edition) ? told->edition
	    : run->epoch >= 0             ? date_of_unix(run->epoch)
					  : run->today;
}

static struct edition_limits
limits_of(const struct run *run)
{
	const struct invocation *told = &run->invocation;
	struct edition_limits limits = told->limits;

	if (told->newer_days) {
		struct date day = edition_date(run);

		day.has_time = day.has_zone = false;
		limits.newer_than =
		    date_of_unix(date_to_unix(day) - (int64_t)told->newer_days * DAY);
	}
	limits.keeps_given =
	    told->order == BIND_GIVEN || (told->order == BIND_AUTO && run->list->keeps_order);
	return limits;
}

/* Of limits to how much is bound; age is what the user asked for. */
static void
say_limits(struct run *run, const struct selection *selection, size_t count)
{
	const struct invocation *told = &run->invocation;
	const struct edition_left *left = &selection->left;
	struct buf what = BUF(&run->arena);

	if (left->by[EDITION_ARTICLES])
		buf_printf(&what, "%zu by --max-articles %.*s", left->by[EDITION_ARTICLES],
		    STR_ARG(told->given[OPT_MAX_ARTICLES]));
	if (left->by[EDITION_WORDS])
		buf_printf(&what, "%s%zu by --max-words %.*s", what.len ? " and " : "",
		    left->by[EDITION_WORDS], STR_ARG(told->given[OPT_MAX_WORDS]));
	if (!what.len)
		return;
	buf_printf(&what, ", of %zu articles", count);
	report_say(&run->report, DIAG_DIGEST_LIMIT, STR("the digest"), buf_zstr(&what));
}

static void
split(struct run *run, struct selection *selection)
{
	struct edition_list *entries = &selection->entries;

	if (run->invocation.splitting.split) {
		selection->volumes = edition_split(
		    &run->arena, entries, &run->invocation.splitting, &selection->volume_count);
		return;
	}
	selection->volumes = arena_alloc(&run->arena, sizeof *selection->volumes);
	selection->volumes->entries = *entries;
	selection->volume_count = entries->count > 0;
}

bool
selection_make(struct gathering *gathering, struct selection *selection)
{
	struct run *run = gathering->run;
	struct ctx ctx = {&run->arena, &run->log, &run->invocation.settings, STR("the digest")};
	struct edition_limits limits = limits_of(run);
	bool is_split = run->invocation.splitting.split != EDITION_UNSPLIT;
	size_t count;

	*selection = (struct selection){.entries = {gathering->entries, gathering->count}};
	if (!edition_once(&ctx, gathering->spool, &selection->entries, is_split, &selection->twins))
		return run_fail(run, STATUS_SYSTEM, DIAG_SPOOL_FAILED, ctx.name, strerror(errno));
	if (run->remember && !remember_filter(run, &selection->entries, &selection->twins))
		return false;
	count = selection->entries.count;
	edition_limit(&ctx, &selection->entries, &limits, &selection->left);
	/* A volume is not to change for what comes after it. */
	if (!is_split)
		edition_note_twins(&run->arena, &selection->twins);
	split(run, selection);
	run_say_log(run);
	say_limits(run, selection, count);
	return true;
}

/* The digest's title when the command line gives none: the name of the one folder or archive it
   names. */
static str
folder_title(const struct run *run)
{
	bool is_archive;
	str name;

	if (run->invocation.operand_count != 1 || run->list->keeps_order)
		return STR_NONE;
	name = run->invocation.operands[0];
	while (str_ends(name, STR("/")))
		name.len--;
	name = str_after_last(name, '/');
	return str_starts(name, STR(".")) ? STR_NONE : kind_unpacked_name(name, &is_archive);
}

/* What is said of a file names it without the folder it lies in: that is the user's own. */
static str
join_values(struct arena *arena, const struct option_values *values, bool are_files)
{
	struct buf joined = BUF(arena);

	for (size_t i = 0; i < values->count; i++) {
		buf_z(&joined, i ? ", " : "");
		buf_add(
		    &joined, are_files ? str_after_last(values->list[i], '/') : values->list[i]);
	}
	return buf_str(&joined);
}

/* The options that shape a book. */
static void
set_options(struct arena *arena, const struct run *run, struct bind_request *request)
{
	static const enum option_field silent[] = {OPT_OUTPUT, OPT_JOBS, OPT_QUIET, OPT_VERBOSE,
	    OPT_DRY_RUN, OPT_NAME_PATTERN, OPT_ASCII, OPT_ONLY_NEW, OPT_STATE};
	static const enum option_field files[] = {
	    OPT_CSS, OPT_COVER, OPT_RULES, OPT_RESOURCES, OPT_MODEL};
	struct bind_option *options = arena_array(arena, OPT_COUNT, sizeof *options);
	const struct invocation *told = &run->invocation;

	for (size_t i = 0; i < OPT_COUNT; i++) {
		bool is_silent = !told->given[i].at, is_file = false;

		for (size_t j = 0; j < sizeof silent / sizeof *silent; j++)
			is_silent |= silent[j] == i;
		for (size_t j = 0; j < sizeof files / sizeof *files; j++)
			is_file |= files[j] == i;
		if (is_silent)
			continue;
		options[request->option_count++] = (struct bind_option){str_of(option_rows[i].name),
		    option_rows[i].argument ? join_values(arena, &told->values[i], is_file)
					    : STR("yes")};
	}
	request->options = options;
}

static void
set_volume(struct arena *arena, const struct run *run, const struct edition_volume *volume,
    struct bind_request *request)
{
	const struct invocation *told = &run->invocation;

	request->volume = (struct bind_volume){.number = volume->number, .begins = volume->begins};
	request->volume.kind = !volume->number          ? BIND_UNDATED
	    : told->splitting.split == EDITION_BY_MONTH ? BIND_MONTH
	    : told->splitting.split == EDITION_BY_YEAR  ? BIND_YEAR
							: BIND_NUMBERED;
	/* The same archive gives the same volumes on any day. */
	if (!date_is_set(told->edition))
		request->date = edition_day(&volume->entries, 1);
	/* Articles come as they were given, or by day: the newest first would be read backwards. */
	if (request->order == BIND_AUTO)
		request->order = BIND_GIVEN;
	set_options(arena, run, request);
}

/* Of what a limit left out, the titles. */
static void
set_left_out(struct arena *arena, const struct gathering *gathering,
    const struct selection *selection, struct bind_request *request)
{
	const struct edition_left *left = &selection->left;

	request->left_out = gathering->left_out;
	request->left_out_count = gathering->left_out_count;
	request->limited = arena_array(arena, left->count + 1, sizeof(str));
	for (size_t i = 0; i < left->count; i++)
		request->limited[request->limited_count++] =
		    left->list[i]->title.len ? left->list[i]->title : left->list[i]->name;
}

struct bind_request
selection_request(struct arena *arena, const struct gathering *gathering,
    const struct selection *selection, const struct edition_volume *volume)
{
	struct run *run = gathering->run;
	const struct invocation *told = &run->invocation;
	struct bind_request request = run_request(run);

	request.is_digest = true;
	request.name = told->given[OPT_NAME];
	request.has_issue = told->issue > 0;
	request.issue = told->issue;
	request.order =
	    told->order == BIND_AUTO && run->list->keeps_order ? BIND_GIVEN : told->order;
	request.date = edition_date(run);
	request.entries = volume->entries.list;
	request.entry_count = volume->entries.count;
	if (!request.title.at && !request.name.at)
		request.title = folder_title(run);
	if (!request.series.at && (request.name.at || told->splitting.split))
		request.series = request.name.at ? request.name : request.title;
	if (told->splitting.split)
		set_volume(arena, run, volume, &request);
	else
		set_left_out(arena, gathering, selection, &request);
	return request;
}

static void
print_left_out(const struct gathering *gathering, const struct selection *selection, struct buf *to)
{
	static const char *const whys[] = {"same address as", "same text as", "nearly the text of"};
	const struct edition_twins *twins = &selection->twins;
	const struct edition_left *left = &selection->left;

	if (!twins->count && !left->count && !gathering->left_out_count)
		return;
	buf_z(to, "\nNot bound\n");
	for (size_t i = 0; i < twins->count; i++)
		buf_printf(to, "  %.*s: %s %.*s\n", STR_ARG(twins->list[i].entry->name),
		    whys[twins->list[i].why], STR_ARG(twins->list[i].kept->name));
	for (size_t i = 0; i < left->count; i++)
		buf_printf(to, "  %.*s: beyond a limit\n", STR_ARG(left->list[i]->name));
	for (size_t i = 0; i < gathering->left_out_count; i++)
		buf_printf(to, "  %.*s: no article\n", STR_ARG(gathering->left_out[i]));
}

void
selection_print(const struct gathering *gathering, const struct selection *selection)
{
	struct run *run = gathering->run;
	struct ctx ctx = {&run->arena, &run->log, &run->invocation.settings, STR("the digest")};
	struct buf text = BUF(&run->arena), harmless = BUF(&run->arena);
	str rest, line;

	for (size_t i = 0; i < selection->volume_count; i++) {
		struct bind_request request =
		    selection_request(&run->arena, gathering, selection, &selection->volumes[i]);

		buf_z(&text, i ? "\n" : "");
		bind_outline(&ctx, &request, &text);
	}
	print_left_out(gathering, selection, &text);
	rest = buf_str(&text);
	while (str_cut(&rest, '\n', &line) && rest.at) {
		buf_add(&harmless, diag_harmless(&run->arena, line));
		buf_char(&harmless, '\n');
	}
	if (!output_write(STDOUT_FILENO, buf_str(&harmless)))
		run_fail(run, STATUS_SYSTEM, DIAG_OUTPUT_FAILED, STR("standard output"),
		    strerror(errno));
}
