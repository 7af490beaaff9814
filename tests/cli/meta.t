#!/bin/sh
# --meta, and metadata that lie beside an input.
. "${0%/*}/lib.sh"
. "$top/tests/cli/page.sh"

page 'The Long Quay' >quay.html
package() {
	python3 -c "import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read('EPUB/package.opf').decode())" "$1"
}

run "$octavo" quay.html --meta rights='CC BY 4.0' --meta tags=boats --meta tags=quays --meta series=Quays \
	--meta series-index=7 --meta title-sort='Quay' --meta author='Ludwig van Beethoven' -o a.epub
ends '--meta is taken' 0
opf=$(package a.epub)
has 'rights' '<dc:rights>CC BY 4.0</dc:rights>' "$opf"
has 'subjects, in their order' '<dc:subject>boats</dc:subject>
    <dc:subject>quays</dc:subject>' "$opf"
has 'the series' '<meta name="calibre:series" content="Quays"/>
    <meta name="calibre:series_index" content="7"/>' "$opf"
has 'its place in it' 'property="group-position">7<' "$opf"
has 'the title as it is sorted' 'property="file-as">Quay<' "$opf"
has 'the author' '>Beethoven, Ludwig van<' "$opf"
run "$octavo" quay.html --meta title=Other --title 'This one' -o b.epub
has 'an option of its own name is stronger' '>This one</dc:title>' "$(package b.epub)"
run "$octavo" digest quay.html --date 2026-11-24 --meta title=Daily --meta rights=Ours --meta tags=one \
	--meta source=https://daily.example/ --author 'Ida Lindqvist, Per Holm' -o c.epub
opf=$(package c.epub)
has 'of a digest too' '<dc:rights>Ours</dc:rights>' "$opf"
has 'its source' '<dc:source>https://daily.example/</dc:source>' "$opf"
has 'its subject' '<dc:subject>one</dc:subject>' "$opf"
has 'its authors are two' '>Holm, Per<' "$opf"

run "$octavo" quay.html --meta titel=x -o d.epub
ends 'a key that is not known' 2 'did you mean title? [USAGE_VALUE]'
run "$octavo" quay.html --meta date=someday -o d.epub
ends 'a date that is none' 2 'a value that the key can have'
run "$octavo" quay.html --meta rights -o d.epub
ends 'no value' 2 '[USAGE_VALUE]'
run "$octavo" extract quay.html --to json --meta site='The Harbour'
has 'of extract' '"site": "The Harbour"' "$out"
rm -f ./*.epub

printf '{"title": "Beside", "authors": ["Per Holm"], "rights": "Mine"}' >quay.json
run "$octavo" extract --to json -v quay.html
has 'STEM.json stands over the page' '"title": "Beside"' "$out"
has 'and is said' 'has its metadata from quay.json beside it [SIDECAR]' "$err"
run "$octavo" extract --to json quay.html --meta title=Mine
has '--meta stands over it' '"title": "Mine"' "$out"
cat >quay.opf <<'X'
<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Package</dc:title></metadata></package>
X
run "$octavo" extract --to json quay.html
has 'STEM.opf comes before it' '"title": "Package"' "$out"
run "$octavo" extract --to jsonl .
is 'in a folder they are no inputs' 1 "$(wc -l <"$work/out" | tr -d ' ')"
mv quay.opf metadata.opf
rm quay.json
run "$octavo" extract --to json quay.html
has 'metadata.opf of the only input' '"title": "Package"' "$out"
page 'Another' >other.html
run "$octavo" extract --to json quay.html
has 'of one of two inputs it says nothing' '"title": "The Long Quay"' "$out"
rm metadata.opf
echo '<html>' >quay.opf
run "$octavo" extract --to json quay.html
ends 'one that is none' 0 'quay.opf beside it is neither'
