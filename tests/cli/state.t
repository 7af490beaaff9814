# digest --only-new and octavo state.
. "${0%/*}/lib.sh"
. "$top/tests/cli/page.sh"

export XDG_STATE_HOME="$work/xdg"
morning() {
	run "$octavo" digest --only-new --name Morning --cover none "$@"
}
numbers() { # the articles of each done edition, from the export
	"$octavo" state export "$@" | python3 -c '
import json, sys
for e in json.load(sys.stdin)["editions"]:
    print(e["number"], e["name"], e["date"], e["done"], *sorted(a["title"] for a in e["articles"] if a["bound"]), sep="|")'
}

mkdir in out
page Crane >in/crane.html
page Bell >in/bell.html
morning --date 2026-11-24 in -o out/
ends 'a first edition' 0
is 'of which nothing is said' '' "$out$err"
is 'where the specification has it' state.db "$(ls "$XDG_STATE_HOME/octavo")"
morning --date 2026-11-25 in -o out/
ends 'nothing is new' 4
is 'and nothing said' '' "$out$err"
is 'nothing made' 1 "$(ls out | wc -l | tr -d ' ')"
morning -v --date 2026-11-25 in -o out/
has 'but under -v' STATE_NOTHING "$err"
has 'and of each article why' 'crane.html: note: was bound in an earlier edition' "$err"
page Rope >in/rope.html
page Crane '<meta name="dc.date" content="2020-01-01">' | sed 's/<nav>.*<.nav>//; s/eleven boats/twelve boats/' >in/again.html
page Rope '<link rel="canonical" href="https://a.example/rope">' >in/twin.html
morning --date 2026-11-25 in -o out/
ends 'what is new is bound' 0
is 'each article in one edition: another form, another copy are none' '1|Morning|2026-11-24|True|Bell|Crane
2|Morning|2026-11-25|True|Rope' "$(numbers)"
morning --date 2026-11-25 in -o out/
ends 'the copy too is known' 4
rm in/rope.html
morning --date 2026-11-25 in -o out/
ends 'also alone' 4
page Tower >in/tower.html
morning --date 2026-11-25 in -o out/
ends 'a second edition of a day' 0
is 'replaces none' 3 "$(ls out | wc -l | tr -d ' ')"
page Lamp >in/lamp.html
page Quay >in/quay.html
morning --max-articles 1 --date 2026-11-26 in -o out/
morning --max-articles 1 --date 2026-11-26 in -o out/
is 'what a limit leaves out comes next' 'Lamp Quay' "$(numbers | tail -2 | cut -d'|' -f5 | sort | xargs)"
run "$octavo" digest --only-new --name Evening --cover none in -o evening.epub
ends 'a digest of another name has editions of its own' 0
run "$octavo" digest --only-new --name Evening --dry-run in
ends 'of which a dry run asks, too' 4
mkdir none
morning none -o out/
ends 'an empty folder is nothing new' 4
is 'and no mistake' '' "$err"
echo >in/blank.html
morning in -o out/
ends 'what is refused is said, and nothing is new' 4 blank.html
rm in/blank.html

# To a stream.
page Winch >in/winch.html
"$octavo" digest --only-new --name Morning --cover none in -o - >winch.epub
ok 'standard output' python3 -m zipfile -t winch.epub
morning in -o out/
ends 'is an edition, too' 4
page Anchor >in/anchor.html
if [ -c /dev/full ]; then
	"$octavo" digest --only-new --name Morning --cover none in -o - >/dev/full 2>/dev/null
	morning in -o out/
	ends 'but not where it did not get through' 0
else
	skip 'but not where it did not get through' 'no /dev/full'
fi
mkdir shut
page Float >in/float.html
chmod 555 shut
if [ "$(id -u)" != 0 ]; then
	morning in -o shut/
	ends 'nor is a file that cannot be made' 3
fi
chmod 755 shut
morning in -o shut/
ends 'so it is made later' 0

# octavo state.
run "$octavo" state list
ends 'the editions are listed' 0
has 'with their files' "2026-11-25	1	done	Morning, 25 November 2026	$here/out/" "$out"
run "$octavo" state forget 2
ends 'one is forgotten' 0
page Rope >in/rope.html
morning --date 2026-11-30 in -o out/
is 'and its articles are new' 'Rope' "$(numbers | tail -1 | cut -d'|' -f5)"
"$octavo" state forget "$("$octavo" state export | python3 -c '
import json, sys
print(next(a["identifier"] for e in json.load(sys.stdin)["editions"] for a in e["articles"] if a["title"] == "Bell"))')"
morning --date 2026-11-30 in -o out/
is 'an article, too' 'Bell' "$(numbers | tail -1 | cut -d'|' -f5)"
run "$octavo" state forget 99
ends 'what is not there' 1 STATE_NONE
run "$octavo" state export -o state.json
ok 'the export goes into a file' python3 -m json.tool state.json
ok 'as its schema has it' sh -c "python3 $top/tests/cli/validate.py $top/docs/state.schema.json <state.json"
run "$octavo" state
ends 'wrong usage' 2 STATE_USAGE
run "$octavo" state list --state nowhere.db
ends 'no state' 3 'there is none yet'
is 'none is made' '' "$(ls nowhere.db 2>/dev/null)"
echo 'This is a text, and no database; it is long enough to be taken for one by its first page.' >text.db
run "$octavo" digest --only-new --state text.db in -o x.epub
ends 'another file' 3 STATE_FAILED
python3 -c 'import sqlite3; c = sqlite3.connect("other.db"); c.execute("create table t (x)"); c.commit()'
run "$octavo" digest --only-new --state other.db in -o x.epub
ends 'another database' 3 STATE_FOREIGN
python3 -c 'import sqlite3; c = sqlite3.connect("later.db"); c.execute("pragma application_id = 1868788854")
c.execute("pragma user_version = 9"); c.execute("create table t (x)"); c.commit()'
run "$octavo" digest --only-new --state later.db in -o x.epub
ends 'one of a later version' 3 STATE_FOREIGN
is 'nothing was made of all this' '' "$(ls x.epub 2>/dev/null)"
run env -u XDG_STATE_HOME HOME="$here/home" "$octavo" digest --only-new --cover none in -o x.epub
ok 'without XDG_STATE_HOME it is below HOME' test -f home/.local/state/octavo/state.db
run "$octavo" digest --only-new --state deep/er/s.db --cover none in -o y.epub
ok 'folders are made' test -f deep/er/s.db
run "$octavo" convert --only-new in
ends 'only of digests' 2 USAGE_NOT_HERE

# Two at once: the second waits, and says so.
page Hull >in/hull.html
python3 - <<'EOM' &
import os, sqlite3, time
c = sqlite3.connect(os.environ["XDG_STATE_HOME"] + "/octavo/state.db", isolation_level=None)
c.execute("begin exclusive")
open("held", "w").close()
time.sleep(2)
c.execute("commit")
EOM
while [ ! -e held ]; do sleep 0.05; done
morning in -o out/
ends 'a second run waits' 0 STATE_WAIT
wait
for name in one two three; do
	page "Mast $name" >"in/$name.html"
done
for _ in 1 2 3; do
	"$octavo" digest --only-new --name Morning --cover none in -o out/ 2>/dev/null &
done
wait
is 'of three at once one binds what is new' 1 "$(numbers | grep -c 'Mast one|Mast three|Mast two')"
is 'nothing is left behind' '' "$(ls -A out | grep -v 'epub$')$(ls "$XDG_STATE_HOME/octavo" | grep -v '^state.db$')"
