/* Base64 as programs write it. */
#include "core/base64.h"

unsigned
base64_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (unsigned)(c - 'A');
	if (c >= 'a' && c <= 'z')
		return (unsigned)(c - 'a') + 26;
	if (c >= '0' && c <= '9')
		return (unsigned)(c - '0') + 52;
	if (c == '+' || c == '-')
		return 62;
	return c == '/' || c == '_' ? 63 : 64;
}

str
base64_decode(struct arena *arena, str text)
{
	char *to = arena_alloc(arena, text.len / 4 * 3 + 4);
	unsigned have = 0, value = 0;
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++) {
		unsigned six = base64_value(text.at[i]);

		/* Padding ends a run; programs write several behind one another. */
		if (text.at[i] == '=')
			have = 0;
		if (six == 64)
			continue;
		value = (value << 6 | six) & 0xFFFFFF;
		if (++have == 1)
			continue;
		to[n++] = (char)(value >> (have == 2 ? 4 : have == 3 ? 2 : 0) & 0xFF);
		if (have == 4)
			have = 0;
	}
	return (str){to, n};
}
