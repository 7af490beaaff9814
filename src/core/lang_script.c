/* Languages by their letters. */
#include "core/lang_script.h"

#include "core/utf8.h"

#define LETTERS_MIN 60
#define SHARE 60 /* per cent of the letters */

static const struct {
	uint32_t first, last;
	const char *tag;
} rows[] = {
#define SCRIPT(symbol, first, last, tag) {first, last, tag},
#include "core/lang_script.def"
#undef SCRIPT
};

static const struct {
	enum lang_sign sign;
	const char *letters; /* lower case */
} signs[] = {
    {LANG_PERSIAN, "پچژگ"},
    {LANG_URDU, "ٹڈڑے"},
    {LANG_UKRAINIAN, "їєґі"},
    {LANG_BELARUSIAN, "ў"},
    {LANG_JE, "ј"},
    {LANG_MACEDONIAN, "ѓќѕ"},
    {LANG_HARD_SIGN, "ъ"},
    {LANG_RUSSIAN, "ыэё"},
    {LANG_FURTHER, "әғқңөұүһҷҳӣӯҡҙҫҕӗӱӹѹ"},
};

static void
count_sign(struct lang_letters *letters, uint32_t code)
{
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
		str rest = str_of(signs[i].letters);
		size_t len;

		for (; rest.len; rest = str_from(rest, len))
			if (utf8_decode(rest, &len) == code)
				letters->sign[signs[i].sign]++;
	}
}

void
lang_script_count(struct lang_letters *letters, str text)
{
	size_t len;

	for (; text.len && letters->all < LANG_LETTERS_MAX; text = str_from(text, len)) {
		uint32_t code = code_lower(utf8_decode(text, &len));

		if (code < 0x370) {
			letters->all +=
			    code < 0x80 ? ascii_is_alpha((unsigned char)code) : code_is_word(code);
			continue;
		}
		for (size_t i = 0; i < LANG_SCRIPT_COUNT; i++)
			if (code >= rows[i].first && code <= rows[i].last)
				letters->of[i]++;
		letters->all += code_is_word(code);
		if (code <= 0x6FF)
			count_sign(letters, code);
	}
}

/* Whether a sign is as frequent as its language has it, and not but of a name that is quoted:
   `in` is the number of letters among which one is enough. */
static bool
has(const struct lang_letters *letters, enum lang_script script, enum lang_sign sign, size_t in)
{
	return letters->sign[sign] * in >= letters->of[script] && letters->sign[sign];
}

static str
of_cyrillic(const struct lang_letters *letters)
{
#define HAS(sign, in) has(letters, LANG_CYRILLIC, LANG_##sign, in)
	if (HAS(FURTHER, 100))
		return STR_NONE;
	if (HAS(BELARUSIAN, 300))
		return STR("be");
	if (HAS(UKRAINIAN, 100))
		return STR("uk");
	if (HAS(JE, 100))
		return HAS(MACEDONIAN, 400) ? STR("mk") : STR("sr");
	if (HAS(HARD_SIGN, 200) && !HAS(RUSSIAN, 200))
		return STR("bg");
#undef HAS
	return STR("ru");
}

str
lang_script_guess(const struct lang_letters *letters)
{
	const size_t *of = letters->of;
	size_t east = of[LANG_KANA] + of[LANG_HAN] + of[LANG_HANGUL];

	if (letters->all < LETTERS_MIN)
		return STR_NONE;
	if (east * 100 >= letters->all * SHARE) {
		if (of[LANG_HANGUL] * 3 >= east)
			return STR("ko");
		return of[LANG_KANA] * 20 >= east ? STR("ja") : STR("zh");
	}
	for (size_t i = 0; i < LANG_SCRIPT_COUNT; i++) {
		if (of[i] * 100 < letters->all * SHARE)
			continue;
		if (i == LANG_CYRILLIC)
			return of_cyrillic(letters);
		if (i == LANG_ARABIC && has(letters, LANG_ARABIC, LANG_URDU, 60))
			return STR("ur");
		if (i == LANG_ARABIC && has(letters, LANG_ARABIC, LANG_PERSIAN, 100))
			return STR("fa");
		return str_of(rows[i].tag);
	}
	return STR_NONE;
}

bool
lang_script_is_rtl(str lang)
{
	static const char *const tags[] = {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo",
	    "ps", "sd", "syr", "ug", "ur", "yi"};
	static const char *const scripts[] = {"arab", "hebr", "thaa", "syrc", "nkoo"};
	str rest = lang, primary = STR_NONE, script = STR_NONE;

	str_cut(&rest, '-', &primary);
	str_cut(&rest, '-', &script);
	/* A script's subtag, four letters, stands second and says more than the language. */
	for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++)
		if (str_eq_nocase(script, str_of(scripts[i])))
			return true;
	if (script.len == 4 && ascii_is_alpha((unsigned char)script.at[0]))
		return false;
	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
		if (str_eq_nocase(primary, str_of(tags[i])))
			return true;
	return false;
}

str
lang_script_dir(str lang)
{
	return lang_script_is_rtl(lang) ? STR("rtl") : STR("ltr");
}

str
lang_primary(str lang)
{
	return str_head(lang, str_find_char(lang, '-'));
}
