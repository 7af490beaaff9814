/* Shared libraries that are loaded when first needed. */
#include "core/library.h"

#include <dlfcn.h>
#include <string.h>

bool
library_load(const char *const *names, const struct library_symbol *symbols, size_t count)
{
	void *library = NULL;

	while (*names && !library)
		library = dlopen(*names++, RTLD_NOW | RTLD_LOCAL);
	if (!library)
		return false;
	for (size_t i = 0; i < count; i++) {
		void *address = dlsym(library, symbols[i].name);

		if (!address)
			return false;
		memcpy(symbols[i].to, &address, sizeof address);
	}
	return true;
}
