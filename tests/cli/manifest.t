#!/bin/sh
# octavo digest edition.yaml: what a manifest says, and what is said of a wrong one.
. "${0%/*}/lib.sh"
. "$top/tests/cli/page.sh"

# Wrong ones: each is refused with its line and column and a cure, nothing is read or written.
mkdir wrong && cd wrong || exit 1
page Crane >a.html
page Outside >../out.html
ln -s ../out.html out.html
: >../a.jpg
mkdir sub
awk '/^===/ { n++; file = sprintf("%02d", n); sub(/^=== /, ""); print > (file ".want"); next }
	n { print > (file ".yaml") }' "$top/tests/cli/manifest-wrong.txt"
for want in *.want; do
	file=${want%.want}.yaml
	place=$(cut -d' ' -f1 "$want")
	claim=$(head -2 "$file" | tr '\n\t' '; ')
	run "$octavo" digest "$file" -o "$work/never.epub"
	complaint=$(printf '%s\n' "$err" | grep "^octavo: $file:$place: error: is not understood: ")
	missing=$(cut -d' ' -f2- "$want" | tr '|' '\n' | sed 's/^ *//; s/ *$//' | while IFS= read -r words; do
		case $complaint in *"$words"*) ;; *) echo "$words" ;; esac
	done)
	if [ "$status" = 2 ] && [ -n "$complaint" ] && [ -z "$missing" ] && [ -z "$out" ]; then
		pass "$place: $claim"
	else
		fail "$place: $claim" "status $status; expected: $(cat "$want")" "got: $err"
	fi
done
ok 'nothing was made' test ! -e "$work/never.epub"
cd .. || exit 1

# A right one.
mkdir -p paper/port paper/feeds paper/editions
cd paper || exit 1
head='<meta property="article:published_time" content='
page 'Old Crane' "$head\"2026-11-01\">" >port/2.html
page 'New Ferry' "$head\"2026-11-20\">" >port/10.html
page 'Bread' "$head\"2026-11-05\">" >'bread [1].html'
page 'Whales' "$head\"2026-11-06\">" >whales.html
cat >feeds/gulls.rss <<'END'
<rss version="2.0"><channel><title>Gull Watch</title>
<item><title>Three Gulls</title><description>&lt;p&gt;Three gulls sat on the wall of the harbour all morning and
watched the boats go out one by one.&lt;/p&gt;</description></item></channel></rss>
END
printf 'p { margin: 0; }' >extra.css
cat >edition.yaml <<'END'
# The morning paper.
name: Morning
title: "{name}, No. {issue}"
language: en
date: 2026-11-24
issue: 12
author: Ida Holm
description: What happened.
sections:
  - name: The Port
    files: port/*.html
  - name: Gulls
    feeds: [feeds/gulls.rss]
  - name: Home
    files: ["bread [1].html", whales.html]
limits:
  articles: 40
  newer-than: 4w
css: extra.css
cover: none
output: editions/{name}-{issue}.epub
END
cd .. || exit 1
run "$octavo" digest paper/edition.yaml --dry-run
ends 'a dry run' 0
is 'prints what would be bound' 'Morning, No. 12
  The Port
    New Ferry (2026-11-20, 182 words, 10.html)
    Old Crane (2026-11-01, 182 words, 2.html)
  Gulls
    Three Gulls (undated, 20 words, gulls.rss (item 1: Three Gulls))
  Home
    Whales (2026-11-06, 179 words, whales.html)
    Bread (2026-11-05, 179 words, bread [1].html)' "$out"
is 'and binds nothing' '' "$(ls paper/editions)"
run "$octavo" digest paper/edition.yaml
ends 'a manifest is bound' 0
is 'nothing is said' '' "$err"
is 'its output is named by its pattern' 'Morning-12.epub' "$(ls paper/editions)"
is 'its title by the template' 'Morning, No. 12' "$(metadata paper/editions/Morning-12.epub dc:title)"
is 'its author' 'Ida Holm' "$(metadata paper/editions/Morning-12.epub dc:creator)"
python3 -m zipfile -e paper/editions/Morning-12.epub book
has 'its series' 'id="series">Morning</meta>' "$(cat book/EPUB/package.opf)"
has 'its number' '>12<' "$(grep group-position book/EPUB/package.opf)"
has 'its style' 'p { margin: 0; }' "$(cat book/EPUB/css/book.css)"
ok 'no cover' test ! -e book/EPUB/text/cover.xhtml

# The command line wins.
run "$octavo" digest paper/edition.yaml --issue 13 --newer-than 2026-11-10 --order oldest --name Evening --dry-run
is 'options go before keys' 'Evening, No. 13
  The Port
    New Ferry (2026-11-20, 182 words, 10.html)
  Gulls
    Three Gulls (undated, 20 words, gulls.rss (item 1: Three Gulls))

Not bound
  2.html: beyond a limit
  bread [1].html: beyond a limit
  whales.html: beyond a limit' "$out"
run "$octavo" digest paper/edition.yaml -o one.epub
ok 'also the output' test -s one.epub

printf 'name: Morning\ndevice: kobo\nfiles: paper/whales.html\noutput: "paper/editions/{name}.kepub.epub"\n' >kobo.yaml
run "$octavo" digest kobo.yaml
ends 'a device' 0
ok 'has its ending once' test -s paper/editions/Morning.kepub.epub

# Paths of the user's own, patterns that find nothing, other inputs beside it.
printf 'name: Far\nfiles: [%s/paper/whales.html, none/*.md]\n' "$here" >far.yaml
run "$octavo" digest far.yaml -o far.epub
ends 'a whole path leads where it says' 0 'far.yaml:2:'
has 'a pattern that finds nothing is named' 'matches nothing: none/*.md' "$err"
printf 'name: Far\nfiles: none/*.md\n' >far.yaml
run "$octavo" digest far.yaml -o never.epub
ends 'and alone there is no book' 1 'no input held an article'
run "$octavo" digest paper/edition.yaml paper/whales.html -o never.epub
ends 'a manifest stands alone' 2 'leave out the others'
run "$octavo" digest nowhere.yaml -o never.epub
ends 'one that is not there is named' 2 'nowhere.yaml: error: cannot be read as a manifest'
ok 'no book of these' test ! -e never.epub
run "$octavo" digest paper/edition.yaml --date never
ends 'the command line is still looked at' 2 '--date: error'

# The schema knows the same keys, and JSON is YAML.
schema=$top/docs/manifest.schema.json
validate=$top/tests/cli/validate.py
ok 'the schema is JSON' python3 -m json.tool "$schema" /dev/null
is 'it has the keys of the table' "$(sed -n 's/^MANIFEST([A-Z]*, "\([a-z-]*\)".*/\1/p' "$top/src/cli/manifest.def" | sort -u)" \
	"$(python3 - "$schema" <<-'END'
	import json, sys
	schema = json.load(open(sys.argv[1]))
	keys = set(schema["properties"])
	for part in schema["$defs"].values():
	    keys |= set(part.get("properties", ()))
	print("\n".join(sorted(keys)))
	END
	)"
cat >paper/all.json <<'END'
{"name": "Morning", "title": "{name}, {date}", "language": "pt-BR", "date": "2026-11-24", "issue": 3, "series": "Papers",
 "author": "Ida Holm", "publisher": "Harbour Press", "description": "All of it.",
 "sections": [{"name": "Port", "files": ["port/*.html", "whales.html"]}, {"name": "Gulls", "feeds": "feeds/gulls.rss"}],
 "files": "bread [1].html", "order": "title", "limits": {"articles": 3, "words": 50000, "newer-than": "2026-01-01"},
 "split": "20M", "cover": "none", "css": "extra.css", "rules": "none", "resources": ["port"], "include": "*",
 "exclude": ["*/x"], "output": "editions/"}
END
ok 'the schema takes all keys' python3 "$validate" "$schema" <paper/all.json
cp paper/all.json paper/all.yaml
run "$octavo" digest paper/all.yaml --dry-run
ends 'octavo too' 0
for bad in '{"files": "a"}' '{"name": "x", "files": [], "limits": {"articles": 0}}' '{"name": "x", "fiels": "a"}' \
	'{"name": "x", "files": "../a"}' '{"name": "x", "files": "a", "order": "up"}' '{"name": "x", "sections": [{"name": "p"}]}' \
	'{"name": "", "files": "a"}' '{"name": "x", "files": "a", "output": "a.pdf"}' '{"name": ["x"], "files": "a"}'; do
	printf '%s\n' "$bad" >bad.yaml
	ok "the schema refuses $bad" sh -c "! python3 '$validate' '$schema' <bad.yaml >/dev/null"
	run "$octavo" digest bad.yaml --dry-run
	ends 'octavo too' 2 bad.yaml:
done
