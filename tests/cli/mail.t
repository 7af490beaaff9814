#!/bin/sh
# Mail: where it comes from, what it holds.
. "${0%/*}/lib.sh"

titles() {
	sed -n 's/^{"title": "\([^"]*\)".*/\1/p' "$work/out" | tr '\n' '|'
}
cat >one.eml <<'EOF'
From: Ann Lee <ann@a.example>
Subject: The quay
Date: Tue, 03 Mar 2020 10:22:33 +0100
List-Id: The Harbour Letters <letters.a.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/html

<p>The quay is longer than the map says.</p><p><img src="cid:a%40b" alt="A lamp"></p>
--b
Content-Type: image/png; name="../../lamp.png"
Content-ID: <a@b>
Content-Transfer-Encoding: base64

iVBORw0KGgoAAAANSUhEUgAAAHgAAAB4CAAAAAAcD2kOAAAATUlEQVR42u3NAQkAAAwDoOVc/yCLcThawPRIxGKxWCwWi8VisVgsFovFYrFYLBaLxWKxWCwWi8VisVgsFovFYrFYLBaLxWKxWCwWf4sHbObHngqR1J4AAAAASUVORK5CYII=
--b
Content-Type: message/rfc822

From: Bo Hill <bo@a.example>
Subject: The bell

The bell was sold in the winter.
--b
Content-Type: text/markdown; name="../rope.md"
Content-Disposition: attachment

# The rope

The rope was not.
--b--
EOF
run "$octavo" extract --to jsonl one.eml
ends 'a mail is read' 0
is 'with what is attached' 'The quay|The bell|The rope|' "$(titles)"
"$octavo" extract --to jsonl - <one.eml >"$work/out"
is 'also from standard input' 'The quay|The bell|The rope|' "$(titles)"
sed 's/$/\r/' one.eml >crlf.eml
run "$octavo" extract --to jsonl crlf.eml
is 'also with the line ends of the wire' 'The quay|The bell|The rope|' "$(titles)"
cp one.eml two.txt
run "$octavo" extract --to jsonl two.txt
is 'by its bytes' 'The quay|The bell|The rope|' "$(titles)"
run "$octavo" extract --from html --to jsonl two.txt
is 'but as the user says' 1 "$(wc -l <"$work/out" | tr -d ' ')"
mkdir books
run "$octavo" convert -o books one.eml
ends 'each becomes a book' 0
is 'of its own' 3 "$(find books -name '*.epub' | wc -l | tr -d ' ')"
book=$(find books -name '*quay*.epub')
is 'the picture in the book' 1 "$(unzip -l "$book" | grep -c '\.png$')"
ok 'and the series' sh -c "unzip -p '$book' EPUB/package.opf | grep -q 'The Harbour Letters'"
gzip -k one.eml
run "$octavo" extract --to jsonl one.eml.gz
is 'also in gzip' 'The quay|The bell|The rope|' "$(titles)"

sed '/message\/rfc822/,$d' one.eml >cut.eml
run "$octavo" extract --to jsonl cut.eml
ends 'a mail that is cut off is read' 0
is 'as far as it goes' 'The quay|' "$(titles)"
printf 'From: a@b.example\nSubject: x\nContent-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--\n' >locked.eml
run "$octavo" extract locked.eml
ends 'an encrypted one is named' 1 MAIL_LOCKED
printf 'From: a@b.example\nSubject: x\nContent-Type: image/png\n\n' >bare.eml
run "$octavo" extract bare.eml
ends 'one without text is named' 1 MAIL_NONE
: >empty.eml
run "$octavo" extract empty.eml
ends 'an empty one is named' 1 empty.eml

# message NUMBER BODY: with the length of the body when $counted is set.
message() {
	printf 'From ann@a.example Tue Mar  3 10:00:00 2020\nFrom: Ann Lee <ann@a.example>\nSubject: Letter %s\n' "$1"
	[ -z "$counted" ] || printf 'Content-Length: %s\n' $((${#2} + counted))
	printf '\n%s\n' "$2"
}
within='The first line.

From bo@a.example Tue Mar  3 10:00:00 2020
Subject: no message

From here on.'
quoted=$(printf '%s' "$within" | sed 's/^From />From /')
text='The first line.

From bo@a.example Tue Mar 3 10:00:00 2020
Subject: no message

From here on.'
# dialect NAME COUNTED BODY
dialect() {
	counted=$2
	{ message 1 "$3" && echo && message 2 'The second letter.'; } >"$1.mbox"
	run "$octavo" extract --to jsonl "$1.mbox"
	is "a mailbox in $1" 'Letter 1|Letter 2|' "$(titles)"
	is 'with the text as it was written' "$text" "$("$octavo" extract --to text "$1.mbox" | sed -n '1,/^From here on/p')"
}
dialect mboxo '' "$quoted"
dialect mboxcl 1 "$quoted"
dialect mboxcl2 1 "$within"
dialect mboxrd '' "$quoted"
dialect wrong-length 500 "$quoted"
gzip -k mboxcl2.mbox
run "$octavo" extract --to jsonl mboxcl2.mbox.gz
is 'also in gzip' 'Letter 1|Letter 2|' "$(titles)"
counted=
message 1 '>>From the wall.' >alone.eml
is 'a mark of quotation is taken away' '>From the wall.' "$(printf 'From a@b Tue Mar  3 10:00:00 2020\nFrom: a@b.example\nContent-Type: text/html\n\n<pre>\n>>From the wall.\n</pre>\n' | "$octavo" extract --to text -)"
run "$octavo" extract --to json alone.eml
ends 'a message with its envelope is one' 0
{ message 1 'a' && message 2 "$(head -c 3000 /dev/zero | tr '\0' x)" && message 3 'c'; } >large.mbox
run "$octavo" extract --to jsonl --max-input 2K large.mbox
ends 'a message that is too large is named' 1 'large.mbox (message 2: Letter 2)'
is 'and the others are read' 'Letter 1|Letter 3|' "$(titles)"
printf 'From here on nothing.\n' >none.mbox
run "$octavo" extract none.mbox
ends 'what is called a mailbox and is none is named' 1 none.mbox

# letter FILE SUBJECT
letter() {
	printf 'Received: by a.example\nFrom: Ann Lee <ann@a.example>\nSubject: %s\n\nThe text of %s.\n' "$2" "$2" >"$1"
}
mkdir -p box/cur box/new box/tmp box/.Other/cur box/.Other/new box/.Other/tmp box/.hidden
letter 'box/cur/1583226153.M9P1.host:2,S' First
letter 'box/cur/1583226153.M10P1.host:2,RS' Second
letter 'box/cur/1583226153.M11P1.host:2,ST' 'thrown away'
letter box/new/1583226154.M1P1.host Third
letter box/tmp/1583226155.M1P1.host unfinished
letter box/.hidden/1583226155.M1P1.host hidden
letter box/.Other/new/1583226156.M1P1.host Fourth
printf 'no message' >box/cur/note
run "$octavo" extract --to jsonl box
ends 'a Maildir is read' 0
is 'with its folders' 'Fourth|First|Second|Third|' "$(titles)"
run "$octavo" extract --to jsonl box/cur
is 'or a part of it' 'First|Second|' "$(titles)"
run "$octavo" digest -o box.epub box
is 'its folders as sections' 1 "$(unzip -p box.epub EPUB/nav.xhtml | grep -c '>Other<')"

# What counts readers is nowhere in the book.
run "$octavo" convert -o letter.epub "$top/tests/golden/mail/newsletter-layout.in.eml"
ends 'a newsletter is bound' 0
mkdir letter
unzip -q letter.epub -d letter
is 'without an address that counts' '' "$(grep -rlE '0aF39xq2L|utm_|ann.?.?.?home\.example|sid=|c2lnbmF0' letter)"
is 'with the addresses that were wrapped' 1 "$(grep -rlE 'https://b\.example/the-quay\?page=2' letter | wc -l | tr -d ' ')"

run "$octavo" extract --to text "$top/tests/golden/mail/newsletter-layout.in.eml"
letter=$out
run "$octavo" extract --to text --meta series=Letters "$top/tests/golden/mail/newsletter-layout.in.eml"
is 'it stays one, whatever --meta says of it' "$letter" "$out"

# What Python's email and mailbox write, in every transfer encoding, is read as it was meant.
cat >write.py <<'EOF'
import mailbox
from email.message import EmailMessage

PICTURE = b"GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\0;"
box, folder = mailbox.mbox("python.mbox"), mailbox.Maildir("python", create=True)
for number, (cte, charset, word) in enumerate([("7bit", "us-ascii", "harbour"), ("8bit", "utf-8", "caf\u00e9"),
        ("quoted-printable", "iso-8859-1", "M\u00f6we"), ("base64", "utf-8", "\u6e2f\u6e7e"), ("base64", "koi8-r", "\u0433\u0430\u0432\u0430\u043d\u044c")]):
    m = EmailMessage()
    m["From"], m["To"] = f"Ann Lee <ann@a.example>", "bo@b.example"
    m["Subject"] = f"Letter {number} of the {word}"
    m["Date"] = f"Tue, 0{number + 1} Mar 2020 10:22:33 +0100"
    m.set_content(f"From here on {word} is plain.\n", charset=charset, cte=cte)
    if number % 2:
        m.add_alternative(f"<p>From here on {word} is <b>HTML</b>.</p><img src='cid:a@b'>", subtype="html", charset=charset, cte=cte)
        m.get_payload()[1].add_related(PICTURE, "image", "gif", cid="<a@b>")
    if number == 4:
        m.add_attachment("# Attached\n\nA text of its own.\n", subtype="markdown", filename="own.md")
    box.add(m)
    folder.add(m)
box.flush()
EOF
python3 write.py
run "$octavo" extract --to jsonl python.mbox
ends 'a mailbox of Python is read' 0
is 'all of it' 'Letter 0 of the harbour|Letter 1 of the café|Letter 2 of the Möwe|Letter 3 of the 港湾|Letter 4 of the гавань|Attached|' "$(titles)"
sed 's/.*"text": "\([^"]*\)".*/\1/' "$work/out" | tr '\n' '|' >words
is 'with its words' 'From here on harbour is plain.|From here on café is HTML.|From here on Möwe is plain.|From here on 港湾 is HTML.|From here on гавань is plain.|A text of its own.|' "$(cat words)"
run "$octavo" extract --to jsonl python
ends 'and a Maildir' 0
is 'all of it, too' 6 "$(titles | tr '|' '\n' | grep -cE '^(Letter [0-4] of the |Attached$)')"
