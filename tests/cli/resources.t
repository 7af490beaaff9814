#!/bin/sh
# --resources: pictures by their address, from a folder that wget filled and from a web archive.
. "${0%/*}/lib.sh"

pictures() {
	python3 -m zipfile -l "$1" | grep -c 'images/.*png'
}
picture() {
	mkdir -p "$(dirname "$1")"
	PYTHONDONTWRITEBYTECODE=1 python3 -c "import sys; sys.path.insert(0, '$top/tests/golden'); import warc
sys.stdout.buffer.write(warc.png($2, 40))" >"$1"
}
page() {
	printf '<!DOCTYPE html><title>Ferry</title><article><h1>Ferry</h1><p>The ferry leaves at nine, and it waits for nobody who is late, whoever it may be.</p>'
	for address; do
		printf '<p><img src="%s" alt="The ferry at the pier"></p><p>It comes back at noon, when the wind is not too strong, and it leaves again in the evening.</p>' "$address"
	done
	printf '</article>'
}

page https://harbour.example/a.png 'https://harbour.example:8080/b%20c.png?w=1&amp;x=%2F' //cdn.example/d/ \
	https://harbour.example/gr%C3%B6%C3%9Fe.png http://HARBOUR.example/e.png#f /g.png >page.html
set -- page.html --base-url https://harbour.example/ferry.html
run "$octavo" convert "$@" -o none.epub
ends 'what is missing is said' 0 '6 pictures of 1 article are not at hand'
is 'once, in one line' 1 "$(printf '%s\n' "$err" | wc -l | tr -d ' ')"
run "$octavo" convert -v "$@" -o none.epub
has 'and by name under -v' 'picture https://harbour.example/a.png is not beside the page' "$err"
run "$octavo" extract "$@"
is 'not by extract, which lists them' '' "$err"
is 'all of them' 6 "$(printf '%s\n' "$out" | grep -c '"missing": true')"

picture w/harbour.example/a.png 40
picture 'w/harbour.example:8080/b c.png?w=1&x=%2F' 41
picture w/cdn.example/d/index.html 42
picture w/harbour.example/e.png 43
picture 'w/harbour.example/grö%C3%9Fe.png' 44
picture 'w/harbour.example/größe.png' 44
picture w/harbour.example/g.png 45
run "$octavo" convert "$@" --resources w -o all.epub
ends 'a folder that wget filled has them' 0
is 'in the book' 6 "$(pictures all.epub)"
is 'and nothing is said' '' "$err"
run "$octavo" extract "$@" --resources w
is 'extract misses none' 0 "$(printf '%s\n' "$out" | grep -c '"missing": true')"
mv 'w/harbour.example:8080' 'w/harbour.example+8080'
mv 'w/harbour.example+8080/b c.png?w=1&x=%2F' 'w/harbour.example+8080/b c.png@w=1&x=%2F'
run "$octavo" convert "$@" --resources w -o windows.epub
is 'also under names for Windows' 6 "$(pictures windows.epub)"

picture secret.png 50
mkdir -p x/harbour.example && ln -s ../../secret.png x/harbour.example/a.png
page https://harbour.example/a.png 'https://harbour.example/%2e%2e/%2e%2e/secret.png' 'https://../secret.png' 'file:///etc/passwd' >out.html
run "$octavo" convert out.html --resources x -o out.epub
is 'nothing outside the folder is read' 0 "$(pictures out.epub)"

run "$octavo" convert page.html --resources nowhere -o no.epub
ends 'a folder that is not there is wrong usage' 2 'nowhere'
run "$octavo" convert page.html --resources page.html -o no.epub
ends 'so is what is no archive' 2 'neither a folder nor a web archive'

for form in pages.in.warc pages-by-member.warc.gz pages-in-one-member.warc.gz; do
	PYTHONDONTWRITEBYTECODE=1 python3 "$top/tests/golden/warc.py" $form >$form
	page 'https://harbour.example/boat%20one.png' http://harbour.example/moved.png https://cdn.harbour.example/again.png \
		https://harbour.example/none.png >archived.html
	run "$octavo" convert archived.html --resources x --resources $form -o archived.epub
	ends "what $form lacks is said" 0 '1 picture of 1 article is not at hand'
	is 'and what it has is in the book' 2 "$(pictures archived.epub)"
done

# The recipe of the manual, from a server of our own.
if ! command -v wget >/dev/null; then
	skip 'what is missing can be fetched' 'no wget'
	exit
fi
picture 'site/pier one.png' 60
picture 'site/pier.png?w=2' 61
python3 -u -m http.server 0 --bind 127.0.0.1 --directory site >log 2>&1 &
server=$!
trap 'kill $server; finish' EXIT
tries=0
until port=$(sed -n 's/.* port \([0-9]*\) .*/\1/p' log) && [ -n "$port" ]; do
	tries=$((tries + 1))
	[ $tries -lt 100 ] || break
	sleep 0.1
done
page "http://127.0.0.1:$port/pier%20one.png" "http://127.0.0.1:$port/pier.png%3Fw=2" >fetched.html
"$octavo" extract --to jsonl fetched.html | python3 -c 'import json, sys
print("\n".join(i["src"] for a in map(json.loads, sys.stdin) for i in a["images"] if i["missing"]))' | sort -u >missing
wget -q -x -P pictures -i missing
run "$octavo" convert fetched.html --resources pictures -o fetched.epub
ends 'what is missing can be fetched' 0
is 'and is in the book' 2 "$(pictures fetched.epub)"
