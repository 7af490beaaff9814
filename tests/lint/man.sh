#!/bin/sh
# The man page is sound mdoc and says all that the tables say: every option that --help lists, every
# subcommand, and every code of core/diag.def; and no option or code that they do not have.
cd "$(dirname "$0")/../.." || exit 1
octavo=${OCTAVO:-build/octavo}
page=docs/octavo.1
{
	if [ ! -f "$page" ]; then
		echo "$page is not there"
	else
		mandoc -T lint -W warning "$page" 2>&1
		work=$(mktemp -d)
		trap 'rm -rf "$work"' EXIT
		# What --help says, of the whole and of each subcommand, against what the page marks as options.
		{
			"$octavo" --help
			for command in convert digest extract; do
				"$octavo" "$command" --help
				grep -q "^\.Ic $command\|^\.\(Cm\|It Ic\|It Cm\|Nm octavo Cm\|Ss\) .*$command" "$page" ||
					echo "$page does not tell of the subcommand $command" >&3
			done
		} >"$work/help" 3>"$work/commands" 2>&1
		cat "$work/commands"
		grep -oE -- '(^|[^[:alnum:]-])--[a-z][a-z-]+' "$work/help" | grep -oE '[a-z][a-z-]+' |
			sort -u >"$work/has"
		grep -oE 'Fl (Fl |-)[a-z][a-z-]+' "$page" | sed 's/.*[ -]Fl //; s/^Fl -*//; s/^-*//' |
			sort -u >"$work/told"
		comm -23 "$work/has" "$work/told" | sed 's/.*/--help lists --&, the man page does not/'
		comm -13 "$work/has" "$work/told" | sed 's/.*/the man page lists --&, --help does not/'
		sed -n 's/^DIAG(\([A-Z_]*\),.*/\1/p' src/core/diag.def >"$work/codes"
		LC_ALL=C sort -cu "$work/codes" 2>&1
		while read -r code; do
			grep -qw "$code" "$page" || echo "the man page does not explain $code"
		done <"$work/codes"
	fi
} | awk -v name='the man page and the tables' -f tests/lint/tap.awk
