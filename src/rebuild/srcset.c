/* Addresses of a picture in several sizes. */
#include "rebuild/srcset.h"

/* One descriptor such as 640w or 1.5x; false for what the standard does not know. */
static bool
take_descriptor(str word, struct candidate *candidate)
{
	uint32_t whole = 0, part = 0;
	size_t digits = str_number(word, 8, &whole), parts = 0;
	str rest = str_from(word, digits);

	if (str_eq(rest, STR("w")) && digits && whole) {
		candidate->width = whole;
		return true;
	}
	if (str_eq(rest, STR("h")) && digits)
		return true;
	if (str_starts(rest, STR("."))) {
		parts = str_number(str_from(rest, 1), 2, &part);
		rest = str_from(rest, 1 + parts);
		while (rest.len && ascii_is_digit((unsigned char)*rest.at))
			rest = str_from(rest, 1);
	}
	if (!str_eq(rest, STR("x")) || digits + parts == 0 || whole > 1000)
		return false;
	candidate->density = whole * 100 + (parts == 1 ? part * 10 : part);
	return true;
}

/* Descriptors up to the comma that ends the candidate; commas in brackets are theirs. */
static bool
take_descriptors(str *rest, struct candidate *candidate)
{
	size_t len = 0, depth = 0;
	bool is_good = true;
	str all, word;

	for (; len < rest->len; len++) {
		char c = rest->at[len];

		if (c == ',' && !depth)
			break;
		depth += c == '(';
		depth -= c == ')' && depth;
	}
	all = str_head(*rest, len);
	*rest = str_from(*rest, len + (len < rest->len));
	while (str_word(&all, &word))
		is_good = take_descriptor(word, candidate) && is_good;
	return is_good;
}

bool
srcset_next(str *rest, struct candidate *candidate)
{
	while (rest->len) {
		size_t len = 0;
		bool is_good = true, has_comma = false;

		while (rest->len && (*rest->at == ',' || ascii_is_space((unsigned char)*rest->at)))
			*rest = str_from(*rest, 1);
		while (len < rest->len && !ascii_is_space((unsigned char)rest->at[len]))
			len++;
		*candidate = (struct candidate){.address = str_head(*rest, len), .density = 100};
		*rest = str_from(*rest, len);
		while (candidate->address.len &&
		    candidate->address.at[candidate->address.len - 1] == ',') {
			candidate->address.len--;
			has_comma = true;
		}
		if (!has_comma)
			is_good = take_descriptors(rest, candidate);
		if (is_good && candidate->address.len)
			return true;
	}
	return false;
}

/* Whether a is to be had rather than b. */
static bool
is_better(const struct candidate *a, const struct candidate *b, uint32_t wide)
{
	if (!b->address.len)
		return true;
	if (a->width && b->width) {
		if (a->width < wide || b->width < wide)
			return a->width > b->width;
		return a->width < b->width;
	}
	if (a->width || b->width)
		return a->width > 0;
	if (a->density > 200 || b->density > 200)
		return a->density < b->density;
	return a->density > b->density;
}

str
srcset_best(str srcset, uint32_t wide, bool (*is_good)(str address))
{
	struct candidate best = {{0}, 0, 0}, one;

	while (srcset_next(&srcset, &one))
		if ((!is_good || is_good(one.address)) && is_better(&one, &best, wide))
			best = one;
	return best.address;
}
