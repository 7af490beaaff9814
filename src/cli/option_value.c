/* The values of options: read, and refused with what they may be. */
#include "cli/filename.h"
#include "cli/mailto.h"
#include "cli/option.h"
#include "core/utf8.h"
#include "cover/cover.h"
#include "extract/learn.h"
#include "page/select.h"
#include "source/kind.h"
#include "unpack/sidecar.h"
#include "write/formats.h"

#define MAX_SIZE ((size_t)18 << 20) /* of a message, unless --max-size says another */

struct check {
	struct arena *arena;
	struct diag_log *log;
	struct invocation *out;
	bool ok;
};

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
bad_value(struct check *check, enum option_field field, const char *wanted)
{
	str name = arena_printf(check->arena, "--%s", option_rows[field].name);
	const struct option_place *place = &check->out->placed[field];

	check->ok = false;
	if (place->line) {
		diag_say(check->log, DIAG_MANIFEST_BAD,
		    arena_printf(check->arena, "%.*s:%u:%u", STR_ARG(place->file), place->line,
			place->column),
		    "\"%.*s\" cannot stand here; it takes %s", STR_ARG(check->out->given[field]),
		    wanted);
		return;
	}
	diag_say(check->log, DIAG_USAGE_VALUE, name, "\"%.*s\"; it takes %s",
	    STR_ARG(check->out->given[field]), wanted);
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

/* A word of a list with spaces between: its place; -1 when it is none of them. */
static int
word_of(str value, const char *words)
{
	str rest = str_of(words), word;
	int place = 0;

	for (; str_word(&rest, &word); place++)
		if (str_eq(word, value))
			return place;
	return -1;
}

static void
check_number(struct check *check, enum option_field field, size_t digits, uint64_t *number)
{
	str value = check->out->given[field];
	uint32_t read = 0;

	if (!value.len)
		return;
	if (str_number(value, digits, &read) != value.len || !read)
		bad_value(check, field, "a number from 1 on");
	*number = read;
}

/* "7d", "2w": in days; 0 when it is none. */
static uint32_t
days_of(str value)
{
	uint32_t number;
	size_t digits = str_number(value, 4, &number);
	str unit = str_from(value, digits);

	if (!digits)
		return 0;
	return str_eq(unit, STR("d")) ? number : str_eq(unit, STR("w")) ? number * 7 : 0;
}

static void
check_split(struct check *check)
{
	str value = check->out->given[OPT_SPLIT];
	struct edition_splitting *how = &check->out->splitting;
	uint32_t number;

	if (str_eq(value, STR("month")))
		how->split = EDITION_BY_MONTH;
	else if (str_eq(value, STR("year")))
		how->split = EDITION_BY_YEAR;
	else if (str_number(value, 6, &number) == value.len && number) {
		how->split = EDITION_BY_COUNT;
		how->count = number;
	} else if ((how->size = parse_size(value)))
		how->split = EDITION_BY_SIZE;
	else
		bad_value(
		    check, OPT_SPLIT, "a number of articles, a size such as 20M, month or year");
}

/* What a digest is made of. */
static void
check_edition(struct check *check)
{
	struct invocation *out = check->out;
	const str *given = out->given;
	uint64_t number = 0;
	int word;

	check_number(check, OPT_ISSUE, 9, &number);
	out->issue = (uint32_t)number;
	number = 0;
	check_number(check, OPT_MAX_ARTICLES, 9, &number);
	out->limits.articles = (size_t)number;
	check_number(check, OPT_MAX_WORDS, 9, &out->limits.words);
	word = word_of(given[OPT_SECTIONS], "auto folder feed tag site asked none");
	if (given[OPT_SECTIONS].at && word < 0)
		bad_value(check, OPT_SECTIONS, "auto, folder, feed, tag, site, asked or none");
	out->settings.sections = word < 0 ? SECTIONS_AUTO : (enum sections)word;
	word = word_of(given[OPT_ORDER], "auto newest oldest title given");
	if (given[OPT_ORDER].at && word < 0)
		bad_value(check, OPT_ORDER, "auto, newest, oldest, title or given");
	out->order = word < 0 ? BIND_AUTO : (enum bind_order)word;
	if (given[OPT_NEWER_THAN].at) {
		out->newer_days = days_of(given[OPT_NEWER_THAN]);
		if (!out->newer_days &&
		    !date_parse(given[OPT_NEWER_THAN], STR_NONE, &out->limits.newer_than))
			bad_value(check, OPT_NEWER_THAN,
			    "a date such as 2026-11-24, or an age such as 7d or 2w");
	}
	if (given[OPT_SPLIT].at)
		check_split(check);
	if (out->command == DIGEST && !bind_title_is_clean(given[OPT_TITLE]))
		bad_value(check, OPT_TITLE, "{name}, {date}, {day}, {issue} and {volume}");
}

/* KEY=VALUE; the keys are those of metadata beside an input. */
static void
check_meta(struct check *check)
{
	const struct option_values *values = &check->out->values[OPT_META];

	for (size_t i = 0; i < values->count; i++) {
		str value = values->list[i], key = STR_NONE, near;

		str_cut(&value, '=', &key);
		check->out->given[OPT_META] = values->list[i];
		near = sidecar_nearest(key);
		if (sidecar_has(key) && sidecar_set(check->arena, &check->out->told, key, value))
			continue;
		bad_value(check, OPT_META,
		    sidecar_has(key) ? "KEY=VALUE, with a value that the key can have"
				     : arena_zstr(check->arena,
					   near.len ? arena_printf(check->arena,
							  "a key that is known; did you mean %.*s?",
							  STR_ARG(near))
						    : arena_printf(check->arena, "one of %.*s",
							  STR_ARG(sidecar_names(check->arena)))));
	}
}

static void
check_selector(struct check *check)
{
	struct invocation *out = check->out;
	str text = out->given[OPT_SELECTOR];
	struct select_fault fault;

	out->settings.selected = select_parse(check->arena, text, &fault);
	if (!out->settings.selected)
		bad_value(check, OPT_SELECTOR,
		    arena_zstr(check->arena,
			arena_printf(check->arena, "a CSS selector; at character %zu: %s",
			    utf8_count(str_head(text, fault.at)) + 1, fault.why)));
}

/* A message goes to standard output, and is made for the device whose service it is. */
static void
check_mail(struct check *check)
{
	str *given = check->out->given, address = given[OPT_MAIL_TO];

	if (!mailto_is_address(address))
		bad_value(check, OPT_MAIL_TO, "one address, such as ann@kindle.com");
	if (!given[OPT_FOR].len)
		given[OPT_FOR] = str_of(mailto_device(address));
	if (!given[OPT_OUTPUT].at)
		given[OPT_OUTPUT] = STR("-");
}

/* Values that can be wrong. */
static void
check_values(struct check *check)
{
	struct invocation *out = check->out;
	str *given = out->given;
	uint32_t jobs = 0;
	int across, down, word;
	struct date date;

	if (given[OPT_JOBS].len &&
	    (str_number(given[OPT_JOBS], 3, &jobs) != given[OPT_JOBS].len || jobs < 1 || jobs > 64))
		bad_value(check, OPT_JOBS, "a number from 1 to 64");
	out->jobs = jobs;
	if (given[OPT_MAX_INPUT].len) {
		out->settings.max_input = parse_size(given[OPT_MAX_INPUT]);
		if (!out->settings.max_input)
			bad_value(check, OPT_MAX_INPUT, "a size such as 500k, 200M or 1G");
	}
	if (out->command == ATTACH)
		out->max_size = MAX_SIZE;
	if (given[OPT_MAX_SIZE].len) {
		out->max_size = parse_size(given[OPT_MAX_SIZE]);
		if (!out->max_size)
			bad_value(check, OPT_MAX_SIZE, "a size such as 500k, 18M or 1G");
	}
	word = word_of(given[OPT_IMAGES], "full small none");
	if (given[OPT_IMAGES].at && word < 0)
		bad_value(check, OPT_IMAGES, "none, small or full");
	out->settings.images = word < 0 ? IMAGES_FULL : (enum images)word;
	if (given[OPT_BODY].at && word_of(given[OPT_BODY], "keep short") < 0)
		bad_value(check, OPT_BODY, "keep or short");
	if (given[OPT_FROM].len &&
	    (kind_named(given[OPT_FROM]) == KIND_UNKNOWN ||
		kind_named(given[OPT_FROM]) == KIND_FOREIGN))
		bad_value(check, OPT_FROM, arena_zstr(check->arena, kind_names(check->arena)));
	if (given[OPT_TO].len && !format_named(given[OPT_TO]))
		bad_value(check, OPT_TO, arena_zstr(check->arena, format_names(check->arena)));
	if (given[OPT_NAME_PATTERN].len && !filename_pattern_is_clean(given[OPT_NAME_PATTERN]))
		bad_value(check, OPT_NAME_PATTERN, FILENAME_PLACES);
	if (given[OPT_COVER_SIZE].at && !cover_parse_size(given[OPT_COVER_SIZE], &across, &down))
		bad_value(check, OPT_COVER_SIZE,
		    "width and height, such as 1200x1920: 240 to 4096 pixels, the height 1 to 2.5 "
		    "times the width");
	if (given[OPT_LANG].len && !is_language_tag(given[OPT_LANG]))
		bad_value(check, OPT_LANG, "a BCP 47 tag such as en or pt-BR");
	if (given[OPT_FEATURES_OF].at && learn_named(given[OPT_FEATURES_OF]) == LEARN_NOTHING)
		bad_value(
		    check, OPT_FEATURES_OF, "types, titles, authors, dates, lines or dump-titles");
	check_meta(check);
	if (given[OPT_SELECTOR].len)
		check_selector(check);
	check_edition(check);
	if (given[OPT_MAIL_TO].len)
		check_mail(check);
	out->device = given[OPT_FOR].len ? device_named(given[OPT_FOR]) : device_generic();
	if (!out->device)
		bad_value(check, OPT_FOR, arena_zstr(check->arena, device_names(check->arena)));
	if (given[OPT_MATH].at && word_of(given[OPT_MATH], "mathml text") < 0)
		bad_value(check, OPT_MATH, "mathml or text");
	if (given[OPT_DATE].len) {
		if (!date_parse(given[OPT_DATE], STR_NONE, &date))
			bad_value(check, OPT_DATE, "a date such as 2026-11-24");
		else
			out->edition = date;
	} else if (out->command == DIGEST) {
		out->edition = out->told.date;
	}
}

/* What the stages are told. For digest, words about the book are not about its articles. */
static void
fill_settings(struct invocation *out)
{
	const str *given = out->given;
	struct settings *settings = &out->settings;

	settings->whole = option_given(out, OPT_WHOLE);
	settings->pictures = !(out->command & (EXTRACT | EXPLAIN | FEATURES));
	if (settings->pictures)
		settings->formulas = str_eq(given[OPT_MATH], STR("text")) ||
			(!given[OPT_MATH].len && out->device && out->device->math == MATH_TEXT)
		    ? FORMULAS_AS_TEXT
		    : FORMULAS_AS_MARKUP;
	settings->smart = option_given(out, OPT_SMART);
	settings->keeps_animation = option_given(out, OPT_KEEP_ANIMATION);
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
	settings->told = option_given(out, OPT_META) ? &out->told : NULL;
	settings->title = given[OPT_TITLE];
	settings->author = given[OPT_AUTHOR];
	settings->lang = given[OPT_LANG];
	settings->date = given[OPT_DATE];
	settings->series = given[OPT_SERIES];
	settings->publisher = given[OPT_PUBLISHER];
	settings->description = given[OPT_DESCRIPTION];
}

bool
option_check(struct arena *arena, struct diag_log *log, struct invocation *out)
{
	struct check check = {arena, log, out, true};

	check_values(&check);
	fill_settings(out);
	return check.ok;
}
