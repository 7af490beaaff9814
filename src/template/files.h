/* The files of templates/, embedded while building. */
#ifndef TEMPLATE_FILES_H
#define TEMPLATE_FILES_H

#include <stddef.h>

struct template_file {
	const char *name; /* below templates/: "epub/page.xhtml" */
	const char *text; /* terminated */
	size_t size;      /* without the terminator */
};
extern const struct template_file template_files[]; /* sorted by name */
extern const size_t template_file_count;

#endif
