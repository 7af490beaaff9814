# docs/recipes.md: each recipe as it stands there, in a home of its own.
. "${0%/*}/lib.sh"
. "$top/tests/cli/page.sh"

# The programs that the recipes call: octavo under its name, and a sendmail that keeps what it was given.
mkdir "$work/bin"
ln -s "$octavo" "$work/bin/octavo"
cat >"$work/bin/sendmail" <<'EOM'
#!/bin/sh
[ "$1" = -t ] && cat >"$HOME/sent"
EOM
chmod +x "$work/bin/sendmail"
export HOME="$here" PATH="$work/bin:$PATH"
unset XDG_STATE_HOME XDG_DATA_HOME
fixtures=$top/tests/cli/recipes

# recipe NAME: its text.
recipe() {
	awk -v want="<!-- recipe: $1 -->" '$0 == want { found = 1; next } found && /^```/ { if (within) exit; within = 1; next }
		within' "$top/docs/recipes.md"
}

# follow NAME: run one of shell commands, as a shell does that ends at the first that fails.
follow() {
	recipe "$1" >"$work/recipe.sh"
	[ -s "$work/recipe.sh" ] || fail "$1 is in docs/recipes.md"
	run sh -eu "$work/recipe.sh"
}

# titles BOOK: of its articles.
titles() {
	python3 - "$1" <<-'EOM'
	import html, re, sys, zipfile
	book = zipfile.ZipFile(sys.argv[1])
	pages = [book.read(n).decode() for n in book.namelist() if re.match(r"EPUB/text/s\d+a\d+\.xhtml|EPUB/text/article", n)]
	print("|".join(sorted(html.unescape(re.sub(r"<[^>]*>", "", re.search(r"<h1[^>]*>(.*?)</h1>", p, re.S)[1])).strip() for p in pages)))
	EOM
}

# contents BOOK: its table of contents as text, a line an entry.
contents() {
	python3 - "$1" <<-'EOM'
	import html, re, sys, zipfile
	book = zipfile.ZipFile(sys.argv[1])
	nav = book.read(next(n for n in book.namelist() if n.endswith("nav.xhtml"))).decode()
	print(html.unescape("|".join(re.findall(r"<a [^>]*>(.*?)</a>", nav.split("</nav>")[0]))))
	EOM
}

mkdir Clippings Books
page Crane >Clippings/crane.html
page Bell >Clippings/bell.html

# cron hands the command to sh, and mails what is said.
command=$(recipe cron | sed 's/^0 6 \* \* \* //')
run sh -c "$command"
ends 'cron: an edition' 0
is 'cron: nothing to mail' '' "$out$err"
is 'cron: with what there was' 'Bell|Crane' "$(titles Books/*.epub)"
run sh -c "$command"
is 'cron: the next day nothing' '4 1' "$status$out$err $(ls Books | wc -l | tr -d ' ')"

# systemd
page Rope >Clippings/rope.html
command=$(recipe service | sed -n 's/^ExecStart=.usr.local.bin.//p' | sed "s|%h|$HOME|g")
run $command
ends 'systemd: the service does the same' 0
is 'systemd: of the same editions' 2 "$(ls Books | wc -l | tr -d ' ')"
run $command
is 'systemd: what is no failure to it' "$(recipe service | sed -n 's/^SuccessExitStatus=//p')" "$status"
if command -v systemd-analyze >/dev/null; then
	mkdir units
	recipe service | sed "s|/usr/local/bin/octavo|$octavo|" >units/morning.service
	recipe timer >units/morning.timer
	run systemd-analyze --user verify units/morning.service units/morning.timer
	is 'systemd: it understands them' '' "$(printf '%s\n' "$err" | grep morning)"
	ok 'systemd: and the time' systemd-analyze calendar "$(recipe timer | sed -n 's/^OnCalendar=//p')"
else
	is 'systemd: a timer has a time' 1 "$(recipe timer | grep -c '^OnCalendar=')"
fi

# To a device.
page Winch >Clippings/winch.html
follow device
ends 'device: a message' 0
has 'device: to its address' 'To: ann@kindle.com' "$(head -1 sent)"
rm sent
follow device
is 'device: nothing new, nothing sent' '4' "$status$(ls sent 2>/dev/null)"

# Newsletters.
cat >issue.eml <<'EOM'
From: The Harbour Letters <crew@letters.example>
To: ann@reader.example
Subject: The lamp at the quay
Date: Tue, 03 Mar 2020 10:22:33 +0100
List-Id: The Harbour Letters <harbour.letters.example>
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<h1>The lamp at the quay</h1><p>The lamp at the end of the quay is lit before the boats come home, and whoever keeps it counts
the masts twice.</p><p>The keeper writes the number down, and goes home by the upper road.</p>
EOM
follow publish
ends 'publish: sent' 0
is 'publish: with its book' 1 "$(grep -c '^X-Octavo-Book:' sent)"
mkdir -p Mail
for folder in Mail/.Letters Mail; do
	mkdir -p "$folder/cur" "$folder/new" "$folder/tmp"
done
if command -v procmail >/dev/null; then
	{
		printf 'HOME=%s\nPATH=%s\nDEFAULT=%s/default\n' "$HOME" "$PATH" "$HOME"
		recipe procmail
	} >procmailrc
	chmod 600 procmailrc
	sed 's/^List-Id.*/List-Id: <other.example>/; s/The lamp at/The path from/' issue.eml >other.eml
	sed 's/^Content-Type.*/Content-Type: application\/pdf/; s/^Subject.*/Subject: A map/' issue.eml >map.eml
	for letter in issue other map; do
		procmail -m "$PWD/procmailrc" <"$letter.eml" 2>>procmail.said
	done
	is 'procmail: a newsletter gets its book' 1 "$(cat Mail/.Letters/new/* | grep -c '^X-Octavo-Book:')"
	is 'procmail: what has no text stays as it is' 1 "$(cat Mail/.Letters/new/* | grep -c '^Content-Type: application/pdf')"
	is 'procmail: all else is left alone' '1 0' "$(ls Mail/new | wc -l | tr -d ' ') $(cat Mail/new/* | grep -c X-Octavo)"
	rm -f Mail/.Letters/new/*
else
	skip 'procmail: a newsletter gets its book' 'no procmail'
fi
cp issue.eml Mail/.Letters/new/1.a.host
sed 's/The lamp at the quay/The bell/; s/lamp at the end of the quay is lit/bell is rung/' issue.eml >Mail/.Letters/cur/2.b.host:2,S
follow letters
ends 'letters: a book of a folder of mail' 0
is 'letters: each an article' 'The bell|The lamp at the quay' "$(titles Books/Letters*.epub)"

# A vault.
mkdir -p Vault/.obsidian Vault/Places Vault/Files
printf '# Harbour\n\nThe lamp is lit by [[Keeper]], and hung by [[Quay#The end|the end of the quay]].\n\n![[lamp.png]]\n\n#reading\n' \
	>Vault/Harbour.md
printf '# Keeper\n\nThe keeper counts the masts twice, and goes home by the upper road.\n' >Vault/Keeper.md
printf '# Quay\n\nThe quay is longer than the map says.\n\n## The end\n\nAt its end there hangs a lamp.\n' >Vault/Places/Quay.md
echo '{}' >Vault/.obsidian/app.json
base64 -d >Vault/Files/lamp.png <<'EOM'
iVBORw0KGgoAAAANSUhEUgAAAHgAAAB4CAAAAAAcD2kOAAAATUlEQVR42u3NAQkAAAwDoOVc/yCLcThawPRIxGKxWCwWi8VisVgsFovFYrFYLBaLxWKxWCwWi8VisVgsFovFYrFYLBaLxWKxWCwWf4sHbObHngqR1J4AAAAASUVORK5CYII=
EOM
follow vault
ends 'vault: a book' 0
is 'vault: of its notes' 'Harbour|Keeper|Quay' "$(titles Books/notes.epub)"
mkdir notes
python3 -m zipfile -e Books/notes.epub notes
ok 'vault: links lead from note to note' grep -rqE 'href="s[^"]*xhtml[^"]*">the end of the quay' notes/EPUB/text
is 'vault: the picture is in it' 1 "$(find notes -name '*.png' | wc -l | tr -d ' ')"
follow vault-part
ends 'vault: parts of it' 0
is 'vault: by a tag' 'Harbour' "$(titles Books/reading.epub)"
is 'vault: by their days' 'Harbour|Keeper|Quay' "$(titles Books/days.epub)"

# Feeds.
if command -v sqlite3 >/dev/null; then
	mkdir -p .local/share/newsboat
	sqlite3 .local/share/newsboat/cache.db <"$fixtures/newsboat.sql"
	follow newsboat
	ends 'newsboat: a book' 0
	has 'newsboat: of what is unread, a section a feed' 'The Harbour|The lamp at the quay|The bell|Hills & Valleys|The upper road' \
		"$(contents Books/Feeds*.epub)"
	follow newsboat
	ends 'newsboat: the same the next day is nothing' 4
	rm Books/Feeds*
else
	skip 'newsboat: a book' 'no sqlite3'
fi
if command -v sfeed_atom >/dev/null; then
	rm -rf .local/state
	mkdir -p .sfeed/feeds
	cp "$fixtures/sfeed-harbour" '.sfeed/feeds/The Harbour'
	cp "$fixtures/sfeed-hills" .sfeed/feeds/Hills
	follow sfeed
	ends 'sfeed: a book' 0
	has 'sfeed: a section a feed' 'Hills|The upper road|The Harbour|The lamp at the quay|The bell' "$(contents Books/Feeds*.epub)"
else
	skip 'sfeed: a book' 'no sfeed'
fi

# A site.
mkdir site
for name in one two three; do
	page "Page $name" >"site/$name.html"
done
echo '<title>All</title><ul><li><a href="one.html">1</a><li><a href="two.html">2</a><li><a href="three.html">3</a></ul>' >site/index.html
cat >serve.py <<'EOM'
import functools, http.server
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(http.server.SimpleHTTPRequestHandler, directory="site"))
print(server.server_port, flush=True)
server.serve_forever()
EOM
python3 serve.py >port 2>/dev/null &
server=$!
while [ ! -s port ]; do sleep 0.05; done
export SITE="http://127.0.0.1:$(cat port)/"
mkdir volumes
follow site
kill "$server"
wait "$server" 2>/dev/null
is 'site: a volume' 1 "$(ls volumes/*.epub | wc -l | tr -d ' ')"
is 'site: of its pages' 'Page one|Page three|Page two' "$(titles volumes/*.epub | sed 's/All|//')"
ok 'site: with a list' test -s volumes/volumes.json

# calibre, where it is there; else something that looks whether it is given books.
if ! command -v calibredb >/dev/null; then
	cat >"$work/bin/calibredb" <<-'EOM'
	#!/bin/sh
	for book in "$@"; do
		case $book in *.epub) [ -s "$book" ] && echo "Added book ids: $book" ;; esac
	done
	EOM
	chmod +x "$work/bin/calibredb"
fi
mkdir Calibre
follow calibre
ends 'calibre: it takes them' 0 ''
has 'calibre: all of them' 'Added book ids' "$out"
