#!/bin/sh
# octavo digest: sections, order, contents, links between articles, titles, what was left out.
. "${0%/*}/lib.sh"
. "$top/tests/cli/page.sh"

head='<meta property="article:published_time" content='
mkdir -p 'in/1 The Port' 'in/2 The Town' 'in/10 Far Away' in/empty
page 'Old Crane' "$head\"2026-11-01\"><link rel=\"canonical\" href=\"https://harbour.example/crane\">" \
	>'in/1 The Port/a.html'
page 'New Ferry' "$head\"2026-11-20\"><link rel=\"canonical\" href=\"https://harbour.example/ferry\">" |
	sed 's|talk of the net lofts|talk of <a href="https://harbour.example/crane#top">the crane</a>, <a href="/bread">the bread</a>, <a href="https://elsewhere.example/x">the rest</a>|' \
	>'in/1 The Port/b.html'
page 'Undated' >'in/1 The Port/0.html'
page 'Bread' "$head\"2026-11-05\"><link rel=\"canonical\" href=\"https://harbour.example/bread\">" \
	>'in/2 The Town/x.html'
page 'Whales' >'in/10 Far Away/w.html'
printf -- '---\ntitle: Night Sky\nsection: The Town\ndate: 2026-11-23\nauthor: Ida Holm\ndescription: What a clear night shows.\n---\n\nAll of it.\n' >in/sky.md
page 'Loose End' >in/z.html
printf '<!DOCTYPE html><title>404 Not Found</title><h1>Not Found</h1><p>Nothing here.</p>' >'in/2 The Town/gone.html'

cat >"$work/look.py" <<-'END'
	"""look.py BOOK contents|front|links TITLE|text WORDS|turns: what a digest shows."""
	import os, sys
	sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "books"))
	from book import Book, XHTML, OPS, local
	book, what = Book(sys.argv[1]), sys.argv[2]
	pages = {path: book.parse(path) for path in book.spine}
	text = {path: " ".join("".join(page.find(XHTML + "body").itertext()).split()) for path, page in pages.items()}
	title = {path: " ".join("".join(page.find(f".//{XHTML}h1").itertext()).split())
	         for path, page in pages.items() if page.find(f".//{XHTML}h1") is not None}
	def links(path):
	    return [("".join(a.itertext()), book.resolve(a.get("href"), path) if "://" not in a.get("href") else a.get("href"))
	            for a in pages[path].iter(XHTML + "a")]
	if what == "contents":
	    def show(ol, depth):
	        for li in ol.findall(XHTML + "li"):
	            print("  " * depth + "".join((li.find(XHTML + "a")).itertext()))
	            for inner in li.findall(XHTML + "ol"):
	                show(inner, depth + 1)
	    for nav in book.parse(book.nav).iter(XHTML + "nav"):
	        if nav.get(OPS + "type") == "toc":
	            show(nav.find(XHTML + "ol"), 0)
	elif what == "spine":
	    print("\n".join(title.get(path, path) for path in book.spine))
	elif what == "links":
	    path = next(p for p, t in title.items() if t == sys.argv[3])
	    for label, target in links(path):
	        print(label, "->", title.get(target.partition("#")[0], target))
	elif what == "text":
	    path = next(p for p, t in title.items() if t == sys.argv[3])
	    print(text[path])
END
look() {
	TOP=$top python3 "$work/look.py" paper.epub "$@" 2>&1
}

run "$octavo" digest in --title 'Evening Paper' --date 2026-11-24 -o paper.epub
ends 'one page holds no article' 1 '2 The Town/gone.html: error: no article was found in it'
is 'that is all that is said' 1 "$(wc -l <"$work/err" | tr -d ' ')"

contents=$(look contents)
is 'sections by folder and front matter, in order; the newest first, the undated last' '  New Ferry
  Old Crane
  Undated
  Night Sky
  Bread
  Whales
  Loose End' "$(printf '%s\n' "$contents" | grep '^ ')"
is 'their names without numbers' 'The Port
The Town
Far Away
More' "$(printf '%s\n' "$contents" | grep -E '^(The|Far|More)')"
is 'the spine goes the same way' 'New Ferry Old Crane Undated Night Sky Bread Whales Loose End' \
	"$(look spine | grep -xE 'New Ferry|Old Crane|Undated|Night Sky|Bread|Whales|Loose End' | tr '\n' ' ' | sed 's/ $//')"

front=$(look text 'Evening Paper')
has 'the front page has the date' '24 November 2026' "$front"
has 'bylines' 'By Ida Holm' "$front"
has 'and deks' 'What a clear night shows.' "$front"
has 'and articles' 'Loose End' "$front"

links=$(look links 'New Ferry')
has 'a link to another article leads to it' 'the crane -> Old Crane' "$links"
has 'a relative one too' 'the bread -> Bread' "$links"
has 'one to elsewhere leads there' 'the rest -> https://elsewhere.example/x' "$links"
has 'the next article' '-> Old Crane' "$(printf '%s\n' "$links" | tail -4)"
has 'the one before' '-> New Ferry' "$(look links 'Old Crane')"
has 'and the contents' '-> Evening Paper' "$links"

colophon=$(look text 'About this book')
has 'the colophon names sources' 'https://harbour.example/ferry' "$colophon"
has 'and inputs' 'sky.md' "$colophon"
has 'and what was left out' '2 The Town/gone.html' "${colophon##*Left out}"
is 'the title has the date' 'Evening Paper, 24 November 2026' "$(metadata paper.epub dc:title)"
is 'the date' 2026-11-24 "$(metadata paper.epub dc:date)"
is 'each author once' 'Ida Holm' "$(metadata paper.epub dc:creator)"

# Named one by one, files keep their order.
run "$octavo" digest 'in/1 The Port/a.html' 'in/1 The Port/b.html' in/z.html --date 2026-11-24 -o paper.epub
ends 'files one by one' 0
is 'keep their order' 'Old Crane New Ferry Loose End' \
	"$(look spine | grep -xE 'New Ferry|Old Crane|Loose End' | tr '\n' ' ' | sed 's/ $//')"

# A title of its own.
run "$octavo" digest 'in/1 The Port' --date 2026-11-24 -o paper.epub
has 'a folder gives its name' '1 The Port' "$(metadata paper.epub dc:title)"
run "$octavo" digest 'in/1 The Port/a.html' in/z.html --date 2026-11-24 -o paper.epub
has 'files give a digest its date' '24 November 2026' "$(metadata paper.epub dc:title)"

# The edition's date: --date, SOURCE_DATE_EPOCH, today.
run env SOURCE_DATE_EPOCH=1000000000 "$octavo" digest in/z.html in/sky.md -o paper.epub
is 'SOURCE_DATE_EPOCH' '2001-09-09' "$(metadata paper.epub dc:date)"
run env SOURCE_DATE_EPOCH=1000000000 "$octavo" digest in/z.html in/sky.md --date 2026-11-24 -o paper.epub
is 'gives way to --date' '2026-11-24' "$(metadata paper.epub dc:date)"
day=$(date +%F)
run "$octavo" digest in/z.html in/sky.md -o paper.epub
has 'else it is today' "$(metadata paper.epub dc:date)" "$day $(date +%F)"

# The same article twice.
cp in/z.html in/z-again.html
run "$octavo" digest in/z.html in/z-again.html in/sky.md --date 2026-11-24 -o paper.epub
is 'a copy is bound once' 1 "$(look spine | grep -cx 'Loose End')"
rm in/z-again.html

# Nothing to bind.
rm paper.epub
run "$octavo" digest 'in/2 The Town/gone.html' -o paper.epub
ends 'no article at all' 1 'the digest: error: was not made: no input held an article'
ok 'makes no file' test ! -e paper.epub
echo old >paper.epub
run "$octavo" digest 'in/2 The Town/gone.html' -o paper.epub
is 'and leaves the one that stood there' old "$(cat paper.epub)"

# Written into the folder it reads: passed over the next time.
run "$octavo" digest in/z.html in/sky.md --date 2026-11-24 -o in/paper.epub
cp in/paper.epub once.epub
run "$octavo" digest in/z.html in/sky.md --date 2026-11-24 -o in/paper.epub
ok 'the same again is the same' cmp in/paper.epub once.epub
