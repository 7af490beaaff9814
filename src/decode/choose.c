/* Choosing an encoding. */
#include "decode/choose.h"

#include "core/utf8.h"
#include "core/wide.h"
#include "decode/convert.h"
#include "decode/evidence.h"
#include "decode/guess.h"

#define SAMPLE_BYTES ((size_t)64 << 10)
#define SURE_PLACES 8   /* well-formed UTF-8, or bytes that are none, are no accident */
#define SURE_OF_LATIN 3 /* nor is this weight of UTF-8 where text is said to be windows-1252 */
#define SURE_LONG_RUNS 8

/* Labels that mail and other programs write and the standard does not know. */
static enum encoding
of_alias(str label)
{
	static const struct {
		const char *label;
		enum encoding encoding;
	} rows[] = {
	    {"cp50220", ENCODING_ISO_2022_JP},
	    {"cp50221", ENCODING_ISO_2022_JP},
	    {"cp50222", ENCODING_ISO_2022_JP},
	    {"cp65001", ENCODING_UTF_8},
	    {"cp932", ENCODING_SHIFT_JIS},
	    {"cp936", ENCODING_GBK},
	    {"cp949", ENCODING_EUC_KR},
	    {"cp950", ENCODING_BIG5},
	    {"eucjp-win", ENCODING_EUC_JP},
	    {"iso-2022-jp-ms", ENCODING_ISO_2022_JP},
	    {"latin-1", ENCODING_WINDOWS_1252},
	    {"sjis-win", ENCODING_SHIFT_JIS},
	    {"utf-8-sig", ENCODING_UTF_8},
	    {"utf8mb4", ENCODING_UTF_8},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_eq_nocase(label, str_of(rows[i].label)))
			return rows[i].encoding;
	return ENCODING_NONE;
}

/* Labels by which a program says that it does not know. */
static bool
is_shrug(str label)
{
	static const char *const rows[] = {
	    "", "binary", "default", "none", "unknown", "unknown-8bit", "x-unknown"};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_eq_nocase(label, str_of(rows[i])))
			return true;
	return false;
}

/* What a declared label means: one that stands in bytes which could be read as ASCII does not mean
   UTF-16, and what a script calls user-defined is the pages' windows-1252 (HTML Living Standard,
   13.2.3.2). ENCODING_NONE when it is no text's. */
static enum encoding
of_declared(str label, bool within)
{
	enum encoding encoding = labels_find(label);

	switch (encoding) {
	case ENCODING_NONE:
		return of_alias(label);
	case ENCODING_UTF_16LE:
	case ENCODING_UTF_16BE:
		return within ? ENCODING_UTF_8 : encoding;
	case ENCODING_X_USER_DEFINED:
		return ENCODING_WINDOWS_1252;
	case ENCODING_REPLACEMENT:
		return ENCODING_NONE;
	default:
		return encoding;
	}
}

/* Say that a label is of no use. UTF-7 is refused by name: it hides markup in ASCII. */
static void
say_unknown(struct ctx *ctx, str label)
{
	static const char *const refused[] = {
	    "utf-7", "unicode-1-1-utf-7", "x-imap4-modified-utf7"};
	enum diag_code code = labels_find(label) == ENCODING_REPLACEMENT ? DIAG_CHARSET_REFUSED
									 : DIAG_CHARSET_UNKNOWN;

	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		if (str_eq_nocase(label, str_of(refused[i])))
			code = DIAG_CHARSET_REFUSED;
	diag_say(ctx->log, code, ctx->name, "%.*s",
	    STR_ARG(str_head(utf8_repair(ctx->arena, label), 40)));
}

/* Whether most characters of an East Asian encoding are malformed when it is taken at its word. */
static bool
is_misfit(struct arena *arena, enum encoding encoding, str bytes)
{
	struct arena *work;
	struct evidence e;
	size_t bad = 0;
	str text;

	switch (encoding) {
	case ENCODING_BIG5:
	case ENCODING_EUC_JP:
	case ENCODING_EUC_KR:
	case ENCODING_GB18030:
	case ENCODING_GBK:
	case ENCODING_SHIFT_JIS:
		break;
	default:
		return false;
	}
	bytes = str_head(bytes, SAMPLE_BYTES);
	e = evidence_of(bytes);
	if (e.high < SURE_PLACES)
		return false;
	work = arena_inner(arena);
	if (!convert_bytes(work, encoding, bytes, &text, &bad))
		bad = 0;
	arena_release(work);
	return bad >= SURE_PLACES && bad > e.high / 8;
}

/* Whether the text has the shape of one in Latin letters: accents stand alone. */
static bool
is_latin(const struct evidence *e)
{
	return e->in_long_runs <= e->high / 4;
}

/* Whether the bytes speak against what is declared. A program that saves a page as UTF-8 leaves the
   old declaration in it; that text of another encoding is UTF-8 by chance, in so many places, does
   not happen. `doubtful`: little is needed, since something else speaks for UTF-8. */
static bool
is_refuted(
    struct arena *arena, str bytes, const struct evidence *e, enum encoding declared, bool doubtful)
{
	switch (declared) {
	case ENCODING_UTF_8:
		if (e->good == 0 || e->bad <= e->good || e->bad < SURE_PLACES)
			return e->bad && e->good == 0;
		/* Pieces of a Latin text in both are for mixed_decode. */
		return !is_latin(e) || e->weight < SURE_OF_LATIN || e->weight < e->bad / 4;
	case ENCODING_UTF_16LE:
	case ENCODING_UTF_16BE:
		return utf8_is_valid(bytes) && !evidence_has_controls(bytes);
	case ENCODING_WINDOWS_1252:
		if (e->bad == 0 && e->weight >= (doubtful ? 1 : SURE_OF_LATIN))
			return true;
		/* Words of nothing but accents: another script. */
		return e->long_runs >= SURE_LONG_RUNS && e->in_long_runs > e->high / 4 * 3;
	default:
		return (e->bad == 0 && e->good >= SURE_PLACES) || is_misfit(arena, declared, bytes);
	}
}

static bool
is_ascii_label(str label)
{
	return str_eq_nocase(label, STR("us-ascii")) || str_eq_nocase(label, STR("ascii")) ||
	    str_eq_nocase(label, STR("ansi_x3.4-1968"));
}

/* By the bytes alone, which are not UTF-16: UTF-8, also with a few broken places (a file that was
   cut or pasted together), else by their statistics. Escape sequences are not UTF-8's. */
static enum encoding
by_bytes(struct ctx *ctx, str bytes, const struct evidence *e, str lang)
{
	bool mostly = e->good > 8 * e->bad || (is_latin(e) && e->weight > 2 * e->bad);

	if (str_find(bytes, STR("\x1b$")) == STR_NOT_FOUND && (e->bad == 0 || mostly))
		return ENCODING_UTF_8;
	return guess_encoding(ctx->arena, bytes, lang);
}

enum encoding
choose_encoding(struct ctx *ctx, str bytes, const struct choice *choice)
{
	const str labels[2] = {str_trim(choice->carried), str_trim(choice->within)};
	enum wide wide = wide_sniff(bytes);
	enum encoding found, encodings[2];
	struct evidence e;
	bool refuted = false;

	if (wide == WIDE_UTF_16LE || wide == WIDE_UTF_16BE)
		return wide == WIDE_UTF_16LE ? ENCODING_UTF_16LE : ENCODING_UTF_16BE;
	e = evidence_of(bytes);
	for (int i = 0; i < 2; i++)
		encodings[i] = of_declared(labels[i], i == 1);
	for (int i = 0; i < 2; i++) {
		bool doubtful = is_ascii_label(labels[i]) || encodings[!i] == ENCODING_UTF_8;

		if (is_shrug(labels[i]))
			continue;
		if (!encodings[i]) {
			say_unknown(ctx, labels[i]);
		} else if (is_refuted(ctx->arena, bytes, &e, encodings[i], doubtful)) {
			refuted = true;
		} else {
			if (refuted)
				diag_say(ctx->log, DIAG_CHARSET_REFUTED, ctx->name, "%s",
				    labels_name(encodings[i]));
			return encodings[i];
		}
	}
	found = by_bytes(ctx, bytes, &e, choice->lang);
	if (refuted && found != encodings[0] && found != encodings[1])
		diag_say(ctx->log, DIAG_CHARSET_REFUTED, ctx->name, "%s", labels_name(found));
	else if (!refuted && found != ENCODING_UTF_8)
		diag_say(ctx->log, DIAG_CHARSET_GUESSED, ctx->name, "%s", labels_name(found));
	return found;
}
