#!/bin/sh
# --for: what a device's book has different.
. "${0%/*}/lib.sh"
. "$top/tests/cli/page.sh"

page "Who's Afraid? Ärger & Öl" >"$work/quay.html"
sed 's/<html/<html lang="cs"/' "$work/quay.html" >"$work/czech.html"
part() {
	python3 -c "import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read('EPUB/' + sys.argv[2]))" "$1" "$2"
}

run "$octavo" --for palm "$work/quay.html"
ends 'a device that nobody knows' 2 'generic, kindle, kobo or pocketbook [USAGE_VALUE]'
run "$octavo" extract --for kobo "$work/quay.html"
ends 'extract makes no book' 2 '[USAGE_NOT_HERE]'

run "$octavo" --for kobo "$work/quay.html"
ends 'a KEPUB' 0
is 'its name' 'Whos Afraid Arger Ol.kepub.epub' "$(ls)"
cp ./*.kepub.epub "$work/first"
has 'its wrappers' '<div id="book-columns"><div id="book-inner">' "$(part "$work/first" text/article.xhtml)"
has 'its spans' '<span class="koboSpan" id="kobo.1.1">' "$(part "$work/first" text/article.xhtml)"
has 'its cover has one too' '<span class="koboSpan" id="kobo.1.1"><img ' "$(part "$work/first" text/cover.xhtml)"
is 'its nav document has none' '' "$(part "$work/first" nav.xhtml | grep koboSpan)"
run "$octavo" --for kobo "$work/quay.html" -j4
is 'made again it takes its own place' 'Whos Afraid Arger Ol.kepub.epub' "$(ls)"
ok 'with the same bytes' cmp "$work/first" ./*.kepub.epub
run "$octavo" --for kobo "$work/quay.html" -o book.epub
ends 'a name that Kobo reads with its old engine' 0 '*.kepub.epub, so the device reads it with its old engine; name it so [DEVICE_NAME]'
run "$octavo" --for kobo "$work/quay.html" -o book.kepub.epub
is 'a name as Kobo wants it' '' "$err"
rm -f ./*.epub

run "$octavo" --for kindle "$work/quay.html"
is 'a Kindle shows the name' "Who's Afraid Ärger & Öl.epub" "$(ls)"
rm -f ./*.epub
run "$octavo" --for kindle --ascii "$work/quay.html"
is 'in ASCII when it must be' "Whos Afraid Arger Ol.epub" "$(ls)"
rm -f ./*.epub
run "$octavo" --for kindle "$work/czech.html" -o book.epub
ends 'a language that Amazon does not list' 0 'is in cs, which Send to Kindle often refuses'
run "$octavo" --for kindle --lang en "$work/czech.html" -o book.epub
is 'one that it lists' '' "$err"
run "$octavo" --for pocketbook "$work/czech.html" -o book.epub
is 'PocketBook takes all' '' "$err"
for device in generic pocketbook; do
	"$octavo" --for $device "$work/quay.html" -o $device.epub
done
"$octavo" "$work/quay.html" -o none.epub
ok 'generic is what is made without --for' cmp generic.epub none.epub
