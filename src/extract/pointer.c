/* Phrases that lead to another text. */
#include "extract/pointer.h"

#include "core/utf8.h"

#define POINTER_LOOK 60 /* bytes at the start of a text that are looked at */

size_t
pointer_phrase(struct arena *arena, str text)
{
	static const struct {
		const char *at;
		uint8_t len;
	} phrases[] = {
#define POINTER(phrase) {phrase, sizeof phrase - 1},
#include "extract/pointer.def"
#undef POINTER
	};
	str folded = utf8_fold_words(arena, utf8_head(text, POINTER_LOOK));
	size_t longest = 0;

	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
		str phrase = {phrases[i].at, phrases[i].len};
		bool ends = folded.len == phrase.len ||
		    (folded.len > phrase.len && folded.at[phrase.len] == ' ');

		if (str_starts(folded, phrase) && ends && utf8_count(phrase) > longest)
			longest = utf8_count(phrase);
	}
	return longest;
}

bool
pointer_is_labelled(str text, size_t phrase)
{
	while (text.len && phrase) {
		size_t len;

		utf8_decode(text, &len);
		text = str_from(text, len);
		phrase--;
	}
	text = str_trim(text);
	return str_starts(text, STR(":")) || str_starts(text, STR("：")) ||
	    str_starts(text, STR("|")) || str_starts(text, STR("–")) ||
	    str_starts(text, STR("—")) || str_starts(text, STR("»"));
}
