#!/bin/sh
# Web archives: every form gives the same pages, from a file or a pipe; what wget makes is read.
. "${0%/*}/lib.sh"

make() {
	PYTHONDONTWRITEBYTECODE=1 python3 "$top/tests/golden/warc.py" "$1"
}

make pages.in.warc >pages.warc
make pages-by-member.warc.gz >member.warc.gz
make pages-by-frame.warc.zst >frame.warc.zst
make pages-in-one-member.warc.gz >one.warc.gz
run "$octavo" extract --to jsonl pages.warc
ends 'a plain archive is read' 0
is 'with its five pages' 5 "$(printf '%s\n' "$out" | wc -l | tr -d ' ')"
pages=$out
for form in member.warc.gz frame.warc.zst one.warc.gz; do
	run "$octavo" extract --to jsonl $form
	is "the same comes of $form" "$pages" "$out"
	is 'and nothing is said' '' "$err"
	"$octavo" extract --to jsonl - <$form >piped 2>&1
	is 'on standard input too' "$pages" "$(cat piped)"
	cat $form | "$octavo" extract --to jsonl - >piped 2>&1
	is 'and through a pipe' "$pages" "$(cat piped)"
done
gzip -c member.warc.gz >twice.gz
run "$octavo" extract --to jsonl twice.gz
is 'also in gzip once more' "$pages" "$out"
run "$octavo" extract --to jsonl --from warc frame.warc.zst
is 'and when its kind is given' "$pages" "$out"

run "$octavo" extract -v --to jsonl pages.warc
for none in /part /short /lies /picture; do
	has "$none is passed over with a note" "(https://harbour.example$none): note: was passed over" "$err"
done
make broken-member.warc.gz >broken.warc.gz
run "$octavo" extract --to jsonl broken.warc.gz
ends 'a broken member is named' 1 'broken.warc.gz: error: is broken or cut off'
is 'and those around it are read' 2 "$(printf '%s\n' "$out" | grep -c -e 'First ledger' -e 'Third ledger')"

run "$octavo" extract --to text --exclude '*' pages.warc
ends 'an archive without a page to read is named' 0 'pages.warc: warning: holds no page'
run "$octavo" extract --to jsonl --include 'harbour.example/noon' --include '*/MORNING' pages.warc
is 'pages are chosen by their address' 2 "$(printf '%s\n' "$out" | wc -l | tr -d ' ')"

for form in pages.warc member.warc.gz one.warc.gz; do
	"$octavo" digest -j2 --date 2026-11-24 $form -o book-$form.epub
	is "pictures of $form are in its book" 2 "$(python3 -m zipfile -l book-$form.epub | grep -c 'images/.*png')"
done
mkdir spare
cat one.warc.gz | TMPDIR=$here/spare "$octavo" digest - -o piped.epub
is 'no temporary file is left' '' "$(ls -A spare)"
cat one.warc.gz | TMPDIR=/nowhere "$octavo" extract --to text - >/dev/null 2>said
is 'where none can be made it is said' 1 "$(grep -c SPOOL_FAILED said)"
head -c 4000 member.warc.gz >cut.warc.gz
run "$octavo" extract --to jsonl cut.warc.gz
ends 'an archive that is cut off is named' 1 'cut.warc.gz: error: is broken or cut off'
has 'and what is whole in it is read' '"Morning ledger"' "$out"

python3 - <<'EOF'
import zipfile
with zipfile.ZipFile("site.wacz", "w") as z:
    z.writestr("datapackage.json", '{"profile": "data-package", "wacz_version": "1.1.1"}')
    z.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0", "id": "pages"}\n'
               '{"url": "https://harbour.example/old", "title": "Morning"}\n{"title": "Noon", "url": "https://harbour.example/noon#x"}\n')
    z.writestr("pages/extraPages.jsonl", '{"url": "https://harbour.example/frame"}\nno json\n')
    z.writestr("indexes/index.cdx.gz", b"not read")
    z.writestr("archive/data.warc.gz", open("member.warc.gz", "rb").read())
with zipfile.ZipFile("bare.wacz", "w") as z:
    z.writestr("datapackage.json", "{}")
    z.writestr("archive/data.warc", open("pages.warc", "rb").read())
EOF
run "$octavo" extract --to jsonl site.wacz
ends 'a WACZ is read' 0
is 'the pages of its lists' '/morning /frame /noon' \
	"$(printf '%s\n' "$out" | sed 's|.*"source": "https://harbour.example\([^"]*\)".*|\1|' | tr '\n' ' ' | sed 's/ $//')"
run "$octavo" extract --to jsonl bare.wacz
is 'all without lists' 5 "$(printf '%s\n' "$out" | wc -l | tr -d ' ')"
"$octavo" digest --date 2026-11-24 site.wacz -o wacz.epub
is 'with their pictures' 2 "$(python3 -m zipfile -l wacz.epub | grep -c 'images/.*png')"
is 'and without a section for its folder' 0 "$(python3 -c 'import zipfile; print(zipfile.ZipFile("wacz.epub").read("EPUB/nav.xhtml").decode())' | grep -c -i archive)"

# As wget writes one, from a server of our own.
if ! command -v wget >/dev/null; then
	skip 'wget --warc-file is read' 'no wget'
	exit
fi
mkdir site && cp -r "$samples/digest/." site
python3 -u -m http.server 0 --bind 127.0.0.1 --directory site >log 2>&1 &
server=$!
trap 'kill $server; finish' EXIT
tries=0
until port=$(sed -n 's/.* port \([0-9]*\) .*/\1/p' log) && [ -n "$port" ]; do
	tries=$((tries + 1))
	[ $tries -lt 100 ] || break
	sleep 0.1
done
page=$(cd site && find . -name '*.html' | sort | head -1)
wget -q -p --warc-file=wget "http://127.0.0.1:$port/${page#./}"
run "$octavo" extract --to text wget.warc.gz
ends 'wget --warc-file is read' 0
is 'as the page itself' "$("$octavo" extract --to text "site/$page")" "$out"
