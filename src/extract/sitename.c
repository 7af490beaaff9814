/* Titles in parts: which of them is the site's name. */
#include "extract/sitename.h"

#include "core/utf8.h"

#define TITLE_MAX 1000

/* Separators; white space must stand on both sides except where `tight` says otherwise. */
static const struct {
	const char *mark;
	bool tight;
} separators[] = {
    {"|", true},
    {"｜", true},
    {"／", true},
    {"－", true},
    {"::", true},
    {"»", false},
    {"«", false},
    {"›", false},
    {"‹", false},
    {"-", false},
    {"–", false},
    {"—", false},
    {"·", false},
    {"•", false},
    {"/", false},
    {"~", false},
    {"<", false},
    {">", false},
    {">>", false},
    {"⋆", false},
    {"★", false},
    {"_", false},
    {"−", false},
    {"―", false},
    {"\\", false},
    {"◆", false},
    {"●", false},
    {"∙", false},
    {"✦", false},
    {"➤", false},
};

/* Length of a separator at the start of s, the white space after it included; 0 for none. */
static size_t
separator(str s, bool space_before)
{
	for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++) {
		str mark = str_of(separators[i].mark);
		size_t len = mark.len;

		if (!str_starts(s, mark))
			continue;
		if (separators[i].tight || (space_before && (s.len == len || s.at[len] == ' '))) {
			while (len < s.len && s.at[len] == ' ')
				len++;
			return len;
		}
	}
	return 0;
}

size_t
sitename_parts(str title, str parts[SITENAME_PARTS_MAX])
{
	size_t from = 0, count = 0, at = 0;

	title = str_trim(str_head(title, TITLE_MAX));
	while (at < title.len) {
		unsigned char byte = (unsigned char)title.at[at];
		size_t len = 0;

		if (!ascii_is_alpha(byte) && !ascii_is_digit(byte) && byte != ' ')
			len = separator(str_from(title, at), at == 0 || title.at[at - 1] == ' ');
		if (!len) {
			at++;
			continue;
		}
		if (count + 1 < SITENAME_PARTS_MAX && at > from) {
			str part = str_trim((str){title.at + from, at - from});

			if (part.len)
				parts[count++] = part;
		}
		at += len;
		from = at;
	}
	if (from < title.len)
		parts[count++] = str_trim(str_from(title, from));
	return count;
}

/* Letters and digits alone, lower case: "The Daily-Post" and thedailypost.example agree. */
static str
squeeze(struct arena *arena, str text)
{
	str folded = utf8_fold_words(arena, text);
	struct buf out = BUF(arena);

	if (str_starts(folded, STR("the ")))
		folded = str_from(folded, 4);
	for (size_t i = 0; i < folded.len; i++)
		if (folded.at[i] != ' ')
			buf_char(&out, folded.at[i]);
	return buf_str(&out);
}

/* The label of a host that carries its name: "news.example.co.uk" gives "example". */
static str
host_label(str host)
{
	str best = STR_NONE, rest = host, label;

	while (rest.at && str_cut(&rest, '.', &label))
		if (rest.at && label.len >= best.len && !str_eq(label, STR("www")))
			best = label;
	return best;
}

bool
sitename_is(struct arena *arena, str text, const str *known, size_t count)
{
	str mine = squeeze(arena, str_head(text, TITLE_MAX));

	if (!mine.len)
		return false;
	for (size_t i = 0; i < count; i++) {
		str theirs, label;

		if (!known[i].len)
			continue;
		theirs = squeeze(arena, str_head(known[i], TITLE_MAX));
		if (str_eq(mine, theirs))
			return true;
		if (str_find_char(known[i], ' ') != STR_NOT_FOUND ||
		    str_find_char(known[i], '.') == STR_NOT_FOUND)
			continue;
		label = squeeze(arena, host_label(known[i]));
		if (label.len >= 3 &&
		    (str_eq(mine, label) ||
			(mine.len > label.len && mine.len <= label.len + 4 &&
			    str_starts(mine, label))))
			return true;
	}
	return false;
}

str
sitename_strip(struct arena *arena, str title, const str *known, size_t count)
{
	str parts[SITENAME_PARTS_MAX];
	size_t parts_count = sitename_parts(title, parts), first = 0, last = parts_count;

	title = str_trim(title);
	while (last - first > 1 && sitename_is(arena, parts[last - 1], known, count))
		last--;
	while (last - first > 1 && sitename_is(arena, parts[first], known, count))
		first++;
	if (parts_count == 0 || (first == 0 && last == parts_count))
		return title;
	return (str){
	    parts[first].at, (size_t)(parts[last - 1].at + parts[last - 1].len - parts[first].at)};
}
