/* Names of files. */
#include "cli/filename.h"

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

/* Add what a file's name can hold of a text: words with single hyphens or spaces between. */
static void
add_safe(struct buf *to, str text, bool ascii)
{
	bool gap = false;
	size_t len;

	while (text.len) {
		uint32_t code = utf8_decode(text, &len);
		const char *letters = code < 0x80 ? NULL : filename_transliterate(code);
		bool word =
		    letters ? *letters != '\0' : code_is_word(code) && (code < 0x80 || !ascii);

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
		text = str_from(text, len);
	}
}

/* Add a pattern's text, its places filled. */
static void
add_pattern(struct buf *to, str pattern, const struct filename_parts *parts, bool ascii)
{
	const struct {
		str name, value;
	} places[] = {{STR("{title}"), parts->title}, {STR("{author}"), parts->author},
	    {STR("{site}"), parts->site}, {STR("{date}"), parts->date}};

	while (pattern.len) {
		size_t len = 1;
		bool filled = false;

		for (size_t i = 0; i < sizeof places / sizeof *places && !filled; i++)
			if (str_starts(pattern, places[i].name)) {
				if (i == 3) /* digits and hyphens */
					buf_add(to, places[i].value);
				else
					add_safe(to, places[i].value, ascii);
				len = places[i].name.len;
				filled = true;
			}
		if (!filled &&
		    (code_is_word((unsigned char)pattern.at[0]) ||
			str_find_char(STR(" -_.,"), pattern.at[0]) != STR_NOT_FOUND))
			buf_char(to, pattern.at[0]);
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
filename_make(struct arena *arena, const struct filename_parts *parts, str pattern, bool ascii,
    unsigned number, str suffix)
{
	struct buf name = BUF(arena);
	str end = number > 1 ? arena_printf(arena, "-%u%.*s", number, STR_ARG(suffix)) : suffix,
	    stem;

	add_pattern(&name, pattern.len ? pattern : STR("{title}"), parts, ascii);
	stem = trim_stem(buf_str(&name));
	if (!stem.len) {
		name.len = 0;
		add_safe(&name, parts->site, ascii);
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
