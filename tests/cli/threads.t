#!/bin/sh
# Any number of workers prints, says and makes the same.
. "${0%/*}/lib.sh"
. "$top/tests/cli/page.sh"

mkdir in
for number in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	page "Tale number $number" >"in/$number.html"
done
: >in/7.html
printf '<!DOCTYPE html><title>Gone</title><p>Gone.</p>' >in/12.html
printf '# A written one\n\n[Tale](3.html) and more.\n' >in/13-and-a-half.md

for jobs in 1 2 8; do
	for format in jsonl json text markdown html; do
		"$octavo" extract --to $format -v -j$jobs in >"$work/$format.$jobs" 2>"$work/$format.said.$jobs"
		echo $? >>"$work/$format.said.$jobs"
	done
	"$octavo" digest in --date 2026-11-24 -v -j$jobs -o "$work/digest.$jobs" 2>"$work/digest.said.$jobs"
	echo $? >>"$work/digest.said.$jobs"
	mkdir "$work/books.$jobs"
	(cd "$work/books.$jobs" && "$octavo" -v -j$jobs "$here/in" 2>"$work/books.said.$jobs"
	echo $? >>"$work/books.said.$jobs")
done

# Twenty pages, less the empty one, and the Markdown.
is 'there is something to compare' 20 "$(wc -l <"$work/jsonl.1" | tr -d ' ')"
for jobs in 2 8; do
	for what in jsonl json text markdown html digest; do
		ok "$what with -j$jobs: the same bytes" cmp "$work/$what.1" "$work/$what.$jobs"
		ok "$what with -j$jobs: the same complaints" cmp "$work/$what.said.1" "$work/$what.said.$jobs"
	done
	ok "books with -j$jobs: the same names and bytes" diff -r "$work/books.1" "$work/books.$jobs"
	ok "books with -j$jobs: the same complaints" cmp "$work/books.said.1" "$work/books.said.$jobs"
done
has 'complaints come in the order of inputs' '7.html: error
12.html: ' "$(sed -n 's/^octavo: in\/\([0-9]*\.html: [a-z]*\).*/\1/p' "$work/jsonl.said.8" | sed 's/12.html: .*/12.html: /')"
is 'the status is 1' 1 "$(tail -1 "$work/digest.said.8")"
ok 'as many workers as inputs and more' "$octavo" extract -j64 --to text in/1.html -o "$work/one.txt"
