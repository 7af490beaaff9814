/* Undoing a second encoding as UTF-8. */
#include "decode/doubled.h"

#include "core/utf8.h"
#include "decode/western.h"

#define SURE_PLACES 3
#define SURE_SHARE 8 /* for one other character that is not ASCII, so many doubled ones */

struct tally {
	size_t doubled, within, other;
};

/* The character that the ones at the start of `text` were the bytes of; 0 when they were none.
 *len becomes the bytes of `text` that it takes, else those of its first character. */
static uint32_t
undo(str text, size_t *len)
{
	char bytes[4];
	size_t count = 0, at = 0, step, used;
	uint32_t code;

	*len = 1;
	while (count < sizeof bytes && at < text.len) {
		unsigned char byte = western_byte(utf8_decode(str_from(text, at), &step));

		if (count == 0)
			*len = step;
		if (!byte || (count == 0 && (byte < 0xC2 || byte > 0xF4)) ||
		    (count > 0 && byte > 0xBF))
			break;
		bytes[count++] = (char)byte;
		at += step;
	}
	if (count < 2)
		return 0;
	code = utf8_decode((str){bytes, count}, &used);
	/* Of the C1 controls only those that windows-1252 leaves as they are come of bytes. */
	if (code == UTF8_REPLACEMENT || (code < 0xA0 && western_code((unsigned char)code) != code))
		return 0;
	for (at = 0; used > 0; used--) {
		utf8_decode(str_from(text, at), &step);
		at += step;
	}
	*len = at;
	return code;
}

/* The place of the first byte above 0x7F from `at` on. */
static size_t
skip_ascii(str text, size_t at)
{
	while (at < text.len && (unsigned char)text.at[at] < 0x80)
		at++;
	return at;
}

/* Whether C1 controls stand in it that windows-1252 has characters for: no text has those, they are
   bytes that were taken for ISO-8859-1. */
static bool
has_c1(str text)
{
	for (size_t at = 0, len; at < text.len; at += len) {
		uint32_t code = utf8_decode(str_from(text, at), &len);

		if (code >= 0x80 && code < 0xA0 && western_code((unsigned char)code) != code)
			return true;
	}
	return false;
}

/* Characters that stand alone in Western text: what is undone to another, which is no part of a
   word of such, is an accident: "É®". */
static bool
is_usual(uint32_t code)
{
	return code < 0x180 || (code >= 0x2000 && code < 0x2C00) || code >= 0x1F000;
}

static bool
is_word_byte(str text, size_t at)
{
	return at < text.len &&
	    (ascii_is_alpha((unsigned char)text.at[at]) ||
		ascii_is_digit((unsigned char)text.at[at]));
}

static struct tally
count(str text)
{
	struct tally tally = {0};
	size_t at = 0, len, end = STR_NOT_FOUND;

	while ((at = skip_ascii(text, at)) < text.len) {
		uint32_t code = undo(str_from(text, at), &len);
		size_t begin = at;
		bool joined, sure;

		at += len;
		if (!code) {
			tally.other++;
			continue;
		}
		joined = begin == end || (at < text.len && undo(str_from(text, at), &len));
		end = at;
		sure = joined || has_c1((str){text.at + begin, at - begin});
		if (!sure && !is_usual(code)) {
			tally.other++;
			continue;
		}
		tally.doubled++;
		tally.within +=
		    sure || (begin > 0 && is_word_byte(text, begin - 1)) || is_word_byte(text, end);
	}
	return tally;
}

bool
doubled_mend(struct arena *arena, str text, str *mended)
{
	struct tally tally = count(text);
	struct buf out = BUF(arena);
	size_t at = 0, from = 0, len;

	if (tally.doubled < SURE_PLACES || tally.doubled < SURE_SHARE * tally.other ||
	    tally.within < SURE_PLACES || tally.within * 2 < tally.doubled)
		return false;
	buf_reserve(&out, text.len);
	while ((at = skip_ascii(text, at)) < text.len) {
		uint32_t code = undo(str_from(text, at), &len);

		if (code) {
			buf_add(&out, (str){text.at + from, at - from});
			buf_utf8(&out, code);
			from = at + len;
		}
		at += len;
	}
	buf_add(&out, str_from(text, from));
	*mended = buf_str(&out);
	return true;
}
