"""A book opened for the checks: the archive, the package, and the pages in reading order."""
import os
import posixpath
import sys
import xml.etree.ElementTree as ET
import zipfile

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"


def listed():
    """Rows (book, options, inputs): the books named on the command line, else those of this run."""
    if sys.argv[1:]:
        return [(name, "", []) for name in sys.argv[1:]]
    with open(os.path.join(os.environ.get("OUT", "build"), "check", "books.tsv"), encoding="utf-8") as f:
        rows = [line.rstrip("\t\n").split("\t") for line in f]
    return [(row[0], row[1], row[2:]) for row in rows]


def say(results):
    """Prints (name, findings) as TAP; gives the exit status."""
    count = bad = 0
    for count, (name, findings) in enumerate(results, 1):
        print(f"{'not ' if findings else ''}ok {count} - {name}")
        bad += bool(findings)
        for finding in findings[:20]:
            print("# " + finding)
        if len(findings) > 20:
            print(f"# and {len(findings) - 20} more")
    print(f"1..{count}")
    return 1 if bad else 0


class Book:
    """Raises whatever zipfile and ElementTree raise where the book is broken beyond reading."""

    def __init__(self, path):
        self.path = path
        self.zip = zipfile.ZipFile(path)
        self.names = self.zip.namelist()
        root = self.parse("META-INF/container.xml")
        self.opf_name = root.find(f".//{CONTAINER}rootfile").get("full-path")
        self.opf = self.parse(self.opf_name)
        self.items = {i.get("id"): i for i in self.opf.iter(OPF + "item")}
        self.by_path = {self.resolve(i.get("href"), self.opf_name): i for i in self.items.values()}
        self.spine = [self.resolve(self.items[r.get("idref")].get("href"), self.opf_name)
                      for r in self.opf.iter(OPF + "itemref")]
        self.nav = next(p for p, i in self.by_path.items() if "nav" in properties(i))

    def read(self, name):
        return self.zip.read(name)

    def parse(self, name):
        return ET.fromstring(self.read(name))

    @staticmethod
    def resolve(href, base):
        """The path of an address inside the book, with its fragment."""
        path, mark, fragment = href.partition("#")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(base), path)) if path else base
        return path + mark + fragment

    def pages(self):
        """The XHTML documents, the contents included, by path."""
        return {p: self.parse(p) for p, i in self.by_path.items()
                if i.get("media-type") == "application/xhtml+xml"}

    def toc(self):
        """(target, label) of each entry of the contents."""
        for nav in self.parse(self.nav).iter(XHTML + "nav"):
            if nav.get(OPS + "type") == "toc":
                return [(self.resolve(a.get("href"), self.nav), "".join(a.itertext()))
                        for a in nav.iter(XHTML + "a")]
        return []


def properties(item):
    return (item.get("properties") or "").split()


def local(element):
    """An element's name without its namespace; "" for a comment or the like."""
    return element.tag.rsplit("}")[-1] if isinstance(element.tag, str) else ""
