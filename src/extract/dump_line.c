/* Lines of a text dump: reading them and seeing what they are. */
#include "extract/dump_line.h"

#include <stdlib.h>

#include "core/utf8.h"
#include "extract/words.h"

#define SEEN_MAX 4000 /* bytes of a line that are looked at word by word */
#define CUE_WORDS 14
#define DATED_LINES 10000 /* lines that are searched for a date */

struct reading {
	struct dump_line *line;
	char word[40];
	size_t word_len, codes;
	bool capital, unspaced;
	size_t letters, digits;
};

static void
end_word(struct reading *r)
{
	struct dump_line *line = r->line;
	enum furniture kind;

	if (!r->word_len)
		return;
	line->words++;
	line->capitals += r->capital;
	kind = words_furniture((str){r->word, r->word_len});
	if (kind != FURNITURE_COUNT) {
		line->furniture++;
		line->of_kind[kind] += line->of_kind[kind] < 255;
	}
	for (size_t i = 0; i < r->word_len; i++)
		line->hash = (line->hash ^ (unsigned char)r->word[i]) * 0x100000001B3u;
	line->hash = (line->hash ^ ' ') * 0x100000001B3u;
	r->word_len = 0;
	r->codes = 0;
	r->capital = false;
	r->unspaced = false;
}

static void
add_code(struct reading *r, uint32_t code)
{
	char bytes[4];
	size_t len = utf8_encode(code_lower(code), bytes);

	if (r->word_len == 0)
		r->capital = code_lower(code) != code;
	if (code_is_unspaced(code))
		r->unspaced = true;
	if (r->word_len + len <= sizeof r->word)
		for (size_t i = 0; i < len; i++)
			r->word[r->word_len++] = bytes[i];
	/* Two letters of scripts without spaces are a word. */
	if (++r->codes == 2 && r->unspaced)
		end_word(r);
}

static void
read_words(struct dump_line *line, size_t *letters, size_t *digits)
{
	struct reading r = {.line = line};
	str text = utf8_head(line->text, SEEN_MAX);
	size_t len;

	line->hash = 0xCBF29CE484222325u;
	for (size_t i = 0; i < text.len; i += len) {
		uint32_t code = utf8_decode(str_from(text, i), &len);

		if (!code_is_word(code)) {
			end_word(&r);
			continue;
		}
		/* "Comments0": a counter behind its word. */
		if (code >= '0' && code <= '9') {
			r.digits++;
			if (r.word_len && !ascii_is_digit((unsigned char)r.word[r.word_len - 1]))
				end_word(&r);
		} else {
			r.letters++;
		}
		add_code(&r, code);
	}
	end_word(&r);
	*letters = r.letters;
	*digits = r.digits;
	if (line->text.len > text.len)
		line->words += (uint32_t)utf8_words(str_from(line->text, text.len));
}

static bool
ends_in(str text, const char *const *marks)
{
	for (size_t i = 0; marks[i]; i++)
		if (str_ends(text, str_of(marks[i])))
			return true;
	return false;
}

static const char *const stops[] = {".", "!", "?", "。", "！", "？", "…", ".”", ".\"", "?”", "!”",
    ".)", ".’", "।", "؟", "۔", "」", ".]", ":", "：", NULL};

/* What text browsers write for what is no text, and addresses. */
static bool
has_mark(str text)
{
	static const char *const marks[] = {"(BUTTON)", "[ ]", "[x]", "[X]", "( )",
	    "IFRAME:", "[IMG]", "____", "[Submit]", "[button]", "(Submit)", "[__", "JavaScript",
	    "javascript", "{", "[INS:", "[image]", "[img", "+-----", "[svg]", "»", "›", "©"};

	text = str_head(text, 300);
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (str_find(text, str_of(marks[i])) != STR_NOT_FOUND)
			return true;
	/* "[sound.jpg]": a picture. */
	if (str_starts(text, STR("[")) && str_ends(text, STR("]")) &&
	    str_find_char(text, '.') != STR_NOT_FOUND)
		return true;
	return str_find_char(text, ' ') == STR_NOT_FOUND &&
	    (str_find_char(text, '@') != STR_NOT_FOUND ||
		str_find(text, STR("://")) != STR_NOT_FOUND || str_starts(text, STR("www.")));
}

/* "15 Comments on ..." */
static uint8_t
find_cue(const struct dump_line *line)
{
	static const struct {
		const char *phrase;
		uint8_t cue;
	} cues[] = {
#define CUE(phrase, kind) {phrase, CUE_##kind},
#include "extract/dump_cue.def"
#undef CUE
	};
	str text = line->text;
	unsigned char first;

	if (line->words > CUE_WORDS || line->words == 0)
		return CUE_COUNT;
	while (text.len && (unsigned char)text.at[0] < 0x80 &&
	    !ascii_is_alpha((unsigned char)text.at[0]))
		text = str_from(text, 1);
	first = text.len ? ascii_lower((unsigned char)text.at[0]) : 0;
	for (size_t i = 0; i < sizeof cues / sizeof *cues; i++)
		if ((unsigned char)cues[i].phrase[0] == first &&
		    str_starts_nocase(text, str_of(cues[i].phrase)))
			return cues[i].cue;
	return CUE_COUNT;
}

static void
look_at(struct dump_line *line, bool dated)
{
	size_t letters, digits;
	struct date date;

	read_words(line, &letters, &digits);
	line->stop = ends_in(line->text, stops);
	line->sentence = line->words >= 5 && line->stop;
	line->prose = (line->sentence && line->words >= 15) || line->words >= 40;
	line->mark = (line->words < 25 && has_mark(line->text)) || letters == 0 ||
	    str_starts(line->text, STR("{"));
	line->day = dated && line->words <= 9 && digits && date_find(line->text, STR_NONE, &date);
	line->cue = find_cue(line);
	line->idle = line->words <= 7 && line->furniture * 2 >= line->words && line->furniture;
}

/* How many lists the text stands in, of those that are near. */
static uint8_t
count_lists(const struct page *page, uint32_t at)
{
	uint8_t lists = 0;

	for (uint32_t up = page->nodes[at].parent, levels = 0; up != PAGE_NONE && levels < 8;
	     up = page->nodes[up].parent, levels++)
		lists += page->nodes[up].tag == TAG_LI;
	return lists;
}

struct occurrence {
	uint64_t hash;
	size_t line;
};

static int
compare_occurrences(const void *left, const void *right)
{
	const struct occurrence *a = left, *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return a->line < b->line ? -1 : a->line > b->line;
}

static void
count_repeats(struct arena *arena, struct dump_lines *lines)
{
	struct arena *inner = arena_inner(arena);
	struct occurrence *all = arena_array(inner, lines->count + 1, sizeof *all);

	for (size_t i = 0; i < lines->count; i++)
		all[i] = (struct occurrence){lines->list[i].hash, i};
	if (lines->count)
		qsort(all, lines->count, sizeof *all, compare_occurrences);
	for (size_t i = 0, end; i < lines->count; i = end) {
		for (end = i + 1; end < lines->count && all[end].hash == all[i].hash; end++)
			;
		for (size_t k = i; k < end; k++) {
			lines->list[all[k].line].repeats = (uint32_t)(end - i);
			lines->list[all[k].line].again = k > i;
		}
	}
	arena_release(inner);
}

static void
measure_lists(struct dump_lines *lines)
{
	for (size_t i = 0, end; i < lines->count; i = end) {
		uint32_t words = 0;

		end = i + 1;
		if (!lines->list[i].item)
			continue;
		while (end < lines->count && lines->list[end].item)
			end++;
		for (size_t k = i; k < end; k++)
			words += lines->list[k].words;
		for (size_t k = i; k < end; k++) {
			lines->list[k].list = (uint32_t)(end - i);
			lines->list[k].list_words = words;
		}
	}
}

static bool
is_line(const struct node *node)
{
	return node->tag == TAG_TEXT && !str_is_blank(node->text);
}

void
dump_lines_read(struct arena *arena, const struct page *page, struct dump_lines *out)
{
	size_t room = 0;

	for (uint32_t i = 0; i < page->count; i++)
		room += is_line(&page->nodes[i]);
	*out = (struct dump_lines){.list = arena_array(arena, room + 1, sizeof *out->list)};
	for (uint32_t i = 0; i < page->count; i++) {
		const struct node *node = &page->nodes[i];
		struct dump_line *line;

		if (!is_line(node))
			continue;
		line = &out->list[out->count++];
		line->text = str_trim(node->text);
		line->node = i;
		line->levels = count_lists(page, i);
		line->item = line->levels > 0;
		line->layout = node->flags & (NODE_APART | NODE_OUT | NODE_IN);
		look_at(line, out->count <= DATED_LINES);
	}
	count_repeats(arena, out);
	measure_lists(out);
	for (size_t i = 0; i < out->count; i++) {
		const struct dump_line *line = &out->list[i];

		out->words += line->words;
		out->prose_words += line->prose ? line->words : 0;
		out->idle_lines += line->idle || line->mark;
		out->repeated_items += line->item && line->repeats > 1;
	}
}
