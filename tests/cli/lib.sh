# What the scripts of this folder share; a script begins with `. "${0%/*}/lib.sh"`.
# Each check prints a line of TAP, the plan comes at the end by itself. The script runs in an empty
# folder of its own ($here), and $top is the project's folder.
# shellcheck shell=sh disable=SC2034

set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
octavo=${OCTAVO:-$top/build/octavo}
case $octavo in /*) ;; *) octavo=$PWD/$octavo ;; esac
samples=$top/samples
work=$(mktemp -d) || exit 1
here=$work/here
mkdir "$here" && cd "$here" || exit 1
count=0
failures=0
unset SOURCE_DATE_EPOCH
export LC_ALL=C TZ=UTC XDG_CONFIG_HOME="$work/config"

finish() {
	echo "1..$count"
	chmod -R u+rwX "$work"
	rm -rf "$work"
	[ "$failures" = 0 ] || exit 1
}
trap finish EXIT
trap 'exit 1' HUP INT TERM

# run COMMAND...: sets $status, $out and $err (what it printed and said; NULs are lost).
run() {
	status=0
	"$@" >"$work/out" 2>"$work/err" </dev/null || status=$?
	out=$(tr -d '\000' <"$work/out")
	err=$(tr -d '\000' <"$work/err")
}

pass() {
	count=$((count + 1))
	echo "ok $count - $1"
}

# fail NAME [WHAT...]: the rest is said below the line.
fail() {
	count=$((count + 1))
	failures=$((failures + 1))
	echo "not ok $count - $1"
	shift
	[ $# = 0 ] || printf '%s\n' "$@" | sed 's/^/# /'
}

# ok NAME COMMAND...: the command succeeds.
ok() {
	claim=$1
	shift
	if said=$("$@" 2>&1); then pass "$claim"; else fail "$claim" "failed: $*" "$said"; fi
}

# is NAME EXPECTED GOT
is() {
	if [ "$2" = "$3" ]; then pass "$1"; else fail "$1" "expected: $2" "got:      $3"; fi
}

# has NAME WORDS TEXT: the text has the words in it.
has() {
	case $3 in
	*"$2"*) pass "$1" ;;
	*) fail "$1" "expected in it: $2" "got: $3" ;;
	esac
}

# ends NAME STATUS [WORDS]: the last run ended with the status, and its complaint has the words.
ends() {
	case $err in
	*"${3-}"*) ;;
	*) fail "$1" "expected on standard error: $3" "got: $err"; return ;;
	esac
	if [ "$status" = "$2" ]; then
		pass "$1"
	else
		fail "$1" "expected status $2, got $status" "$err"
	fi
}

# empty NAME FOLDER: nothing was left behind in it.
empty() {
	is "$1" '' "$(ls -A "$2")"
}

# skip NAME REASON
skip() {
	count=$((count + 1))
	echo "ok $count - $1 # SKIP $2"
}
