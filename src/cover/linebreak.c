/* What characters are to lines. */
#include "cover/linebreak.h"

#include <string.h>

#include "core/utf8.h"

/* Whether a line may be broken behind the character. */
static bool
breaks_behind(uint32_t code)
{
	return (code_is_space(code) && code != 0xA0 && code != 0x202F) || code == '-' ||
	    code == 0x2010 || code == 0x2013 || code == 0x2014;
}

static bool
is_hanging(uint32_t code)
{
	return code == '"' || code == '\'' || (code >= 0x2018 && code <= 0x201F) || code == 0xAB ||
	    code == 0x2039;
}

static bool
is_one_of(uint32_t code, const char *ascii)
{
	return code && code < 0x80 && strchr(ascii, (int)code);
}

static bool
ends_clause(uint32_t code)
{
	return is_one_of(code, ",;:.!?)") || code == 0x2013 || code == 0x2014 || code == 0x2026 ||
	    code == 0x3001 || code == 0x3002;
}

/* Of the Latin script. */
static bool
is_vowel(uint32_t code)
{
	code = code_lower(code);
	return is_one_of(code, "aeiouy") || (code >= 0xE0 && code <= 0xE6) ||
	    (code >= 0xE8 && code <= 0xEF) || (code >= 0xF2 && code <= 0xF6) ||
	    (code >= 0xF8 && code <= 0xFC);
}

static bool
is_hiragana(uint32_t code)
{
	return code >= 0x3041 && code <= 0x309F;
}

/* Japanese phrases end in hiragana, and most begin with another script. */
static bool
begins_word(uint32_t last, uint32_t code)
{
	return !code_is_unspaced(last) || (is_hiragana(last) && !is_hiragana(code));
}

/* Letters before a vowel that stay together. */
static size_t
onset_length(str text)
{
	static const char *const onsets[] = {"sch", "str", "spr", "ch", "th", "ph", "sh", "gh",
	    "qu", "st", "sp", "bl", "br", "cl", "cr", "dr", "fl", "fr", "gl", "gr", "kl", "kn",
	    "kr", "pl", "pr", "tr", "vr", "zw"};

	for (size_t i = 0; i < sizeof onsets / sizeof *onsets; i++) {
		str onset = str_of(onsets[i]);

		if (text.len >= onset.len && str_eq_nocase(str_head(text, onset.len), onset))
			return onset.len;
	}
	return text.len && ascii_is_alpha((unsigned char)text.at[0]) &&
	    !is_vowel((unsigned char)text.at[0]);
}

/* Whether a syllable seems to begin at `place`: consonants with a vowel behind them, which nothing
   before them belongs to. */
static bool
begins_syllable(str text, size_t place)
{
	size_t len = onset_length(str_from(text, place)), skip;

	if (len == 0 || place < 2 || place + len >= text.len ||
	    !is_vowel(utf8_decode(str_from(text, place + len), &skip)))
		return false;
	for (size_t back = 1; back <= 2; back++)
		if (onset_length(str_from(text, place - back)) > back)
			return false;
	return true;
}

/* The character before `place`, which is not the beginning. */
static uint32_t
code_before(str text, size_t place)
{
	size_t len;

	do
		place--;
	while (place && ((unsigned char)text.at[place] & 0xC0) == 0x80);
	return utf8_decode(str_from(text, place), &len);
}

/* What the text says of the glyph that stands for the character at `place`. */
void
linebreak_describe(struct glyph *glyph, str text, size_t place)
{
	size_t len;
	uint32_t code = utf8_decode(str_from(text, place), &len), last;

	glyph->is_space = code == ' ';
	glyph->hangs = is_hanging(code);
	glyph->ends_clause = ends_clause(code);
	if (place == 0)
		return;
	last = code_before(text, place);
	glyph->may_begin = !glyph->is_space && breaks_behind(last);
	glyph->begins_word = begins_word(last, code);
	glyph->may_tear = is_one_of(last, "/_.?&=:") && code_is_word(code);
	glyph->may_hyphenate = code_is_word(last) && begins_syllable(text, place);
}

static bool
is_hangul(uint32_t code)
{
	return code >= 0xAC00 && code <= 0xD7AF;
}

void
linebreak_allow(struct glyph *glyph, str text, size_t place, bool may_begin)
{
	size_t len;
	uint32_t code = utf8_decode(str_from(text, place), &len);

	glyph->may_begin = may_begin && !glyph->is_space;
	if (!is_hangul(code) || place == 0 || !is_hangul(code_before(text, place)))
		return;
	glyph->may_tear = glyph->may_begin;
	glyph->may_begin = false;
}
