/* Writes files as C arrays while building: the templates, and the cover's book face. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
fail(const char *what)
{
	perror(what);
	exit(1);
}

/* The initialiser of a byte array, with a NUL after the last byte; gives the size without it. */
static unsigned long
write_bytes(FILE *out, const char *path)
{
	FILE *in = fopen(path, "rb");
	unsigned long size = 0;
	int c;

	if (in == NULL)
		fail(path);
	for (; (c = getc(in)) != EOF; size++)
		fprintf(out, size % 24 == 0 ? "\n\t%d," : "%d,", c);
	if (ferror(in))
		fail(path);
	fclose(in);
	fprintf(out, "0\n};\n");
	return size;
}

/* embed templates FOLDER FILE...: the table declared in template/files.h, named from FOLDER on. */
static void
embed_templates(FILE *out, const char *folder, int count, char **files)
{
	size_t skip = strlen(folder) + 1;
	unsigned long *sizes = calloc((size_t)count + 1, sizeof(*sizes));

	if (sizes == NULL)
		fail("embed");
	fprintf(out, "#include \"template/files.h\"\n\n");
	for (int i = 0; i < count; i++) {
		fprintf(out, "static const unsigned char file_%d[] = {", i);
		sizes[i] = write_bytes(out, files[i]);
	}
	fprintf(out, "\nconst struct template_file template_files[] = {\n");
	for (int i = 0; i < count; i++)
		fprintf(out, "\t{ \"%s\", (const char *)file_%d, %lu },\n", files[i] + skip, i,
		    sizes[i]);
	if (count == 0)
		fprintf(out, "\t{ \"\", \"\", 0 },\n");
	fprintf(out, "};\nconst size_t template_file_count = %d;\n", count);
	free(sizes);
}

/* embed arrays HEADER [NAME FILE]...: NAME[] and NAME_size for each file, declared in HEADER. */
static void
embed_arrays(FILE *out, const char *header, int count, char **pairs)
{
	fprintf(out, "#include <stddef.h>\n\n#include \"%s\"\n\n", header);
	for (int i = 0; i + 1 < count; i += 2) {
		fprintf(out, "const unsigned char %s[] = {", pairs[i]);
		unsigned long size = write_bytes(out, pairs[i + 1]);
		fprintf(out, "const size_t %s_size = %lu;\n", pairs[i], size);
	}
}

int
main(int argc, char **argv)
{
	if (argc >= 3 && strcmp(argv[1], "templates") == 0)
		embed_templates(stdout, argv[2], argc - 3, argv + 3);
	else if (argc >= 3 && strcmp(argv[1], "arrays") == 0)
		embed_arrays(stdout, argv[2], argc - 3, argv + 3);
	else {
		fprintf(stderr,
		    "usage: embed templates FOLDER FILE... | "
		    "arrays HEADER [NAME FILE]...\n");
		return 2;
	}
	if (fflush(stdout) != 0 || ferror(stdout))
		fail("embed: standard output");
	return 0;
}
