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
