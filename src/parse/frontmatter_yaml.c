/* Front matter in YAML. */
#include <yaml.h>

#include "parse/frontmatter.h"

struct reader {
	struct frontmatter *f;
	yaml_parser_t parser;
	yaml_event_t event;
	bool has_event;
};

static void
delete_reader(void *at)
{
	struct reader *r = at;

	if (r->has_event)
		yaml_event_delete(&r->event);
	r->has_event = false;
	yaml_parser_delete(&r->parser);
}

static bool
next_event(struct reader *r)
{
	if (r->has_event)
		yaml_event_delete(&r->event);
	r->has_event = false;
	if (!yaml_parser_parse(&r->parser, &r->event)) {
		r->f->fault = r->parser.problem ? r->parser.problem : "it is no YAML";
		return false;
	}
	r->has_event = true;
	return r->event.type != YAML_STREAM_END_EVENT;
}

/* Take in one event; false when the front matter is not to be read. */
static bool
take_event(struct reader *r)
{
	switch (r->event.type) {
	case YAML_ALIAS_EVENT:
		r->f->fault = "it has aliases, which octavo does not follow";
		return false;
	case YAML_MAPPING_START_EVENT:
	case YAML_SEQUENCE_START_EVENT:
		return frontmatter_open(r->f, r->event.type == YAML_MAPPING_START_EVENT);
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		frontmatter_close(r->f);
		return true;
	case YAML_SCALAR_EVENT:
		return frontmatter_scalar(r->f,
		    (str){(const char *)r->event.data.scalar.value, r->event.data.scalar.length});
	default:
		return true;
	}
}

void
frontmatter_yaml(struct frontmatter *f, str text)
{
	struct reader *r = arena_alloc(f->ctx->arena, sizeof *r);

	r->f = f;
	if (!yaml_parser_initialize(&r->parser))
		return;
	arena_defer(f->ctx->arena, delete_reader, r);
	yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r->parser, (const unsigned char *)text.at, text.len);
	while (next_event(r)) {
		if (f->depth == 0 &&
		    (r->event.type == YAML_SCALAR_EVENT ||
			r->event.type == YAML_SEQUENCE_START_EVENT))
			f->fault = "it is no list of keys and values";
		if (f->fault || !take_event(r))
			return;
	}
}
