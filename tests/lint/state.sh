#!/bin/sh
# No object has state that can change and outlives a call, but for locks and once-flags: threads share it.
cd "$(dirname "$0")/../.." || exit 1
folder=${OCTAVO:-build/release/octavo}
folder=${folder%/*}
for object in "$folder"/[a-z]*/*.o; do
	case $object in */unit/* | *'*'*) continue ;; esac
	objdump -t "$object" | awk -v object="${object#"$folder"/}" '
		$0 ~ / O \.(data|bss|tdata|tbss)(\.[^r]|\t)/ && $NF !~ /(once|lock|ready)(\.[0-9]+)?$/ {
			print object ": " $NF }'
done | awk -v name='no state that threads would share' -f tests/lint/tap.awk
