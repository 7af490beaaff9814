/* Scopes of values: names to texts or to lists of scopes. */
#include "template/values.h"

#include <string.h>

struct values *
values_new(struct arena *arena)
{
	struct values *values = arena_alloc(arena, sizeof *values);

	values->arena = arena;
	return values;
}

static struct value *
find_own(const struct values *values, str name)
{
	for (size_t i = 0; i < values->count; i++)
		if (strncmp(values->list[i].name, name.at, name.len) == 0 &&
		    values->list[i].name[name.len] == '\0')
			return &values->list[i];
	return NULL;
}

static struct value *
own(struct values *values, const char *name)
{
	struct value *value = find_own(values, str_of(name));

	if (!value) {
		value = ARENA_PUSH(values->arena, values->list, values->count, values->room);
		value->name = name;
	}
	return value;
}

void
values_set(struct values *values, const char *name, str text)
{
	struct value *value = own(values, name);

	*value = (struct value){.name = name, .text = text};
}

void
values_set_number(struct values *values, const char *name, size_t number)
{
	values_set(values, name, arena_printf(values->arena, "%zu", number));
}

void
values_set_flag(struct values *values, const char *name, bool flag)
{
	values_set(values, name, flag ? STR("1") : STR_NONE);
}

struct values *
values_add(struct values *values, const char *list)
{
	struct value *value = own(values, list);
	struct values *entry = values_new(values->arena);

	value->is_list = true;
	if (value->last)
		value->last->next = entry;
	else
		value->first = entry;
	value->last = entry;
	return entry;
}

const struct value *
values_find(const struct frame *frame, str name)
{
	for (; frame; frame = frame->outer) {
		const struct value *value = frame->values ? find_own(frame->values, name) : NULL;

		if (value)
			return value;
	}
	return NULL;
}

str
values_fill(struct arena *arena, str pattern, const struct frame *frame)
{
	struct buf to = BUF(arena);
	size_t open, close;

	while ((open = str_find_char(pattern, '{')) != STR_NOT_FOUND &&
	    (close = str_find_char(str_from(pattern, open), '}')) != STR_NOT_FOUND) {
		str name = {pattern.at + open + 1, close - 1};
		const struct value *value = values_find(frame, name);

		buf_add(&to, str_head(pattern, open));
		if (value)
			buf_add(&to, value->text);
		pattern = str_from(pattern, open + close + 1);
	}
	if (!to.len)
		return pattern;
	buf_add(&to, pattern);
	return buf_str(&to);
}
