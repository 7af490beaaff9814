/* Links of a text: numbers in brackets, and a list of addresses at the end. */
#include "unpack/plain.h"

#define LEAST_REFERENCES 2
#define LIMIT_REFERENCES 5000
#define HEAD_WORDS 3 /* of a line above the list */

/* "[12]" at the start: its length and number. */
static size_t
number_length(str s, uint32_t *number)
{
	size_t digits;

	if (!str_starts(s, STR("[")))
		return 0;
	digits = str_number(str_from(s, 1), 4, number);
	if (!digits || !*number || *number > LIMIT_REFERENCES ||
	    !str_starts(str_from(s, 1 + digits), STR("]")))
		return 0;
	return digits + 2;
}

/* "[12] https://…" and nothing else, ":" allowed between. */
static bool
is_entry(str text, uint32_t *number, str *address)
{
	size_t n;

	text = str_trim(text);
	n = number_length(text, number);
	if (!n)
		return false;
	text = str_from(text, n);
	if (str_starts(text, STR(":")))
		text = str_from(text, 1);
	*address = str_trim(text);
	if (str_starts(*address, STR("<")) && str_ends(*address, STR(">")))
		*address = (str){address->at + 1, address->len - 2};
	return plain_address(*address) == address->len && address->len;
}

/* The line above a list, a heading as "Links:". */
static void
cut_head(struct plain *plain, size_t at)
{
	while (at &&
	    (plain->lines[at - 1].is_out || str_is_blank(plain->lines[at - 1].text) ||
		plain_is_rule(plain->lines[at - 1].text)))
		plain->lines[--at].is_out = true;
	if (at && str_words(plain->lines[at - 1].text) <= HEAD_WORDS &&
	    (str_ends(str_trim(plain->lines[at - 1].text), STR(":")) ||
		str_ends(str_trim(plain->lines[at - 1].text), STR("--"))))
		plain->lines[at - 1].is_out = true;
}

void
plain_take_references(struct plain *plain)
{
	size_t count = 0, first = plain->count;
	uint32_t number, most = 0;
	str address;

	for (size_t i = 0; i < plain->count; i++)
		if (is_entry(plain->lines[i].text, &number, &address)) {
			count++;
			most = number > most ? number : most;
			first = i < first ? i : first;
		}
	if (count < LEAST_REFERENCES)
		return;
	plain->reference_count = (size_t)most + 1;
	plain->references =
	    arena_array(plain->ctx->arena, plain->reference_count, sizeof *plain->references);
	for (size_t i = first; i < plain->count; i++)
		if (is_entry(plain->lines[i].text, &number, &address)) {
			plain->references[number] = address;
			plain->lines[i].is_out = true;
		}
	cut_head(plain, first);
}

size_t
plain_reference(const struct plain *plain, str s, str *address)
{
	uint32_t number;
	size_t n = plain->reference_count ? number_length(s, &number) : 0;

	if (!n || number >= plain->reference_count || !plain->references[number].len)
		return 0;
	*address = plain->references[number];
	return n;
}
