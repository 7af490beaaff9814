#!/bin/sh
# What the command line says of an article or a book wins over what the page says.
. "${0%/*}/lib.sh"
. "$top/tests/cli/page.sh"

page 'Two Piers' '<meta name="author" content="Ida Holm"><meta property="article:published_time" content="2026-01-02">
	<meta name="description" content="The page says so."><link rel="canonical" href="https://harbour.example/a/piers">' |
	sed 's|net lofts|<a href="../lofts?x=1">net lofts</a>|; s|<footer>|<footer id="end">|' >page.html

# json NAME VALUE EXPRESSION: of what was printed, as d
json() {
	is "$1" "$2" "$(python3 -c 'import json, sys
d = json.load(open(sys.argv[1], encoding="utf-8"))
print(eval(sys.argv[2]))' "$work/out" "$3" 2>&1)"
}

run "$octavo" extract page.html
json 'what the page says' "['Ida Holm'] 2026-01-02 en The page says so." \
	'"{authors} {date} {language} {description}".format_map(d)'

run "$octavo" extract page.html --title 'Three <Piers> & "more"' --author 'Mara Lind, Jo Vane' --date 2026-11-24 \
	--lang pt-BR --description 'We say so.'
ends 'overrides' 0
json '--title' 'Three <Piers> & "more"' 'd["title"]'
json '--author' "['Mara Lind', 'Jo Vane'] Mara Lind, Jo Vane" '"{authors} {author}".format_map(d)'
json '--date' 2026-11-24 'd["date"]'
json '--lang' pt-BR 'd["language"]'
json '--description' 'We say so.' 'd["description"]'

run "$octavo" page.html --title 'Three <Piers> & "more"' --author 'Mara Lind, Jo Vane' --date 2026-11-24 \
	--lang pt-BR --description 'We say so.' --publisher 'Skerrow Press' --series 'Harbour Tales' -o book.epub
ends 'overrides of a book' 0
is 'its title' 'Three <Piers> & "more"' "$(metadata book.epub dc:title)"
is 'its authors' 'Mara Lind
Jo Vane' "$(metadata book.epub dc:creator)"
is 'its date' 2026-11-24 "$(metadata book.epub dc:date)"
is 'its language' pt-BR "$(metadata book.epub dc:language)"
is 'its description' 'We say so.' "$(metadata book.epub dc:description)"
is 'its publisher' 'Skerrow Press' "$(metadata book.epub dc:publisher)"
unpack book.epub book
ok 'its series' grep -q 'belongs-to-collection"[^>]*>Harbour Tales<' book/EPUB/package.opf

sed 's/eleven/twelve/; s/Two Piers/Other/; s/piers"/other"/' page.html >other.html
run "$octavo" digest page.html other.html --title 'Evening Paper' --author 'The Desk' --date 2026-11-24 --lang de \
	--description 'All of it.' --publisher 'Skerrow Press' --series 'Evenings' -o paper.epub
ends 'overrides of a digest' 0
is 'speak of the book: title' 'Evening Paper, 24. November 2026' "$(metadata paper.epub dc:title)"
is 'author' 'The Desk' "$(metadata paper.epub dc:creator)"
is 'language' de "$(metadata paper.epub dc:language | sed -n 1p)"
is 'description' 'All of it.' "$(metadata paper.epub dc:description)"
is 'publisher' 'Skerrow Press' "$(metadata paper.epub dc:publisher)"
unpack paper.epub paper
ok 'the articles keep theirs' grep -rq 'Ida Holm' paper/EPUB/text
ok 'and their titles' grep -rq '<h1[^>]*>Two Piers</h1>' paper/EPUB/text

# --base-url
sed 's/<link rel="canonical"[^>]*>//' page.html >bare.html
run "$octavo" extract --to markdown bare.html
case $out in
*'](../lofts'*) fail 'a relative link without a base is dropped' "$out" ;;
*'net lofts'*) pass 'a relative link without a base is dropped' ;;
*) fail 'a relative link without a base is dropped' "$out" ;;
esac
run "$octavo" extract --to markdown --base-url https://harbour.example/b/c/page.html bare.html
has '--base-url makes it absolute' '[net lofts](https://harbour.example/b/lofts?x=1)' "$out"
run "$octavo" extract --base-url https://harbour.example/b/c/page.html bare.html
json 'and is the source' https://harbour.example/b/c/page.html 'd["source"]'

# --whole and --selector
run "$octavo" extract --to text --whole page.html
has '--whole takes the menu' Boats "$out"
has 'and the footer' Privacy "$out"
run "$octavo" extract --to text --selector '#end' page.html
is '--selector takes what it matches' 'Terms of use Privacy' "$out"
run "$octavo" extract --to text --selector 'nav li, article > p' page.html
has 'a list of selectors' Boats "$out"
has 'takes both' 'The ledger is in the town museum' "$out"
run "$octavo" extract --to text --selector '.nothing' page.html
ends 'one that matches nothing' 0 'page.html: warning: the selector .nothing matches nothing in it; the article was looked for as usual'
has 'gives the article as usual' 'The ledger is in the town museum' "$out"
run "$octavo" extract --selector 'p >' page.html
ends 'one that is none' 2 '--selector: error: cannot be "p >"; it takes a CSS selector; at character 4: an element'
run "$octavo" extract --to text --selector 'h1 + p:not(:has(a)), article > p:last-child' page.html
ends 'one with pseudo-classes' 0
has 'takes what it says' 'The ledger is in the town museum' "$out"

# --cover and --css
run "$octavo" page.html --cover none -o plain.epub
ends 'no cover' 0
unpack plain.epub plain
is 'is none' '' "$(find plain -name 'cover*'; grep -i cover plain/EPUB/package.opf)"
cp "$samples/clipping-scythe.jpg" my.jpg
run "$octavo" page.html --cover my.jpg -o mine.epub
ends 'a cover of mine' 0
unpack mine.epub mine
ok 'is in it' sh -c 'for f in $(find mine -name "*.jpg"); do cmp -s "$f" my.jpg && exit 0; done; exit 1'

# What the frame header (SOF0) of a drawn cover says: baseline, 8 bits, height and width, three components.
frame() {
	unpack "$1" drawn
	od -An -v -tx1 drawn/EPUB/images/cover.jpg | tr -d ' \n' | grep -o 'ffc00011080[0-9a-f]\{9\}' | head -1
	rm -rf drawn
}
run "$octavo" page.html -o drawn.epub
is 'a cover is drawn, 1200 by 1920' ffc0001108078004b003 "$(frame drawn.epub)"
run "$octavo" page.html --cover-size 600x800 -o small.epub
ends 'a cover of another size' 0
is 'has it' ffc00011080320025803 "$(frame small.epub)"
run "$octavo" "$samples/photo-essay.html" --cover lead -o lead.epub
ends 'a cover with the first picture' 0
is 'and says nothing' '' "$err"
run "$octavo" "$samples/photo-essay.html" -o mark.epub
ok 'which another has not' sh -c '! cmp -s lead.epub mark.epub'
run "$octavo" -v page.html --cover lead -o lead.epub
ends 'a page without a picture that can be on a cover' 0 '[COVER_LEAD]'
is 'has the cover that it would have' "$(cksum <drawn.epub)" "$(cksum <lead.epub)"
sed 's/<h1>[^<]*/<h1>日本の紙/; s/<title>[^<]*/<title>日本の紙/' page.html >paper.html
echo '<fontconfig><cachedir>fonts</cachedir></fontconfig>' >no-fonts.conf
run env FONTCONFIG_FILE="$here/no-fonts.conf" "$octavo" -v paper.html -o paper.epub
ends 'a title that no font has' 0 '[COVER_TITLE]'
is 'no library says more' 1 "$(echo "$err" | grep -c .)"
echo 'p { color: #123456 }' >my.css
run "$octavo" page.html --css my.css -o styled.epub
unpack styled.epub styled
ok 'rules of mine are added' grep -rq '#123456' styled/EPUB --include='*.css'
