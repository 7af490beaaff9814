#!/bin/sh
# Inputs that cannot be read are named with the reason and the cure, status 1, and leave nothing behind;
# the others are bound.
. "${0%/*}/lib.sh"
. "$top/tests/cli/page.sh"

mkdir "$work/in" "$work/in/bare" "$work/in/loop" "$work/in/mixed" "$work/outside"
in=$work/in
page 'The Long Quay' >"$in/good.html"
: >"$in/empty.html"
head -c 3000 "$top/samples/clipping-scythe.jpg" >"$in/picture.html"
printf '%%PDF-1.7\n%%\342\343\317\323\n1 0 obj\n<< /Type /Catalog >>\nendobj\n' >"$in/paper.pdf"
cp "$in/paper.pdf" "$in/paper.html"
printf 'PK\003\004\024\000\006\000\010\000\000\000!\000[Content_Types].xmlword/document.xml' >"$in/letter.docx"
echo 'nothing here' >"$in/bare/notes.ini"
awk 'BEGIN { for (i = 0; i < 700; i++) printf "%c%c%c", i * 7 % 256, 0, i * 13 % 31 }' >"$in/noise.html"

# refused NAME WORDS INPUT: the same of each command
refused() {
	for command in convert digest extract; do
		case $command in
		extract) run "$octavo" extract "$3" ;;
		*) run "$octavo" $command "$3" -o "$here/book.epub" ;;
		esac
		ends "$command: $1" 1 "$2"
		empty "$command: $1: nothing left behind" "$here"
	done
}

refused 'a missing file' 'nowhere.html: error: is not there' nowhere.html
refused 'a file below a file' 'error: ' "$in/good.html/page.html"
refused 'an empty file' 'empty.html: error: is empty' "$in/empty.html"
refused 'a folder without articles' 'bare: error: holds no HTML, Markdown or text file' "$in/bare"
refused 'a picture renamed' 'picture.html: error: is ' "$in/picture.html"
refused 'noise renamed' 'noise.html: error: is not HTML, Markdown or text' "$in/noise.html"
refused 'a PDF' 'paper.pdf: error: is a PDF' "$in/paper.pdf"
has 'with a program that helps' 'pdfto' "$err"
refused 'a PDF renamed' 'paper.html: error: is a PDF' "$in/paper.html"
refused 'a word processor'\''s file' 'letter.docx: error: is ' "$in/letter.docx"
refused 'a device' '/dev/null: error: is no regular file' /dev/null

mkfifo "$in/pipe.html"
refused 'a pipe without a writer' 'pipe.html: error: is no regular file' "$in/pipe.html"

ln -s round.html "$in/round.html"
refused 'a link to itself' 'round.html: error: ' "$in/round.html"
ln -s nowhere.html "$in/dangling.html"
refused 'a link to nothing' 'dangling.html: error: is not there' "$in/dangling.html"

long=$(awk 'BEGIN { for (i = 0; i < 300; i++) printf "x" }').html
refused 'a name that is too long' 'error: ' "$long"
run "$octavo" extract "$(printf 'no\tsuch\033file.html')"
ends 'a name with escapes is harmless' 1 'no\x09such\x1bfile.html: error: is not there'

cp "$in/good.html" "$work/locked.html" && chmod 000 "$work/locked.html"
run as_nobody extract locked.html
ends 'an unreadable file' 1 'locked.html: error: cannot be read: Permission denied'

# Addresses are wrong use: nothing is read, also of what stands beside.
run "$octavo" "$in/good.html" 'https://news.example/a?b=1&c=2'
ends 'an address' 2 'https://news.example/a?b=1&c=2: error: is an address, and octavo works offline'
has 'with the line that saves it' "curl -Lo page.html 'https://news.example/a?b=1&c=2'" "$err"
empty 'and nothing is made' "$here"
run "$octavo" extract "$(printf "http://news.example/a';touch bad;'")"
ends 'an address that would run something' 2 curl
line=$(printf '%s\n' "$err" | sed -n 's/.*for example with \(.*\) \[INPUT_ADDRESS\].*/\1/p')
mkdir "$work/bin"
printf '#!/bin/sh\nprintf "%%s\\n" "$@" >%s/said\n' "$work" >"$work/bin/curl" && chmod +x "$work/bin/curl"
PATH=$work/bin:$PATH sh -c "$line" >/dev/null 2>&1
empty 'its line is safe in a shell' "$here"
has 'and hands on the address' "http://news.example/a';touch bad;'" "$(cat "$work/said" 2>&1)"

# What can be read is bound.
run "$octavo" "$in/good.html" nowhere.html "$in/empty.html"
ends 'a good one between bad ones' 1 'nowhere.html: error: is not there'
is 'is bound' 'The Long Quay.epub' "$(ls -A)"
rm -f ./*.epub
run "$octavo" digest nowhere.html "$in/good.html" -o paper.epub
ends 'a digest of what can be read' 1 '[INPUT_MISSING]'
is 'is bound too' 'paper.epub' "$(ls -A)"
rm -f ./*.epub

# A limit.
run "$octavo" extract --max-input 1k "$in/good.html"
ends 'too large' 1 'good.html: error: is larger than the limit of '
has 'with the option that raises it' '--max-input' "$err"
run "$octavo" extract --max-input 100k "$in/good.html"
ends 'large enough' 0

# Standard input.
run sh -c "'$octavo' extract --to text - <'$in/good.html'"
ends 'standard input' 0
has 'is read' 'The story of The Long Quay begins' "$out"
run "$octavo" extract - # from /dev/null
ends 'empty standard input' 1 'error: is empty'
run sh -c "page=\$(cat '$in/good.html'); printf %s \"\$page\" | '$octavo' - -o piped.epub"
ends 'a book from a pipe' 0
is 'is made' piped.epub "$(ls -A)"
rm -f ./*.epub
run sh -c "'$octavo' extract - <&-"
ends 'closed standard input' 1 error

# Folders: hidden files, other kinds, _files folders and links out are passed over; loops end.
page 'Beyond' >"$work/outside/beyond.html"
for number in 1 2 10; do page "Tale number $number" >"$in/mixed/tale $number.html"; done
page 'Hidden' >"$in/mixed/.hidden.html"
mkdir "$in/mixed/tale 1_files" && page 'Frame' >"$in/mixed/tale 1_files/frame.html"
ln -s "$work/outside/beyond.html" "$in/mixed/beyond.html"
ln -s "$work/outside" "$in/mixed/away"
ln -s . "$in/mixed/again"
cp "$in/paper.pdf" "$in/mixed/"
run "$octavo" extract --to jsonl "$in/mixed"
ends 'a folder' 0
is 'in natural order, without the rest' 'Tale number 1
Tale number 2
Tale number 10' "$(printf '%s\n' "$out" | sed 's/.*"title": "\([^"]*\)".*/\1/')"
run "$octavo" extract --to jsonl -v "$in/mixed"
has 'what is passed over is noted under -v' 'paper.pdf: note: was passed over' "$err"

# What the name and bytes say can be overruled.
printf '# Two Piers\n\nFirst *one*.\n' >"$in/piers.txt"
run "$octavo" extract --from markdown "$in/piers.txt"
has '--from' '"input": "markdown"' "$out"
has 'is obeyed' '"title": "Two Piers"' "$out"
