/* Front matter in YAML. */
#include "core/yml.h"
#include "parse/frontmatter.h"

/* Take in one event; false when the front matter is not to be read. */
static bool
take_event(struct frontmatter *f, enum yml_event event, str text, const char *why)
{
	switch (event) {
	case YML_BAD:
		f->fault = why;
		return false;
	case YML_ALIAS:
		f->fault = "it has aliases, which octavo does not follow";
		return false;
	case YML_OPEN_MAP:
	case YML_OPEN_LIST:
		return frontmatter_open(f, event == YML_OPEN_MAP);
	case YML_CLOSE:
		frontmatter_close(f);
		return true;
	default:
		return frontmatter_scalar(f, text);
	}
}

void
frontmatter_yaml(struct frontmatter *f, str text)
{
	struct yml *yml = yml_open(f->ctx->arena, text);
	struct yml_fault place = {0};
	enum yml_event event;
	str scalar;

	while (yml && (event = yml_next(yml, &scalar, &place)) != YML_END) {
		if (f->depth == 0 && (event == YML_SCALAR || event == YML_OPEN_LIST))
			f->fault = "it is no list of keys and values";
		if (f->fault || !take_event(f, event, scalar, place.why))
			return;
	}
}
