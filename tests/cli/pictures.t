#!/bin/sh
# Pictures in books: what they become, and the options for them.
. "${0%/*}/lib.sh"
files=$top/tests/pictures/files

page() { # NAME PICTURE...
	name=$1
	shift
	{
		echo '<html lang=en><title>A page</title><body><article><h1>A page</h1>'
		for picture; do
			cp "$files/$picture" .
			echo "<p>There is a picture here, with some text around it so that it is an article.</p>
				<figure><img src='$picture' alt='The $picture of today'></figure>
				<p>And there is more text behind it, as in an article that tells of something.</p>"
		done
	} >"$name.html"
}

pictures() { unzip -l "$1" | awk '/images\// { print $4 }' | sed 's/.*\.//' | sort | tr '\n' ' '; }

page all webp-lossy.webp png-rgba.png jpeg-gps.jpg gif-animated.gif svg-clean.svg jpeg-cmyk.jpg
run "$octavo" -v --cover none -o all.epub all.html
ends 'pictures become what every e-reader shows' 0 'webp-lossy.webp (WebP) is made a PNG of 64×48'
is 'each of its kind' 'jpg jpg png png png svg ' "$(pictures all.epub)"
unzip -qo all.epub 'EPUB/images/*' -d all
is 'and nothing tells where it was' 0 "$(grep -lE 'secret|Exif|GPS' all/EPUB/images/* | wc -l | tr -d ' ')"

run "$octavo" -j1 --cover none -o one.epub all.html
run "$octavo" -j4 --cover none -o four.epub all.html
is 'with the same bytes at any -j' same "$(cmp one.epub four.epub && cmp one.epub all.epub && echo same)"

run "$octavo" --keep-animation --cover none -o kept.epub all.html
is '--keep-animation keeps what moves' 'gif jpg jpg png png svg ' "$(pictures kept.epub)"

run "$octavo" --images none --cover none -o none.epub all.html
ends '--images none' 0
is 'takes none' '' "$(pictures none.epub)"
unzip -p none.epub 'EPUB/text/*' >none.txt
is 'and leaves their text' some "$(grep -c 'The webp-lossy.webp of today\|class="alt"' none.txt | sed 's/[1-9].*/some/')"

page large jpeg-turn-6-large.jpg
run "$octavo" --cover none -o large.epub large.html
run "$octavo" --images small --cover none -o small.epub large.html
unzip -p large.epub 'EPUB/text/*' | grep -o 'width="1600" height="1200"' >found
is 'a large picture is upright and as large as a screen' 'width="1600" height="1200"' "$(cat found)"
unzip -p small.epub 'EPUB/text/*' | grep -o 'width="800" height="600"' >found
is 'or small' 'width="800" height="600"' "$(cat found)"

page heavy png-cut-95.png jpeg-turn-6-large.jpg tiff-plain.tif jpeg-large.jpg
run "$octavo" --cover none -o heavy.epub heavy.html
before=$(wc -c <heavy.epub)
run "$octavo" --max-size 14k --cover none -o light.epub heavy.html
ends '--max-size makes pictures smaller and says so' 0 SIZE_SHRUNK
is 'until the book fits' fits "$([ "$before" -gt 14336 ] && [ "$(wc -c <light.epub)" -le 14336 ] && echo fits)"
run "$octavo" --max-size 1k --cover none -o tiny.epub heavy.html
ends 'or says that it cannot' 0 SIZE_OVER
{
	printf 'From: ann@a.example\nSubject: Heavy\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n'
	printf -- '--b\nContent-Type: text/html\n\n<h1>Heavy</h1><p>The lamp at the end of the quay.</p>'
	for picture in png-cut-95.png jpeg-turn-6-large.jpg jpeg-large.jpg; do
		printf '<img src="cid:%s" alt="A lamp">' "$picture"
	done
	for picture in png-cut-95.png jpeg-turn-6-large.jpg jpeg-large.jpg; do
		printf '\n--b\nContent-Type: image/%s\nContent-ID: <%s>\nContent-Transfer-Encoding: base64\n\n' "${picture%%-*}" "$picture"
		base64 <"$picture"
	done
	echo --b--
} >heavy.eml
run "$octavo" attach --cover none --max-size 150k heavy.eml -o light.eml
ends 'a message too large for its book has one with smaller pictures' 0 ATTACH_SHRUNK
is 'and nothing is said but that' 1 "$(printf '%s\n' "$err" | wc -l | tr -d ' ')"
is 'so that it fits' fits "$([ "$(wc -c <light.eml)" -gt "$(wc -c <heavy.eml)" ] && [ "$(wc -c <light.eml)" -le 153600 ] && echo fits)"
run "$octavo" --images huge heavy.html
ends '--images takes three words' 2 'none, small or full'

page bad other.psd png-bomb.png webp-cut-50.webp
run "$octavo" --cover none -o bad.epub bad.html
ends 'what cannot be shown is refused by name' 0 'other.psd (PSD)'
ends 'with the limit' 0 'png-bomb.png is larger than the limit of 64 megapixels'
ends 'or as broken' 0 'webp-cut-50.webp is broken'
