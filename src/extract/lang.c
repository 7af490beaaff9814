/* Language tags: what counts as one, and its usual case. */
#include "extract/lang.h"

#include <string.h>

#include "core/utf8.h"

/* ISO 639-1, two letters each. */
static const char two_letters[] =
    "aaabaeafakamanarasavayazbabebgbhbibmbnbobrbscacechcocrcscucvcydadedvdzeeeleneoes"
    "eteufafffifjfofrfygagdglgngugvhahehihohrhthuhyhziaidieigiiikioisitiujajvkakgkikj"
    "kkklkmknkokrkskukvkwkylalblglilnloltlulvmgmhmimkmlmnmrmsmtmynanbndnengnlnnnonrnv"
    "nyocojomorospapiplpsptqurmrnrorurwsascsdsesgsiskslsmsnsosqsrssstsusvswtatetgthti"
    "tktltntotrtstttwtyugukuruzvevivowawoxhyiyozazhzuiwinjish";

/* Names of languages in words, as a few pages write them. */
static const struct {
	const char *name, *tag;
} in_words[] = {
    {"english", "en"},
    {"deutsch", "de"},
    {"german", "de"},
    {"french", "fr"},
    {"spanish", "es"},
    {"español", "es"},
    {"français", "fr"},
    {"italian", "it"},
    {"italiano", "it"},
    {"japanese", "ja"},
    {"korean", "ko"},
    {"chinese", "zh"},
    {"russian", "ru"},
    {"dutch", "nl"},
    {"portuguese", "pt"},
    {"arabic", "ar"},
    {"jp", "ja"},
    {"kr", "ko"},
    {"cn", "zh"},
    {"ua", "uk"},
    {"gb", "en-GB"},
    {"iw", "he"},
    {"in", "id"},
    {"ji", "yi"},
    {"cz", "cs"},
    {"dk", "da"},
};

static bool
is_language(str part)
{
	if (part.len == 3)
		return !str_eq_nocase(part, STR("und")) && !str_eq_nocase(part, STR("mul")) &&
		    !str_eq_nocase(part, STR("zxx")) && !str_eq_nocase(part, STR("mis")) &&
		    ascii_is_alpha((unsigned char)part.at[0]) &&
		    ascii_is_alpha((unsigned char)part.at[1]) &&
		    ascii_is_alpha((unsigned char)part.at[2]);
	if (part.len != 2)
		return false;
	for (const char *at = two_letters; *at; at += 2)
		if (str_eq_nocase(part, (str){at, 2}))
			return true;
	return false;
}

static bool
all_of(str part, bool letters, bool digits)
{
	for (size_t i = 0; i < part.len; i++)
		if (!(letters && ascii_is_alpha((unsigned char)part.at[i])) &&
		    !(digits && ascii_is_digit((unsigned char)part.at[i])))
			return false;
	return part.len > 0;
}

static void
add_cased(struct buf *out, str part, bool upper_first, bool upper_rest)
{
	for (size_t i = 0; i < part.len; i++) {
		unsigned char c = ascii_lower((unsigned char)part.at[i]);
		bool upper = i == 0 ? upper_first : upper_rest;

		buf_char(out, (char)(upper && c >= 'a' && c <= 'z' ? c - 32 : c));
	}
}

str
lang_clean(struct arena *arena, str tag)
{
	struct buf out = BUF(arena);
	size_t end = 0, from = 0, parts = 0;

	tag = str_trim(tag);
	for (size_t i = 0; i < sizeof in_words / sizeof in_words[0]; i++)
		if (str_eq_nocase(tag, str_of(in_words[i].name)))
			return str_of(in_words[i].tag);
	while (end < tag.len && end < 35 &&
	    (ascii_is_alpha((unsigned char)tag.at[end]) ||
		ascii_is_digit((unsigned char)tag.at[end]) || tag.at[end] == '-' ||
		tag.at[end] == '_'))
		end++;
	if (end == 0)
		return STR_NONE;
	tag.len = end;
	while (from <= tag.len && parts < 4) {
		size_t at = from;
		str part;

		while (at < tag.len && tag.at[at] != '-' && tag.at[at] != '_')
			at++;
		part = (str){tag.at + from, at - from};
		from = at + 1;
		if (parts == 0) {
			if (!is_language(part))
				return STR_NONE;
			add_cased(&out, part, false, false);
		} else if (part.len == 2 && all_of(part, true, false)) {
			buf_char(&out, '-');
			add_cased(&out, part, true, true);
		} else if (part.len == 3 && all_of(part, false, true)) {
			buf_char(&out, '-');
			buf_add(&out, part);
		} else if (part.len == 4 && parts == 1 && all_of(part, true, false)) {
			buf_char(&out, '-');
			add_cased(&out, part, true, false);
		} else {
			break;
		}
		parts++;
	}
	return buf_str(&out);
}
