# octavo attach: where messages come from and go to, what is said, sizes (tests/attach/run looks at their shapes).
. "${0%/*}/lib.sh"

books() {
	grep -c '^X-Octavo-Book: urn:uuid:' "$1"
}
letter() { # SUBJECT TEXT
	printf 'From: Ann <ann@a.example>\nTo: bo@a.example\nSubject: %s\nDate: Tue, 03 Mar 2020 10:22:33 +0100\n\n' "$1"
	printf 'The %s at the end of the quay is lit before the boats come home.\n%s\n' "$1" "$2"
}
letter lamp 'The keeper goes home by the upper road.' >lamp.eml
letter bell '>From the tower it is heard for a mile.' >bell.eml

"$octavo" attach <lamp.eml >out.eml 2>said
is 'from standard input to standard output, nothing said' '0' "$?$(cat said)"
is 'with one book' 1 "$(books out.eml)"
run "$octavo" attach lamp.eml -o named.eml
ends 'from a file into a file' 0
ok 'the same bytes, whatever it is called' cmp out.eml named.eml
run "$octavo" attach --title 'Another name' named.eml -o again.eml
is 'a book is replaced, not doubled' 1 "$(books again.eml)"
has 'by one of the name that is given' 'filename="Another name.epub"' "$(cat again.eml)"
run "$octavo" attach --body short lamp.eml
has 'a short one tells of the book' 'attached as an e-book' "$out"
is 'and has no text' 0 "$(grep -c 'upper road' "$work/out")"

# What no book can be made of.
printf 'From: a@b.example\nSubject: Nothing\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n' >pdf.eml
run "$octavo" attach pdf.eml
ends 'a message without text is said to be one' 1 ATTACH_NOTHING
ok 'and comes out as it came' cmp pdf.eml "$work/out"
run "$octavo" attach --max-input 1k named.eml
ends 'so is one that is too large, its book not counted' 0
letter lamp "$(yes 'The lamp is lit.' | head -200)" >long.eml
run "$octavo" attach --max-input 1k long.eml
ends 'but not its text' 1 LIMIT_INPUT
ok 'which comes out as it came' cmp long.eml "$work/out"
run "$octavo" attach nowhere.eml
ends 'what is not there' 1 INPUT_MISSING
: >empty.eml
run "$octavo" attach empty.eml
ends 'what is empty' 1 INPUT_EMPTY
echo '<!DOCTYPE html><html><body><p>A page.</p></body></html>' >page.html
run "$octavo" attach page.html
ends 'what is no message' 1 ATTACH_KIND
run "$octavo" attach lamp.eml bell.eml
ends 'two messages have no place in one' 2 ATTACH_MANY
run "$octavo" attach --body long lamp.eml
ends 'there are two ways with the text' 2 'keep or short'
if [ -c /dev/full ]; then
	status=0
	"$octavo" attach lamp.eml >/dev/full 2>"$work/err" || status=$?
	err=$(cat "$work/err")
	ends 'a full disk' 3 OUTPUT_FAILED
fi

# Sizes.
{
	sed '/^$/,$d' lamp.eml
	cat <<'EOM'
MIME-Version: 1.0
Content-Type: multipart/related; boundary=b

--b
Content-Type: text/html

<h1>Lamps</h1><p>The lamp at the end of the quay.</p><img src="cid:p@x" alt="A lamp">
--b
Content-Type: image/svg+xml
Content-ID: <p@x>
Content-Transfer-Encoding: base64

EOM
	awk 'BEGIN { srand(8); print "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"90\">"
		for (i = 0; i < 20000; i++) printf "<path d=\"M%d %dL%d %d\"/>\n", rand() * 9e6, rand() * 9e6, rand() * 9e6, rand() * 9e6
		print "</svg>" }' | base64
	echo --b--
} >picture.eml
run "$octavo" attach picture.eml -o with.eml
ends 'a picture goes in' 0
run "$octavo" attach --max-size 1300k picture.eml -o without.eml
ends 'but not over the limit' 0 ATTACH_PICTURES
is 'and that is said once' 1 "$(printf '%s\n' "$err" | wc -l | tr -d ' ')"
is 'the book is in it' 1 "$(books without.eml)"
ok 'and smaller' test "$(wc -c <without.eml)" -lt "$(wc -c <with.eml)"
run "$octavo" attach --max-size 10k picture.eml -o over.eml
ends 'where that does not help it is said' 0 ATTACH_LARGE
ok 'and done all the same' cmp without.eml over.eml

# Mailboxes.
{
	echo 'From ann@a.example Tue Mar  3 10:22:33 2020'
	cat lamp.eml
	echo
	echo 'From ann@a.example Tue Mar  3 10:22:34 2020'
	cat bell.eml
	echo
} >two.mbox
run "$octavo" attach two.mbox -o books.mbox
ends 'a mailbox' 0
is 'gives one, each message with its book' 2 "$(books books.mbox)"
is 'its lines as they were' 2 "$(grep -c '^From ann@a.example Tue Mar' books.mbox)"
is 'what was quoted too' 1 "$(grep -c '^>From the tower' books.mbox)"
run "$octavo" extract --to jsonl books.mbox
is 'it can be read' 2 "$(grep -c '"title"' "$work/out")"
run "$octavo" attach books.mbox
ok 'and attached again it is the same' cmp books.mbox "$work/out"
# What is read from a terminal that was hung up fails at its end (EIO).
cat >hang.py <<'EOM'
import os, subprocess, sys, tty
ours, theirs = os.openpty()
tty.setraw(theirs)
os.write(theirs, open(sys.argv[1], "rb").read())
os.close(theirs)
sys.exit(subprocess.run(sys.argv[2:], stdin=ours).returncode)
EOM
{ cat two.mbox && yes 'The bell is heard for a mile.' | head -200; } >far.mbox
run python3 hang.py far.mbox "$octavo" attach -o cut.mbox
ends 'a mailbox that cannot be read to its end is said to be one' 1 INPUT_UNREADABLE
is 'what came whole is there' 1 "$(books cut.mbox)"
is 'and what may be cut is not' 1 "$(grep -c '^From ann@a.example Tue Mar' cut.mbox)"
{
	echo 'From ann@a.example Tue Mar  3 10:22:33 2020'
	sed 's/^$/Content-Length: 9\n/' lamp.eml
} >one.mbox
run "$octavo" attach one.mbox
length=$(sed -n 's/^Content-Length: //p' "$work/out")
is 'the length that a mailbox tells is true' "$length" "$(sed '1,/^$/d' "$work/out" | wc -c | tr -d ' ')"

# Folders of messages.
mkdir -p Mail/cur Mail/new Mail/tmp Mail/.News/cur Mail/.News/new Mail/.News/tmp made
cp lamp.eml "Mail/cur/1.a.host,S=$(wc -c <lamp.eml | tr -d ' '),W=250:2,S"
cp bell.eml Mail/new/2.b.host
cp bell.eml Mail/.News/new/3.c.host
run "$octavo" attach Mail -o made/
ends 'a Maildir' 0
name=$(ls made/cur)
is 'gives one of the same names' "1.a.host,S=$(wc -c <"made/cur/$name" | tr -d ' '):2,S 2.b.host 3.c.host" \
	"$name $(ls made/new) $(ls made/.News/new)"
ok 'of which nothing is left in tmp' test -d made/tmp -a -z "$(ls made/tmp)"
is 'each message with its book' 1 "$(books made/.News/new/3.c.host)"
run "$octavo" attach Mail -o made/
ends 'done again it is the same' 0
run "$octavo" attach made -o made/
ends 'but not into itself' 1 OUTPUT_IS_INPUT
mkdir shelf
run "$octavo" attach lamp.eml bell.eml -o shelf/
is 'several messages go into a folder' 'bell.eml lamp.eml' "$(ls shelf | tr '\n' ' ' | sed 's/ $//')"
cp lamp.eml shelf/bell.eml
run "$octavo" attach bell.eml -o shelf/
ends 'where a message without a book stays' 1 ATTACH_EXISTS
ok 'as it was' cmp lamp.eml shelf/bell.eml
