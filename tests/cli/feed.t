#!/bin/sh
# Feeds, and the orders that OPML and bookmarks give.
. "${0%/*}/lib.sh"

titles() {
	sed -n 's/^{"title": "\([^"]*\)".*/\1/p' "$work/out" | tr '\n' '|'
}
sections() {
	python3 -c 'import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read("EPUB/nav.xhtml").decode())' "$1" | sed -n 's/.*href="text\/s[0-9a]*\.xhtml">\([^<]*\)<.*/\1/p' | tr '\n' '|'
}
# feed NAME TITLE ADDRESS ITEM...
feed() {
	file=$1
	printf '<rss version="2.0"><channel><title>%s</title><link>%s</link>' "$2" "$3" >"$file"
	shift 3
	for one; do
		printf '<item><title>%s</title><guid isPermaLink="false">%s</guid><description>The text of %s.</description></item>' "$one" "$one" "$one"
	done >>"$file"
	echo '</channel></rss>' >>"$file"
}

feed one.xml 'One' 'https://one.example.org/' 'First' 'Second' 'First'
run "$octavo" extract --to jsonl one.xml
ends 'a feed is read' 0
is 'each item an article, each once' 'First|Second|' "$(titles)"
"$octavo" extract --to jsonl - <one.xml >"$work/out"
is 'also from standard input' 'First|Second|' "$(titles)"
gzip -k one.xml
run "$octavo" extract --to jsonl one.xml.gz
is 'also in gzip' 'First|Second|' "$(titles)"
rm one.xml.gz

head -c 250 one.xml >cut.xml
run "$octavo" extract --to jsonl cut.xml
ends 'an item that is cut off is named' 1 'cut.xml (item 2'
is 'and what is whole is given' 'First|' "$(titles)"
printf '<rss version="2.0"><channel><title>Bare</title></channel></rss>' >cut.xml
run "$octavo" extract cut.xml
ends 'a feed without items is named' 1 FEED_EMPTY
printf 'no feed at all' >no.rss
run "$octavo" extract no.rss
ends 'what is called a feed and is none is named' 1 FEED_NONE
printf '<svg xmlns="http://www.w3.org/2000/svg"/>' >cut.xml
run "$octavo" extract cut.xml
ends 'other XML is refused' 1 INPUT_FOREIGN
printf '{"a": 1}' >cut.json
run "$octavo" extract cut.json
ends 'other JSON is refused' 1 INPUT_FOREIGN
rm no.rss

mkdir -p feeds/in
mv one.xml feeds/a-one.xml
mv cut.xml cut.json feeds
feed feeds/b.rss Two https://two.example.org/blog Third
feed feeds/in/c.atom Three https://three.example.org/ Fourth
feed feeds/host.example.org_feed.xml Four '' Fifth
cat >feeds/z.opml <<'EOF'
<opml version="2.0"><body>
<outline text="Sea &amp;amp; sky"><outline text="Third feed" xmlUrl="https://three.example.org/rss" htmlUrl="https://three.example.org/"/></outline>
<outline title="By its name" xmlUrl="http://host.example.org/feed"/>
<outline text="Gone" xmlUrl="https://gone.example.org/rss"/><outline text="Out" xmlUrl="../../secret.rss"/>
<outline text="two" xmlUrl="https://feeds.example.net/2"/>
</body></opml>
EOF
run "$octavo" digest -o x.epub feeds
ends 'what does not lie beside a list is said' 0 'https://gone.example.org/rss'
is 'feeds stand in the order of the list, the others behind, each once' \
	'Sea &amp; sky: Third feed|Fourth|By its name|Fifth|two|Third|One|First|Second|' \
	"$(sections x.epub | sed 's/&amp;amp;/\&amp;/')"
run "$octavo" extract --to jsonl feeds/z.opml
is 'the list alone gives what it names' 'Fourth|Fifth|Third|' "$(titles)"
run "$octavo" extract --to jsonl feeds/b.rss feeds/z.opml
is 'a feed that was read before is not read again' 'Third|Fourth|Fifth|' "$(titles)"
mkdir alone
cp feeds/z.opml alone
run "$octavo" extract alone/z.opml
ends 'a list with nothing beside it is named' 1 ORDER_NONE

page() {
	printf '<!DOCTYPE html><html><head><title>%s</title>%s</head><body><article><h1>%s</h1><p>The ferry %s leaves at nine, and it waits for nobody who is late.</p><p>It comes back at noon with fish, bread and letters for the islands.</p></article></body></html>' "$1" "$2" "$1" "$1"
}
mkdir -p saved/pages
page Alpha '<link rel="canonical" href="https://a.example.org/alpha">' >saved/pages/1.html
page Beta '<meta property="og:url" content="https://b.example.org/beta">' >saved/b.html
page Gamma "" >saved/c.html
page Delta "" >saved/a.html
printf '[InternetShortcut]\r\nURL=https://d.example.org/delta\r\n' >saved/a.url
page Secret "" >secret.html
cat >saved/bookmarks.html <<'EOF'
<!DOCTYPE NETSCAPE-Bookmark-file-1>
<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1>
<DL><p>
  <DT><H3>Ferries</H3>
  <DL><p>
    <DT><A HREF="https://d.example.org/delta">Four</A>
    <DD>Its note
    <DT><H3>Old</H3>
    <DL><p><DT><A HREF="https://b.example.org/beta#top">Two</A></DL><p>
    <DT><A HREF="c.html">Three</A>
  </DL><p>
  <DT><A HREF="../secret.html">Out</A>
  <DT><A HREF="https://a.example.org/alpha/?utm_source=x">One</A>
</DL><p>
EOF
run "$octavo" digest -o y.epub saved
ends 'a page that is not beside bookmarks is said' 0 '../secret.html'
is 'pages stand in the order of bookmarks, folders are sections' \
	'Ferries|Delta|Gamma|Ferries: Old|Beta|More|Alpha|' "$(sections y.epub)"
run "$octavo" extract --to jsonl saved/bookmarks.html
is 'bookmarks alone give what they name' 'Delta|Beta|Gamma|Alpha|' "$(titles)"
ln -s ../secret.html saved/link.html
sed -i 's|\.\./secret.html|link.html|' saved/bookmarks.html
run "$octavo" extract --to jsonl saved/bookmarks.html
is 'a link out of the folder is not followed' 'Delta|Beta|Gamma|Alpha|' "$(titles)"

# Twice the items take twice the instructions.
cost() {
	i=0
	while [ $i -lt "$1" ]; do
		i=$((i + 1))
		echo "<item><title>Item $i</title><guid>$i</guid><description>&lt;p&gt;The text of item $i.&lt;/p&gt;</description></item>"
	done >"$work/items"
	{ echo '<rss version="2.0"><channel><title>Long</title>'; cat "$work/items"; echo '</channel></rss>'; } >long.xml
	valgrind --tool=callgrind --callgrind-out-file=/dev/null "$octavo" extract -j1 long.xml 2>&1 >/dev/null | sed -n 's/.*Collected : //p'
}
if one=$(cost 0) && [ -n "$one" ]; then
	one=$(cost 150)
	two=$(cost 300)
	ok "twice the items cost ${one} and ${two} instructions" [ $((two * 10)) -le $((one * 21)) ]
else
	skip 'twice the items take twice the instructions' 'valgrind does not run it'
fi
