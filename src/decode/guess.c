/* Guessing an encoding: uchardet's statistics, weighed with the page's language. */
#include "decode/guess.h"

#include <uchardet/uchardet.h>

#include "core/library.h"
#include "decode/convert.h"

#define SAMPLE_BYTES ((size_t)256 << 10)
#define FEW_BYTES 40 /* below so many bytes above 0x7F, statistics say less than the language */

struct detector {
	uchardet_t (*new)(void);
	void (*delete)(uchardet_t);
	int (*handle)(uchardet_t, const char *, size_t);
	void (*end)(uchardet_t);
	const char *(*charset)(uchardet_t);
};

static bool
load(struct detector *d)
{
	static const char *const names[] = {
	    "libuchardet.so.0", "libuchardet.so", "libuchardet.0.dylib", NULL};
	const struct library_symbol symbols[] = {
	    {"uchardet_new", &d->new},
	    {"uchardet_delete", &d->delete},
	    {"uchardet_handle_data", &d->handle},
	    {"uchardet_data_end", &d->end},
	    {"uchardet_get_charset", &d->charset},
	};

	return library_load(names, symbols, sizeof symbols / sizeof *symbols);
}

/* What uchardet calls by names that are no labels. */
static enum encoding
named(const char *charset)
{
	static const struct {
		const char *name;
		enum encoding encoding;
	} others[] = {
	    {"UHC", ENCODING_EUC_KR},
	    {"MAC-CYRILLIC", ENCODING_X_MAC_CYRILLIC},
	    {"EUC-TW", ENCODING_BIG5},
	    {"MAC-CENTRALEUROPE", ENCODING_WINDOWS_1250},
	    {"IBM852", ENCODING_WINDOWS_1250},
	    {"HZ-GB-2312", ENCODING_GBK},
	};
	enum encoding encoding = labels_find(str_of(charset));

	for (size_t i = 0; i < sizeof others / sizeof *others && !encoding; i++)
		if (str_eq_nocase(str_of(charset), str_of(others[i].name)))
			encoding = others[i].encoding;
	return encoding == ENCODING_REPLACEMENT ? ENCODING_NONE : encoding;
}

static enum encoding
by_statistics(str bytes)
{
	struct detector d;
	enum encoding encoding;
	uchardet_t one;

	if (!load(&d))
		return ENCODING_NONE;
	one = d.new();
	d.handle(one, bytes.at, bytes.len < SAMPLE_BYTES ? bytes.len : SAMPLE_BYTES);
	d.end(one);
	encoding = named(d.charset(one));
	d.delete(one);
	return encoding;
}

/* The HTML Living Standard's table of what a language's old pages are in (13.2.3.2). */
static enum encoding
by_language(str lang)
{
	static const struct {
		const char *languages;
		enum encoding encoding;
	} rows[] = {
	    {"ar fa ur", ENCODING_WINDOWS_1256},
	    {"az tr", ENCODING_WINDOWS_1254},
	    {"ba be bg ky mk mn ru sah sr tg tt uk", ENCODING_WINDOWS_1251},
	    {"bs cs hr hu pl ro sk sl sq", ENCODING_WINDOWS_1250},
	    {"el", ENCODING_WINDOWS_1253},
	    {"et lt lv", ENCODING_WINDOWS_1257},
	    {"he iw yi", ENCODING_WINDOWS_1255},
	    {"ja", ENCODING_SHIFT_JIS},
	    {"ko", ENCODING_EUC_KR},
	    {"th", ENCODING_WINDOWS_874},
	    {"vi", ENCODING_WINDOWS_1258},
	};
	size_t cut = 0;
	str primary;

	while (cut < lang.len && ascii_is_alpha((unsigned char)lang.at[cut]))
		cut++;
	primary = str_head(lang, cut);
	if (str_eq_nocase(primary, STR("zh")))
		return str_find_nocase(lang, STR("tw")) != STR_NOT_FOUND ||
			str_find_nocase(lang, STR("hk")) != STR_NOT_FOUND ||
			str_find_nocase(lang, STR("hant")) != STR_NOT_FOUND
		    ? ENCODING_BIG5
		    : ENCODING_GBK;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (str_has_word_nocase(str_of(rows[i].languages), primary))
			return rows[i].encoding;
	}
	return ENCODING_WINDOWS_1252;
}

static size_t
count_high(str bytes)
{
	size_t high = 0;

	for (size_t i = 0; i < bytes.len; i++)
		high += (unsigned char)bytes.at[i] >= 0x80;
	return high;
}

static bool
fits(struct arena *arena, enum encoding encoding, str bytes)
{
	size_t bad = 0;
	str text;

	return encoding &&
	    convert_bytes(
		arena, encoding, str_head(bytes, SAMPLE_BYTES & ~(size_t)1), &text, &bad) &&
	    bad <= (bytes.len > SAMPLE_BYTES);
}

enum encoding
guess_encoding(struct arena *arena, str bytes, str lang)
{
	enum encoding guess = by_statistics(bytes), usual = by_language(lang);
	bool few = count_high(str_head(bytes, SAMPLE_BYTES)) < FEW_BYTES;

	/* ISO-2022-JP has no byte above 0x7F. */
	if (guess == ENCODING_ISO_2022_JP && fits(arena, guess, bytes))
		return guess;
	if (few && fits(arena, usual, bytes))
		return usual;
	if (fits(arena, guess, bytes))
		return guess;
	return fits(arena, usual, bytes) ? usual : ENCODING_WINDOWS_1252;
}
