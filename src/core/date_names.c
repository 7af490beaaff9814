/* Names of months and days: folding and looking up. */
#include "core/date_names.h"

#include <string.h>

#include "core/utf8.h"

#define NAME_ROOM 36 /* bytes; longer words are no names */

struct name {
	char text[NAME_ROOM];
	char lang[3];
	uint8_t month;
};

static const struct name names[] = {
#define NAME(month, text) {text, "", month},
#define LOCAL(month, text, lang) {text, lang, month},
#include "core/date_names.def"
#undef NAME
#undef LOCAL
};

/* The letter without its accents, lower case; 0 for a mark that is left out. */
static uint32_t
fold_code(uint32_t code)
{
	static const char latin[] =
	    "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo/ouuuuyty"
	    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkk"
	    "llllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuu"
	    "wwyyyzzzzzzs";
	static const struct {
		uint32_t from, to;
	} others[] = {
	    {0x218, 's'},
	    {0x219, 's'},
	    {0x21A, 't'},
	    {0x21B, 't'},
	    {0x259, 'e'},
	    {0x390, 0x3B9},
	    {0x3AC, 0x3B1},
	    {0x3AD, 0x3B5},
	    {0x3AE, 0x3B7},
	    {0x3AF, 0x3B9},
	    {0x3AA, 0x3B9},
	    {0x3CA, 0x3B9},
	    {0x3CC, 0x3BF},
	    {0x3CD, 0x3C5},
	    {0x3CE, 0x3C9},
	    {0x3C2, 0x3C3},
	    {0x451, 0x435},
	    {0x622, 0x627},
	    {0x623, 0x627},
	    {0x625, 0x627},
	    {0x649, 0x64A},
	    {0x6CC, 0x64A},
	    {0x6A9, 0x643},
	    {0x6C1, 0x647},
	    {0x1ED9, 'o'},
	};

	code = code_lower(code);
	if (code < 0xC0)
		return code;
	if (code <= 0x17F)
		return (unsigned char)latin[code - 0xC0];
	if ((code >= 0x300 && code <= 0x36F) || (code >= 0x64B && code <= 0x652) || code == 0x640)
		return 0;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (others[i].from == code)
			return others[i].to;
	return code;
}

/* Returns the length; 0 when the word is too long for a name. */
static size_t
fold(str word, char to[NAME_ROOM])
{
	size_t n = 0, len;

	while (word.len) {
		uint32_t code = fold_code(utf8_decode(word, &len));

		if (n + 5 > NAME_ROOM)
			return 0;
		if (code)
			n += utf8_encode(code, to + n);
		word = str_from(word, len);
	}
	to[n] = '\0';
	return n;
}

/* Whether the language is that of the row, which names none or a primary subtag of two letters. */
static bool
is_lang(const struct name *name, str lang)
{
	return !name->lang[0] ||
	    (str_starts_nocase(lang, str_of(name->lang)) &&
		(lang.len == 2 || !ascii_is_alpha((unsigned char)lang.at[2])));
}

static bool
is_name(const char *name, const char *word)
{
	while (*name == *word && *name) {
		name++;
		word++;
	}
	return *name == *word || *name == '*';
}

int
date_name(str word, str lang)
{
	char folded[NAME_ROOM];

	if (word.len == 0 || fold(word, folded) == 0)
		return DATE_NO_NAME;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].text[0] == folded[0] && is_name(names[i].text, folded) &&
		    is_lang(&names[i], lang))
			return names[i].month;
	return DATE_NO_NAME;
}
