#!/bin/sh
# What a page shows within frames, and nothing that its frames add to it.
. "${0%/*}/lib.sh"

text=$(for i in 1 2 3 4 5 6; do
	echo "<p>Paragraph $i tells of the harbour in winter, of the boats that came in late, and of who waited for them on the mole.</p>"
done)
mkdir page_files
echo "<html><title>Inner</title><body><h1>Inner</h1>$text" >page_files/main.html
echo '<html><body><a href=main.html>To the text</a>' >menu.html
cat >set.html <<'EOF'
<html><head><title>Outer</title></head><frameset cols="20%,80%"><frame src="menu.html"><frame src="page_files/main.html" name=main>
<noframes><body>Your browser has no frames.</body></noframes></frameset></html>
EOF
run "$octavo" extract --to text set.html
is 'of a set of frames the largest is read' 6 "$(printf '%s\n' "$out" | grep -c '^Paragraph')"

echo '<html><title>Outer</title><body><p>Menu</p><iframe src="page_files/main.html"></iframe></body>' >around.html
run "$octavo" extract --to text around.html
is 'a page around a file is that file' 6 "$(printf '%s\n' "$out" | grep -c '^Paragraph')"

python3 - "$text" <<'EOF'
import html, sys
inner = f"<html><head><style>{'p { margin: 0 } ' * 5000}</style></head><body><h1>Inner &amp; more</h1>{sys.argv[1]}"
open("srcdoc.html", "w").write(f'<!doctype html><title>Outer</title><iframe sandbox srcdoc="{html.escape(inner)}"></iframe>')
deep = inner
for _ in range(9):
    deep = f'<title>Outer</title><iframe srcdoc="{html.escape(deep)}"></iframe>'
open("deep.html", "w").write(deep[:8000000])
EOF
run "$octavo" extract --to text srcdoc.html
is 'so is a document in an attribute, as SingleFile keeps it' 6 "$(printf '%s\n' "$out" | grep -c '^Paragraph')"
run "$octavo" extract --to json srcdoc.html
is 'with its title' 1 "$(printf '%s\n' "$out" | grep -c '"title": "Inner & more"')"
run "$octavo" extract --to text deep.html
is 'frames within frames end' 0 "$status"

echo "<html><title>Outer</title><body><article><h1>Outer</h1>$(echo "$text" | sed 's/Paragraph/Section/')</article><iframe src=page_files/main.html></iframe>" >whole.html
run "$octavo" extract --to text whole.html
is 'a page with a text of its own is read without its frames' '6 0' \
	"$(printf '%s\n' "$out" | grep -c '^Section') $(printf '%s\n' "$out" | grep -c '^Paragraph')"

mkdir in && echo '<title>Out</title><iframe src="../page_files/main.html"></iframe><iframe src="/etc/passwd"></iframe>' >in/out.html
run "$octavo" extract --to text in/out.html
is 'no frame leads out of the folder' '' "$out"
