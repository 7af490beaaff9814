/* What an input is, by its first bytes and its name. */
#include "source/kind.h"

#include "core/wide.h"

#define SNIFF_BYTES ((size_t)4096)

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
    {"an OpenDocument text; pandoc -t html turns it into HTML",
	MAGIC("mimetypeapplication/vnd.oasis.opendocument"), 30, "odt ott"},
    {"a Word document; pandoc -t html turns it into HTML", NO_MAGIC, 0, "docx docm"},
    {"an Excel or PowerPoint file; soffice --convert-to html turns it into HTML", NO_MAGIC, 0,
	"xlsx xls pptx ppt ods odp"},
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
    {"compressed; bunzip2 it first", MAGIC("BZh"), 0, "bz2"},
    {"compressed; unxz it first",
	MAGIC("\xfd"
	      "7zXZ"),
	0, "xz"},
    {"an archive; unpack it, and name the folder", MAGIC("7z\xbc\xaf\x27\x1c"), 0, "7z"},
    {"an archive; unpack it, and name the folder", MAGIC("Rar!\x1a\x07"), 0, "rar"},
    {"a program",
	MAGIC("\x7f"
	      "ELF"),
	0, "so o"},
    {"a program", MAGIC("MZ\x90"), 0, "exe dll"},
    {"reStructuredText; pandoc -f rst -t html turns it into HTML", NO_MAGIC, 0, "rst rest"},
    {"AsciiDoc; asciidoctor turns it into HTML", NO_MAGIC, 0, "adoc asciidoc"},
    {"Org; pandoc -f org -t html turns it into HTML", NO_MAGIC, 0, "org"},
    {"LaTeX; pandoc -f latex -t html turns it into HTML", NO_MAGIC, 0, "tex latex"},
};

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
	str ext = kind_extension(name);

	for (size_t i = 0; i < sizeof foreigns / sizeof *foreigns; i++)
		if (str_has_word_nocase(str_of(foreigns[i].extensions), ext))
			return &foreigns[i];
	return NULL;
}

/* Whether bytes are no text in any encoding: zeros that are not those of UTF-16 or UTF-32, or
   many control characters. */
static bool
is_binary(str head)
{
	size_t zeros = 0, controls = 0;

	if (wide_sniff(head))
		return false;
	for (size_t i = 0; i < head.len; i++) {
		unsigned char c = (unsigned char)head.at[i];

		zeros += c == 0;
		controls +=
		    c && c < ' ' && !ascii_is_space(c) && c != 0x1B && c != '\v' && c != '\b';
	}
	return zeros > head.len / 64 + (zeros == 1) || controls > head.len / 32 + 4;
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

/* The name of an element that XML begins with, behind its declaration, comments and DOCTYPE. */
static str
xml_root(str head)
{
	head = skip_prolog(head);
	if (str_starts(head, STR("<?xml"))) {
		size_t end = str_find(head, STR("?>"));

		head = skip_prolog(str_from(head, end == STR_NOT_FOUND ? head.len : end + 2));
	}
	while (str_starts(head, STR("<?")) || str_starts_nocase(head, STR("<!DOCTYPE"))) {
		size_t end = str_find_char(head, '>');

		head = skip_prolog(str_from(head, end == STR_NOT_FOUND ? head.len : end + 1));
	}
	return head;
}

/* Whether markup begins with a feed's own element, with any prefix: RSS, RDF, Atom's feed, or an
   Atom entry by itself. */
static bool
begins_feed(str at)
{
	static const char *const roots[] = {"rss", "feed", "RDF"};
	size_t colon = 1;
	str name;

	if (!str_starts(at, STR("<")))
		return false;
	while (colon < at.len && colon < 20 && ascii_is_alpha((unsigned char)at.at[colon]))
		colon++;
	name = colon < at.len && at.at[colon] == ':' ? str_from(at, colon + 1) : str_from(at, 1);
	for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
		if (begins_tag(name, str_of(roots[i])))
			return true;
	return begins_tag(name, STR("entry")) &&
	    str_find(str_head(at, 1000), STR("www.w3.org/2005/Atom")) != STR_NOT_FOUND;
}

/* `may` says that by its name it may be one: then things may stand in front that have no business
   there. */
static bool
is_feed(str head, bool may)
{
	if (str_starts(skip_prolog(head), STR("{")))
		return str_find(head, STR("jsonfeed.org/version")) != STR_NOT_FOUND;
	if (begins_feed(xml_root(head)))
		return true;
	while (may && head.len) {
		size_t at = str_find_char(head, '<');

		head = str_from(head, at == STR_NOT_FOUND ? head.len : at);
		if (begins_feed(head))
			return true;
		if (begins_tag(head, STR("<html")))
			return false;
		head = str_from(head, 1);
	}
	return false;
}

/* Length of "Name:" at the start of a line (RFC 5322 section 2.2), 0 when it is none. */
static size_t
header_name(str line)
{
	size_t n = 0;

	while (n < line.len && line.at[n] > ' ' && line.at[n] != ':' && line.at[n] < 127)
		n++;
	return n > 0 && n < line.len && line.at[n] == ':' ? n : 0;
}

/* A message: a block of header lines, of which one that every mail has and one more that mails
   have. "Title: x" at the head of a text is none. */
static enum kind
mail_by_bytes(str head)
{
	static const char proofs[] = "from return-path received delivered-to message-id "
				     "x-mozilla-status mime-version snapshot-content-location";
	static const char others[] =
	    "date subject to content-type mime-version cc list-id reply-to "
	    "dkim-signature received message-id";
	bool proof = false, other = false, related = false, page = false;
	str line;

	while (str_cut(&head, '\n', &line)) {
		size_t n = header_name(line);
		str name = str_head(line, n);

		if (str_is_blank(line))
			break;
		if (!n && line.at[0] != ' ' && line.at[0] != '\t') {
			/* What was looked at may end within a line. */
			if (!head.len)
				break;
			return KIND_UNKNOWN;
		}
		if (str_find_nocase(line, STR("multipart/related")) != STR_NOT_FOUND)
			related = true;
		if (str_eq_nocase(name, STR("Snapshot-Content-Location")) ||
		    str_find_nocase(line, STR("<Saved by")) != STR_NOT_FOUND)
			page = true;
		if (!n)
			continue;
		if (!proof && str_has_word_nocase(str_of(proofs), name))
			proof = true;
		else if (str_has_word_nocase(str_of(others), name))
			other = true;
	}
	if (!proof || !other)
		return KIND_UNKNOWN;
	return related && page ? KIND_MHTML : KIND_MAIL;
}

/* "From " and a date, then a header (RFC 4155). */
static bool
is_mbox(str head)
{
	str line;

	if (!str_starts(head, STR("From ")) || !str_cut(&head, '\n', &line))
		return false;
	return str_find_char(line, ':') != STR_NOT_FOUND &&
	    (header_name(head) || str_starts(head, STR(">From ")));
}

/* A header of tar (POSIX.1 ustar, and the older form without its mark): its sum is right. */
static bool
is_tar(str head)
{
	unsigned long sum = 8 * ' ', said = 0;
	size_t at = 148;

	if (head.len < 512 || head.at[0] == '\0')
		return false;
	for (size_t i = 0; i < 512; i++)
		if (i < 148 || i >= 156)
			sum += (unsigned char)head.at[i];
	while (at < 156 && head.at[at] == ' ')
		at++;
	while (at < 156 && head.at[at] >= '0' && head.at[at] <= '7')
		said = said * 8 + (unsigned long)(head.at[at++] - '0');
	return said == sum;
}

static enum kind
zip_by_bytes(str name, str head)
{
	if (head.len > 58 && str_starts(str_from(head, 30), STR("mimetypeapplication/epub+zip")))
		return KIND_EPUB;
	return kind_by_name(name) == KIND_EPUB ? KIND_EPUB : KIND_ZIP;
}

bool
kind_is_zstd(str head)
{
	return str_starts(head, STR("\x28\xb5\x2f\xfd")) ||
	    (head.len >= 4 && (head.at[0] & 0xF0) == 0x50 &&
		str_starts(str_from(head, 1), STR("\x2a\x4d\x18")));
}

/* Containers whose first bytes say it. */
static enum kind
container_by_magic(str name, str head)
{
	if (str_starts(head, STR("\x1f\x8b")))
		return KIND_GZIP;
	if (kind_is_zstd(head))
		return KIND_ZSTD;
	if (str_starts(head, STR("PK\003\004")))
		return zip_by_bytes(name, head);
	if (str_starts(head, STR("bplist00")))
		return KIND_WEBARCHIVE;
	if (str_starts(head, STR("WARC/")))
		return KIND_WARC;
	return is_tar(head) ? KIND_TAR : KIND_UNKNOWN;
}

/* Containers that are text. */
static enum kind
container_by_text(str name, str head, enum kind by_name)
{
	bool may_be_mail = !by_name || by_name == KIND_TEXT || kind_is_container(by_name);

	if (is_feed(head, by_name == KIND_FEED || kind_may_be_feed(name)))
		return KIND_FEED;
	if (begins_tag(xml_root(head), STR("<opml")))
		return KIND_OPML;
	if (begins_tag(xml_root(head), STR("<plist")) &&
	    str_find(head, STR("WebMainResource")) != STR_NOT_FOUND)
		return KIND_WEBARCHIVE;
	if (str_starts_nocase(skip_prolog(head), STR("<!DOCTYPE NETSCAPE-Bookmark-file")))
		return KIND_BOOKMARKS;
	if (may_be_mail && is_mbox(head))
		return KIND_MBOX;
	if (!may_be_mail)
		return KIND_UNKNOWN;
	if (mail_by_bytes(head) == KIND_MAIL && by_name == KIND_MHTML)
		return KIND_MHTML;
	return mail_by_bytes(head);
}

/* What is neither ours by its bytes: by its name, else text. */
static enum kind
tell_text(str name, str head, const char **foreign)
{
	enum kind by_name = kind_by_name(name), by_bytes = container_by_text(name, head, by_name);
	const struct foreign *other;

	if (by_bytes)
		return by_bytes;
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
	if (str_has_word_nocase(STR("json"), kind_extension(name)) &&
	    (str_starts(skip_prolog(head), STR("{")) || str_starts(skip_prolog(head), STR("[")))) {
		*foreign = "JSON, and no feed";
		return KIND_FOREIGN;
	}
	if (str_has_word_nocase(STR("xml"), kind_extension(name)) &&
	    str_starts(xml_root(head), STR("<"))) {
		*foreign = "XML of a kind that octavo does not read: no feed, no OPML and no XHTML";
		return KIND_FOREIGN;
	}
	return str_starts(skip_prolog(head), STR("<")) ? KIND_HTML : KIND_TEXT;
}

enum kind
kind_tell(str name, str head, const char **foreign)
{
	const struct foreign *other;
	enum kind container;

	*foreign = NULL;
	head = str_head(head, SNIFF_BYTES);
	container = container_by_magic(name, head);
	other = foreign_by_bytes(head);
	/* Many kinds are a zip or an OLE container within. */
	if ((other && str_starts(other->magic, STR("\xd0\xcf"))) || container == KIND_ZIP)
		other = foreign_by_name(name) ? foreign_by_name(name) : other;
	if (!other && container)
		return container;
	if (!other && is_binary(head) && !kind_by_name(name))
		other = foreign_by_name(name);
	if (other) {
		*foreign = other->what;
		return KIND_FOREIGN;
	}
	return is_binary(head) ? KIND_UNKNOWN : tell_text(name, head, foreign);
}
