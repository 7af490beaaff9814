#!/bin/sh
# A page copied as text: title, author, dek and prose are told from what stood round them.
. "${0%/*}/lib.sh"

cat >dump.txt <<'END'
Skip to main navigation Skip to content Skip to footer

Lighthouse Keepers Vote to Keep the Lamp: ‘Nobody Steers by an Email’

Marit Solheim Views

It was the first ballot on the island since 1987

Photo=Skerrow Lantern

The twelve keepers of the northern lights voted on Tuesday to go on tending the great lamp at Vardhead by hand, although the coastal authority had offered them a machine that would do it for nothing.

The Coast Messenger, the newspaper of the islands, reported on the 14th, “The vote was taken in the oil store, standing, and it was over before the kettle had boiled.”

The paper said, “There was a discussion between the eldest keeper, Mr. Anders Rask, and the inspector of the authority,” adding, “There was also a shorter one between the inspector and the cat.”

In addition, the paper explained that the keepers had spoken of “the habits of fog in the western sound” and of “what a crew looks for when everything else has failed,” which were written down at length.

The meeting was held in good spirits, and it is reported that both sides agreed about the quality of the soup.

Usually a ballot of the keepers is held in private. That it was told to a newspaper at all is read on the mainland as a sign that the islands expect the question to be asked again.

Meanwhile, the inspector's visit is the first in 38 years. On that occasion, too, a machine was brought along, and it is used today to keep the door of the hen house open.

Marit Solheim
desk@lantern.example

Comments0

120

Comments0

[LATEST] Latest Stories

  • Harbour Office Buys a Second Kettle
  • Ferry Late Again, Captain Blames Whale
  • Ten Knots You Should Know Before You Marry
  • Fish Prices Fall for the Third Week

Most Read Today

  • Ten Ways to Dry a Coat
  • Why Gulls Prefer the Blue Boat
  • What Your Boots Say About You
  • Best Biscuits for a Long Watch

You May Also Like

  • 1
    Ten Ways to Dry a Coat

    LIFESTYLE

  • 2
    Why Gulls Prefer the Blue Boat

    LIFESTYLE

Skerrow Lantern Co. | 14 Quay Street, Skerrow | Editor: P. Moss

Copyright © Skerrow Lantern. All rights reserved.
END

cat >"$work/look.py" <<-'END'
	import json, sys
	d = json.load(open(sys.argv[1], encoding="utf-8"))
	print(eval(sys.argv[2]))
END
query() {
	python3 "$work/look.py" "$work/out" "$1" 2>&1
}

run "$octavo" extract --to json dump.txt
ends 'a dump' 0
is 'nothing is said' '' "$err"
is 'its title' 'Lighthouse Keepers Vote to Keep the Lamp: ‘Nobody Steers by an Email’' "$(query 'd["title"]')"
is 'its author' "['Marit Solheim']" "$(query 'd["authors"]')"
is 'its dek' 'It was the first ballot on the island since 1987' "$(query 'd["subtitle"]')"
is 'is the description too' 'It was the first ballot on the island since 1987' "$(query 'd["description"]')"
is 'a day without month is no date' None "$(query 'd["date"]')"
is 'the kind' text "$(query 'd["input"]')"
want=$(sed -n '/^The twelve/,/^Meanwhile/p' dump.txt)
run "$octavo" extract --to text dump.txt
is 'exactly the seven paragraphs' "$want" "$out"

# The same with other line ends, with a byte-order mark, and wrapped.
sed 's/$/\r/' dump.txt >dos.txt
run "$octavo" extract --to text dos.txt
is 'with the line ends of DOS' "$want" "$out"
{ printf '\357\273\277' && cat dump.txt; } >mark.txt
run "$octavo" extract --to text mark.txt
is 'with a byte-order mark' "$want" "$out"
sed 's/ *$//' dump.txt | fold -s -w 72 | sed 's/ *$//' >wrapped.txt
run "$octavo" extract --to text wrapped.txt
is 'wrapped at 72 columns' "$(printf '%s\n' "$want" | grep -c .)" "$(printf '%s\n' "$out" | grep -c .)"
is 'with the same words' "$(printf '%s' "$want" | tr -s ' \n' '\n\n')" "$(printf '%s' "$out" | tr -s ' \n' '\n\n')"

# As a book.
run "$octavo" dump.txt -o book.epub
ends 'as a book' 0
python3 -m zipfile -e book.epub book
ok 'with its dek' grep -rq 'It was the first ballot' book/EPUB/text
ok 'and prose' grep -rq 'prefer\|hen house' book/EPUB/text
is 'without the rest' '' "$(grep -rlE 'Comments0|Skip to|LIFESTYLE|Quay Street|desk@lantern' book/EPUB/text)"

# Plain prose is an article as it stands.
printf 'On Ropes\n\nA rope is a promise that was made in hemp, and the man who spliced it is not here to explain.\n\nThat is why we look at it twice, once in the hand and once against the light.\n' >plain.txt
run "$octavo" extract plain.txt
is 'plain text: its title' 'On Ropes' "$(query 'd["title"]')"
is 'and two paragraphs' 2 "$(query 'len(d["text"].split(chr(10) * 2))')"
