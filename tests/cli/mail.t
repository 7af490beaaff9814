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
