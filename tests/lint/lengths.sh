#!/bin/sh
# A file has at most 600 lines, a function 80, a line 100 columns (a tab counts 8).
cd "$(dirname "$0")/../.." || exit 1
LC_ALL=C awk '
function end_file() { if (lines > 600) print file ": " lines " lines" }
FNR == 1 { end_file(); file = FILENAME; start = 0 }
{ lines = FNR }
/^\{/ { start = FNR }
/^\}/ {
	if (start && FNR - start > 80)
		print FILENAME ":" start ": a function of " FNR - start + 1 " lines"
	start = 0
}
{
	wide = $0
	gsub(/[\200-\277]/, "", wide) # the bytes of UTF-8 that begin no character
	while ((i = index(wide, "\t")) > 0)
		wide = substr(wide, 1, i - 1) substr("        ", (i - 1) % 8 + 1) substr(wide, i + 1)
	if (length(wide) > 100 && FILENAME !~ /\.def$/)
		print FILENAME ":" FNR ": " length(wide) " columns"
}
END { end_file() }' src/*/*.[ch] |
	awk -v name='lengths of files, functions and lines' -f tests/lint/tap.awk
