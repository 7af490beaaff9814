/* Runs a fuzz target over files, where there is no libFuzzer: replay FILE... Prints TAP. */
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"

int
main(int argc, char **argv)
{
	const size_t room = 1 << 20;
	uint8_t *bytes = malloc(room);

	for (int i = 1; i < argc; i++) {
		FILE *file = fopen(argv[i], "rb");
		size_t size;

		if (!file || !bytes) {
			perror(argv[i]);
			return 1;
		}
		size = fread(bytes, 1, room, file);
		fclose(file);
		LLVMFuzzerTestOneInput(bytes, size);
		printf("ok %d - %s\n", i, argv[i]);
		fflush(stdout);
	}
	printf("1..%d\n", argc - 1);
	free(bytes);
	return 0;
}
