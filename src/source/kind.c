/* The kinds table: what an input is, by its first bytes and its name. */
#include "source/kind.h"

#include "core/utf8.h"

#define SNIFF_BYTES ((size_t)4096)

static const struct kind_row rows[] = {
    {KIND_HTML, "html", "html htm shtml"},
    {KIND_XHTML, "xhtml", "xhtml xht"},
    {KIND_MARKDOWN, "markdown", "md markdown mdown mkd mkdn"},
    {KIND_TEXT, "text", "txt text"},
};

/* What octavo does not read, and what helps: told by bytes at a place of the file, or by its
   name. */
struct foreign {
	const char *what;
	str magic;
	size_t at;
	const char *extensions;
};

#define NO_MAGIC        \
	{               \
		NULL, 0 \
	}
#define MAGIC(z)                   \
	{                          \
		(z), sizeof(z) - 1 \
	}

static const struct foreign foreigns[] = {
    {"a PDF; pdftohtml -s turns it into HTML", MAGIC("%PDF-"), 0, "pdf"},
    {"an EPUB; pandoc -t html turns it into HTML", MAGIC("mimetypeapplication/epub+zip"), 30,
	"epub"},
    {"an OpenDocument text; pandoc -t html turns it into HTML",
	MAGIC("mimetypeapplication/vnd.oasis.opendocument"), 30, "odt ott"},
    {"a Word document; pandoc -t html turns it into HTML", NO_MAGIC, 0, "docx docm"},
    {"an Excel or PowerPoint file; soffice --convert-to html turns it into HTML", NO_MAGIC, 0,
	"xlsx xls pptx ppt ods odp"},
    {"an archive; unzip it, and name the folder", MAGIC("PK\003\004"), 0, "zip maff"},
    {"an empty archive", MAGIC("PK\005\006"), 0, ""},
    {"an old Word document; soffice --convert-to html turns it into HTML",
	MAGIC("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), 0, "doc"},
    {"a rich text file; soffice --convert-to html turns it into HTML", MAGIC("{\\rtf"), 0, "rtf"},
    {"a Kindle book; ebook-convert of Calibre turns it into HTML", MAGIC("BOOKMOBI"), 60,
	"mobi azw azw3 prc"},
    {"a Kindle book; ebook-convert of Calibre turns it into HTML", MAGIC("TPZ"), 0, "azw4 kfx"},
    {"a DjVu document; djvutxt turns it into text", MAGIC("AT&TFORM"), 0, "djvu djv"},
    {"a PostScript file; ps2pdf and pdftohtml -s turn it into HTML", MAGIC("%!PS"), 0, "ps eps"},
    {"a picture; octavo reads the page it stands in", MAGIC("\xff\xd8\xff"), 0, "jpg jpeg"},
    {"a picture; octavo reads the page it stands in", MAGIC("\x89PNG\r\n\x1a\n"), 0, "png"},
    {"a picture; octavo reads the page it stands in", MAGIC("GIF8"), 0, "gif"},
    {"a picture; octavo reads the page it stands in", MAGIC("WEBP"), 8, "webp"},
    {"a picture; octavo reads the page it stands in", MAGIC("ftypavif"), 4, "avif"},
    {"a picture; octavo reads the page it stands in", MAGIC("ftyphei"), 4, "heic heif"},
    {"a picture; octavo reads the page it stands in", MAGIC("II*\0"), 0, "tif tiff"},
    {"a picture; octavo reads the page it stands in", NO_MAGIC, 0, "bmp ico svg svgz"},
    {"a film or a recording", MAGIC("ftyp"), 4, "mp4 m4a m4v mov"},
    {"a film or a recording", MAGIC("ID3"), 0, "mp3 ogg oga ogv webm mkv avi wav flac"},
    {"compressed; gunzip it first", MAGIC("\x1f\x8b"), 0, "gz tgz"},
    {"compressed; bunzip2 it first", MAGIC("BZh"), 0, "bz2"},
    {"compressed; unxz it first",
	MAGIC("\xfd"
	      "7zXZ"),
	0, "xz"},
    {"compressed; unzstd it first", MAGIC("\x28\xb5\x2f\xfd"), 0, "zst"},
    {"an archive; unpack it, and name the folder", MAGIC("7z\xbc\xaf\x27\x1c"), 0, "7z"},
    {"an archive; unpack it, and name the folder", MAGIC("Rar!\x1a\x07"), 0, "rar"},
    {"an archive; unpack it, and name the folder", MAGIC("ustar"), 257, "tar"},
    {"a Safari web archive, which this version does not read; save the page as HTML",
	MAGIC("bplist00"), 0, "webarchive"},
    {"a program",
	MAGIC("\x7f"
	      "ELF"),
	0, "so o"},
    {"a program", MAGIC("MZ\x90"), 0, "exe dll"},
    {"a web archive, which this version does not read; warc2html or wget's own files do",
	MAGIC("WARC/1."), 0, "warc"},
    {"a mailbox, which this version does not read; save its messages as HTML", MAGIC("From "), 0,
	"mbox"},
    {"a mail message, which this version does not read; save its text as HTML", NO_MAGIC, 0, "eml"},
    {"a page saved as MHTML, which this version does not read; save it as HTML", NO_MAGIC, 0,
	"mhtml mht"},
    {"a feed, which this version does not read; save its articles as HTML", NO_MAGIC, 0,
	"rss atom"},
    {"reStructuredText; pandoc -f rst -t html turns it into HTML", NO_MAGIC, 0, "rst rest"},
    {"AsciiDoc; asciidoctor turns it into HTML", NO_MAGIC, 0, "adoc asciidoc"},
    {"Org; pandoc -f org -t html turns it into HTML", NO_MAGIC, 0, "org"},
    {"LaTeX; pandoc -f latex -t html turns it into HTML", NO_MAGIC, 0, "tex latex"},
};

const struct kind_row *
kind_row(enum kind kind)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].kind == kind)
			return &rows[i];
	return NULL;
}

static bool
has_word(const char *list, str word)
{
	str rest = str_of(list), one;

	while (str_word(&rest, &one))
		if (str_eq_nocase(one, word))
			return true;
	return false;
}

enum kind
kind_named(str name)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_eq_nocase(name, str_of(rows[i].name)) || has_word(rows[i].extensions, name))
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

/* What follows the last dot of the last component; empty where there is none. */
static str
extension(str name)
{
	size_t slash = str_rfind_char(name, '/'), dot;

	if (slash != STR_NOT_FOUND)
		name = str_from(name, slash + 1);
	dot = str_rfind_char(name, '.');
	return dot == STR_NOT_FOUND || dot == 0 ? STR("") : str_from(name, dot + 1);
}

enum kind
kind_by_name(str name)
{
	str ext = extension(name);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (has_word(rows[i].extensions, ext))
			return rows[i].kind;
	return KIND_UNKNOWN;
}

static const struct foreign *
foreign_by_bytes(str head)
{
	for (size_t i = 0; i < sizeof foreigns / sizeof *foreigns; i++)
		if (foreigns[i].magic.len && head.len > foreigns[i].at &&
		    str_starts(str_from(head, foreigns[i].at), foreigns[i].magic))
			return &foreigns[i];
	return NULL;
}

static const struct foreign *
foreign_by_name(str name)
{
	str ext = extension(name);

	for (size_t i = 0; i < sizeof foreigns / sizeof *foreigns; i++)
		if (has_word(foreigns[i].extensions, ext))
			return &foreigns[i];
	return NULL;
}

/* Whether bytes are no text in any encoding: zeros that are not those of UTF-16 or UTF-32, or
   many control characters. */
static bool
is_binary(str head)
{
	size_t zeros[4] = {0}, all = 0, controls = 0;
	bool wide;

	for (size_t i = 0; i < head.len; i++) {
		unsigned char c = (unsigned char)head.at[i];

		zeros[i & 3] += c == 0;
		all += c == 0;
		controls +=
		    c && c < ' ' && !ascii_is_space(c) && c != 0x1B && c != '\v' && c != '\b';
	}
	wide = str_starts(head, STR("\xff\xfe")) || str_starts(head, STR("\xfe\xff")) ||
	    str_starts(head, STR("\0\0\xfe\xff"));
	/* UTF-16 of Latin letters has zeros at every other place and nowhere else. */
	wide = wide ||
	    (all > head.len / 4 &&
		(zeros[0] + zeros[2] < all / 32 + 1 || zeros[1] + zeros[3] < all / 32 + 1));
	if (wide)
		return controls > head.len / 16;
	return all > head.len / 64 + (all == 1 ? 1 : 0) || controls > head.len / 32 + 4;
}

/* The head without byte-order mark, white space and, for markup, comments. */
static str
skip_prolog(str head)
{
	if (str_starts(head, STR("\xef\xbb\xbf")))
		head = str_from(head, 3);
	for (;;) {
		size_t end;

		head = str_trim(head);
		if (!str_starts(head, STR("<!--")))
			return head;
		end = str_find(head, STR("-->"));
		if (end == STR_NOT_FOUND)
			return head;
		head = str_from(head, end + 3);
	}
}

static bool
begins_tag(str head, str tag)
{
	unsigned char next;

	if (!str_starts_nocase(head, tag) || head.len <= tag.len)
		return false;
	next = (unsigned char)head.at[tag.len];
	return ascii_is_space(next) || next == '>' || next == '/';
}

/* Markup that begins as only a page does (after the MIME Sniffing Standard, section 7.1), whatever
   the file is called. */
static enum kind
markup_by_bytes(str head)
{
	static const char *const begins[] = {
	    "<html", "<head", "<body", "<!doctype", "<title", "<meta"};

	head = skip_prolog(head);
	if (str_starts(head, STR("<?xml"))) {
		if (str_find_nocase(head, STR("<html")) == STR_NOT_FOUND &&
		    str_find_nocase(head, STR("xhtml")) == STR_NOT_FOUND)
			return KIND_UNKNOWN;
		return KIND_XHTML;
	}
	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
		if (begins_tag(head, str_of(begins[i])))
			return KIND_HTML;
	return KIND_UNKNOWN;
}

static bool
is_feed(str head)
{
	head = skip_prolog(head);
	if (str_starts(head, STR("<?xml"))) {
		size_t end = str_find(head, STR("?>"));

		head = skip_prolog(str_from(head, end == STR_NOT_FOUND ? head.len : end + 2));
	}
	return begins_tag(head, STR("<rss")) || begins_tag(head, STR("<feed")) ||
	    begins_tag(head, STR("<rdf:RDF"));
}

enum kind
kind_tell(str name, str head, const char **foreign)
{
	const struct foreign *other;
	enum kind by_name = kind_by_name(name), by_bytes;

	*foreign = NULL;
	head = str_head(head, SNIFF_BYTES);
	other = foreign_by_bytes(head);
	/* A text may begin with "From " or "BM"; a page by its name is none of those. */
	if (other && by_name && str_eq(other->magic, STR("From ")))
		other = NULL;
	/* Many kinds are a zip or an OLE container within. */
	if (other && foreign_by_name(name) &&
	    (str_starts(other->magic, STR("PK")) || str_starts(other->magic, STR("\xd0\xcf"))))
		other = foreign_by_name(name);
	if (other) {
		*foreign = other->what;
		return KIND_FOREIGN;
	}
	if (is_binary(head)) {
		other = by_name ? NULL : foreign_by_name(name);
		*foreign = other ? other->what : NULL;
		return other ? KIND_FOREIGN : KIND_UNKNOWN;
	}
	if (is_feed(head)) {
		*foreign = foreign_by_name(STR("x.rss"))->what;
		return KIND_FOREIGN;
	}
	by_bytes = markup_by_bytes(head);
	if (by_name == KIND_HTML || by_name == KIND_XHTML)
		return by_name;
	/* Markdown may begin with a tag; a whole page called .md or .txt is a page. */
	if (by_bytes)
		return by_bytes;
	if (by_name)
		return by_name;
	other = foreign_by_name(name);
	if (other) {
		*foreign = other->what;
		return KIND_FOREIGN;
	}
	return str_starts(skip_prolog(head), STR("<")) ? KIND_HTML : KIND_TEXT;
}
