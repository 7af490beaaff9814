#!/bin/sh
# Where a page was taken from: shortcuts beside it, and what <base> means then.
. "${0%/*}/lib.sh"

page() {
	printf '<!DOCTYPE html>%s<title>Ferry</title><h1>Ferry</h1><p>The ferry leaves at nine, and it <a href="b.html">waits</a> for nobody who is late, whoever it may be.<p><img src="p.png" alt="The ferry">And it comes back at noon, when the wind is not too strong for it.' "$1"
}

page '' >a.html
printf '[InternetShortcut]\r\nIDList=\r\nURL=https://harbour.example/ferry/a?x=1&y=2\r\n' >a.url
run "$octavo" extract a.html
has 'a .url beside a page is its source' '"source": "https://harbour.example/ferry/a?x=1&y=2"' "$out"
has 'and its addresses are relative to that' '"src": "https://harbour.example/ferry/p.png"' "$out"
page '' >"b c.html"
printf '[Desktop Entry]\nType=Link\nName=Ferry\nURL=https://harbour.example/b\n' >"b c.desktop"
run "$octavo" extract "b c.html"
has 'so is a .desktop' '"source": "https://harbour.example/b"' "$out"
page '' >c.htm
printf '<?xml version="1.0"?>\n<plist version="1.0"><dict>\n<key>URL</key>\n<string>https://harbour.example/c?x=1&amp;y=2</string></dict></plist>' >c.webloc
run "$octavo" extract c.htm
has 'and a .webloc' '"source": "https://harbour.example/c?x=1&y=2"' "$out"
page '' >d.html
printf 'bplist00\321\001\002SURL_\020\031https://harbour.example/d\010\013\017' >d.webloc
run "$octavo" extract d.html
has 'also one that is binary' '"source": "https://harbour.example/d"' "$out"
page '' >e.html
printf '[InternetShortcut]\nURL=file:///etc/passwd\n' >e.url
run "$octavo" extract e.html
has 'an address that is none of the web is not taken' '"source": null' "$out"
page '' >f.html
ln -s a.url f.url
run "$octavo" extract f.html
has 'a link is not followed' '"source": null' "$out"
page '<base href="/pier/">' >g.html
cp a.url g.url
run "$octavo" extract g.html
has 'a relative base means from there' '"src": "https://harbour.example/pier/p.png"' "$out"
has 'for links too' 'https://harbour.example/pier/b.html' "$("$octavo" extract --to markdown g.html)"
page '<base href="/pier/">' >h.html
run "$octavo" extract h.html
has 'and without an address nothing' '"src": "p.png"' "$out"
