#!/bin/sh
# octavo explain: one page, to standard output and to a file; what it shows of every kind of input, and that nothing
# of a page becomes markup or loads anything.
. "${0%/*}/lib.sh"
. "$top/tests/cli/page.sh"

page 'Two Piers' '<meta name="author" content="Mara Lind"><meta property="og:title" content="Two Piers">' >one.html

run "$octavo" explain one.html
ends 'to standard output' 0
has 'is a page' '<!DOCTYPE html>' "$out"
has 'with the title' '<h1 dir="auto">Two Piers</h1>' "$out"
has 'the encoding' 'html, UTF-8' "$out"
has 'the author and who said it' 'Mara Lind</span> <span class="source">' "$out"
has 'a kept block' 'kept">' "$out"
has 'and a dropped one' 'dropped' "$out"
has 'why' '<p class="part">' "$out"
has 'and how to cure it' '--selector' "$out"
first=$out
run "$octavo" explain one.html -o one-why.html
ends 'to a file' 0
is 'nothing on standard output' '' "$out"
is 'the same bytes' "$first" "$(cat one-why.html)"
run env LC_ALL=de_DE.UTF-8 TZ=Asia/Tokyo SOURCE_DATE_EPOCH=1 "$octavo" explain -j 4 one.html
is 'wherever and whenever' "$first" "$out"
run "$octavo" explain - <one.html
ends 'standard input is empty here' 1 INPUT_EMPTY

run "$octavo" explain
ends 'no input' 2 'octavo explain: error: has no input'
cp one.html two.html
run "$octavo" explain one.html two.html -o both.html
ends 'two inputs' 2 '[EXPLAIN_ONE]'
is 'make no file' '' "$(ls both.html 2>/dev/null)"
run "$octavo" explain one.html -o one.html
ends 'never over its input' 2 '[OUTPUT_IS_INPUT]'
mkdir folder
run "$octavo" explain one.html -o folder/
ends 'a folder is no file' 2 'folder/: error: '
run "$octavo" explain --to json one.html
ends 'it has no formats' 2 '[USAGE_NOT_HERE]'
run "$octavo" explain nowhere.html -o nowhere-why.html
ends 'a missing page' 1 '[INPUT_MISSING]'
is 'makes no file' '' "$(ls nowhere-why.html 2>/dev/null)"

# Every kind of input.
run "$octavo" explain "$samples/clipping.md"
ends 'Markdown' 0
has 'is kept whole' 'all of it is kept' "$out"
run "$octavo" explain "$samples/dump.txt"
ends 'a dump' 0
has 'goes by lines' 'line by line' "$out"
run "$octavo" explain --selector article one.html
has 'a selector is named' '<code dir="auto">article</code>' "$out"
run "$octavo" explain --whole one.html
has 'so is --whole' 'asked for with <code>--whole</code>' "$out"
run "$octavo" explain --title Another one.html
has 'what the user says wins' 'Another</span> <span class="source">the option --title' "$out"
run "$octavo" explain "$samples/legacy-sjis.html"
has 'encodings are named' 'Shift_JIS' "$out"
printf '<title>404 Not Found</title><h1>Not Found</h1><p>The page is not here.</p>' >none.html
run "$octavo" explain none.html
ends 'a page without an article' 0 '[ARTICLE_NONE]'
has 'says so' 'No article was found.' "$out"

# Nothing of the page becomes markup, and nothing is loaded.
cat >'<b>hostile.html' <<'END'
<!DOCTYPE html><html lang='"><script>alert(0)</script>'><title>&lt;/title>&lt;script>alert(1)&lt;/script></title>
<meta name=author content="</span><script>alert(2)</script>"><meta property=og:site_name content="</style><style>*{}">
<meta property=og:image content="javascript:alert(3)"><base href="http://evil.example/">
<article class='"><img src=http://evil.example/x onerror=alert(4)>' id="--></p>"><h1>&lt;/title>&lt;script>alert(1)&lt;/script></h1>
<p onclick="alert(5)">&lt;script>alert(6)&lt;/script> <a href="javascript:alert(7)">&lt;img src=x onerror=alert(8)></a> {{title}} {{{name}}} {{>style/book.css}}
<p>]]&gt; &lt;!-- &amp;lt;script&amp;gt; &#x202e;turned&#x2066; &#1; text of a paragraph that goes on for a while, to be kept, and on.
<x-y class="z">&lt;svg onload=alert(9)></x-y></article>
END
for options in '' --whole '--selector=article'; do
	# shellcheck disable=SC2086 # words are meant
	"$octavo" explain $options '<b>hostile.html' -o report.html
	ok "a hostile page stays text ($options)" python3 - report.html <<-'END'
	import html.parser, re, sys
	text = open(sys.argv[1], encoding="utf-8").read()
	allowed = set("html head meta title style body header section footer p span h1 h2 dl div dt dd b i u code table "
	    "thead tbody tr th td ul li pre strong svg rect details summary".split())
	class Look(html.parser.HTMLParser):
	    def handle_starttag(self, tag, attributes):
	        assert tag in allowed, tag
	        for name, value in attributes:
	            assert name in {"lang", "charset", "http-equiv", "content", "name", "dir", "class", "id", "scope",
	                "viewbox", "preserveaspectratio", "role", "aria-label", "aria-labelledby", "x", "y", "width",
	                "height"}, name
	            assert name != "class" or re.fullmatch(r"[a-z0-9 -]+", value), value
	Look().feed(text)
	assert "evil.example" not in re.sub(r'<span class="value"[^>]*>[^<]*|<span class="place">[^<]*|<pre>\[[^<]*', "", text)
	assert "url(" not in text and "@import" not in text and "\x01" not in text and "<!--" not in text
	assert "default-src 'none'" in text and "{{title}} {{{name}}}" in text
	END
done

# A large page makes a report that can be opened.
python3 -c 'print("<title>Long</title>" + "".join(
    f"<div class=c{i}><p>Line {i} of a page with <a href=/{i}>many</a> lines." + "<p>x" * 20 + "</div>" for i in range(1500)))' >long.html
run "$octavo" explain long.html -o long-why.html
ends 'a page of 31,000 blocks' 0
ok 'makes at most 8 MB' test "$(wc -c <long-why.html)" -lt 8000000
ok 'and says what it leaves out' grep -q 'The report ends here' long-why.html

# A beginning of a rule.
run "$octavo" explain --base-url https://piers.example/two one.html
has 'names the host and what holds the text' '<pre>[piers.example]
content = article' "$out"
