/* Features of a block's text alone. */
#include "extract/feature.h"

#include <string.h>

#include "core/utf8.h"
#include "extract/words.h"

#define FURNITURE_WORDS 40 /* longer blocks are not looked up: prose may use any word */
#define WORD_BYTES 40
#define BEGIN_WORDS 8
#define BEGIN_LEAST 12 /* words of a block whose beginning counts */

/* What one pass over the text gathers. */
struct reading {
	const struct page_facts *facts;
	char word[WORD_BYTES]; /* the word that is being read, in lower case */
	size_t len;
	bool looks_up, capital;
	uint32_t words, chars, capitals, upper, digits, marks, commas, stops, bars, currency, ats;
	uint32_t braces, unspaced, number, in_title, in_about;
	uint32_t furniture[FURNITURE_COUNT];
	bool copyright, year, clock, digits_only;
	uint64_t hash, begin;
	uint32_t before, last, first; /* code points: the one before, the last, the first */
	char pair[8];                 /* an unspaced letter, to be looked up with the next */
	size_t pair_len;
};

static bool
holds(const struct word_set *set, uint64_t hash)
{
	return set->bits[hash >> 6 & 63] >> (hash & 63) & 1;
}

static void
look_up(struct reading *read, str word)
{
	enum furniture kind = words_furniture(word);

	if (kind != FURNITURE_COUNT)
		read->furniture[kind]++;
}

static void
end_word(struct reading *read)
{
	str word = {read->word, read->len};
	uint64_t hash;

	if (!read->len)
		return;
	hash = feature_hash(FEATURE_HASH_START, word);
	read->hash = (read->hash ^ hash) * 0x9E3779B97F4A7C15u;
	read->words++;
	if (read->words == BEGIN_WORDS)
		read->begin = read->hash;
	read->in_title += holds(&read->facts->title, hash);
	read->in_about += holds(&read->facts->about, hash);
	read->capitals += read->capital;
	if (read->digits_only && read->len == 4 &&
	    (str_starts(word, STR("19")) || str_starts(word, STR("20"))))
		read->year = true;
	if (read->looks_up && !read->digits_only)
		look_up(read, word);
	read->len = 0;
}

static void
word_char(struct reading *read, uint32_t code)
{
	uint32_t lower = code < 0x80 ? ascii_lower((unsigned char)code) : code_lower(code);
	char bytes[4] = {(char)lower};
	size_t len = code < 0x80 ? 1 : utf8_encode(lower, bytes);
	bool digit = code < 0x80 && ascii_is_digit((unsigned char)code);

	if (!read->len) {
		read->capital = lower != code;
		read->digits_only = true;
	}
	read->digits_only = read->digits_only && digit;
	read->digits += digit;
	read->upper += lower != code;
	if (read->len + len <= WORD_BYTES) {
		memcpy(read->word + read->len, bytes, len);
		read->len += len;
	}
}

static void
unspaced_char(struct reading *read, str bytes)
{
	char pair[8];

	end_word(read);
	read->unspaced++;
	read->hash = feature_hash(read->hash, bytes);
	if (read->unspaced == BEGIN_WORDS * 2)
		read->begin = read->hash;
	if (read->looks_up && read->pair_len && read->pair_len + bytes.len <= sizeof pair) {
		memcpy(pair, read->pair, read->pair_len);
		memcpy(pair + read->pair_len, bytes.at, bytes.len);
		look_up(read, (str){pair, read->pair_len + bytes.len});
	}
	read->pair_len = bytes.len <= 4 ? bytes.len : 0;
	memcpy(read->pair, bytes.at, read->pair_len);
}

static bool
ends_sentence(uint32_t code)
{
	return code == '.' || code == '!' || code == '?' || code == 0x2026 || code == 0x3002 ||
	    code == 0xFF01 || code == 0xFF1F || code == 0x61F || code == 0x6D4 || code == 0x964;
}

static void
mark(struct reading *read, uint32_t code)
{
	read->marks++;
	switch (code) {
	case ',':
	case 0x3001:
	case 0xFF0C:
	case 0x60C:
		read->commas++;
		break;
	case '|':
	case '/':
	case 0xB7:
	case 0x2022:
	case 0xBB:
	case 0x203A:
	case '>':
		read->bars++;
		break;
	case '$':
	case 0xA3:
	case 0xA5:
	case 0x20AC:
	case 0x20B9:
	case 0x20BD:
		read->currency++;
		break;
	case '@':
		read->ats++;
		break;
	case 0xA9:
		read->copyright = true;
		break;
	case '{':
	case '}':
	case '[':
	case ']':
	case '<':
	case '=':
	case ';':
	case '\\':
		read->braces++;
		break;
	default:
		break;
	}
}

static void
read_char(struct reading *read, uint32_t code, str bytes)
{
	bool space = code_is_space(code);

	if (!read->chars)
		read->first = code;
	read->chars++;
	if (code >= 0x80 && code_is_unspaced(code)) {
		unspaced_char(read, bytes);
	} else {
		read->pair_len = 0;
		if (code_is_word(code)) {
			word_char(read, code);
			read->clock |= code < 0x80 && read->before == ':' &&
			    ascii_is_digit((unsigned char)code);
		} else {
			end_word(read);
			if (!space)
				mark(read, code);
		}
	}
	if ((space || read->before > 0x3000) && ends_sentence(read->before))
		read->stops++;
	read->before = code;
	if (!space)
		read->last = code;
}

static float
ending(const struct reading *read, str text)
{
	uint32_t last = read->last;

	/* A closing quotation mark or bracket hides what the sentence ends with. */
	if (text.len > 1 && (last == '"' || last == ')' || last == '\'')) {
		unsigned char c = (unsigned char)text.at[text.len - 2];

		last = c < 0x80 && ends_sentence(c) ? c : last;
	} else if (last == 0x201D || last == 0x300D) {
		last = text.len > 3 && ends_sentence((unsigned char)text.at[text.len - 4]) ? '.'
											   : last;
	}
	if (last == 0x2026 || str_ends(text, STR("...")))
		return 3;
	if (last == '.' || last == 0x3002 || last == 0x964 || last == 0x6D4)
		return 1;
	if (ends_sentence(last))
		return 2;
	if (last == ':' || last == 0xFF1A)
		return 4;
	return code_is_word(last) || code_is_unspaced(last) ? 0 : 5;
}

static float
beginning(const struct reading *read)
{
	uint32_t first = read->first;

	if (first < 0x80 && ascii_is_digit((unsigned char)first))
		return 2;
	if (code_is_word(first) || code_is_unspaced(first))
		return code_lower(first) != first ? 1 : 0;
	if (first == '"' || first == '\'' || first == 0x201C || first == 0x2018 || first == 0xAB ||
	    first == 0x201E || first == 0x300C)
		return 3;
	if (first == 0x2022 || first == '*' || first == '-' || first == 0xBB || first == 0x203A ||
	    first == 0x25BA || first == 0x2192)
		return 4;
	return 5;
}

static void
fill(const struct reading *read, const struct block *block, float *row)
{
	float words = (float)(block->words ? block->words : 1);
	float seen = (float)(read->words ? read->words : 1);
	float chars = (float)(read->chars ? read->chars : 1);
	uint32_t furniture = 0;

	row[FEATURE_words] = (float)block->words;
	row[FEATURE_word_chars] = chars / words;
	row[FEATURE_link_share] =
	    (float)block->link_chars / (float)(block->chars ? block->chars : 1);
	row[FEATURE_sentences] = (float)read->stops;
	row[FEATURE_sentence_words] = words / (float)(read->stops ? read->stops : 1);
	row[FEATURE_end] = ending(read, block->text);
	row[FEATURE_start] = beginning(read);
	row[FEATURE_commas] = (float)read->commas / words;
	row[FEATURE_digits] = (float)read->digits / chars;
	row[FEATURE_capitals] = (float)read->capitals / seen;
	row[FEATURE_upper] = (float)read->upper / chars;
	row[FEATURE_marks] = (float)read->marks / chars;
	row[FEATURE_bars] = (float)read->bars;
	row[FEATURE_currency] = (float)read->currency;
	row[FEATURE_at_sign] = (float)read->ats;
	row[FEATURE_copyright] = read->copyright;
	row[FEATURE_year] = read->year;
	row[FEATURE_clock] = read->clock;
	row[FEATURE_address] = str_find(block->text, STR("://")) != STR_NOT_FOUND ||
	    str_find(block->text, STR("www.")) != STR_NOT_FOUND;
	row[FEATURE_braces] = (float)read->braces / chars;
	row[FEATURE_unspaced] = (float)read->unspaced / chars;
	for (size_t i = 0; i < FURNITURE_COUNT; i++) {
		row[FEATURE_furniture_share + i] = (float)read->furniture[i] / words;
		furniture += read->furniture[i];
	}
	row[FEATURE_furniture] = (float)furniture / words;
	row[FEATURE_title_share] = (float)read->in_title / seen;
	row[FEATURE_title_cover] =
	    read->facts->title.count ? (float)read->in_title / (float)read->facts->title.count : 0;
	row[FEATURE_about_share] = (float)read->in_about / seen;
}

void
feature_of_text(const struct block *block, const struct page_facts *facts, struct trait *trait)
{
	struct reading read = {.facts = facts, .looks_up = block->words <= FURNITURE_WORDS};
	str s = block->text;
	size_t len;

	read.hash = FEATURE_HASH_START;
	while (s.len) {
		uint32_t code = (unsigned char)s.at[0];

		len = 1;
		if (code >= 0x80)
			code = utf8_decode(s, &len);
		read_char(&read, code, str_head(s, len));
		s = str_from(s, len);
	}
	end_word(&read);
	if (ends_sentence(read.before))
		read.stops++;
	trait->hash = read.hash;
	trait->begin = block->words >= BEGIN_LEAST ? read.begin : 0;
	trait->is_long = readability_is_long(block);
	fill(&read, block, trait->text);
}
