/* For unit tests of reading: a context of its own for each test, and a Page in one line. */
#ifndef TESTS_UNIT_PARSED_H
#define TESTS_UNIT_PARSED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "page/page.h"

static struct arena arena;
static struct diag_log records;
static struct settings settings;
static struct ctx ctx;

static inline int
setup(void **state)
{
	(void)state;
	arena_init(&arena, (size_t)512 << 20, NULL);
	records = (struct diag_log){.arena = &arena};
	settings = (struct settings){0};
	ctx = (struct ctx){&arena, &records, &settings, STR("x")};
	return 0;
}

static inline int
teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* A page as one line: elements as name(...), attributes as @name=value, texts between bars. */
static inline const char *
show(const struct page *page)
{
	struct buf buf = BUF(&arena);
	uint32_t ends[LIMIT_NESTING];
	unsigned depth = 0;

	for (uint32_t i = 1; i < page->count; i++) {
		const struct node *node = &page->nodes[i];

		while (depth > 0 && ends[depth - 1] <= i) {
			buf_char(&buf, ')');
			depth--;
		}
		if (node->tag == TAG_TEXT) {
			buf_char(&buf, '|');
			buf_add(&buf, node->text);
			buf_char(&buf, '|');
			continue;
		}
		buf_add(&buf, node->tag == TAG_OTHER ? node->text : tag_name(node->tag));
		for (unsigned k = 0; k < node->attr_count; k++) {
			const struct attr *attr = &page->attrs[node->attrs + k];

			buf_printf(&buf, "@%.*s=%.*s", STR_ARG(attr->name), STR_ARG(attr->value));
		}
		buf_char(&buf, '(');
		ends[depth++] = node->end;
	}
	while (depth-- > 0)
		buf_char(&buf, ')');
	return buf_zstr(&buf);
}

#endif
