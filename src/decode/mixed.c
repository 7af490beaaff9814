/* Telling windows-1252 from UTF-8, run by run of bytes above 0x7F. */
#include "decode/mixed.h"

#include <string.h>

#include "core/utf8.h"
#include "decode/evidence.h"
#include "decode/western.h"

#define LATIN_RUN 3   /* letters and punctuation marks of a Latin text that stand on end */
#define SURE_PLACES 8 /* of UTF-8 in a windows-1252 text */
#define SURE_SHARE 4  /* for one place that is neither, so many that are */

enum place { PLACE_UTF_8, PLACE_WESTERN, PLACE_NEITHER };

/* A run of bytes above 0x7F, and the bytes that stand around it (0 at the ends). */
struct run {
	str bytes;
	unsigned char before, after;
};

static bool
next_run(str bytes, size_t *at, struct run *run)
{
	size_t from;

	while (*at < bytes.len && (unsigned char)bytes.at[*at] < 0x80)
		++*at;
	from = *at;
	while (*at < bytes.len && (unsigned char)bytes.at[*at] >= 0x80)
		++*at;
	run->bytes = (str){bytes.at + from, *at - from};
	run->before = from > 0 ? (unsigned char)bytes.at[from - 1] : 0;
	run->after = *at < bytes.len ? (unsigned char)bytes.at[*at] : 0;
	return run->bytes.len > 0;
}

/* Whether bytes that begin a character of UTF-8 and do not end it are letters all the same: "Ã" or
   "â€" at a word's end is what is left of one that was cut, "é" there is not. */
static bool
is_letter_not_cut(const struct run *run)
{
	unsigned char lead = (unsigned char)run->bytes.at[0];
	bool within = ascii_is_alpha(run->after);

	if (run->bytes.len > 1)
		return lead != 0xE2 && lead < 0xF0 && (ascii_is_alpha(run->before) || within);
	return within || (run->after != 0 && lead > 0xC5 && lead != 0xE2);
}

static bool
is_small(unsigned char byte)
{
	return (byte >= 'a' && byte <= 'z') || byte >= 0xE0;
}

/* Whether a byte of windows-1252 may stand where it does: capitals not behind small letters,
   between two letters no sign but those that join them. "ÿ", which almost no word has, is what
   binary data look like. */
static bool
may_stand(unsigned char before, unsigned char byte, unsigned char after)
{
	static const char joining[] = "\x85\x91\x92\x96\x97\xa0\xad\xb7";
	static const char letters[] = "\x8a\x8c\x8e\x9a\x9c\x9e\x9f";
	bool capital = (byte >= 0xC0 && byte < 0xDF && byte != 0xD7) || byte == 0x8A ||
	    byte == 0x8C || byte == 0x8E || byte == 0x9F;

	if (western_code(byte) < 0xA0 || byte == 0xFF)
		return false;
	if (capital)
		return !is_small(before);
	return byte >= 0xC0 || strchr(letters, (char)byte) || strchr(joining, (char)byte) ||
	    !ascii_is_alpha(before) || !ascii_is_alpha(after);
}

static enum place
place_in_utf8(const struct run *run)
{
	struct evidence e = evidence_of(run->bytes);

	if (utf8_is_valid(run->bytes))
		return PLACE_UTF_8;
	if (run->bytes.len > LATIN_RUN || e.good)
		return PLACE_NEITHER;
	for (size_t i = 0; i < run->bytes.len; i++) {
		unsigned char byte = (unsigned char)run->bytes.at[i];
		unsigned char before = i ? (unsigned char)run->bytes.at[i - 1] : run->before;
		unsigned char after =
		    i + 1 < run->bytes.len ? (unsigned char)run->bytes.at[i + 1] : run->after;

		if (!may_stand(before, byte, after))
			return PLACE_NEITHER;
	}
	return !evidence_is_cut(run->bytes) || is_letter_not_cut(run) ? PLACE_WESTERN
								      : PLACE_NEITHER;
}

/* UTF-8 of the characters that Western text has: letters with accents, signs, punctuation. */
static enum place
place_in_western(const struct run *run)
{
	size_t len;

	if (!utf8_is_valid(run->bytes))
		return PLACE_WESTERN;
	for (size_t at = 0; at < run->bytes.len; at += len) {
		uint32_t code = utf8_decode(str_from(run->bytes, at), &len);

		if (code >= 0x180 && (code < 0x2010 || code > 0x203A) && code != 0x20AC &&
		    code != 0x2122)
			return PLACE_WESTERN;
	}
	return PLACE_UTF_8;
}

static bool
is_sure(enum encoding encoding, const size_t counts[3])
{
	if (encoding == ENCODING_UTF_8)
		return counts[PLACE_WESTERN] > 0 &&
		    counts[PLACE_WESTERN] >= SURE_SHARE * counts[PLACE_NEITHER];
	return counts[PLACE_UTF_8] >= SURE_PLACES;
}

static void
put(struct buf *out, str bytes, enum place place, size_t *bad)
{
	if (place == PLACE_WESTERN) {
		for (size_t i = 0; i < bytes.len; i++)
			buf_utf8(out, western_code((unsigned char)bytes.at[i]));
		return;
	}
	*bad += place == PLACE_NEITHER;
	buf_add(out, place == PLACE_NEITHER ? utf8_repair(out->arena, bytes) : bytes);
}

bool
mixed_decode(struct arena *arena, enum encoding encoding, str bytes, str *text, size_t *bad)
{
	enum place (*place)(const struct run *) =
	    encoding == ENCODING_UTF_8 ? place_in_utf8 : place_in_western;
	struct buf out = BUF(arena);
	size_t counts[3] = {0}, at = 0, from = 0;
	struct run run;

	if (encoding != ENCODING_UTF_8 && encoding != ENCODING_WINDOWS_1252)
		return false;
	while (next_run(bytes, &at, &run))
		counts[place(&run)]++;
	if (!is_sure(encoding, counts))
		return false;
	buf_reserve(&out, bytes.len + bytes.len / 16 + 4);
	at = 0;
	while (next_run(bytes, &at, &run)) {
		buf_add(&out, (str){bytes.at + from, (size_t)(run.bytes.at - bytes.at) - from});
		put(&out, run.bytes, place(&run), bad);
		from = at;
	}
	buf_add(&out, str_from(bytes, from));
	*text = buf_str(&out);
	return true;
}
