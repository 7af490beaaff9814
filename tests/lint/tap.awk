# Reads findings, one a line, and says them as one test of TAP: awk -v name=... -f tap.awk
{ line[NR] = $0 }
END {
	printf "%sok 1 - %s\n", NR ? "not " : "", name
	for (i = 1; i <= NR && i <= 40; i++)
		print "# " line[i]
	if (NR > 40)
		printf "# and %d more\n", NR - 40
	print "1..1"
	exit NR > 0
}
