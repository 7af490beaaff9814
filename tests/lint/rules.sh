#!/bin/sh
# docs/epub-rules.md has a row for each of the 95 rules of books; the tests that it names are there, and a
# rule marked with a dagger has its fault in tests/books/faults.py, and no other has.
cd "$(dirname "$0")/../.." || exit 1
{
	awk -F ' *[|] *' '$2 ~ /^[0-9]+$/ { rows[$2]++ }
		END { for (n = 1; n <= 95; n++) if (rows[n] != 1) print "docs/epub-rules.md: rule " n " has " rows[n] + 0 " rows" }' \
		docs/epub-rules.md
	awk -F ' *[|] *' '$2 ~ /^[0-9]+$/ { print $2 ", " $5 }' docs/epub-rules.md | while IFS= read -r row; do
		rule=${row%%,*}
		for test in $(printf '%s' "${row#*,}" | tr ',' ' '); do
			case $test in
			EPUBCheck | Ace | readers | look | †) continue ;;
			docs/*) ;;
			*) test=tests/$test ;;
			esac
			[ -e "$test" ] || echo "docs/epub-rules.md: rule $rule names $test, which is not there"
		done
		has_fault=$(grep -cE "^    (yield )?\(?$rule, " tests/books/faults.py)
		case $row in
		*†*) [ "$has_fault" != 0 ] || echo "docs/epub-rules.md: rule $rule has no fault in tests/books/faults.py" ;;
		*) [ "$has_fault" = 0 ] || echo "docs/epub-rules.md: rule $rule lacks its dagger" ;;
		esac
	done
} | awk -f tests/lint/tap.awk -v name='rules of books'
