#!/bin/sh
# ZIP and tar archives are read as folders, EPUB books by their spine.
. "${0%/*}/lib.sh"

cp -r "$samples/digest" folder
python3 - <<'EOF'
import shutil
shutil.make_archive("notes", "zip", "folder")
shutil.make_archive("notes", "gztar", ".", "folder")
import zipfile
with zipfile.ZipFile("slip.zip", "w") as z:
    z.writestr("../../out.html", "<title>Out</title><p>Nothing of this may be read by anybody at all.")
    z.writestr("good.html", "<title>Good</title><h1>Good</h1><p>This page is as good as any other page that there is.")
EOF
run "$octavo" extract --to jsonl folder
is 'the folder is read' 0 "$status"
expected=$out
run "$octavo" extract --to jsonl notes.zip
is 'a ZIP gives the same articles, pictures included' "$expected" "$out"
run "$octavo" extract --to jsonl notes.tar.gz
is 'so does a tar in gzip' "$expected" "$out"
status=0
"$octavo" extract --to jsonl - <notes.zip >piped 2>err || status=$?
is 'and a ZIP on standard input' "$expected" "$(cat piped)"
run "$octavo" extract --to text slip.zip
ends 'a name that leads out is refused' 1 'out.html'
run "$octavo" extract --to jsonl --from zip "$samples/news.html"
ends 'what is no ZIP is named' 1 'ARCHIVE_BROKEN'
ok 'a digest is made' "$octavo" digest folder -o book.epub
run "$octavo" extract --to jsonl book.epub
is 'and read again, it has as many articles' "$(printf '%s\n' "$expected" | wc -l)" "$(printf '%s\n' "$out" | wc -l)"
mkdir shelf && cp book.epub shelf/a.epub
run "$octavo" extract --to jsonl shelf
is 'a folder of books is read' 8 "$(printf '%s\n' "$out" | wc -l | tr -d ' ')"
cp "$samples/news.html" shelf/
run "$octavo" extract --to jsonl shelf
is 'but no book among other inputs' 1 "$(printf '%s\n' "$out" | wc -l | tr -d ' ')"
head -c 3000 book.epub >cut.epub
run "$octavo" extract cut.epub
ends 'a book that is cut off is named' 1 'cut.epub'

# A title page says nothing that the book does not say of itself.
python3 - <<'EOF'
import zipfile
head = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>The Rock</title><style>' + "p{margin:0}" * 60 + "</style></head><body>"
with zipfile.ZipFile("rock.epub", "w") as z:
    z.writestr("META-INF/container.xml", '<container><rootfiles><rootfile full-path="content.opf"/></rootfiles></container>')
    z.writestr("content.opf", '''<package version="2.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Rock</dc:title>
<dc:creator>Ada Marsh</dc:creator><dc:date>2024-03-05</dc:date></metadata><manifest><item id="t" href="t.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="t"/><itemref idref="a"/></spine></package>''')
    z.writestr("t.xhtml", head + "<h1>The Rock</h1><p>by Ada Marsh</p><p>2024-03-05</p></body></html>")
    z.writestr("a.xhtml", head + "<h1>The Rock</h1><p>" + "A long winter on the rock, and nobody came by. " * 9 + "</p></body></html>")
EOF
run "$octavo" extract --to jsonl rock.epub
is 'a title page is no article' 1 "$(printf '%s\n' "$out" | grep -c 'long winter')"
is 'and nothing else is one' 1 "$(printf '%s\n' "$out" | wc -l | tr -d ' ')"

# Books that pandoc and calibre made of one text are golden; their links lead on in a digest.
for book in pandoc-epub2 pandoc-epub3 calibre; do
	ok "what $book wrote is bound" "$octavo" digest "$top/tests/golden/book/$book.in.epub" -o bound.epub
	is "and its link leads from one part to the other" 1 "$(unzip -p bound.epub 'EPUB/text/*' | grep -c 'href="[^"]*xhtml">the oil')"
done
