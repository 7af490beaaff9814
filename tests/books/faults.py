#!/usr/bin/env python3
"""Each house rule has to see its fault: books are broken in one place at a time, and the finding is looked for.

A row: the rule of docs/epub-rules.md, the entry, what stands there and what is put in its place (a regular expression
and its replacement), and a word of the finding. The books are those of two samples, out of tests/books/make."""
import io
import os
import re
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from book import say  # noqa: E402
from lint import lint  # noqa: E402

BOOKS = os.path.join(os.environ.get("OUT", "build"), "check", "books")
ONE, MANY = "samples-almanac.html.epub", "samples-digest.epub"
OPF, NAV, NCX, CSS = "EPUB/package.opf", "EPUB/nav.xhtml", "EPUB/toc.ncx", "EPUB/css/book.css"
PAGE, COVER, FRONT = "EPUB/text/article.xhtml", "EPUB/text/cover.xhtml", "EPUB/text/front.xhtml"

FAULTS = (
    # rule, book, entry, pattern, replacement, finding
    (8, ONE, "META-INF/container.xml", "(?s)(<rootfile .*?/>)", r"\1\1", "no single package"),
    (9, ONE, OPF, r'<item id="css"[^>]*/>', "", "not in the manifest"),
    (9, ONE, OPF, "css/book.css", "css/other.css", "no item named"),
    (9, ONE, OPF, r'(<itemref idref="article"/>)', r"\1\1", "stands twice"),
    (12, ONE, PAGE, r'<\?xml version="1.0" encoding="UTF-8"\?>', "", "no XML declaration"),
    (13, ONE, PAGE, "</body>", "<!-- x --></body>", "<!--"),
    (13, ONE, PAGE, "</body>", "<?x y?></body>", "processing instruction"),
    (14, ONE, PAGE, 'href="https://almanac', 'href="file:///almanac', "a link to file:"),
    (14, ONE, PAGE, 'src="../images/', 'src="../../../images/', "leads nowhere"),
    (14, ONE, PAGE, 'src="../images/([^"]*)"', r'src="../images/\1?x"', "leads nowhere"),
    (15, ONE, OPF, "urn:uuid:", "urn:isbn:", "no UUID"),
    (16, ONE, OPF, r":\d\dZ</meta>", "+01:00</meta>", "dcterms:modified"),
    (17, ONE, OPF, "<dc:language>en", "<dc:language>und", "language 'und"),
    (19, ONE, OPF, "(<dc:title[^>]*>)[^<]*", r"\1", "titles"),
    (20, ONE, OPF, r'<meta refines="#author-1" property="role"[^>]*>aut</meta>', "", "creator"),
    (20, ONE, OPF, "bkp", "aut", "no contributor"),
    (21, ONE, OPF, "(<dc:date>[^<]*</dc:date>)", r"\1\1", "two dates"),
    (21, ONE, OPF, "<dc:date>[^<]*", "<dc:date>14.3.2026", "dates"),
    (22, ONE, OPF, "(<dc:description>)[^<]*", r"\1", "an empty description"),
    (22, ONE, OPF, "<dc:description>", "<dc:description>&lt;b>x&lt;/b>", "markup"),
    (23, ONE, OPF, "</metadata>", '<meta name="calibre:series" content="x"/></metadata>', "series"),
    (24, ONE, OPF, 'refines="#author-1" property="file-as"', 'refines="#x" property="file-as"', "which is not there"),
    (24, ONE, OPF, 'property="dcterms:modified"', 'property="own:modified"', "prefix own"),
    (25, ONE, OPF, "schema:accessibilitySummary", "schema:accessibilityFeature", "no schema:accessibilitySummary"),
    (26, ONE, OPF, ">MathML<", ">tableOfContents<", "MathML not said"),
    (26, ONE, PAGE, '(<img [^>]*)alt="[^"]*"', r'\1alt=""', "promises alternative text"),
    (26, ONE, OPF, ">visual<", ">textual<", "accessMode visual"),
    (27, ONE, OPF, "</metadata>", '<meta property="dcterms:conformsTo">x</meta></metadata>', "claims"),
    (28, ONE, OPF, ' dir="ltr"', ' dir="rtl"', "package in"),
    (29, ONE, OPF, 'name="cover" content="cover-image"', 'name="cover" content="cover"', "do not name one item"),
    (31, ONE, COVER, "</section>", "<p>one two three four five</p></section>", "not a cover page"),
    (31, ONE, COVER, ' role="doc-cover"', "", "role None"),
    (32, ONE, COVER, "(<img [^>]*/>)", r'<a href="article.xhtml">\1</a>', "}a"),
    (34, ONE, NAV, r'(?s)(<nav epub:type="toc".*?<li><a[^>]*>)[^<]*', r"\1", "nav and NCX differ"),
    (35, MANY, NAV, r'(?s)(<li><a href="text/s1a1.xhtml">.*?</li>)(\s*<li>.*?</li>)', r"\2\1", "differ"),
    (36, MANY, FRONT, 'href="s1a1.xhtml"', 'href="s1a1.xhtml#octavo-title"', "has a fragment"),
    (37, ONE, PAGE, "<body ", '<body id="x" ', "id or a role on body"),
    (38, ONE, NAV, 'epub:type="bodymatter"', 'epub:type="toc"', "landmarks"),
    (39, ONE, NAV, "</body>", '<nav epub:type="page-list"><ol><li>x</li></ol></nav></body>', "a nav of page-list"),
    (40, ONE, NCX, 'playOrder="2"', 'playOrder="3"', "playOrder"),
    (40, ONE, NCX, 'name="dtb:depth" content="2"', 'name="dtb:depth" content="1"', "levels says"),
    (40, ONE, OPF, ' toc="ncx"', "", "no NCX"),
    (42, ONE, OPF, r'<reference type="text"[^>]*/>', "", "guide"),
    (43, ONE, NAV, ' hidden="hidden"', "", "landmarks are shown"),
    (43, ONE, OPF, r'(<itemref idref="article"/>)', r'\1<itemref idref="nav"/>', "nav is in the spine"),
    (44, ONE, PAGE, "</p>", "", "cannot be read"),
    (44, ONE, PAGE, "<!DOCTYPE html>", "", "DOCTYPE"),
    (45, ONE, PAGE, "This is that page", "This&#160;is&nbsp;that page", "cannot be read"),
    (46, ONE, PAGE, "This is that page", "This is \ufffe", "cannot be read|none at all"),
    (47, ONE, PAGE, "<title>[^<]*", "<title>", "no title"),
    (48, ONE, PAGE, 'xml:lang="en"', 'xml:lang="de"', "xml:lang"),
    (49, ONE, PAGE, 'href="#fn1"', 'href="#fn9"', "is not there"),
    (49, ONE, PAGE, 'id="fn2"', 'id="fn1"', "twice"),
    (49, ONE, PAGE, 'id="s-1"', 'id="1"', "no XML name"),
    (50, ONE, PAGE, 'epub:type="noteref" role="doc-noteref"', 'epub:type="noteref"', "type noteref"),
    (50, ONE, PAGE, 'role="doc-chapter"', 'role="doc-part"', "type chapter"),
    (51, ONE, PAGE, r"<h2( id=\"s-1\")>(.*?)</h2>", r"<h3\1>\2</h3>", "h3 after h1"),
    (51, ONE, PAGE, r"<h2( id=\"s-1\")>(.*?)</h2>", r"<h1\1>\2</h1>", "2 h1"),
    (52, ONE, PAGE, '(<img [^>]*)alt="[^"]*"', r"\1", "alt None"),
    (53, ONE, PAGE, "<p>This", '<p style="x">This', "p style"),
    (53, ONE, PAGE, "<p>This is that page.</p>", "<form/>", "form"),
    (55, ONE, PAGE, "This is that page", "This is that page " * 20000, "bytes"),
    (56, ONE, PAGE, "<p>This", '<p data-X="x">This', "data-X"),
    (56, ONE, PAGE, "<p>This", '<p xmlns:x="urn:x" x:y="x">This', "urn:x"),
    (57, ONE, CSS, r"\Z", "p { width: calc(1em) }", "calc"),
    (57, ONE, CSS, r"\Z", "@media (max-width: 1em) { p { margin: 0 } }", "@media"),
    (57, ONE, CSS, r"\Z", "p { margin: 0", "no rule"),
    (58, ONE, CSS, r"\Z", "p { color: black }", "color"),
    (58, ONE, CSS, r"\Z", "p { border: 1px solid black }", "in a colour"),
    (59, ONE, CSS, r"\Z", "body { line-height: 1.4 }", "what the reader chooses"),
    (59, ONE, CSS, r"\Z", ".x { font-family: serif }", "in serif"),
    (59, ONE, CSS, r"\Z", "h2 { font-size: 14px }", "px"),
    (60, ONE, CSS, r"\Z", "p { text-align: justify }", "justify"),
    (60, ONE, CSS, r"\Z", "p { margin: 0 -1em }", "margin"),
    (60, ONE, CSS, r"\Z", "p { float: left }", "float"),
    (62, ONE, CSS, "article, aside, figcaption,", "article, aside,", "figcaption is not display"),
    (62, ONE, CSS, "max-width: 100%; height: auto", "height: auto", "img lacks max-width"),
    (63, ONE, CSS, r"\Z", "p { direction: rtl }", "direction"),
    (64, ONE, CSS, "white-space: pre-wrap; ", "", "pre lacks"),
    (64, ONE, PAGE, "(<pre><code[^>]*>)", "\\1\t", "a tab in pre"),
    (65, ONE, CSS, r"\Z", "td { border: 1px solid }", "with a border"),
    (65, ONE, PAGE, "<td>Holm</td>", "<td><p>Holm</p></td>", "a cell of paragraphs"),
    (66, ONE, CSS, r"\Z", "@font-face { src: x }", "@font-face"),
    (67, ONE, OPF, "image/jpeg\"/>", "image/webp\"/>", "type image/webp"),
    (69, ONE, OPF, "image/jpeg\"/>", "image/png\"/>", "type image/png"),
    (74, ONE, PAGE, 'src="../images/[^"]*"', 'src="data:image/png;base64,x"', "outside the book"),
    (75, ONE, PAGE, 'src="../images/[^"]*"', 'src="https://x.example/x.jpg"', "outside the book"),
    (75, ONE, OPF, r'(<item id="article"[^>]*properties=")', r"\1remote-resources ", "remote or scripted"),
    (77, ONE, PAGE, r'href="#r1"', 'href="#r2"', "no way back"),
    (77, ONE, PAGE, r'(?s)(<aside id="fn1".*?</aside>\s*)(<aside id="fn2".*?</aside>)', r"\2\1", "referred to as"),
    (77, ONE, PAGE, r'(<aside id="fn2")', r"<p>x</p>\1", "a note amid the text"),
    (77, ONE, CSS, r"\Z", "aside { display: none }", "display: none"),
    (78, ONE, PAGE, r' aria-label="Back[^"]*1"', "", "says nothing"),
    (80, ONE, PAGE, r' alttext="[^"]*"', "", "without alttext"),
    (80, ONE, OPF, r'(<item id="article"[^>]*) properties="mathml"', r"\1", "MathML and properties"),
    (80, ONE, PAGE, "<mi>k</mi>", "<ci>k</ci>", "ci in a formula"),
    (82, ONE, PAGE, r'(<html[^>]*) dir="ltr"', r'\1 dir="rtl"', "dir 'rtl'"),
    (83, ONE, PAGE, r"<rp>.*?</rp>", "", "ruby without rp"),
    (83, ONE, CSS, r"\Z", "p { letter-spacing: 1em }", "letter-spacing"),
    (84, ONE, PAGE, "This is that page", "This is <q>that</q> page", "a q"),
    (91, MANY, NAV, r'<li><a href="text/s1a1.xhtml">[^<]*</a></li>', "", "differ"),
    (91, MANY, "EPUB/text/s1a1.xhtml", r'href="s1a2.xhtml"', 'href="s1a1.xhtml"', "no way to"),
    (92, MANY, OPF, r'<itemref idref="s1"/>', "", "contents"),
    (93, ONE, PAGE, "<p>The printer", '<p class="turn">x</p><p>The printer', "a turn amid the text"),
)


def broken(source, entry, pattern, replacement):
    """The book with the entry changed; None when the pattern is not there."""
    to = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(to, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == entry:
                text = data.decode()
                data = re.sub(pattern, replacement, text, count=0 if pattern in ("<rp>.*?</rp>",) else 1).encode()
                if data == text.encode():
                    return None
            new.writestr(info, data)
    return to.getvalue()


def container_faults(source, name):
    """Faults of the archive itself: (rule, bytes, finding)."""
    with zipfile.ZipFile(source) as old:
        entries = [(info, old.read(info)) for info in old.infolist()]

    def packed(change):
        to = io.BytesIO()
        with zipfile.ZipFile(to, "w") as new:
            for info, data in change([(zipfile.ZipInfo(i.filename, i.date_time), d) for i, d in entries]):
                new.writestr(info, data)
        return to.getvalue()

    def later(list_):
        list_[-1][0].date_time = (2026, 1, 1, 0, 0, 0)
        return list_

    def packed_with(list_):
        list_[2][0].compress_type = zipfile.ZIP_BZIP2
        return list_

    yield 1, packed(lambda x: x[1:] + x[:1]), "mimetype"
    yield 3, packed(packed_with), "method"
    yield 4, packed(lambda x: x + [(zipfile.ZipInfo("EPUB/ä.jpg", (1980, 1, 1, 0, 0, 0)), b"")]), "a name for trouble"
    yield 5, packed(lambda x: x + [(zipfile.ZipInfo("EPUB/a b", (1980, 1, 1, 0, 0, 0)), b"")]), "a name for trouble"
    yield 6, packed(lambda x: x + [(zipfile.ZipInfo("EPUB/Nav.xhtml", (1980, 1, 1, 0, 0, 0)), b"")]), "case is folded"
    yield 7, packed(lambda x: x + [(zipfile.ZipInfo("EPUB/text/", (1980, 1, 1, 0, 0, 0)), b"")]), "a name for trouble"
    yield 10, packed(later), "several times"
    yield 10, packed(lambda x: x[:3] + x[3:][::-1]), "reading order"


def main():
    results = []
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "book.epub")

        def see(name, data, finding):
            if data is None:
                return results.append((name, ["the place was not found"]))
            with open(path, "wb") as f:
                f.write(data)
            said = lint(path)
            results.append((name, [] if any(re.search(re.escape(finding) if "|" not in finding else finding, s)
                                            for s in said) else [f"not seen; said was {said[:3]}"]))

        for book in (ONE, MANY):
            with open(os.path.join(BOOKS, book), "rb") as f:
                with open(path, "wb") as to:
                    to.write(f.read())
            results.append((f"{book} has none", lint(path)))
        for rule, data, finding in container_faults(os.path.join(BOOKS, ONE), ONE):
            see(f"rule {rule}: {finding}", data, finding)
        for rule, book, entry, pattern, replacement, finding in FAULTS:
            see(f"rule {rule}: {finding}", broken(os.path.join(BOOKS, book), entry, pattern, replacement), finding)
    return say(results)


if __name__ == "__main__":
    sys.exit(main())
