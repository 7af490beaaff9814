#!/bin/sh
# Calls and words that the house does without, each with the reason.
cd "$(dirname "$0")/../.." || exit 1
tab=$(printf '\t')
{
	# files | extended pattern | exempt files | why; within a field ! stands for |
	while IFS='|' read -r files pattern exempt why; do
		[ -n "$files" ] || continue
		pattern=$(printf "%s" "$pattern" | tr '!' '|')
		exempt=$(printf "%s" "$exempt" | tr '!' '|')
		# shellcheck disable=SC2086 # the patterns of files are meant to spread
		grep -nE "$pattern" $files /dev/null 2>/dev/null | grep -vE "^($exempt):" |
			grep -vE ':[0-9]+:[[:space:]]*(/?\*|//)' | sed "s|\$|   <- $why|"
	done <<'ROWS'
src/*/*.[ch]|\b(malloc!calloc!realloc!strdup!strndup!alloca)[ ]*\(|src/(core!tools)/.*|memory comes from the arena
src/*/*.[ch]|\b(strtod!strtof!atof!atoi!atol!toupper!tolower!isalpha!isalnum!isdigit!isspace!isupper!islower!isprint!ispunct!strcoll!strcasecmp!strncasecmp!setlocale)[ ]*\(|none|the locale has no say
src/*/*.[ch]|\b(strcpy!strcat!sprintf!vsprintf!gets!strtok!rand!srand!random!tmpnam!mktemp)[ ]*\(|none|there is a safer way
src/*/*.[ch]|\b(fprintf[ ]*\([ ]*stderr!perror[ ]*\(!fputs[^;]*stderr)|src/(core/diag.c!tools/.*!cli/.*)|what is said goes through core/diag.h
src/*/*.[ch]|[^_a-z](time!localtime!gmtime!localtime_r!clock_gettime!gettimeofday)[ ]*\(|src/cli/.*|only the command line reads the clock
src/*/*.[ch]|\b(socket!connect!system!popen!execl!execv!execvp)[ ]*\(|none|octavo is offline and starts nothing
ROWS
	grep -nE '\b(TODO|FIXME|XXX|HACK)\b' src/*/*.[ch] tests/unit/*.[ch] templates/* Makefile 2>/dev/null |
		sed 's/$/   <- work left to do belongs in an issue/'
	# The pattern is cut in two so that it does not find itself.
	grep -rnE '(^|[^A-Za-z.])/wor''k/|registry\.np''mjs|deb\.debian\.o''rg' src templates tests docs samples \
		Makefile README.md .ci 2>/dev/null | sed 's/$/   <- a path or host of one machine/'
	find src -name '*util*' -o -name '*misc*' -o -name '*common*' -o -name '*helper*' |
		sed 's/$/   <- name it for what it does/'
} | cut -c 1-220 | tr "$tab" ' ' | awk -v name='words and calls to do without' -f tests/lint/tap.awk
