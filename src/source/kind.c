/* The kinds table: names, and what a file is by its name. */
#include "source/kind.h"

static const struct kind_row rows[] = {
    {KIND_HTML, "html", "html htm shtml", false},
    {KIND_XHTML, "xhtml", "xhtml xht", false},
    {KIND_MARKDOWN, "markdown", "md markdown mdown mkd mkdn", false},
    {KIND_TEXT, "text", "txt text", false},
    {KIND_GZIP, "gzip", "gz tgz", false},
    {KIND_ZSTD, "zstd", "zst tzst", false},
    {KIND_MHTML, "mhtml", "mhtml mht", false},
    {KIND_WEBARCHIVE, "webarchive", "webarchive", false},
    {KIND_MAIL, "mail", "eml", false},
    {KIND_MBOX, "mbox", "mbox mbx", true},
    {KIND_FEED, "feed", "rss atom rdf", true},
    {KIND_OPML, "opml", "opml", true},
    {KIND_BOOKMARKS, "bookmarks", "", true},
    {KIND_WARC, "warc", "warc", true},
    {KIND_ZIP, "zip", "zip maff wacz", true},
    {KIND_TAR, "tar", "tar", true},
    {KIND_EPUB, "epub", "epub", true},
};

const struct kind_row *
kind_row(enum kind kind)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].kind == kind)
			return &rows[i];
	return NULL;
}

enum kind
kind_named(str name)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_eq_nocase(name, str_of(rows[i].name)) ||
		    str_has_word_nocase(str_of(rows[i].extensions), name))
			return rows[i].kind;
	return KIND_UNKNOWN;
}

str
kind_names(struct arena *arena)
{
	struct buf buf = BUF(arena);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		buf_z(&buf, i ? ", " : "");
		buf_z(&buf, rows[i].name);
	}
	return buf_str(&buf);
}

str
kind_extension(str name)
{
	size_t slash = str_rfind_char(name, '/'), dot;

	if (slash != STR_NOT_FOUND)
		name = str_from(name, slash + 1);
	dot = str_rfind_char(name, '.');
	return dot == STR_NOT_FOUND || dot == 0 ? STR("") : str_from(name, dot + 1);
}

static enum kind
by_extension(str ext)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_has_word_nocase(str_of(rows[i].extensions), ext))
			return rows[i].kind;
	return KIND_UNKNOWN;
}

static str
without_extension(str name, str ext)
{
	return ext.len ? str_head(name, name.len - ext.len - 1) : name;
}

enum kind
kind_by_name(str name)
{
	str ext = kind_extension(name), within;
	enum kind kind = by_extension(ext);

	if ((kind != KIND_GZIP && kind != KIND_ZSTD) || str_has_word_nocase(STR("tgz tzst"), ext))
		return kind;
	within = kind_extension(without_extension(name, ext));
	return by_extension(within) || str_has_word_nocase(STR("xml json"), within) ? kind
										    : KIND_UNKNOWN;
}

str
kind_unpacked_name(str name, bool *is_folder)
{
	str ext = kind_extension(name);
	enum kind kind = by_extension(ext);

	*is_folder = str_has_word_nocase(STR("tgz tzst"), ext);
	if (kind == KIND_GZIP || kind == KIND_ZSTD) {
		name = without_extension(name, ext);
		ext = kind_extension(name);
		kind = by_extension(ext);
	}
	*is_folder |= kind == KIND_ZIP || kind == KIND_TAR;
	return kind == KIND_ZIP || kind == KIND_TAR ? without_extension(name, ext) : name;
}

bool
kind_may_be_feed(str name)
{
	return str_has_word_nocase(STR("xml json"), kind_extension(name));
}
