/* UTF-8 (RFC 3629) and the character classes that text needs. */
#ifndef CORE_UTF8_H
#define CORE_UTF8_H

#include "core/buf.h"

#define UTF8_REPLACEMENT 0xFFFDu

/* The code point at the start of s (not empty) and its length in bytes. A bad sequence gives
   U+FFFD and the length of its maximal valid part, as the WHATWG encoding standard has it. */
uint32_t utf8_decode(str s, size_t *len);

/* Writes at most 4 bytes; returns how many. What is no scalar value becomes U+FFFD. */
size_t utf8_encode(uint32_t code, char *to);

bool utf8_is_valid(str s);

/* s itself when it is valid, else a copy with U+FFFD for each bad sequence. */
str utf8_repair(struct arena *arena, str s);

size_t utf8_count(str s); /* code points */

/* The longest head of s of at most `len` bytes that does not cut a character. */
str utf8_head(str s, size_t len);

/* Length in bytes of a well-formed character that XML 1.0 (section 2.2) allows at the start of s;
   false where another stands there, then *len is how much to skip. */
bool xml_char_length(str s, size_t *len);

/* White space in text: Unicode's White_Space. */
bool code_is_space(uint32_t code);

/* Letters and digits of any script: what belongs to a word. By ranges, not by version. */
bool code_is_word(uint32_t code);

/* Letters of scripts that are written without spaces between words: Han, kana, Thai, Lao, Khmer,
   Burmese. Each counts as half a word. */
bool code_is_unspaced(uint32_t code);

uint32_t code_lower(uint32_t code); /* Latin, Greek, Cyrillic, Armenian; others as they are */

/* Words of a text: runs of letters and digits, two unspaced letters a word. */
size_t utf8_words(str s);

/* Runs of white space folded to one space, ends trimmed. Invisible marks (U+200B, U+FEFF, soft
   hyphen) and control characters are left out. Returns s itself where nothing changes. */
str utf8_fold_space(struct arena *arena, str s);

/* Only its words, lower-cased, one space between: for comparing titles and names. */
str utf8_fold_words(struct arena *arena, str s);

#endif
