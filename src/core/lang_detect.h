/* The language of a text: by its letters where they decide, else by CLD2, which is loaded when
   first asked for. */
#ifndef CORE_LANG_DETECT_H
#define CORE_LANG_DETECT_H

#include "core/arena.h"

enum lang_detected {
	LANG_DETECTED,
	LANG_UNSURE, /* too little text, several languages, or one that is not known */
	LANG_NO_LIBRARY
};

/* BCP 47 in *lang ("pt", "zh-Hant"), in `arena`. Fewer than `least` letters are not guessed at, nor
   a text of which less than `share` per cent are in one language. At most 40,000 bytes are read. */
enum lang_detected
lang_detect(struct arena *arena, str text, size_t least, unsigned share, str *lang);

/* Whether so many of the most frequent words of a language stand in a text that it is in it, as
   far as that is known without a look at others. */
bool lang_is_likely(str text, str lang);

#endif
