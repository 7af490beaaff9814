/* The language of a text by its letters, where they decide it. */
#ifndef CORE_LANG_SCRIPT_H
#define CORE_LANG_SCRIPT_H

#include "core/str.h"

enum lang_script {
#define SCRIPT(symbol, first, last, tag) LANG_##symbol,
#include "core/lang_script.def"
#undef SCRIPT
	LANG_SCRIPT_COUNT
};

/* Letters that one language of a script has, and its neighbours do not. */
enum lang_sign {
	LANG_PERSIAN,
	LANG_URDU,
	LANG_UKRAINIAN,
	LANG_BELARUSIAN,
	LANG_JE, /* Serbian and Macedonian */
	LANG_MACEDONIAN,
	LANG_HARD_SIGN,
	LANG_RUSSIAN,
	LANG_FURTHER, /* Cyrillic of languages that are not told apart here */
	LANG_SIGN_COUNT
};

/* Letters of all texts that were counted; begin with {0}. */
struct lang_letters {
	size_t all, of[LANG_SCRIPT_COUNT], sign[LANG_SIGN_COUNT];
};

#define LANG_LETTERS_MAX 50000 /* with so many counted, more texts change nothing */

void lang_script_count(struct lang_letters *letters, str text);

/* "ja", "uk", ...; absent below 60 letters, where no script has 60 % of them, and where a script
   does not decide (Latin). */
str lang_script_guess(const struct lang_letters *letters);

/* Whether text in a language (BCP 47) runs from right to left; "rtl" or "ltr". */
bool lang_script_is_rtl(str lang);
str lang_script_dir(str lang);

/* The first subtag of a language (BCP 47): "pt" of "pt-BR". */
str lang_primary(str lang);

#endif
