#!/bin/sh
# Names of files: at most 100 bytes, safe everywhere, told by title, author, site and date.
. "${0%/*}/lib.sh"
. "$top/tests/cli/page.sh"

page 'Harbour' >"$work/page.html"

# named NAME TITLE [OPTIONS...]: the file that a title makes
named() {
	name=$1 title=$2
	shift 2
	rm -rf ./* ./.[!.]*
	run "$octavo" "$work/page.html" --title "$title" "$@"
	[ "$status" = 0 ] || fail "title $title" "status $status" "$err"
	is "$(printf '%s' "$title $*" | tr '\n\t' '  ')" "$name" "$(ls -A)"
}

named 'The Long Quay.epub' 'The Long Quay'
named 'Cafe Strasse Aero Lodz.epub' 'Café Straße Ærø Łódź'
named 'Shchuka i ezh.epub' 'Щука и ёж'
named 'What s left.epub' 'What / s: left?'
named 'Whats left.epub' 'What’s left'
named 'etc passwd.epub' '../../etc/passwd'
named 'hidden.epub' '.hidden'
named 'rf.epub' '-rf'
named 'a b c d.epub' 'a\b|c*d'
named 'dots.epub' 'dots...'
named 'line and tab.epub' "$(printf 'line\nand\ttab')"
named '和紙の町.epub' '和紙の町'
named 'مدينة القوارب.epub' 'مدينة القوارب'
named 'がぎ.epub' "$(printf '\343\201\213\343\202\231\343\201\215\343\202\231')"
named 'eric.epub' "$(printf 'e\314\201ric')"
named 'CON_.epub' CON
named 'com1_.epub' com1
named 'Nul_.epub' Nul
named 'console.epub' console
named "$(printf '%095d' 0).epub" "$(printf '%0200d' 0)"

# 100 bytes, between characters.
rm -rf ./*
run "$octavo" "$work/page.html" --title "$(awk 'BEGIN { for (i = 0; i < 60; i++) printf "字" }')"
made=$(ls -A)
ok 'a long name has at most 100 bytes' test "$(printf %s "$made" | wc -c)" -le 100
ok 'and more than 90' test "$(printf %s "$made" | wc -c)" -gt 90
ok 'and ends between characters' python3 -c 'import sys; assert sys.argv[1].encode("utf-8", "surrogateescape").decode("utf-8") == "字" * 31 + ".epub"' "$made"
sed 's/eleven/twelve/' "$work/page.html" >"$work/other.html"
run "$octavo" "$work/other.html" --title "$(awk 'BEGIN { for (i = 0; i < 60; i++) printf "字" }')"
is 'a second one gets a number within them' 2 "$(ls -A | wc -l | tr -d ' ')"
ok 'of 100 bytes too' test "$(ls -A | awk '{ if (length > most) most = length } END { print most }')" -le 100

# --ascii: other scripts go, and what stands for the title is site and date, else "article".
named 'Cafe.epub' 'Café 和紙' --ascii
named 'article.epub' '和紙の町' --ascii
named '2026-11-24.epub' '和紙の町' --ascii --date 2026-11-24
named 'article.epub' '🙂'
page 'Harbour' '<meta property="og:site_name" content="The Skerrow Lantern">' >"$work/site.html"
rm -rf ./*
run "$octavo" "$work/site.html" --title '!!!' --date 2026-11-24
is 'site and date stand for an empty title' 'The Skerrow Lantern 2026-11-24.epub' "$(ls -A)"

# --name-pattern
rm -rf ./*
run "$octavo" "$work/site.html" --title Harbour --author 'Mara Lind, Ida Holm' --date 2026-11-24 \
	--name-pattern '{date} {site}, {author} - {title}'
is 'a pattern' '2026-11-24 The Skerrow Lantern, Mara Lind - Harbour.epub' "$(ls -A)"
rm -rf ./*
run "$octavo" "$work/page.html" --name-pattern '../{title}/../../x'
is 'a pattern is no path' '1 0' "$(ls -A | wc -l | tr -d ' ') $(find "$work" -maxdepth 1 -name '*epub*' | wc -l | tr -d ' ')"
rm -rf ./*
run "$octavo" "$work/page.html" --name-pattern '{author}'
is 'a pattern without anything in it' 'article.epub' "$(ls -A)"
rm -rf ./*
mkdir shelf
run "$octavo" "$work/page.html" -o shelf
is 'in a folder without its slash' 'Harbour.epub' "$(ls -A shelf)"

# A digest without -o is named for its title.
rm -rf ./*
run "$octavo" digest "$work/page.html" "$work/other.html" --title 'Evening Papér' --date 2026-11-24
ends 'a digest without -o' 0
has 'is named for its title' 'Evening Paper' "$(ls -A)"
