#!/bin/sh
# octavo extract: the five formats, of one input and of several, to standard output and to a file.
. "${0%/*}/lib.sh"
. "$top/tests/cli/page.sh"

page 'Two Piers' '<meta name="author" content="Mara Lind">' >one.html
printf -- '---\ntitle: "A \\"quoted\\" tale"\nauthor: Ida Holm\n---\n\nFirst.\n\n- ice\n- salt\n\n| a | b |\n|---|---|\n| 1 | 2 |\n' >two.md
printf '<!DOCTYPE html><title>404 Not Found</title><h1>Not Found</h1><p>The page is not here.</p>' >none.html

# query EXPRESSION: of the JSON that was printed, as d.
query() {
	python3 -c 'import json, sys
d = json.load(open(sys.argv[1], encoding="utf-8"))
print(eval(sys.argv[2]))' "$work/out" "$1" 2>&1
}

run "$octavo" extract one.html
ends 'JSON by default' 0
is 'is an object' 'Two Piers' "$(query 'd["title"]')"
is 'authors are a list' "['Mara Lind']" "$(query 'd["authors"]')"
is 'the body has three paragraphs' 3 "$(query 'len(d["text"].split("\n\n"))')"
is 'the menu is not in it' False "$(query '"Privacy" in d["text"] or "Boats" in d["text"]')"
is 'unknown is null' None "$(query 'd["subtitle"]')"
is 'words are counted' True "$(query 'd["words"] == len(d["text"].split())')"
default=$out
run "$octavo" extract --to json one.html
is 'as with --to json' "$default" "$out"

run "$octavo" extract one.html two.md none.html
ends 'several as JSON' 0 'none.html: warning: no article was found in it'
is 'are an array in the order given' "['Two Piers', 'A \"quoted\" tale']" "$(query '[a["title"] for a in d[:2]]')"
is 'a page without an article has no text, and says so' "('', 0, 'ARTICLE_NONE')" \
	"$(query '(d[2]["text"], d[2]["words"], d[2]["diagnostics"][-1]["code"])')"

run "$octavo" extract --to jsonl one.html two.md none.html
is 'jsonl: a line each' 3 "$(printf '%s\n' "$out" | wc -l | tr -d ' ')"
ok 'each line is an object of the same members' python3 -c 'import json, sys
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
assert len({tuple(row) for row in rows}) == 1 and len(rows[0]) == 23, rows' "$work/out"

run "$octavo" extract --to text two.md
is 'text is the body alone' 'First.

ice
salt

a	b
1	2' "$out"
run "$octavo" extract --to text none.html
ends 'no article' 0 '[ARTICLE_NONE]'
is 'is no text' '' "$out"

run "$octavo" extract --to markdown two.md
is 'Markdown' '---
title: "A \"quoted\" tale"
authors: ["Ida Holm"]
---

First.

- ice
- salt

| a | b |
| --- | --- |
| 1 | 2 |' "$out"
"$octavo" extract --to markdown two.md >three.md
run "$octavo" extract --to markdown three.md
is 'Markdown of our Markdown is the same' "$(cat three.md)" "$out"
rm three.md

run "$octavo" extract --to html two.md
has 'HTML is a page' '<!DOCTYPE html>' "$out"
has 'with its title' '<h1>A &quot;quoted&quot; tale</h1>' "$(printf '%s' "$out" | sed 's/"quoted"/\&quot;quoted\&quot;/')"
has 'and body' '<li>ice</li>' "$out"
"$octavo" extract --to html one.html >three.html
run "$octavo" extract --to text three.html
is 'which octavo reads again' "$("$octavo" extract --to text one.html)" "$out"
rm three.html

for format in text markdown html; do
	run "$octavo" extract --to $format one.html two.md none.html
	is "$format: form feeds between three" 2 "$(tr -dc '\f' <"$work/out" | wc -c | tr -d ' ')"
done

# A text browser prints blank lines for a page that it cannot show: nothing is on it.
printf '\n\n' >blank.txt
run "$octavo" extract blank.txt
ends 'blank lines are a page with nothing on it' 0 '[ARTICLE_NONE]'
is 'with an empty text' '' "$(query 'd["text"]')"
run "$octavo" convert blank.txt
ends 'of which no book is made' 1 '[ARTICLE_REFUSED]'
rm blank.txt

# A refused input among others is left out of what is printed.
: >empty.html
run "$octavo" extract one.html empty.html two.md nowhere.html
ends 'with refused ones' 1 '[INPUT_EMPTY]'
has 'each is named' 'nowhere.html: error: is not there' "$err"
is 'the others are there' 2 "$(query 'len(d)')"
run "$octavo" extract empty.html nowhere.html
ends 'with none left' 1
is 'nothing is printed' '' "$out"
mkdir two && : >two/a.html && : >two/b.html
run "$octavo" extract two
ends 'with none left of two' 1
is 'the array is whole' '[]' "$(query d)"

# To a file.
run "$octavo" extract one.html -o out.json
ends 'to a file' 0
is 'nothing on standard output' '' "$out"
is 'the same bytes' "$default" "$(cat out.json)"
echo longer than what follows >out.txt && "$octavo" extract --to text two.md -o out.txt
is 'which is replaced' 'First.' "$(head -1 out.txt)"
mkdir folder
run "$octavo" extract one.html -o folder/
ends 'a folder is no file' 2 'folder/: error: '
empty 'and gets nothing' folder

# A folder.
mkdir tales && cp one.html tales/b.html && cp two.md tales/a.md
run "$octavo" extract --to jsonl tales
is 'a folder, in order of names' 2 "$(printf '%s\n' "$out" | grep -n 'Two Piers' | cut -d: -f1)"

# A body is never taken for the frame of its format.
printf 'A form feed \f here, and a line\342\200\250separator \001 beside it.\n\nMore of it follows.\n' >odd.md
run "$octavo" extract odd.md
ok 'control characters leave JSON sound' python3 -m json.tool "$work/out"
run "$octavo" extract --to text odd.md odd.md
is 'one form feed between two' 1 "$(tr -dc '\f' <"$work/out" | wc -c | tr -d ' ')"
