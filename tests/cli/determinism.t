#!/bin/sh
# The same input gives the same bytes: from another folder, in another zone, language and umask, with
# any number of workers.
. "${0%/*}/lib.sh"

[ -d "$samples/digest" ] || { skip determinism 'no samples'; exit; }
pages=$(find "$samples" -maxdepth 1 -type f \( -name '*.html' -o -name '*.md' -o -name '*.txt' \) \
	! -name 'README*' | LC_ALL=C sort)

digest() {
	to=$1
	shift
	"$octavo" digest "$@" --title 'The Morning' --date 2026-11-24 -o "$to"
}

ok 'a digest is made' digest "$work/first.epub" -j1 "$samples/digest"
ok 'and again' digest "$work/again.epub" -j1 "$samples/digest"
ok 'with two workers' digest "$work/two.epub" -j2 "$samples/digest"
(
	mkdir -p "$work/far/away" && cp -R "$samples/digest" "$work/far/away/digest" &&
		cd "$work/far/away" && umask 077 &&
		TZ=Pacific/Kiritimati LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 HOME=/nonexistent \
			digest "$work/else.epub" -j2 digest
)
for other in again two else; do
	ok "$other: the same bytes" cmp "$work/first.epub" "$work/$other.epub"
done

mkdir "$work/one" "$work/other"
echo "$pages" | while read -r page; do
	"$octavo" convert -j1 "$page" -o "$work/one/"
	(
		cd "${page%/*}" && umask 027 &&
			TZ=America/St_Johns LC_ALL=de_DE.UTF-8 "$octavo" convert -j2 "${page##*/}" -o "$work/other/"
	)
done
ok 'every sample alone: the same names and bytes' diff -r "$work/one" "$work/other"
is 'and as many as there are' "$(echo "$pages" | grep -c .)" "$(find "$work/one" -type f | grep -c .)"

page=$(echo "$pages" | head -1)
ok 'a sample is extracted' "$octavo" extract --to json "$page"
one=$("$octavo" extract --to json "$page" | cksum)
is 'extract says the same' "$one" "$(TZ=Asia/Kathmandu LC_ALL=C.UTF-8 "$octavo" extract --to json "$page" | cksum)"
