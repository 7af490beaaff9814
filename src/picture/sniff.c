/* The format of a picture by its first bytes. */
#include "picture/sniff.h"

#define Z(literal)                          \
	{                                   \
		literal, sizeof literal - 1 \
	}
#define NOTHING         \
	{               \
		NULL, 0 \
	}

/* `magic` stands at `at`; `more`, where there is one, at `more_at`. */
static const struct signature {
	str magic;
	size_t at;
	str more;
	size_t more_at;
	enum picture_format format;
	const char *name;
} signatures[] = {
    {Z("\xff\xd8\xff"), 0, NOTHING, 0, FORMAT_JPEG, "JPEG"},
    {Z("\x89PNG\r\n\x1a\n"), 0, NOTHING, 0, FORMAT_PNG, "PNG"},
    {Z("GIF87a"), 0, NOTHING, 0, FORMAT_GIF, "GIF"},
    {Z("GIF89a"), 0, NOTHING, 0, FORMAT_GIF, "GIF"},
    {Z("RIFF"), 0, Z("WEBP"), 8, FORMAT_WEBP, "WebP"},
    {Z("ftypavif"), 4, NOTHING, 0, FORMAT_AVIF, "AVIF"},
    {Z("ftypavis"), 4, NOTHING, 0, FORMAT_AVIF, "AVIF"},
    {Z("ftyphei"), 4, NOTHING, 0, FORMAT_HEIC, "HEIC"},
    {Z("ftyphev"), 4, NOTHING, 0, FORMAT_HEIC, "HEIC"},
    {Z("ftypmif1"), 4, NOTHING, 0, FORMAT_HEIC, "HEIC"},
    {Z("BM"), 0, Z("\0\0\0\0"), 6, FORMAT_BMP, "BMP"},
    {Z("II*\0"), 0, NOTHING, 0, FORMAT_TIFF, "TIFF"},
    {Z("MM\0*"), 0, NOTHING, 0, FORMAT_TIFF, "TIFF"},
    {Z("\0\0\1\0"), 0, NOTHING, 0, FORMAT_ICO, "ICO"},
    {Z("\xff\x0a"), 0, NOTHING, 0, FORMAT_OTHER, "JPEG XL"},
    {Z("\0\0\0\x0cJXL "), 0, NOTHING, 0, FORMAT_OTHER, "JPEG XL"},
    {Z("\0\0\0\x0cjP  "), 0, NOTHING, 0, FORMAT_OTHER, "JPEG 2000"},
    {Z("8BPS"), 0, NOTHING, 0, FORMAT_OTHER, "PSD"},
    {Z("\x1f\x8b"), 0, NOTHING, 0, FORMAT_OTHER, "packed SVG"},
    {Z("%PDF-"), 0, NOTHING, 0, FORMAT_OTHER, "PDF"},
};

static bool
has_at(str bytes, size_t at, str magic)
{
	return str_starts(str_from(bytes, at), magic);
}

/* Moves *s behind a comment, a processing instruction or a document type; false where none of them
   stands. */
static bool
skip_prolog(str *s)
{
	str end = STR(">");
	size_t at;

	if (str_starts(*s, STR("<!--")))
		end = STR("-->");
	else if (str_starts(*s, STR("<?")))
		end = STR("?>");
	else if (!str_starts_nocase(*s, STR("<!DOCTYPE")))
		return false;
	else if (str_find_char(*s, '[') < str_find_char(*s, '>'))
		end = STR("]>");
	at = str_find(*s, end);
	*s = at == STR_NOT_FOUND ? str_from(*s, s->len) : str_from(*s, at + end.len);
	return true;
}

static bool
is_svg(str s)
{
	size_t colon;

	s = str_head(s, 8192);
	if (str_starts(s, STR("\xef\xbb\xbf")))
		s = str_from(s, 3);
	do
		s = str_trim(s);
	while (skip_prolog(&s));
	if (!str_starts(s, STR("<")))
		return false;
	s = str_from(s, 1);
	colon = str_find_char(str_head(s, 20), ':');
	if (colon != STR_NOT_FOUND && str_starts(str_from(s, colon + 1), STR("svg")))
		s = str_from(s, colon + 1);
	return str_starts(s, STR("svg")) && s.len > 3 && !ascii_is_alpha((unsigned char)s.at[3]);
}

enum picture_format
picture_sniff(str bytes, const char **name)
{
	for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
		const struct signature *row = &signatures[i];

		if (has_at(bytes, row->at, row->magic) &&
		    (!row->more.len || has_at(bytes, row->more_at, row->more))) {
			*name = row->name;
			return row->format;
		}
	}
	if (!is_svg(bytes))
		return FORMAT_UNKNOWN;
	*name = "SVG";
	return FORMAT_SVG;
}
