#!/bin/sh
# src/LAYERS is the law: a folder includes only those named in its row, a library's headers only its home.
cd "$(dirname "$0")/../.." || exit 1
grep -nE '^[[:space:]]*#[[:space:]]*include[[:space:]]+["<]' src/*/*.[ch] | awk '
function home_of(header, file,    p, i, n, list) {
	for (p in homes)
		if (index(header, p) == 1) {
			n = split(homes[p], list, " ")
			for (i = 1; i <= n; i++)
				if (file == list[i] || (list[i] ~ /\/$/ && index(file, list[i]) == 1))
					return ""
			return "the home of <" p "...> is " homes[p]
		}
	return header in plain ? "" : "<" header "> has no home in src/LAYERS"
}
BEGIN {
	n = split("assert ctype errno fenv float inttypes iso646 limits locale math setjmp signal " \
		"stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string time " \
		"uchar wchar wctype dirent fcntl fnmatch ftw glob langinfo libgen poll regex strings " \
		"sys/mman sys/resource sys/select sys/stat sys/time sys/times sys/types sys/uio " \
		"sys/utsname sys/wait sys/ioctl termios unistd utime", names, " ")
	for (i = 1; i <= n; i++)
		plain[names[i] ".h"]
	while ((getline line < "src/LAYERS") > 0) {
		sub(/#.*/, "", line)
		n = split(line, word, " ")
		if (n == 0)
			continue
		rest = ""
		for (i = 2; i <= n; i++)
			rest = rest (i > 2 ? " " : "") word[i]
		if (word[1] ~ /^</)
			homes[substr(word[1], 2)] = rest
		else
			allowed[word[1]] = " " word[1] " " rest " "
	}
}
{
	split($0, part, ":")
	file = substr(part[1], 5)
	folder = file
	sub(/\/.*/, "", folder)
	at = "src/" file ":" part[2] ": "
	if (!(folder in allowed)) {
		if (!(folder in told))
			print "src/" folder " has no row in src/LAYERS"
		told[folder]
		next
	}
	if (match($0, /"[^"]*"/)) {
		header = substr($0, RSTART + 1, RLENGTH - 2)
		from = header
		if (!sub(/\/.*/, "", from) || from == "..")
			print at "\"" header "\" is not written from src/ on"
		else if (index(allowed[folder], " " from " ") == 0)
			print at folder " may not include " header
	} else if (match($0, /<[^>]*>/)) {
		said = home_of(substr($0, RSTART + 1, RLENGTH - 2), file)
		if (said != "")
			print at said
	}
}' | awk -v name='layers, and one home for a library' -f tests/lint/tap.awk
