/* Headers of a web archive's records (ISO 28500:2017, section 5; 0.17 and 0.18 were the same). */
#include "unpack/warc_record.h"

size_t
warc_head_size(str bytes)
{
	size_t at = 0;

	while (at < bytes.len) {
		size_t end = str_find_char(str_from(bytes, at), '\n');

		if (end == STR_NOT_FOUND)
			return 0;
		if (end == 0 || (end == 1 && bytes.at[at] == '\r'))
			return at + end + 1;
		at += end + 1;
	}
	return 0;
}

static bool
parse_length(str value, uint64_t *length)
{
	*length = 0;
	if (!value.len || value.len > 18)
		return false;
	for (size_t i = 0; i < value.len; i++) {
		if (!ascii_is_digit((unsigned char)value.at[i]))
			return false;
		*length = *length * 10 + (uint64_t)(value.at[i] - '0');
	}
	return true;
}

static enum warc_type
type_named(str value)
{
	static const struct {
		const char *name;
		enum warc_type type;
	} types[] = {
	    {"response", WARC_RESPONSE},
	    {"resource", WARC_RESOURCE},
	    {"request", WARC_REQUEST},
	    {"revisit", WARC_REVISIT},
	    {"conversion", WARC_CONVERSION},
	};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (str_eq_nocase(value, str_of(types[i].name)))
			return types[i].type;
	return WARC_OTHER;
}

static str
without_brackets(str value)
{
	if (str_starts(value, STR("<")) && str_ends(value, STR(">")))
		return str_head(str_from(value, 1), value.len - 2);
	return value;
}

bool
warc_head_parse(str bytes, struct warc_head *head)
{
	bool has_length = false;
	str line, rest;

	*head = (struct warc_head){0};
	head->size = str_starts_nocase(bytes, STR("WARC/")) ? warc_head_size(bytes) : 0;
	if (!head->size)
		return false;
	rest = str_head(bytes, head->size);
	str_cut(&rest, '\n', &line);
	while (str_cut(&rest, '\n', &line)) {
		size_t colon = str_find_char(line, ':');
		str name = str_trim(str_head(line, colon)), value = STR_NONE;

		/* A line that goes on with the one before it says nothing that is needed. */
		if (colon == STR_NOT_FOUND || line.at[0] == ' ' || line.at[0] == '\t')
			continue;
		value = str_trim(str_from(line, colon + 1));
		if (str_eq_nocase(name, STR("WARC-Type")))
			head->type = type_named(value);
		else if (str_eq_nocase(name, STR("WARC-Target-URI")))
			head->target = without_brackets(value);
		else if (str_eq_nocase(name, STR("WARC-Refers-To-Target-URI")))
			head->refers = without_brackets(value);
		else if (str_eq_nocase(name, STR("WARC-Payload-Digest")))
			head->digest = value;
		else if (str_eq_nocase(name, STR("WARC-Date")))
			head->date = value;
		else if (str_eq_nocase(name, STR("WARC-Resource-Type")))
			head->resource_type = value;
		else if (str_eq_nocase(name, STR("Content-Type")))
			head->media = value;
		else if (str_eq_nocase(name, STR("Content-Length")))
			has_length = parse_length(value, &head->length);
	}
	return has_length;
}

size_t
warc_head_find(str bytes)
{
	size_t at = 0;

	while (at < bytes.len) {
		size_t found = str_find(str_from(bytes, at), STR("\nWARC/"));

		if (found == STR_NOT_FOUND || at + found + 6 >= bytes.len)
			break;
		at += found + 1;
		if (ascii_is_digit((unsigned char)bytes.at[at + 5]))
			return at;
	}
	return STR_NOT_FOUND;
}
