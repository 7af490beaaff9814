#!/bin/sh
# octavo digest --split: volumes, their provenance, and that what comes later changes the last alone.
. "${0%/*}/lib.sh"
. "$top/tests/cli/page.sh"

# number BOOK: in its series
number() {
	python3 -c 'import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read("EPUB/package.opf").decode())' "$1" |
		sed -n 's/.*group-position">\([0-9]*\)<.*/\1/p'
}

python3 "$top/tests/bench/volumes.py" 47 >site.warc
mkdir one two more
"$octavo" digest --name Harbour --split 10 site.warc -o one/ 2>said
is 'an archive in volumes: nothing is said' '' "$(cat said)"
is 'five of them, and the list' 'Harbour 001.epub Harbour 002.epub Harbour 003.epub Harbour 004.epub Harbour 005.epub volumes.json' \
	"$(ls one | tr '\n' ' ' | sed 's/ $//')"
SOURCE_DATE_EPOCH=1000000000 TZ=Asia/Tokyo "$octavo" digest --name Harbour --split 10 -j1 site.warc -o two/
"$octavo" digest --name Harbour --split 10 -j2 site.warc -o two/
ok 'the same archive gives the same bytes' diff -r one two

# One page more, and one that is there already.
python3 "$top/tests/bench/volumes.py" 48 >site.warc
"$octavo" digest --name Harbour --split 10 site.warc -o more/
same=0
for volume in 001 002 003 004 005; do
	! cmp -s "one/Harbour $volume.epub" "more/Harbour $volume.epub" || same=$((same + 1))
done
is 'one page more changes the last volume alone' 4 "$same"
ok 'and that it does' sh -c "! cmp -s 'one/Harbour 005.epub' 'more/Harbour 005.epub'"

# Four more pages begin a sixth volume; the title of none says how many there are.
python3 "$top/tests/bench/volumes.py" 51 >site.warc
"$octavo" digest --name Harbour --split 10 site.warc -o more/
is 'a full volume is followed by another' 'Harbour, Volume 6' "$(metadata 'more/Harbour 006.epub' dc:title | sed 's/ (.*//')"
is 'with its number' 6 "$(number 'more/Harbour 006.epub')"
for schema in volumes provenance; do
	ok "the schema of $schema is JSON" python3 -m json.tool "$top/docs/$schema.schema.json" /dev/null
done
unpack 'more/Harbour 001.epub' book
ok 'provenance is what its schema says' python3 "$top/tests/cli/validate.py" "$top/docs/provenance.schema.json" <book/EPUB/provenance.json
ok 'volumes.json too' python3 "$top/tests/cli/validate.py" "$top/docs/volumes.schema.json" <more/volumes.json
is 'the provenance of an article' 'https://harbour.example/log/00001 2026-11-01T06:00:01Z' "$(python3 - <<-'END'
	import json
	article = json.load(open("book/EPUB/provenance.json"))["articles"][0]
	print(article["source"], article["captured"])
END
)"
is 'the digest of its input is that of the page' ok "$(python3 - "$top" <<-'END'
	import hashlib, json, sys
	sys.path.insert(0, sys.argv[1] + "/tests/bench")
	sys.dont_write_bytecode = True
	import volumes
	article = json.load(open("book/EPUB/provenance.json"))["articles"][0]
	print("ok" if hashlib.sha256(volumes.page(1)).hexdigest() == article["sha256"] else article)
END
)"
is 'and of the files' ok "$(python3 - <<-'END'
	import hashlib, json
	volumes = json.load(open("more/volumes.json"))["volumes"]
	bad = [v for v in volumes if hashlib.sha256(open("more/" + v["file"], "rb").read()).hexdigest() != v["sha256"]]
	print(bad or "ok")
END
)"
is 'it names no folder of the user' 0 "$(grep -c "$here" book/EPUB/provenance.json)"

# Duplicates that come later are in volumes.json alone; a page without an article too.
mkdir pages
for number in 1 2 3; do
	page "Story $number" "<link rel=\"canonical\" href=\"https://harbour.example/$number\">" >"pages/$number.html"
done
mkdir before after
run "$octavo" digest --name Pages --split 2 pages -o before/
cp pages/1.html pages/8.html
printf '<!DOCTYPE html><title>404 Not Found</title><h1>Not Found</h1><p>Nothing here.</p>' >pages/9.html
run "$octavo" digest --name Pages --split 2 pages -o after/
ends 'a page without an article is named' 1 'pages/9.html: error: no article'
ok 'the first volume stays' cmp 'before/Pages 001.epub' 'after/Pages 001.epub'
ok 'the last one too' cmp 'before/Pages 002.epub' 'after/Pages 002.epub'
is 'both are noted beside them' '8.html 1.html 1 / 9.html no article' "$(python3 - <<-'END'
	import json
	told = json.load(open("after/volumes.json"))
	print(" ".join(f"{d['input']} {d['as']} {d['volume']}" for d in told["duplicates"]), "/",
	      " ".join(f"{d['input']} {d['why']}" for d in told["left_out"]))
END
)"

# By month and year; what has no date.
mkdir dated by
page 'October' '<meta property="article:published_time" content="2026-10-05">' >dated/a.html
page 'November' '<meta property="article:published_time" content="2026-11-05">' >dated/b.html
page 'Later in November' '<meta property="article:published_time" content="2026-11-25">' >dated/0.html
page 'Undated' >dated/c.html
run "$octavo" digest --split month dated -o by/
is 'months' 'dated 2026-10.epub dated 2026-11.epub dated undated.epub volumes.json' "$(ls by | tr '\n' ' ' | sed 's/ $//')"
is 'a month is called by its number' 'dated, 2026-11' "$(metadata 'by/dated 2026-11.epub' dc:title)"
is 'and has the date of its newest article' '2026-11-25' "$(metadata 'by/dated 2026-11.epub' dc:date)"
is 'what has no date is number 0' 0 "$(number 'by/dated undated.epub')"
run "$octavo" digest --split year dated --dry-run
is 'a year goes by day' 'dated, Undated
    Undated (undated, 179 words, c.html)

dated, 2026
    October (2026-10-05, 179 words, a.html)
    November (2026-11-05, 179 words, b.html)
    Later in November (2026-11-25, 185 words, 0.html)' "$out"

mkdir said_once
run "$octavo" digest --split month --max-size 1k dated -o said_once/
is 'what is said of a volume is said once' '3 SIZE_OVER' \
	"$(printf '%s\n' "$err" | sed 's/.*\[\(.*\)\]$/\1/' | sort | uniq -c | sed 's/^ *//')"

# By size.
mkdir sized
run "$octavo" digest --split 140k --name Sized site.warc -o sized/
ends 'by size' 0
ok 'there are several' test "$(ls sized | wc -l)" -gt 2
is 'none of them larger' '' "$(find sized -size +140k)"

# Wrong usage.
run "$octavo" digest --split 10 site.warc -o one.epub
ends 'volumes want a folder' 2 'end it with / to name a folder'
run "$octavo" digest --split some site.warc -o one/
ends 'a wrong split' 2 'a number of articles, a size such as 20M, month or year'
