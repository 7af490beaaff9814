#!/bin/sh
# Where results go: what stood there is whole until the new one is, and nothing is left behind.
. "${0%/*}/lib.sh"
. "$top/tests/cli/page.sh"

page 'The Long Quay' >"$work/quay.html"
page 'The Long Quay' '<link rel="canonical" href="https://harbour.example/quay">' >"$work/named.html"
sed 's/eleven boats/twelve boats/' "$work/named.html" >"$work/again.html"
page 'Two Piers' >"$work/piers.html"

clear_here() {
	chmod -R u+rwX "$here"
	rm -rf "$here" && mkdir "$here" && cd "$here" || exit 1
}

is_book() {
	ok "$1" python3 -m zipfile -t "$2"
}

# unharmed NAME: out.epub says what it said, and stands alone.
unharmed() {
	is "$1: what stood there is whole, and alone" 'out.epub: old' "$(ls -A): $(cat out.epub)"
}

# A folder that is not there.
for place in none/book.epub none/ ./none/at/all/book.epub; do
	for command in convert digest; do
		run "$octavo" $command "$work/quay.html" -o "$place"
		ends "$command -o $place" 3 'is not there; make it first [OUTPUT_FOLDER]'
		empty "$command -o $place: no folder is made" "$here"
	done
done
run "$octavo" extract "$work/quay.html" -o none/a.json
ends 'extract into a folder that is not there' 3 '[OUTPUT_FOLDER]'
: >file
run "$octavo" "$work/quay.html" -o file/book.epub
ends 'a file in place of the folder' 3 error
clear_here

# Nowhere to write.
for command in convert digest extract; do
	run "$octavo" $command "$work/quay.html" -o /dev/full
	ends "$command -o /dev/full" 3 '/dev/full: error: cannot be written: No space left on device'
	run sh -c "'$octavo' $command '$work/quay.html' -o - >/dev/full"
	ends "$command to a full standard output" 3 'standard output: error: cannot be written: No space left on device'
	run timeout 20 sh -c "ulimit -f 20000; '$octavo' $command '$work/quay.html' -o - >&-"
	ends "$command to a closed standard output" 3 'standard output: error: cannot be written'
done
ok 'the device is still one' test -c /dev/full
empty 'and nothing is left behind' "$here"

# A disk that fills in the middle: the system's limit on a file's size stands for it.
for command in convert digest extract; do
	echo old >out.epub
	run sh -c "trap '' XFSZ; ulimit -f 1; exec '$octavo' $command --from html '$samples/photo-essay.html' -o out.epub"
	ends "$command: no room" 3 '[OUTPUT_FAILED]'
	unharmed "$command"
done
clear_here
run sh -c "trap '' XFSZ; ulimit -f 1; exec '$octavo' '$samples/photo-essay.html' -o ./"
ends 'no room in a folder' 3 '[OUTPUT_FAILED]'
empty 'nothing of it is left behind' "$here"

# Refused inputs leave what stood there.
: >"$work/empty.html"
for command in convert digest extract; do
	echo old >out.epub
	run "$octavo" $command "$work/empty.html" -o out.epub
	ends "$command of nothing" 1 'empty.html: error: is empty'
	unharmed "$command of nothing"
done
clear_here

# Nowhere over an input.
cp "$work/quay.html" quay.html
ln quay.html other-name.html
ln -s quay.html link.html
for name in quay.html ./quay.html other-name.html link.html "$PWD/quay.html"; do
	run "$octavo" quay.html -o "$name"
	ends "over its input as $name" 2 'is also an input and would be overwritten; name another output with -o'
done
run "$octavo" digest "$work/piers.html" quay.html -o quay.html
ends 'a digest over an input' 2 '[OUTPUT_IS_INPUT]'
run "$octavo" extract --to html quay.html -o quay.html
ends 'extract over its input' 2 '[OUTPUT_IS_INPUT]'
ok 'the input is whole' cmp quay.html "$work/quay.html"
is 'and nothing is made' 'link.html other-name.html quay.html' "$(ls -A | tr '\n' ' ' | sed 's/ $//')"
clear_here

# A terminal is no place for a book, and one for text.
cat >"$work/terminal.py" <<-'END'
	import os, pty, subprocess, sys, threading
	main, side = pty.openpty()
	seen = []
	def look():
	    try:
	        while piece := os.read(main, 65536):
	            seen.append(piece)
	    except OSError:
	        pass
	reader = threading.Thread(target=look)
	reader.start()
	command = [arg.replace("TERMINAL", os.ttyname(side)) for arg in sys.argv[1:]]
	done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=side, stderr=subprocess.PIPE, timeout=20)
	os.close(side)
	reader.join()
	sys.stdout.buffer.write(b"".join(seen))
	sys.stderr.buffer.write(done.stderr)
	sys.exit(done.returncode)
END
for command in convert digest; do
	run python3 "$work/terminal.py" "$octavo" $command "$work/quay.html" -o -
	ends "$command to a terminal" 2 'standard output: error: is a terminal, and a book is no text; name a file with -o'
	is "$command: nothing is written to it" 0 "$(wc -c <"$work/out" | tr -d ' ')"
	run python3 "$work/terminal.py" "$octavo" $command "$work/quay.html" -o TERMINAL
	ends "$command to a terminal by name" 2 '[OUTPUT_TERMINAL]'
	is "$command: nor then" 0 "$(wc -c <"$work/out" | tr -d ' ')"
done
run python3 "$work/terminal.py" "$octavo" extract --to text "$work/quay.html"
ends 'text to a terminal' 0
has 'is seen' 'The story of The Long Quay' "$out"
empty 'nothing is left behind' "$here"

# Devices and pipes are written to, not replaced; links to them are followed.
run "$octavo" "$work/quay.html" -o /dev/null
ends 'to /dev/null' 0
ok 'it is still a device' test -c /dev/null
ln -s /dev/null null.epub
run "$octavo" "$work/quay.html" -o null.epub
ends 'to a link to a device' 0
ok 'the link stays' test -L null.epub
clear_here
mkfifo pipe
timeout 20 cat pipe >"$work/piped.epub" &
run "$octavo" "$work/quay.html" -o pipe
ends 'to a pipe' 0
wait $!
is_book 'a whole book came out' "$work/piped.epub"
ok 'the pipe is still one' test -p pipe
clear_here
run sh -c "'$octavo' '$work/quay.html' -o - | cat >out.epub"
is_book 'a book on standard output' out.epub
run "$octavo" "$work/quay.html" -o named.epub
ok 'has the bytes that a file has' cmp out.epub named.epub
clear_here

# What -o names is replaced; a link there is replaced, not followed.
echo old >out.epub
run "$octavo" "$work/quay.html" -o out.epub
ends 'over a file that -o names' 0
is_book 'it is the book now' out.epub
clear_here
echo old >target && ln -s target out.epub
run "$octavo" "$work/quay.html" -o out.epub
ends 'over a symbolic link' 0
is 'its target is untouched' old "$(cat target)"
ok 'the link is a file now' test ! -L out.epub
clear_here
mkdir out.epub
run "$octavo" "$work/quay.html" -o out.epub
ends 'a folder with a suffix is a folder' 0
is 'the book lies in it' 'The Long Quay.epub' "$(ls -A out.epub)"
clear_here

# In a folder only the same article is replaced.
run "$octavo" "$work/quay.html"
first=$(cksum <'The Long Quay.epub')
run "$octavo" "$work/quay.html"
ends 'the same again' 0
is 'takes its own place' "The Long Quay.epub $first" "$(ls -A) $(cksum <'The Long Quay.epub')"
run "$octavo" -v "$work/named.html"
ends 'another of the same title' 0 'named.html: note: stood there already and is no book of the same article; the new one is The Long Quay-2.epub'
is 'gets a number' 'The Long Quay-2.epub
The Long Quay.epub' "$(ls -A)"
is 'and leaves the first' "$first" "$(cksum <'The Long Quay.epub')"
clear_here
run "$octavo" "$work/named.html"
run "$octavo" "$work/again.html"
is 'the same address is the same article' 'The Long Quay.epub' "$(ls -A)"
unpack 'The Long Quay.epub' "$work/unpacked"
ok 'the newer stands there' grep -rq 'twelve boats' "$work/unpacked"
clear_here
echo mine >'The Long Quay.epub' && mkdir 'The Long Quay-2.epub' && ln -s nowhere 'The Long Quay-3.epub'
run "$octavo" "$work/quay.html"
ends 'beside what is no book' 0
is 'a free name is found' '4 mine' "$(ls -A | wc -l | tr -d ' ') $(cat 'The Long Quay.epub')"
is_book 'and the book is there' 'The Long Quay-4.epub'
clear_here
for turn in one two; do
	run "$octavo" "$work/quay.html" "$work/named.html" "$work/again.html"
	ends "three of one title, turn $turn" 0
	is "three books, turn $turn" 'The Long Quay-2.epub
The Long Quay-3.epub
The Long Quay.epub' "$(ls -A)"
done
clear_here

# Rights are what the umask leaves.
for mask in 022 027 077; do
	(umask $mask && "$octavo" "$work/piers.html" && "$octavo" "$work/piers.html" -o named.epub &&
		"$octavo" extract "$work/piers.html" -o out.json) || fail "with umask $mask"
	want=$(umask $mask && : >"$work/mask-$mask" && ls -l "$work/mask-$mask" | cut -c 1-10)
	is "rights with umask $mask" "$want $want $want" "$(ls -l | awk 'NR > 1 { print $1 }' | tr '\n' ' ' | sed 's/ $//')"
	clear_here
done

# Where nothing may be written.
mkdir "$work/shut" && echo old >"$work/shut/out.epub" && chmod 555 "$work/shut"
for place in shut/ shut/out.epub shut/new.epub; do
	run as_nobody quay.html -o "$place"
	ends "in a folder that may not be written, $place" 3 'cannot be written: Permission denied'
done
is 'it has what it had' 'out.epub: old' "$(ls -A "$work/shut"): $(cat "$work/shut/out.epub")"
