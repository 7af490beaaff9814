/* The command line. */
#include "cli/option.h"

#include <string.h>

#include "core/utf8.h"
#include "extract/learn.h"
#include "page/select.h"
#include "source/kind.h"
#include "write/formats.h"

const struct option_row option_rows[OPT_COUNT] = {
#define OPTION(name, letter, argument, commands, field, help) \
	{name, letter, argument, commands, help},
#include "cli/option.def"
#undef OPTION
};

#define MAX_SIZE ((size_t)18 << 20) /* of a message, unless --max-size says another */

struct command_name {
	const char *name;
	unsigned command;
};

static const struct command_name commands[] = {{"convert", CONVERT}, {"digest", DIGEST},
    {"extract", EXTRACT}, {"explain", EXPLAIN}, {"features", FEATURES}, {"attach", ATTACH}};

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

/* "200M", "64k", "1G" in bytes; 0 when it is none. */
static size_t
parse_size(str text)
{
	uint32_t number;
	size_t digits = str_number(text, 6, &number), shift = 0;
	str unit = str_from(text, digits);

	if (!digits)
		return 0;
	if (str_eq_nocase(unit, STR("k")))
		shift = 10;
	else if (str_eq_nocase(unit, STR("m")))
		shift = 20;
	else if (str_eq_nocase(unit, STR("g")))
		shift = 30;
	else if (unit.len)
		return 0;
	return (size_t)number << shift;
}

static void
bad_value(struct parse *parse, enum option_field field, const char *wanted)
{
	str name = arena_printf(parse->arena, "--%s", option_rows[field].name);

	diag_say(parse->log, DIAG_USAGE_VALUE, name, "\"%.*s\"; it takes %s",
	    STR_ARG(parse->out->given[field]), wanted);
	parse->ok = false;
}

static bool
is_language_tag(str tag)
{
	size_t run = 0, runs = 0;

	for (size_t i = 0; i <= tag.len; i++) {
		unsigned char c = i < tag.len ? (unsigned char)tag.at[i] : '-';

		if (c == '-') {
			if (run == 0 || run > 8 || (runs++ == 0 && run == 1))
				return false;
			run = 0;
		} else if (ascii_is_alpha(c) || (runs && ascii_is_digit(c))) {
			run++;
		} else {
			return false;
		}
	}
	return true;
}

/* Every place of a pattern must be one that filename_make fills. */
static bool
is_pattern(str pattern)
{
	static const char *const places[] = {"{title}", "{author}", "{site}", "{date}"};
	size_t at;

	while ((at = str_find_char(pattern, '{')) != STR_NOT_FOUND) {
		size_t i = 0;

		pattern = str_from(pattern, at);
		while (
		    i < sizeof places / sizeof *places && !str_starts(pattern, str_of(places[i])))
			i++;
		if (i == sizeof places / sizeof *places)
			return false;
		pattern = str_from(pattern, 1);
	}
	return true;
}

static void
check_selector(struct parse *parse)
{
	struct invocation *out = parse->out;
	str text = out->given[OPT_SELECTOR];
	struct select_fault fault;

	out->settings.selected = select_parse(parse->arena, text, &fault);
	if (!out->settings.selected)
		bad_value(parse, OPT_SELECTOR,
		    arena_zstr(parse->arena,
			arena_printf(parse->arena, "a CSS selector; at character %zu: %s",
			    utf8_count(str_head(text, fault.at)) + 1, fault.why)));
}

/* Values that can be wrong. */
static void
check_values(struct parse *parse)
{
	struct invocation *out = parse->out;
	str *given = out->given;
	uint32_t jobs = 0;
	struct date date;

	if (given[OPT_JOBS].len &&
	    (str_number(given[OPT_JOBS], 3, &jobs) != given[OPT_JOBS].len || jobs < 1 || jobs > 64))
		bad_value(parse, OPT_JOBS, "a number from 1 to 64");
	out->jobs = jobs;
	if (given[OPT_MAX_INPUT].len) {
		out->settings.max_input = parse_size(given[OPT_MAX_INPUT]);
		if (!out->settings.max_input)
			bad_value(parse, OPT_MAX_INPUT, "a size such as 500k, 200M or 1G");
	}
	out->max_size = MAX_SIZE;
	if (given[OPT_MAX_SIZE].len) {
		out->max_size = parse_size(given[OPT_MAX_SIZE]);
		if (!out->max_size)
			bad_value(parse, OPT_MAX_SIZE, "a size such as 500k, 18M or 1G");
	}
	if (given[OPT_BODY].len && !str_eq(given[OPT_BODY], STR("keep")) &&
	    !str_eq(given[OPT_BODY], STR("short")))
		bad_value(parse, OPT_BODY, "keep or short");
	if (given[OPT_FROM].len &&
	    (kind_named(given[OPT_FROM]) == KIND_UNKNOWN ||
		kind_named(given[OPT_FROM]) == KIND_FOREIGN))
		bad_value(parse, OPT_FROM, arena_zstr(parse->arena, kind_names(parse->arena)));
	if (given[OPT_TO].len && !format_named(given[OPT_TO]))
		bad_value(parse, OPT_TO, arena_zstr(parse->arena, format_names(parse->arena)));
	if (given[OPT_NAME_PATTERN].len && !is_pattern(given[OPT_NAME_PATTERN]))
		bad_value(parse, OPT_NAME_PATTERN, "{title}, {author}, {site} and {date}");
	if (given[OPT_LANG].len && !is_language_tag(given[OPT_LANG]))
		bad_value(parse, OPT_LANG, "a BCP 47 tag such as en or pt-BR");
	if (given[OPT_FEATURES_OF].at && learn_named(given[OPT_FEATURES_OF]) == LEARN_NOTHING)
		bad_value(
		    parse, OPT_FEATURES_OF, "types, titles, authors, dates, lines or dump-titles");
	if (given[OPT_SELECTOR].len)
		check_selector(parse);
	out->device = given[OPT_FOR].len ? device_named(given[OPT_FOR]) : device_generic();
	if (!out->device)
		bad_value(parse, OPT_FOR, arena_zstr(parse->arena, device_names(parse->arena)));
	if (given[OPT_MATH].len && !str_eq(given[OPT_MATH], STR("mathml")) &&
	    !str_eq(given[OPT_MATH], STR("text")))
		bad_value(parse, OPT_MATH, "mathml or text");
	if (given[OPT_DATE].len) {
		if (!date_parse(given[OPT_DATE], STR_NONE, &date))
			bad_value(parse, OPT_DATE, "a date such as 2026-11-24");
		else
			out->edition = date;
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

/* What the stages are told. For digest, words about the book are not about its articles. */
static void
fill_settings(struct invocation *out)
{
	const str *given = out->given;
	struct settings *settings = &out->settings;

	settings->whole = option_given(out, OPT_WHOLE);
	settings->pictures = !(out->command & (EXTRACT | EXPLAIN));
	if (settings->pictures)
		settings->formulas = str_eq(given[OPT_MATH], STR("text")) ||
			(!given[OPT_MATH].len && out->device && out->device->math == MATH_TEXT)
		    ? FORMULAS_AS_TEXT
		    : FORMULAS_AS_MARKUP;
	settings->smart = option_given(out, OPT_SMART);
	settings->selector = given[OPT_SELECTOR];
	settings->from = given[OPT_FROM];
	settings->base_url = given[OPT_BASE_URL];
	settings->model = given[OPT_MODEL];
	settings->include = out->values[OPT_INCLUDE].list;
	settings->include_count = out->values[OPT_INCLUDE].count;
	settings->exclude = out->values[OPT_EXCLUDE].list;
	settings->exclude_count = out->values[OPT_EXCLUDE].count;
	if (!settings->max_input)
		settings->max_input = LIMIT_INPUT_BYTES;
	if (out->command == DIGEST)
		return;
	settings->title = given[OPT_TITLE];
	settings->author = given[OPT_AUTHOR];
	settings->lang = given[OPT_LANG];
	settings->date = given[OPT_DATE];
	settings->series = given[OPT_SERIES];
	settings->publisher = given[OPT_PUBLISHER];
	settings->description = given[OPT_DESCRIPTION];
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
	if (parse.ok && !option_given(out, OPT_HELP) && !option_given(out, OPT_VERSION)) {
		check_commands(&parse);
		check_values(&parse);
		fill_settings(out);
	}
	return parse.ok;
}
