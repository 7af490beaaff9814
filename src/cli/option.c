/* The command line. */
#include "cli/option.h"

#include <string.h>

#include "cli/manifest.h"

const struct option_row option_rows[OPT_COUNT] = {
#define OPTION(name, letter, argument, commands, field, help) \
	{name, letter, argument, commands, help},
#include "cli/option.def"
#undef OPTION
};

struct command_name {
	const char *name;
	unsigned command;
};

static const struct command_name commands[] = {{"convert", CONVERT}, {"digest", DIGEST},
    {"extract", EXTRACT}, {"explain", EXPLAIN}, {"features", FEATURES}, {"attach", ATTACH},
    {"state", STATE}};

/* What is being parsed. */
struct parse {
	struct arena *arena;
	struct diag_log *log;
	struct invocation *out;
	char **argv;
	int argc, at;
	bool ok;
};

str
option_nearest(str name)
{
	size_t best = name.len / 2 + 1;
	str found = STR_NONE;

	for (size_t i = 0; i < OPT_COUNT; i++) {
		size_t far = str_distance(name, str_of(option_rows[i].name));

		if (far < best && !(option_rows[i].commands & HIDDEN)) {
			best = far;
			found = str_of(option_rows[i].name);
		}
	}
	return found;
}

static void
refuse(struct parse *parse, enum diag_code code, str name, const char *detail)
{
	diag_say(parse->log, code, name, detail ? "%s" : NULL, detail);
	parse->ok = false;
}

static void
refuse_unknown(struct parse *parse, str written, str name)
{
	str near = option_nearest(name);

	if (near.len)
		diag_say(
		    parse->log, DIAG_USAGE_OPTION, written, "did you mean --%.*s?", STR_ARG(near));
	else
		diag_say(parse->log, DIAG_USAGE_OPTION, written, "octavo --help lists them");
	parse->ok = false;
}

/* Stores an option; its value is what follows "=", or the next argument. */
static void
take(struct parse *parse, enum option_field field, str written, str value)
{
	const struct option_row *row = &option_rows[field];
	struct option_values *values = &parse->out->values[field];

	if (!row->argument) {
		if (value.at)
			refuse(parse, DIAG_USAGE_FLAG, written, NULL);
		parse->out->given[field] = STR("");
		return;
	}
	if (!value.at && parse->at >= parse->argc) {
		refuse(parse, DIAG_USAGE_NO_VALUE, written, row->argument);
		return;
	}
	value = value.at ? value : str_of(parse->argv[parse->at++]);
	parse->out->given[field] = value;
	*ARENA_PUSH(parse->arena, values->list, values->count, values->room) = value;
	if (!value.len)
		refuse(parse, DIAG_USAGE_NO_VALUE, written, row->argument);
}

static void
take_long(struct parse *parse, str written)
{
	str rest = str_from(written, 2), name = STR_NONE;

	str_cut(&rest, '=', &name);
	for (size_t i = 0; i < OPT_COUNT; i++)
		if (str_eq(name, str_of(option_rows[i].name))) {
			take(parse, (enum option_field)i, str_head(written, 2 + name.len), rest);
			return;
		}
	refuse_unknown(parse, str_head(written, 2 + name.len), name);
}

/* -qv, -j2, -o OUT. */
static void
take_letters(struct parse *parse, str written)
{
	for (size_t at = 1; at < written.len; at++) {
		enum option_field field = OPT_COUNT;
		str value;

		for (size_t i = 0; i < OPT_COUNT; i++)
			if (option_rows[i].letter == written.at[at])
				field = (enum option_field)i;
		if (field == OPT_COUNT) {
			refuse_unknown(parse, written, STR(""));
			return;
		}
		value = option_rows[field].argument ? str_from(written, at + 1) : STR_NONE;
		take(parse, field, str_head(written, 2), value.len ? value : STR_NONE);
		if (option_rows[field].argument)
			return;
	}
}

static void
check_commands(struct parse *parse)
{
	for (size_t i = 0; i < OPT_COUNT; i++) {
		const struct option_row *row = &option_rows[i];

		if (parse->out->given[i].at && !(row->commands & (parse->out->command | HIDDEN)))
			for (size_t k = 0; k < sizeof commands / sizeof *commands; k++)
				if (commands[k].command == parse->out->command)
					refuse(parse, DIAG_USAGE_NOT_HERE,
					    arena_printf(parse->arena, "--%s", row->name),
					    commands[k].name);
	}
}

bool
option_parse(
    struct arena *arena, struct diag_log *log, int argc, char **argv, struct invocation *out)
{
	struct parse parse = {arena, log, out, argv, argc, 1, true};
	bool ended = false;

	*out = (struct invocation){.command = CONVERT};
	out->operands = arena_array(arena, (size_t)argc + 1, sizeof *out->operands);
	if (argc > 1)
		for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
			if (strcmp(argv[1], commands[i].name) == 0) {
				out->command = commands[i].command;
				parse.at = 2;
			}
	while (parse.at < argc) {
		str word = str_of(argv[parse.at++]);

		if (!ended && str_eq(word, STR("--")))
			ended = true;
		else if (!ended && str_starts(word, STR("--")))
			take_long(&parse, word);
		else if (!ended && word.len > 1 && word.at[0] == '-')
			take_letters(&parse, word);
		else
			out->operands[out->operand_count++] = word;
	}
	if (!parse.ok || option_given(out, OPT_HELP) || option_given(out, OPT_VERSION))
		return parse.ok;
	check_commands(&parse);
	/* The manifest gives values too: manifest_read checks all. */
	return (manifest_is_named(out) || option_check(arena, log, out)) && parse.ok;
}
