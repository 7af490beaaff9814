/* What stands before names in bylines: "By", "Text und Fotos:", "文と写真・". */
#include "core/utf8.h"
#include "extract/byline.h"

#define PARTS_MAX 12 /* words and marks of one credit */
#define NAME_LETTERS 4

enum credit { BY, MARKED, BARE, TEXT, PICTURES, JOINT, OF };

static const struct {
	enum credit kind;
	const char *words;
} rows[] = {
#define CREDIT(kind, words) {kind, words},
#include "extract/byline_prefix.def"
#undef CREDIT
};

/* Bytes of text that say `words`, whatever their case; 0 when it does not begin so. */
static size_t
match(str text, str words)
{
	size_t at = 0, len, other;

	for (size_t i = 0; i < words.len; i += other) {
		uint32_t wanted = utf8_decode(str_from(words, i), &other);

		if (at >= text.len ||
		    code_lower(utf8_decode(str_from(text, at), &len)) != code_lower(wanted))
			return 0;
		at += len;
	}
	return at;
}

/* A quick look at the first byte: most texts begin with none of the words. */
static bool
may_begin(str text, const char *words)
{
	unsigned char a = text.len ? (unsigned char)text.at[0] : 0, b = (unsigned char)words[0];

	/* Letters of three bytes have no case here; of two, one letter's cases may begin otherwise.
	 */
	if (a < 0x80 || b < 0x80 || a >= 0xE0 || b >= 0xE0)
		return a == b || ((a | 0x20) == (b | 0x20) && ascii_is_alpha(a));
	return true;
}

static uint32_t
first_code(str text)
{
	size_t len;

	return text.len ? utf8_decode(text, &len) : ' ';
}

/* The words end where text begins: letters of scripts without spaces need no space. */
static bool
is_edge(str words, str rest)
{
	return !rest.len || !code_is_word(first_code(rest)) ||
	    code_is_unspaced(first_code(words)) || !code_is_word(first_code(words));
}

/* Bytes of the spaces and the colon, bar or equals sign at the start of text; *marked: there is
   one. */
static size_t
skip_mark(str text, bool *marked)
{
	static const char *const marks[] = {":", "：", "=", "＝", "／", "/", "・", "|", "｜", "︰"};
	size_t at = 0, count = sizeof marks / sizeof marks[0];

	*marked = false;
	while (at < text.len && text.at[at] == ' ')
		at++;
	for (size_t i = 0; i < count && !*marked; i++)
		if (str_starts(str_from(text, at), str_of(marks[i]))) {
			at += str_of(marks[i]).len;
			*marked = true;
		}
	while (at < text.len && text.at[at] == ' ')
		at++;
	return at;
}

/* The longest words of a kind at the start of text, in bytes; *row is theirs. */
static size_t
longest(str text, enum credit first, enum credit last, size_t *row)
{
	size_t best = 0;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		str words;
		size_t len;

		if (rows[i].kind < first || rows[i].kind > last || !may_begin(text, rows[i].words))
			continue;
		words = str_of(rows[i].words);
		if (words.len <= best)
			continue;
		len = match(text, words);
		if (len > best && is_edge(words, str_from(text, len))) {
			best = len;
			*row = i;
		}
	}
	return best;
}

size_t
byline_credit(str text, bool *pictures)
{
	size_t at = 0, end = 0, made = 0, row = 0, len, skipped;
	bool marked = false, unspaced = false, texts = false;

	text = str_head(text, 200);
	for (size_t parts = 0; parts < PARTS_MAX; parts++) {
		while (at < text.len && text.at[at] == ' ')
			at++;
		len = longest(str_from(text, at), TEXT, PICTURES, &row);
		if (len) {
			made++;
			texts |= rows[row].kind == TEXT;
			unspaced = code_is_unspaced(first_code(str_from(text, at)));
			end = at + len;
		} else if (!made || !(len = longest(str_from(text, at), JOINT, JOINT, &row))) {
			break;
		}
		at += len;
	}
	*pictures = made && !texts;
	if (!made)
		return 0;
	at = end; /* before a joint that joins nothing */
	skipped = skip_mark(str_from(text, at), &marked);
	if (marked || (unspaced && made > 1 && skipped))
		return at + skipped;
	len = longest(str_from(text, at + skipped), OF, OF, &row);
	if (!len)
		return 0;
	at += skipped + len;
	return at + skip_mark(str_from(text, at), &marked);
}

/* "記者王小明": a name right behind, not the rest of a sentence. */
static bool
is_bare_name(str rest)
{
	size_t letters = 0, len;

	for (size_t at = 0; at < rest.len && letters <= NAME_LETTERS; at += len, letters++)
		if (!code_is_unspaced(utf8_decode(str_from(rest, at), &len)))
			break;
	return letters >= 2 && letters <= NAME_LETTERS;
}

/* "Di Moss", "Von Miller": a name, not a word for "by". */
static bool
is_of_name(str text, size_t words, str rest, bool marked)
{
	size_t count = 0;
	str word;

	while (str_word(&rest, &word))
		count++;
	return words <= 4 && text.at[0] >= 'A' && text.at[0] <= 'Z' && text.at[0] != 'B' &&
	    !marked && count == 1;
}

size_t
byline_prefix(str text)
{
	bool pictures;
	size_t best = byline_credit(text, &pictures), longest_words = 0;

	if (pictures)
		best = 0;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		str words, rest;
		size_t len, mark;
		bool marked;

		if (rows[i].kind > BARE || !may_begin(text, rows[i].words))
			continue;
		words = str_of(rows[i].words);
		if (words.len <= longest_words || !(len = match(text, words)))
			continue;
		rest = str_from(text, len);
		mark = skip_mark(rest, &marked);
		if (!is_edge(words, rest) || (rows[i].kind == MARKED && !marked) ||
		    (rows[i].kind == BARE && !marked && !mark && rest.len && !is_bare_name(rest)) ||
		    is_of_name(text, len, rest, marked))
			continue;
		longest_words = words.len;
		if (len + mark > best)
			best = len + mark;
	}
	return best;
}
