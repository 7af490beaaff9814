/* The language of a text. CLD2 is C++, but the two functions that are wanted take and give plain C
   types, so they are loaded by the names that the Itanium ABI gives them: no compiler for C++, no
   shim to build, no header. */
#include "core/lang_detect.h"

#include "core/lang_script.h"
#include "core/library.h"
#include "core/utf8.h"

#define MOST_BYTES 40000

#define DETECT                                                                              \
	"_ZN4CLD233ExtDetectLanguageSummaryCheckUTF8EPKcibPKNS_8CLDHintsEiPNS_8LanguageEPi" \
	"PdPSt6vectorINS_11ResultChunkESaISA_EES7_PbS7_"
#define CODE "_ZN4CLD212LanguageCodeENS_8LanguageE"

struct detector {
	/* CLD2::ExtDetectLanguageSummaryCheckUTF8; a Language is an int. */
	int (*detect)(const char *text, int len, bool is_plain, const void *hints, int flags,
	    int languages[3], int percents[3], double scores[3], void *chunks, int *text_bytes,
	    bool *is_reliable, int *valid_bytes);
	const char *(*code)(int language); /* CLD2::LanguageCode */
};

static bool
load(struct detector *detector)
{
	static const char *const names[] = {"libcld2.so.0", NULL};
	const struct library_symbol symbols[] = {
	    {DETECT, &detector->detect},
	    {CODE, &detector->code},
	};

	return library_load(names, symbols, sizeof symbols / sizeof symbols[0]);
}

/* CLD2 has some codes of its own and some that are old; "un" is unknown, "xxx" is none. */
static str
tag_of(const char *code)
{
	static const char *const rows[][2] = {
	    {"iw", "he"}, {"no", "nb"}, {"in", "id"}, {"jw", "jv"}, {"mo", "ro"}};
	str tag = str_of(code);

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (str_eq(tag, str_of(rows[i][0])))
			return str_of(rows[i][1]);
	if (str_eq(tag, STR("un")) || str_starts(tag, STR("xx")) || str_starts(tag, STR("zz")) ||
	    str_find_char(tag, '_') != STR_NOT_FOUND || tag.len < 2 ||
	    (tag.len > 3 && tag.at[2] != '-'))
		return STR_NONE;
	return tag;
}

enum lang_detected
lang_detect(struct arena *arena, str text, size_t least, unsigned share, str *lang)
{
	struct lang_letters letters = {0};
	int languages[3] = {0}, percents[3] = {0}, bytes = 0, valid = 0;
	double scores[3] = {0};
	struct detector detector;
	bool is_reliable = false;
	str tag;

	*lang = STR_NONE;
	text = utf8_head(text, MOST_BYTES);
	lang_script_count(&letters, text);
	tag = lang_script_guess(&letters);
	if (tag.len) {
		*lang = tag;
		return LANG_DETECTED;
	}
	if (letters.all < least)
		return LANG_UNSURE;
	if (!load(&detector))
		return LANG_NO_LIBRARY;
	detector.detect(text.at, (int)text.len, true, NULL, 0, languages, percents, scores, NULL,
	    &bytes, &is_reliable, &valid);
	if (!is_reliable || percents[0] < (int)share || valid != (int)text.len)
		return LANG_UNSURE;
	tag = tag_of(detector.code(languages[0]));
	if (!tag.len)
		return LANG_UNSURE;
	*lang = arena_copy(arena, tag);
	return LANG_DETECTED;
}

static const char *
frequent_words(str lang)
{
	static const char *const rows[][2] = {
#define FREQUENT(language, words) {language, words},
#include "core/lang_frequent.def"
#undef FREQUENT
	};
	str primary = lang_primary(lang);

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (str_eq_nocase(primary, str_of(rows[i][0])))
			return rows[i][1];
	return NULL;
}

bool
lang_is_likely(str text, str lang)
{
	const char *frequent = frequent_words(lang);
	size_t words = 0, hits = 0;
	str word;

	if (!frequent)
		return false;
	text = utf8_head(text, 4000);
	while (str_word(&text, &word)) {
		words++;
		hits += str_has_word_nocase(str_of(frequent), word);
	}
	return hits * 6 >= words;
}
