/* Runs a fuzz target over files, where there is no libFuzzer: replay FILE... Prints TAP. */
#include <stdio.h>

#include "fuzz.h"

int
main(int argc, char **argv)
{
	static uint8_t bytes[1 << 20];

	for (int i = 1; i < argc; i++) {
		FILE *file = fopen(argv[i], "rb");
		size_t size;

		if (!file) {
			perror(argv[i]);
			return 1;
		}
		size = fread(bytes, 1, sizeof bytes, file);
		fclose(file);
		LLVMFuzzerTestOneInput(bytes, size);
		printf("ok %d - %s\n", i, argv[i]);
		fflush(stdout);
	}
	printf("1..%d\n", argc - 1);
	return 0;
}
