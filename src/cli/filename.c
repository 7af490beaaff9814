/* Names of files. */
#include "cli/filename.h"

#include <stddef.h>
#include <string.h>

#include "core/utf8.h"

struct row {
	uint16_t code;
	char letters[6];
};

static const struct row rows[] = {
#define ROW(code, letters) {code, letters},
#include "cli/transliterate.def"
#undef ROW
};

const char *
filename_transliterate(uint32_t code)
{
	size_t low = 0, high = sizeof rows / sizeof *rows;

	if (code >= 0x300 && code <= 0x36F)
		return "";
	while (low < high) {
		size_t mid = (low + high) / 2;

		if (rows[mid].code == code)
			return rows[mid].letters;
		if (rows[mid].code < code)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

/* The character that a letter and a mark behind it make, as Unicode's form C has it, for the
   scripts whose letters stay: kana with voicing marks, Hangul from its parts. 0 for none. */
static uint32_t
compose(uint32_t letter, uint32_t mark)
{
	bool kana =
	    (letter >= 0x304B && letter <= 0x3062) || (letter >= 0x30AB && letter <= 0x30C2);

	if (mark == 0x3099) {
		if ((kana && (letter & 1)) || letter == 0x3064 || letter == 0x3066 ||
		    letter == 0x3068 || letter == 0x30C4 || letter == 0x30C6 || letter == 0x30C8)
			return letter + 1;
		if (letter == 0x3046 || letter == 0x30A6)
			return letter + 0x4E;
	}
	if ((mark == 0x3099 || mark == 0x309A) &&
	    ((letter >= 0x306F && letter <= 0x307B && (letter - 0x306F) % 3 == 0) ||
		(letter >= 0x30CF && letter <= 0x30DB && (letter - 0x30CF) % 3 == 0)))
		return letter + (mark - 0x3098);
	if (letter >= 0x1100 && letter <= 0x1112 && mark >= 0x1161 && mark <= 0x1175)
		return 0xAC00 + ((letter - 0x1100) * 21 + (mark - 0x1161)) * 28;
	if (letter >= 0xAC00 && letter <= 0xD7A3 && (letter - 0xAC00) % 28 == 0 && mark >= 0x11A8 &&
	    mark <= 0x11C2)
		return letter + (mark - 0x11A7);
	return 0;
}

/* Put a mark into the letter before it where the two make one character. */
static bool
join_mark(struct buf *to, size_t from, uint32_t mark)
{
	size_t at = to->len, len;
	uint32_t whole;

	while (at > from && ((unsigned char)to->at[at - 1] & 0xC0) == 0x80)
		at--;
	if (at == from)
		return false;
	whole = compose(utf8_decode((str){to->at + at - 1, to->len - at + 1}, &len), mark);
	if (!whole)
		return false;
	to->len = at - 1;
	buf_utf8(to, whole);
	return true;
}

/* Marks of a title that every disk bears, and those on letters. */
static bool
is_mark_of_title(uint32_t code)
{
	return (code < 0x80 && code && strchr("'!&(),-;+=@", (int)code)) ||
	    (code >= 0x300 && code <= 0x36F) || (code >= 0x2010 && code <= 0x2026);
}

/* Add what a file's name can hold of a text: words with single hyphens or spaces between. */
static void
add_safe(struct buf *to, str text, enum filename_letters kept)
{
	bool gap = false;
	size_t len, from = to->len;

	for (; text.len; text = str_from(text, len)) {
		uint32_t code = utf8_decode(text, &len);
		const char *letters =
		    code < 0x80 || kept == FILENAME_TITLE ? NULL : filename_transliterate(code);
		bool word = letters ? *letters != '\0'
		    : code < 0x80 || kept != FILENAME_ASCII
		    ? code_is_word(code) || (kept == FILENAME_TITLE && is_mark_of_title(code))
		    : false;

		if (!gap && join_mark(to, from, code))
			continue;
		if (word) {
			if (gap && to->len)
				buf_char(to, ' ');
			gap = false;
			if (letters)
				buf_z(to, letters);
			else
				buf_add(to, str_head(text, len));
		} else if (code != '\'' && code != 0x2019 && !(letters && !*letters)) {
			gap = true;
		}
	}
}

static const struct {
	const char *name;
	size_t part;
	bool is_digits; /* and hyphens: they stay as they are */
} places[] = {
    {"{title}", offsetof(struct filename_parts, title), false},
    {"{author}", offsetof(struct filename_parts, author), false},
    {"{site}", offsetof(struct filename_parts, site), false},
    {"{date}", offsetof(struct filename_parts, date), true},
    {"{name}", offsetof(struct filename_parts, name), false},
    {"{issue}", offsetof(struct filename_parts, issue), true},
    {"{volume}", offsetof(struct filename_parts, volume), true},
};
#define PLACE_COUNT (sizeof places / sizeof *places)

/* The place that text begins with; PLACE_COUNT when it is none. */
static size_t
place_at(str text)
{
	size_t place = 0;

	while (place < PLACE_COUNT && !str_starts(text, str_of(places[place].name)))
		place++;
	return place;
}

bool
filename_pattern_is_clean(str pattern)
{
	size_t at;

	while ((at = str_find_char(pattern, '{')) != STR_NOT_FOUND) {
		pattern = str_from(pattern, at);
		if (place_at(pattern) == PLACE_COUNT)
			return false;
		pattern = str_from(pattern, 1);
	}
	return true;
}

/* Add a pattern's text, its places filled. */
static void
add_pattern(
    struct buf *to, str pattern, const struct filename_parts *parts, enum filename_letters letters)
{
	while (pattern.len) {
		size_t place = place_at(pattern), len = 1;

		if (place < PLACE_COUNT) {
			str value;

			memcpy(&value, (const char *)parts + places[place].part, sizeof value);
			if (places[place].is_digits)
				buf_add(to, value);
			else
				add_safe(to, value, letters);
			len = strlen(places[place].name);
		} else if (code_is_word((unsigned char)pattern.at[0]) ||
		    str_find_char(STR(" -_.,"), pattern.at[0]) != STR_NOT_FOUND) {
			buf_char(to, pattern.at[0]);
		}
		pattern = str_from(pattern, len);
	}
}

/* Names that a device or a system keeps for itself. */
static bool
is_reserved(str stem)
{
	static const char *const names[] = {"con", "prn", "aux", "nul"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_eq_nocase(stem, str_of(names[i])))
			return true;
	return stem.len == 4 && ascii_is_digit((unsigned char)stem.at[3]) &&
	    (str_starts_nocase(stem, STR("com")) || str_starts_nocase(stem, STR("lpt")));
}

static str
trim_stem(str stem)
{
	while (stem.len && str_find_char(STR(" .-_,"), stem.at[0]) != STR_NOT_FOUND)
		stem = str_from(stem, 1);
	while (stem.len && str_find_char(STR(" .-_,"), stem.at[stem.len - 1]) != STR_NOT_FOUND)
		stem.len--;
	return stem;
}

str
filename_make(struct arena *arena, const struct filename_parts *parts, str pattern,
    enum filename_letters letters, unsigned number, str suffix)
{
	struct buf name = BUF(arena);
	str end = number > 1 ? arena_printf(arena, "-%u%.*s", number, STR_ARG(suffix)) : suffix,
	    stem;

	add_pattern(&name, pattern.len ? pattern : STR("{title}"), parts, letters);
	stem = trim_stem(buf_str(&name));
	if (!stem.len) {
		name.len = 0;
		add_safe(&name, parts->site, letters);
		if (parts->date.len)
			buf_printf(&name, "%s%.*s", name.len ? " " : "", STR_ARG(parts->date));
		stem = trim_stem(buf_str(&name));
	}
	if (!stem.len)
		stem = STR("article");
	stem = trim_stem(utf8_head(stem, FILENAME_BYTES - end.len));
	if (is_reserved(stem))
		stem = arena_printf(arena, "%.*s_", STR_ARG(stem));
	return arena_printf(arena, "%.*s%.*s", STR_ARG(stem), STR_ARG(end));
}
