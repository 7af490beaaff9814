/* Lines of a dump that stand in heads of articles. */
#include "extract/dump_sign.h"

#include "core/utf8.h"

bool
dump_sign_ends(str text)
{
	static const char *const stops[] = {".", "。", "…", ";", ",", ":", "："};

	for (size_t i = 0; i < sizeof stops / sizeof stops[0]; i++)
		if (str_ends(text, str_of(stops[i])))
			return true;
	return false;
}

/* "Photo=Agency", "Image: ...", "Photo by ...". */
bool
dump_sign_photo(const struct dump_line *line)
{
	static const char *const words[] = {"photo", "image", "picture", "foto", "credit",
	    "photograph", "사진", "写真", "图片", "图:", "getty", "(photo", "[photo", "caption",
	    "bild", "фото", "immagine", "imagen", "illustration", "screenshot", "courtesy"};

	if (line->words > 25)
		return false;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		str word = str_of(words[i]), rest = str_from(line->text, word.len);

		if (!str_starts_nocase(line->text, word))
			continue;
		if (str_starts_nocase(rest, STR("s ")))
			rest = str_from(rest, 1);
		if (!rest.len ||
		    (rest.at[0] &&
			(rest.at[0] == '=' || rest.at[0] == ':' || rest.at[0] == '/' ||
			    rest.at[0] == '|')) ||
		    str_starts_nocase(rest, STR(" by ")) || str_starts_nocase(rest, STR(" of ")) ||
		    str_starts_nocase(rest, STR(" credit")) ||
		    str_starts_nocase(rest, STR(" courtesy")) ||
		    str_starts_nocase(rest, STR(": ")) || str_starts(rest, STR(" ©")))
			return line->words <= 14 || !line->sentence;
	}
	return false;
}

/* Two to eight letters of a script without spaces, as "田中 花子". */
static bool
is_unspaced_name(str text)
{
	size_t letters = 0, len;

	for (; text.len; text = str_from(text, len)) {
		uint32_t code = utf8_decode(text, &len);

		if (code != ' ' && code != 0x3000 && code != 0x30FB && !code_is_unspaced(code))
			return false;
		letters += code_is_unspaced(code);
	}
	return letters >= 2 && letters <= 8;
}

bool
dump_sign_name(const struct dump_line *line, str text)
{
	str rest = text, word;
	size_t words = 0;

	while (str_word(&rest, &word))
		words++;
	if (words == 2 && is_unspaced_name(text))
		return !line->idle && !line->day;
	return words >= 2 && words <= 5 && !line->idle && !line->day && !dump_sign_ends(text) &&
	    line->capitals + 1u >= words && byline_prefix(text) == 0 && text.len < 60;
}

static bool
begins_with_capital(str text)
{
	size_t len;
	uint32_t code = text.len ? utf8_decode(text, &len) : ' ';

	return code_is_word(code) && (code_lower(code) != code || code > 0x500) &&
	    !ascii_is_digit((unsigned char)text.at[0]);
}

static bool
is_two_names(str text)
{
	str rest = text, word;
	size_t words = 0;

	for (; str_word(&rest, &word); words++)
		if (!begins_with_capital(word) || word.len < 2)
			return false;
	return words == 2 || words == 3;
}

bool
dump_sign_byline(struct ctx *ctx, const struct dump_line *line, struct byline_names *names)
{
	size_t before = names->count, prefix = byline_prefix(line->text);
	bool counted;
	str bare;

	if (line->words > 24 || line->item || line->text.len > 200)
		return false;
	if (prefix && prefix < line->text.len) {
		if (begins_with_capital(str_from(line->text, prefix)))
			byline_split(ctx->arena, line->text, BYLINE_SHOWN, names);
		return names->count > before;
	}
	/* "Jane Doe, September 30, 2026" */
	if (line->day && !line->mark) {
		bare = str_head(line->text, str_find_char(line->text, ','));
		if (bare.len < line->text.len && is_two_names(bare))
			byline_split(ctx->arena, bare, BYLINE_SHOWN, names);
		return names->count > before;
	}
	/* "Jane Doe Views": a name and a counter. */
	bare = byline_without_counter(line->text, &counted);
	if (counted && !line->mark && dump_sign_name(line, bare))
		byline_split(ctx->arena, bare, BYLINE_SHOWN, names);
	return names->count > before;
}

/* A line that stands in heads alone: what follows a title. */
bool
dump_sign_head(struct ctx *ctx, const struct dump_line *line)
{
	struct byline_names names = {0};

	return line->day || dump_sign_photo(line) || dump_sign_byline(ctx, line, &names);
}
