#!/bin/sh
# Rules by host: where their file is found, what they do in each command, and how mistakes are said.
. "${0%/*}/lib.sh"
. "$top/tests/cli/page.sh"

page 'Two Piers' '<meta name="author" content="Ida Holm"><link rel="canonical" href="https://harbour.example/a/piers">' |
	sed 's|<footer>|<p class="by">Mara Lind</p><i class="when" data-day="2026-01-02">Friday</i><footer>|' >page.html
sed 's|harbour.example|www.other.example|; s/eleven/twelve/; s/Two Piers/Other/g' page.html >other.html
cat >mine.rules <<-'END'
	# A page that is read wrongly.
	[harbour.example]
	content = article > p
	remove  = article > p:nth-of-type(2)
	title   = title
	author  = .by
	date    = .when@data-day

	[other.example]
	title = footer > a + a
END

# What the page is, in a line.
line() {
	python3 -c 'import json, sys
d = json.load(open(sys.argv[1], encoding="utf-8"))
print(d["title"], d["authors"], d["date"], "eleven boats" in d["text"], "in the town museum" in d["text"])' "$work/out" 2>&1
}

run "$octavo" extract page.html
is 'without rules' "Two Piers ['Ida Holm'] None True True" "$(line)"
run "$octavo" extract -v page.html
ends 'and nothing is said of them' 0
is 'at all' '' "$err"

run "$octavo" extract --rules mine.rules page.html
is '--rules' "Two Piers ['Mara Lind'] 2026-01-02 False True" "$(line)"
run "$octavo" extract -v --rules mine.rules page.html
ends 'says under -v which file it is' 0 'octavo: mine.rules: note: gives the rules of this run [RULES_FOUND]'
ends 'and which section' 0 'page.html: note: was read by the rules of mine.rules:2, [harbour.example] [RULES_USED]'
run "$octavo" extract --rules mine.rules other.html
has 'another host has its own' 'Privacy [' "$(line)"
run "$octavo" extract --rules mine.rules --title Mine --author 'Jo Vane' page.html
is 'the command line wins' "Mine ['Jo Vane'] 2026-01-02 False True" "$(line)"
run "$octavo" extract --rules mine.rules --selector 'article > p:nth-of-type(-n+2)' page.html
is '--selector wins over content, not over remove' "Two Piers ['Mara Lind'] 2026-01-02 False False" "$(line)"
run "$octavo" extract --rules mine.rules --whole page.html
is '--whole leaves the body' "Two Piers ['Mara Lind'] 2026-01-02 True True" "$(line)"
run "$octavo" extract --rules mine.rules --base-url https://third.example/ page.html
is 'the address that is given decides' "Two Piers ['Ida Holm'] None True True" "$(line)"

# Where the file is looked for.
mkdir -p "$XDG_CONFIG_HOME/octavo"
printf '[*]\ntitle = footer > a\n' >"$XDG_CONFIG_HOME/octavo/octavo.rules"
run "$octavo" extract -v page.html
has 'octavo.rules of the configuration' 'Terms of use [' "$(line)"
ends 'is named' 0 'config/octavo/octavo.rules: note: gives the rules'
cp mine.rules octavo.rules
run "$octavo" extract page.html
is 'octavo.rules of the folder goes before' "Two Piers ['Mara Lind'] 2026-01-02 False True" "$(line)"
run "$octavo" extract --rules none page.html
is '--rules none' "Two Piers ['Ida Holm'] None True True" "$(line)"
printf 'wrong' >octavo.rules
run "$octavo" extract page.html
ends 'one that was found and is wrong' 2 'octavo.rules:1:1: error: is not understood: a line is [host]'
is 'and nothing is read' '' "$out"
rm octavo.rules
mkdir octavo.rules
run "$octavo" extract page.html
ends 'a folder of that name' 2 'octavo.rules: error: cannot be read for its rules'
rmdir octavo.rules
rm -r "$XDG_CONFIG_HOME"
run env -u XDG_CONFIG_HOME HOME="$here" "$octavo" extract page.html
is 'no file' "Two Piers ['Ida Holm'] None True True" "$(line)"
mkdir -p .config/octavo
cp mine.rules .config/octavo/octavo.rules
run env -u XDG_CONFIG_HOME HOME="$here" "$octavo" extract page.html
is '~/.config' "Two Piers ['Mara Lind'] 2026-01-02 False True" "$(line)"
run env XDG_CONFIG_HOME=.config HOME=/nowhere "$octavo" extract page.html
is 'a relative XDG_CONFIG_HOME does not count' "Two Piers ['Ida Holm'] None True True" "$(line)"

# Mistakes.
run "$octavo" extract --rules nowhere.rules page.html
ends 'a file that is not there' 2 'nowhere.rules: error: cannot be read for its rules: No such file'
printf '[a.example]\ntitel = h1\ncontent = p >\n' >bad.rules
run "$octavo" page.html --rules bad.rules
ends 'a key that is none' 2 'bad.rules:2:1: error: is not understood: there is no key titel; did you mean title? [RULES_BAD]'
ends 'and a selector' 2 'bad.rules:3:14: error: is not understood: an element'
empty 'no book is made' "$(mktemp -d -p "$work")"
ok 'of it' test ! -e 'Two Piers.epub'
head -c 1100000 /dev/zero | tr '\0' '#' >long.rules
run "$octavo" extract --rules long.rules page.html
ends 'a file that is too large' 2 'long.rules: error: cannot be read for its rules: File too large'
printf '[harbour.example]\ncontent = .gone\nremove = .gone\n' >none.rules
run "$octavo" extract --rules none.rules page.html
ends 'a rule that finds nothing' 0 'page.html: warning: the rule of none.rules:2 (content) finds nothing in it; it was read as without'
is 'and the page is read as usual' "Two Piers ['Ida Holm'] None True True" "$(line)"

# What the report says of them.
run "$octavo" explain --rules mine.rules page.html
has 'explain names the rule of the author' 'the rule of mine.rules:6' "$out"
has 'and of the content' '<code dir="auto">mine.rules:3</code>' "$out"
has 'and the section' 'was read by the rules of mine.rules:2' "$out"

# Books, with workers.
run "$octavo" digest --rules mine.rules -j4 page.html other.html -o four.epub
ends 'a digest' 0
run "$octavo" digest --rules mine.rules -j1 page.html other.html -o one.epub
ok 'does not depend on the workers' cmp four.epub one.epub
unpack four.epub four
ok 'has what the rules say' grep -rq 'Mara Lind' four/EPUB/text
is 'and not what they remove' '' "$(grep -rl 'eleven boats' four/EPUB/text)"
run "$octavo" page.html --rules mine.rules -o book.epub
is 'a book' 'Mara Lind' "$(metadata book.epub dc:creator)"
