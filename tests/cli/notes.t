#!/bin/sh
# A folder of notes as a digest: links between them by name, pictures wherever they lie, nothing out
# of the folder.
. "${0%/*}/lib.sh"

mkdir -p vault/Notes vault/attach/deep vault/.trash
cp "$samples/clipping-scythe.jpg" 'vault/attach/deep/Old Scythe.jpg'
cp "$samples/clipping-scythe.jpg" secret.jpg
cp "$samples/clipping-scythe.jpg" vault/.trash/hidden.jpg
ln -s ../secret.jpg vault/linked.jpg
ln -s .. vault/out
cat >vault/Notes/Geese.md <<'END'
---
source: https://www.example.org/geese
---
# Geese

They are counted with [[Peas]], see [[tin of peas|the tin]], [[Notes/Peas#How]], [[Nowhere]], [on the web](more) and
[[#Later]].

![[old scythe.jpg|300]] ![[attach/deep/Old Scythe.jpg]]

![[secret.jpg]] ![[linked.jpg]] ![[hidden.jpg]] ![[../secret.jpg]] ![[out/secret.jpg]]

## Later

The end.
END
cat >vault/Notes/Peas.md <<'END'
# Peas

Back to [[Geese]], [geese](Geese.md#later), [the tin](../Tin%20of%20Peas.md), [out](../../Geese.md), [no one](no.md).
END
printf '# The Tin\n\nMade of tin. ![[Geese]]\n' >'vault/Tin of Peas.md'

cat >"$work/links.py" <<-'END'
	"""links.py BOOK TITLE: the links of an article and its pictures."""
	import os, sys
	sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "books"))
	from book import Book, XHTML
	book = Book(sys.argv[1])
	pages = {path: book.parse(path) for path in book.spine}
	title = {path: "".join(page.find(f".//{XHTML}h1").itertext())
	         for path, page in pages.items() if page.find(f".//{XHTML}h1") is not None}
	path = next(p for p, t in title.items() if t == sys.argv[2])
	turns = {a for p in pages[path].iter(XHTML + "p") if (p.get("class") or "").startswith("turn") for a in p}
	for a in (a for a in pages[path].iter(XHTML + "a") if a not in turns):
	    href = a.get("href", "nothing")
	    target = href if "://" in href or href[0] == "#" else book.resolve(href, path).partition("#")[0]
	    print("".join(a.itertext()), "->", title.get(target, target))
	print(len(list(pages[path].iter(XHTML + "img"))), "pictures")
END
links() {
	TOP=$top python3 "$work/links.py" notes.epub "$1" 2>&1
}

run "$octavo" digest vault -v --title Notes --date 2026-11-24 -o notes.epub
is 'notes become a book' 0 "$status"
is 'links by name lead to the notes, others are text' 'Peas -> Peas
the tin -> The Tin
Notes/Peas > How -> Peas
on the web -> https://www.example.org/more
Later -> #s-1
2 pictures' "$(links Geese)"
is 'and so do links by file' 'Geese -> Geese
geese -> Geese
the tin -> The Tin
0 pictures' "$(links Peas)"
is 'an embedded note is a link' 'Geese -> Geese
0 pictures' "$(links 'The Tin')"
for picture in secret linked hidden; do
	case $err in
	*"$picture.jpg"*) pass "$picture.jpg is missed" ;;
	*) fail "$picture.jpg is missed" "$err" ;;
	esac
done

# The same notes in an archive.
if python3 -c 'import shutil; shutil.make_archive("vault", "zip", "vault")' 2>/dev/null; then
	run "$octavo" digest vault.zip --title Notes --date 2026-11-24 -o notes.epub
	is 'notes in an archive find each other' 'Geese -> Geese
geese -> Geese
the tin -> The Tin
0 pictures' "$(links Peas)"
fi

# Alone, a note has no others.
run "$octavo" extract --to markdown vault/Notes/Peas.md
case $out in
*'Back to Geese, geese, the tin, out, no one.'*) pass 'alone, links to notes are text' ;;
*) fail 'alone, links to notes are text' "$out" ;;
esac
