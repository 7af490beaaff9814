/* Reading a file of rules. */
#include "core/url.h"
#include "core/utf8.h"
#include "rules/rules.h"

#define LABEL_BYTES 300 /* of a host and path */

struct parse {
	struct arena *arena;
	struct diag_log *log;
	str path, line; /* the line that is read */
	uint32_t number;
	struct rules *rules;
	struct rule_section *section; /* NULL before the first, or in one that is not understood */
	bool lost;                    /* the section around was not understood */
	bool good;
};

static const struct {
	const char *name;
	bool takes_attribute;
} keys[] = {
#define RULE(key, symbol, takes_attribute) {key, takes_attribute},
#include "rules/key.def"
#undef RULE
};

str
rules_key_name(enum rule_key key)
{
	return str_of(keys[key].name);
}

/* Says what is wrong at a place in the line. */
static void
refuse(struct parse *p, const char *at, str why)
{
	uint32_t column = 1;
	str name;

	for (const char *c = p->line.at; c < at; c++)
		column += ((unsigned char)*c & 0xC0) != 0x80;
	name = arena_printf(p->arena, "%.*s:%u:%u", STR_ARG(p->path), p->number, column);
	diag_say(p->log, DIAG_RULES_BAD, name, "%.*s", STR_ARG(why));
	p->good = false;
}

static bool
is_host_char(unsigned char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c) || c == '-' || c == '_' || c >= 0x80;
}

/* A host's name without stars. */
static bool
check_host(struct parse *p, str host)
{
	bool label = false;

	for (size_t i = 0; i < host.len; i++) {
		unsigned char c = (unsigned char)host.at[i];

		if (c == ':') {
			refuse(p, host.at + i,
			    STR("a host has no port or https:// here; leave it out"));
			return false;
		}
		if (c == '*') {
			refuse(p, host.at + i,
			    STR("a star stands alone or before a dot at the start: *.example.org"));
			return false;
		}
		if (c == '.' ? !label : !is_host_char(c)) {
			refuse(p, host.at + i,
			    STR("this does not belong to a host such as example.org"));
			return false;
		}
		label = c != '.';
	}
	if (!label)
		refuse(p, host.at + host.len, STR("the name of a host is expected here"));
	return label;
}

static struct rule_section *
find_same(const struct rules *rules, const struct rule_section *section)
{
	for (size_t i = 0; i < rules->count; i++) {
		struct rule_section *other = &rules->sections[i];

		if (str_eq(other->host, section->host) && other->below == section->below &&
		    str_eq(other->path, section->path))
			return other;
	}
	return NULL;
}

/* Splits "host/path". */
static bool
read_label(struct parse *p, struct rule_section *section)
{
	str label = section->label, host = label;
	size_t slash = str_find_char(label, '/');

	if (label.len > LABEL_BYTES) {
		refuse(p, label.at,
		    STR("a host and path have 300 bytes at most; write a shorter one"));
		return false;
	}
	section->path = STR("");
	if (slash != STR_NOT_FOUND && !str_starts(str_from(label, slash), STR("//"))) {
		host = str_head(label, slash);
		section->path = url_decode(p->arena, str_from(label, slash));
	}
	if (str_eq(host, STR("*"))) {
		section->host = STR("");
		return true;
	}
	section->below = str_starts(host, STR("*."));
	host = str_from(host, section->below ? 2 : 0);
	if (!check_host(p, host))
		return false;
	host = arena_lower(p->arena, host);
	if (str_starts(host, STR("www.")) && !section->below)
		host = str_from(host, 4);
	section->host = host;
	return true;
}

/* "[host/path]" */
static void
read_section(struct parse *p, str text)
{
	struct rule_section section = {.line = p->number};
	const struct rule_section *same;
	size_t close = str_rfind_char(text, ']');

	p->section = NULL;
	p->lost = true;
	if (close != text.len - 1) {
		refuse(p, text.at + (close == STR_NOT_FOUND ? text.len : close + 1),
		    close == STR_NOT_FOUND
			? STR("] is expected here")
			: STR("nothing may follow the ]; a comment has a line of its own"));
		return;
	}
	section.label = str_trim((str){text.at + 1, close - 1});
	if (!read_label(p, &section))
		return;
	same = find_same(p->rules, &section);
	if (same) {
		refuse(p, text.at,
		    arena_printf(p->arena, "the section stands in line %u too; put its lines there",
			same->line));
		return;
	}
	if (p->rules->count == RULES_SECTIONS) {
		refuse(p, text.at, STR("there are more than 2000 sections; leave some out"));
		return;
	}
	p->section = ARENA_PUSH(p->arena, p->rules->sections, p->rules->count, p->rules->room);
	*p->section = section;
	p->lost = false;
}

static void
refuse_key(struct parse *p, str key)
{
	size_t best = key.len / 2 + 1;
	str near = STR_NONE;

	for (size_t i = 0; i < RULE_COUNT; i++) {
		size_t far = str_distance(key, str_of(keys[i].name));

		if (far < best) {
			best = far;
			near = str_of(keys[i].name);
		}
	}
	refuse(p, key.at,
	    near.len ? arena_printf(p->arena, "there is no key %.*s; did you mean %.*s?",
			   STR_ARG(str_head(key, 40)), STR_ARG(near))
		     : arena_printf(p->arena,
			   "there is no key %.*s; the keys are content, remove, title, author and "
			   "date",
			   STR_ARG(str_head(key, 40))));
}

/* The place of the @ before an attribute's name, or STR_NOT_FOUND: one in quotation marks or behind
   a backslash is the selector's own. */
static size_t
find_attribute(str value)
{
	size_t at = str_rfind_char(value, '@');

	if (at == STR_NOT_FOUND || (at && value.at[at - 1] == '\\'))
		return STR_NOT_FOUND;
	for (size_t i = at + 1; i < value.len; i++)
		if (!is_host_char((unsigned char)value.at[i]) && value.at[i] != ':')
			return STR_NOT_FOUND;
	return at;
}

static void
read_rule(struct parse *p, enum rule_key key, str value)
{
	struct rule_lines *lines = &p->section->lines[key];
	struct select_fault fault;
	struct rule rule = {.line = p->number};
	size_t at = find_attribute(value);

	if (at != STR_NOT_FOUND && !keys[key].takes_attribute) {
		refuse(p, value.at + at, STR("only title, author and date take an @attribute"));
		return;
	}
	if (at != STR_NOT_FOUND) {
		rule.attribute = arena_lower(p->arena, str_from(value, at + 1));
		if (!rule.attribute.len) {
			refuse(p, value.at + value.len,
			    STR("the name of an attribute is expected here"));
			return;
		}
		value = str_trim(str_head(value, at));
	}
	rule.selector = select_parse(p->arena, value, &fault);
	if (!rule.selector) {
		refuse(p, value.at + fault.at, str_of(fault.why));
		return;
	}
	if (lines->count == RULES_LINES) {
		refuse(p, value.at,
		    STR("the key has 64 lines already; put selectors together, "
			"with a comma between"));
		return;
	}
	*ARENA_PUSH(p->arena, lines->list, lines->count, lines->room) = rule;
}

/* "key = selector"; without a selector the key says nothing, nor do less specific sections. */
static void
read_key(struct parse *p, str text)
{
	size_t equals = str_find_char(text, '=');
	str key = str_trim(str_head(text, equals == STR_NOT_FOUND ? text.len : equals)), value;
	size_t i = 0;

	if (!key.len) {
		refuse(p, text.at, STR("a key is expected before the ="));
		return;
	}
	if (equals == STR_NOT_FOUND) {
		refuse(p, text.at, STR("a line is [host], key = selector, or # and a comment"));
		return;
	}
	while (i < RULE_COUNT && !str_eq_nocase(key, str_of(keys[i].name)))
		i++;
	if (i == RULE_COUNT) {
		refuse_key(p, key);
		return;
	}
	if (!p->section) {
		if (!p->lost)
			refuse(p, text.at,
			    STR("it stands before the first section; begin with a line such as "
				"[example.org]"));
		return;
	}
	value = str_trim(str_from(text, equals + 1));
	p->section->lines[i].said = true;
	if (value.len)
		read_rule(p, (enum rule_key)i, value);
}

/* How many bytes of the text are UTF-8. */
static size_t
valid_length(str text)
{
	size_t at = 0, len;

	while (at < text.len &&
	    (utf8_decode(str_from(text, at), &len) != UTF8_REPLACEMENT ||
		str_starts(str_from(text, at), STR("\xEF\xBF\xBD"))))
		at += len;
	return at;
}

static void
read_line(struct parse *p)
{
	str text = str_trim(p->line);
	size_t good = valid_length(p->line);

	if (p->line.len > RULES_LINE_BYTES)
		refuse(p, p->line.at, STR("a line has 4096 bytes at most; write several"));
	else if (good < p->line.len)
		refuse(p, p->line.at + good, STR("this is not UTF-8; save the file as UTF-8"));
	else if (!text.len || text.at[0] == '#')
		return;
	else if (text.at[0] == '[')
		read_section(p, text);
	else
		read_key(p, text);
}

const struct rules *
rules_parse(struct arena *arena, struct diag_log *log, str path, str text)
{
	struct parse p = {.arena = arena, .log = log, .path = path, .good = true};
	size_t slash = str_rfind_char(path, '/');

	p.rules = arena_alloc(arena, sizeof *p.rules);
	p.rules->name = slash == STR_NOT_FOUND ? path : str_from(path, slash + 1);
	if (str_starts(text, STR("\xEF\xBB\xBF")))
		text = str_from(text, 3);
	while (str_cut(&text, '\n', &p.line)) {
		p.number++;
		read_line(&p);
	}
	return p.good ? p.rules : NULL;
}
