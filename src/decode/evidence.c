/* Counting what is UTF-8 and what is not. */
#include "decode/evidence.h"

#include "core/utf8.h"

#define LONG_RUN 4 /* no language that windows-1252 writes has so many accents on end */

bool
evidence_is_cut(str bytes)
{
	size_t len;

	return bytes.len && (unsigned char)bytes.at[0] >= 0xC2 &&
	    (unsigned char)bytes.at[0] <= 0xF4 && utf8_decode(bytes, &len) == UTF8_REPLACEMENT &&
	    len == bytes.len && !str_eq(bytes, STR("\xef\xbf\xbd"));
}

static void
count_run(struct evidence *e, str run, bool is_last)
{
	size_t len;

	e->high += run.len;
	if (run.len >= LONG_RUN) {
		e->long_runs++;
		e->in_long_runs += run.len;
	}
	for (size_t at = 0; at < run.len; at += len) {
		str rest = str_from(run, at);

		if (utf8_decode(rest, &len) != UTF8_REPLACEMENT ||
		    str_starts(rest, STR("\xef\xbf\xbd"))) {
			e->good++;
			e->weight += len == 2 ? 1 : 3;
		} else {
			e->bad += !is_last || !evidence_is_cut(rest);
		}
	}
}

struct evidence
evidence_of(str bytes)
{
	struct evidence e = {0};
	size_t at = 0, from;

	while (at < bytes.len) {
		if ((unsigned char)bytes.at[at] < 0x80) {
			at++;
			continue;
		}
		for (from = at; at < bytes.len && (unsigned char)bytes.at[at] >= 0x80;)
			at++;
		count_run(&e, (str){bytes.at + from, at - from}, at == bytes.len);
	}
	return e;
}

bool
evidence_has_controls(str bytes)
{
	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char byte = (unsigned char)bytes.at[i];

		if (byte < 0x20 && !ascii_is_space(byte) && byte != '\v' && byte != 0x1B)
			return true;
	}
	return false;
}
