#!/bin/sh
# Compressed files are read as what they hold.
. "${0%/*}/lib.sh"

printf '<!DOCTYPE html><title>Ferry</title><h1>Ferry</h1><p>The ferry leaves at nine, and it waits for nobody who is late.' >page.html
gzip -k page.html
run "$octavo" extract --to text page.html.gz
ends 'a page in gzip is read' 0
is 'and gives the same text' "$("$octavo" extract --to text page.html)" "$out"
gzip page.html.gz -c >twice.gz
run "$octavo" extract --to text twice.gz
is 'also twice' "$("$octavo" extract --to text page.html)" "$out"
head -c 60 page.html.gz >cut.gz
run "$octavo" extract cut.gz
ends 'one that is cut off is named' 1 'cut.gz'
cp page.html page9.html
i=0
while [ $i -lt 10 ]; do
	gzip -c page9.html >page9 && mv page9 page9.html
	i=$((i + 1))
done
mv page9.html deep.gz
run "$octavo" extract deep.gz
ends 'one that is too deep is named' 1 'LIMIT_CONTAINERS'
