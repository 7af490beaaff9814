#!/bin/sh
# What extract prints as JSON is what docs/article.schema.json says.
. "${0%/*}/lib.sh"
. "$top/tests/cli/page.sh"

schema=$top/docs/article.schema.json
validate=$top/tests/cli/validate.py
ok 'the schema is JSON' python3 -m json.tool "$schema" /dev/null

for page in news.html blog.html photo-essay.html clipping.md dump.txt legacy.html legacy-sjis.html arabic.html japanese.html; do
	run "$octavo" extract "$samples/$page"
	ok "$page" python3 "$validate" "$schema" <"$work/out"
done
run "$octavo" extract "$samples/digest"
ok 'a folder as an array' python3 "$validate" "$schema" <"$work/out"
is 'of eight' 8 "$(python3 "$validate" "$schema" <"$work/out")"
run "$octavo" extract --to jsonl "$samples/digest"
ok 'a folder as lines' python3 "$validate" --lines "$schema" <"$work/out"

printf '<!DOCTYPE html><title></title>' >bare.html
run "$octavo" extract bare.html
ok 'a page of nothing' python3 "$validate" "$schema" <"$work/out"
is 'of which nothing is known' '[None, None, None, None, None, 0, '\'''\'']' "$(python3 -c 'import json, sys
d = json.load(open(sys.argv[1]))
print([d[k] for k in ("title", "author", "date", "site", "canonical", "words", "text")])' "$work/out")"

printf '<!DOCTYPE html><title>\001\177\302\200\302\240"\\\357\277\276</title><article><p>\033[31m \303\050 \355\240\200 &#0; &#x1F600; "\\/</p></article>' >odd.html
run "$octavo" extract --whole odd.html
ok 'odd characters' python3 "$validate" "$schema" <"$work/out"

# The validator itself finds faults.
run "$octavo" extract "$samples/blog.html"
for fault in 's/"words": [0-9]*/"words": "many"/' 's/"title": "[^"]*"/"title": ""/' 's/"site"/"sight"/' \
	's/"input": "html"/"input": "docx"/' 's/"confidence": [0-9.]*/"confidence": 1.5/'; do
	sed "$fault" "$work/out" >"$work/bad"
	ok "a fault is made: $fault" sh -c "! cmp -s '$work/out' '$work/bad'"
	ok "and found" sh -c "! python3 '$validate' '$schema' <'$work/bad'"
done
