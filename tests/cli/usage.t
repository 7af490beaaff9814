#!/bin/sh
# Wrong use is told in one line with the cure, status 2, and nothing is read or written; help and
# version are not wrong.
. "${0%/*}/lib.sh"
. "$top/tests/cli/page.sh"

page 'The Long Quay' >page.html
before=$(ls -A)

# refused NAME WORDS ARGUMENTS...
refused() {
	name=$1 words=$2
	shift 2
	run "$octavo" "$@"
	ends "$name" 2 "$words"
	is "$name: one line, and nothing printed" '1 0' "$(wc -l <"$work/err" | tr -d ' ') $(wc -c <"$work/out" | tr -d ' ')"
	is "$name: nothing made" "$before" "$(ls -A)"
}

refused 'no input' 'octavo convert: error: has no input; name files or folders, or - for standard input [USAGE_NO_INPUT]'
refused 'no input to digest' 'octavo digest: error: has no input' digest -o a.epub
refused 'no input to extract' 'octavo extract: error: has no input' extract
refused 'nothing after --' '[USAGE_NO_INPUT]' convert --
refused 'an unknown option' '--titel: error: is not an option; did you mean --title?' --titel Quay page.html
refused 'an unknown option with a value' 'did you mean --cover?' --covr=none page.html
refused 'an option like no other' '--xyzzyx: error: is not an option; octavo --help lists them' --xyzzyx page.html
refused 'an unknown letter' '-z: error: is not an option' -z page.html
refused 'an unknown letter among others' '[USAGE_OPTION]' -qz page.html
refused 'an option without its value' '--title: error: needs a value: TEXT' page.html --title
refused 'an empty value' '--title: error: needs a value' page.html --title=
refused 'a letter without its value' '-o: error: needs a value: OUT' page.html -o
refused 'a flag with a value' '--whole: error: takes no value' --whole=yes page.html
refused 'an option of another command' '--to: error: does not go with convert; leave it out' convert --to json page.html
refused 'a cover for extract' '--cover: error: does not go with extract' extract --cover none page.html
refused 'an unknown kind' '--from: error: cannot be "docx"; it takes ' --from docx page.html
refused 'an unknown format' 'it takes html, json, jsonl, markdown, text' extract --to epub page.html
refused 'a bad date' '--date: error: cannot be "yesterday"; it takes a date such as' --date yesterday page.html
refused 'a day that is not' '[USAGE_VALUE]' --date 2026-02-30 page.html
refused 'a bad language' '--lang: error: cannot be "English!"; it takes a BCP 47 tag' --lang 'English!' page.html
refused 'no workers' '--jobs: error: cannot be "0"; it takes a number from 1 to 64' -j0 page.html
refused 'too many workers' '[USAGE_VALUE]' -j65 page.html
refused 'workers in words' '[USAGE_VALUE]' --jobs=two page.html
refused 'a bad size' '--max-input: error: cannot be "big"; it takes a size such as 500k, 200M or 1G' --max-input big page.html
refused 'a size of nothing' '[USAGE_VALUE]' --max-input 0 page.html
refused 'a cover that is not there' 'nowhere.jpg: error: cannot be the cover' --cover nowhere.jpg page.html
refused 'a cover that is no picture' 'it must be a sound JPEG or PNG picture' --cover page.html page.html
refused 'a cover of no size' '--cover-size: error: cannot be "large"; it takes width and height' --cover-size large page.html
refused 'a cover too small' '[USAGE_VALUE]' --cover-size 200x300 page.html
refused 'a cover too wide' '[USAGE_VALUE]' --cover-size 1200x1000 page.html
refused 'a cover size for extract' '--cover-size: error: does not go with extract' extract --cover-size 600x900 page.html
refused 'a style sheet that is not there' 'nowhere.css: error: cannot be added' --css nowhere.css page.html

echo '@import url("http://a.example/a.css");' >"$work/loads.css"
refused 'a style sheet that loads' '[CSS_BAD]' --css "$work/loads.css" page.html

refused 'one file for two articles' 'both.epub: error: takes one article, and there are more' page.html page.html -o both.epub

run "$octavo" --bogus --whole=1 page.html
is 'each mistake is told' 2 "$(wc -l <"$work/err" | tr -d ' ')"
run "$octavo" "$(printf -- '--bad\033[31moption')" page.html
has 'an escape is harmless' '\x1b[31m' "$err"

run "$octavo" --help
ends 'help is no mistake' 0
is 'and complains of nothing' '' "$err"
has 'it shows a digest' 'octavo digest' "$out"
has 'it lists options' '--name-pattern PATTERN' "$out"
is 'in at most 100 columns' 0 "$(printf '%s\n' "$out" | awk 'length > 100' | wc -l | tr -d ' ')"
run "$octavo" extract --help
has 'help of a command lists its own' '--to FORMAT' "$out"
case $out in
*--css*) fail 'and not others' "$out" ;;
*) pass 'and not others' ;;
esac
run "$octavo" -h --title
ends 'but a mistake beside it is one' 2
run "$octavo" --version
ends 'version' 0
is 'is one line' "octavo $(sed -n 's/.*OCTAVO_VERSION "\(.*\)".*/\1/p' "$top/src/core/version.h")" "$out"
run sh -c "'$octavo' --help >/dev/full"
ends 'help that cannot be written' 3 'standard output: error: cannot be written'

run "$octavo" extract --to text -- page.html
ends 'what follows -- is an input' 0
cp page.html ./-page.html
run "$octavo" extract --to text -- -page.html
ends 'also with a hyphen' 0
run "$octavo" extract --to=text -qj2 page.html
ends 'values after =, letters together' 0
is 'quietly' '' "$err"
