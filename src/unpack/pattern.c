/* Patterns of addresses: two wildcards, in time of the product of both lengths at most. */
#include "unpack/pattern.h"

static bool
matches(str pattern, str text)
{
	size_t p = 0, t = 0, star = STR_NOT_FOUND, from = 0;

	while (t < text.len) {
		if (p < pattern.len && pattern.at[p] == '*') {
			star = p++;
			from = t;
		} else if (p < pattern.len &&
		    (pattern.at[p] == '?' ||
			ascii_lower((unsigned char)pattern.at[p]) ==
			    ascii_lower((unsigned char)text.at[t]))) {
			p++;
			t++;
		} else if (star != STR_NOT_FOUND) {
			p = star + 1;
			t = ++from;
		} else {
			return false;
		}
	}
	while (p < pattern.len && pattern.at[p] == '*')
		p++;
	return p == pattern.len;
}

bool
pattern_matches(str pattern, str address)
{
	size_t scheme;

	address = str_head(address, str_find_char(address, '#'));
	scheme = str_find(address, STR("://"));
	return matches(pattern, address) ||
	    (scheme != STR_NOT_FOUND && matches(pattern, str_from(address, scheme + 3)));
}

bool
pattern_any(const str *patterns, size_t count, str address)
{
	for (size_t i = 0; i < count; i++)
		if (pattern_matches(patterns[i], address))
			return true;
	return false;
}
