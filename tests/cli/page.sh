# Pages for the scripts of this folder, from an argument; a script includes it after lib.sh.
# shellcheck shell=sh

# prose SUBJECT: three paragraphs of HTML about it, no two subjects alike.
prose() {
	cat <<-END
	<p>The story of $1 begins in the harbour office, where the clerk who kept the ledger wrote it down in
	pencil on the last page. Nobody had asked her to. She told her sister, years afterwards, that a thing which
	is not written down is a thing that somebody can deny, and that she had seen too much denied.</p>
	<p>What she wrote was short. On the morning in question there were eleven boats at the quay, the wind had
	gone round to the north in the night, and $1 was already the talk of the net lofts. By noon the pilot had
	been sent for, and by evening there was a second page, in ink, signed by four people and a child.</p>
	<p>The ledger is in the town museum now, under glass, open at that page. Visitors lean over it and read
	slowly, since the pencil has faded, and then they look up and ask the keeper whether $1 was true. He has an
	answer that he gives to everyone: the weather was, and you may begin from there.</p>
	END
}

# page TITLE [HEAD]: a page with an article between a menu and a footer.
page() {
	cat <<-END
	<!DOCTYPE html>
	<html lang="en"><head><meta charset="utf-8"><title>$1</title>${2-}</head><body>
	<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/boats">Boats</a></li></ul></nav>
	<article><h1>$1</h1>
	$(prose "$1")
	</article>
	<footer><a href="/terms">Terms of use</a> <a href="/privacy">Privacy</a></footer>
	</body></html>
	END
}

# unpack BOOK FOLDER
unpack() {
	python3 -m zipfile -e "$1" "$2"
}

# metadata BOOK NAME: what the package says under a name, such as dc:title; a line each.
metadata() {
	python3 - "$1" "$2" <<-'END'
	import html, re, sys, zipfile
	package = zipfile.ZipFile(sys.argv[1]).read("EPUB/package.opf").decode()
	for value in re.findall(rf"<{sys.argv[2]}(?: [^>]*)?>(.*?)</{sys.argv[2]}>", package, re.S):
	    print(html.unescape(value))
	END
}

# as_nobody ARGUMENTS...: octavo as a user who may read only what all may, in $work; by names within it,
# since the folders above it may be shut.
as_nobody() {
	chmod 755 "$work"
	if [ "$(id -u)" != 0 ]; then
		(cd "$work" && exec "$octavo" "$@")
	else
		cp "$octavo" "$work/octavo" && chmod 755 "$work/octavo" &&
			(cd "$work" && exec setpriv --reuid=65534 --regid=65534 --clear-groups ./octavo "$@")
	fi
}
