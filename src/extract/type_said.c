/* Declared types. */
#include "extract/type_said.h"

void
type_said_add(struct type_said *said, str name)
{
	static const struct {
		const char *name;
		enum said said;
	} list[] = {
#define SAID(kind, name) {name, SAID_##kind},
#include "extract/type_said.def"
#undef SAID
	};

	for (size_t i = 0; i < sizeof list / sizeof list[0]; i++)
		if (str_eq(name, str_of(list[i].name))) {
			said->count[list[i].said]++;
			return;
		}
}
