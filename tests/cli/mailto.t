# --mail-to: a book as a message.
. "${0%/*}/lib.sh"

cat >page.html <<'EOM'
<!DOCTYPE html><html lang="en"><head><title>The lamp, – and the bell</title></head><body><article><h1>The lamp, – and the bell</h1>
<p>The lamp at the end of the quay is lit before the boats come home, and whoever keeps it counts the masts twice.</p>
<p>The bell is heard for a mile, and in fog for two; nobody has measured it, and everybody says so.</p></article></body></html>
EOM
run "$octavo" page.html --mail-to ann_1@kindle.com
ends 'a message' 0 ''
is 'of which nothing is said' '' "$err"
cp "$work/out" message
run "$octavo" digest page.html --date 2026-11-24 --title 'The evening paper, of which the name goes on for longer than a line of mail may be' \
	--mail-to ann@pbsync.com -o digest.eml
ends 'also of a digest, into a file' 0
cat >judge.py <<'EOM'
import email.policy, io, sys, zipfile
for name in ("message", "digest.eml"):
    mail = email.message_from_binary_file(open(name, "rb"), policy=email.policy.default)
    text, book = mail.iter_parts()
    epub = book.get_content()
    zipfile.ZipFile(io.BytesIO(epub)).testzip()
    open(name + ".epub", "wb").write(epub)
    print(mail["To"], mail["Subject"], book.get_content_type(), book.get_filename(), text.get_content().strip() == mail["Subject"],
          max(map(len, open(name))) < 130, sep="|")
EOM
python3 judge.py >told
is 'to its address, with its title and its file' \
	'ann_1@kindle.com|The lamp, – and the bell|application/epub+zip|The lamp, – and the bell.epub|True|True' "$(head -1 told)"
has 'however long' "pbsync.com|The evening paper, of which the name goes on for longer than a line of mail may be, 24 November 2026|application/epub+zip|" \
	"$(tail -1 told)"
"$octavo" page.html --for kindle -o page.epub
ok 'it carries the book' cmp page.epub message.epub
"$octavo" page.html --mail-to ann_1@kindle.com >again
ok 'the same each time' cmp message again
printf '<title>%s</title>' '港の灯 港の灯 港の灯 港の灯 港の灯 港の灯 港の灯' | cat - page.html | sed 's/<h1>.*<.h1>//; s/<title>The.*<.title>//' >ja.html
"$octavo" --title '港の灯 港の灯 港の灯 港の灯 港の灯 港の灯 港の灯' ja.html --mail-to a@b.example >message
python3 judge.py >told
is 'in any script' 'a@b.example|港の灯 港の灯 港の灯 港の灯 港の灯 港の灯 港の灯|application/epub+zip|港の灯 港の灯 港の灯 港の灯 港の灯 港の灯 港の灯.epub|True|True' \
	"$(head -1 told)"
for address in ann 'ann@a.example, bo@a.example' "ann@a.example
Bcc: bo@a.example" '<ann@a.example>' '@a.example'; do
	run "$octavo" page.html --mail-to "$address"
	ends "no address: $(echo "$address" | head -1)" 2 'one address'
done
run "$octavo" page.html page.html --mail-to a@b.example
ends 'one book a message' 2 OUTPUT_ONE
mkdir folder
run "$octavo" page.html --mail-to a@b.example -o folder
ends 'a folder is no place for it' 2 MAIL_FOLDER
run "$octavo" extract page.html --mail-to a@b.example
ends 'nor is it for what is printed' 2 USAGE_NOT_HERE
if command -v msmtp >/dev/null; then
	msmtp --file=/dev/null --host=mail.a.example --from=me@a.example -t --pretend <message >pretended
	is 'sendmail -t reads it' 0 "$?"
else
	skip 'sendmail -t reads it' 'no msmtp'
fi
"$octavo" page.html --mail-to ann@kindle.com -o kindle.eml
"$octavo" page.html --for kindle --mail-to ann@a.example -o named.eml
sed 1d kindle.eml >one
sed 1d named.eml >two
ok 'a service makes it a book for its device' cmp one two
printf 'name: Evening\ndevice: kobo\nfiles: page.html\noutput: "{name}.epub"\n' >evening.yaml
run "$octavo" digest evening.yaml --mail-to ann@kindle.com
ends 'an edition as a message' 0
has 'is for the device that it names, under its own name' '.kepub.epub' "$(grep -a filename "$work/out")"
