/* Parts of Markdown that are set aside under marks, and put back. */
#include "parse/markdown.h"

/* Cuneiform punctuation signs, U+12470 and U+12471: punctuation to CommonMark as $, = and [ are, so
   that emphasis beside a mark begins and ends as beside those. */
#define MARK_BEGIN "\xf0\x92\x91\xb0"
#define MARK_END "\xf0\x92\x91\xb1"
#define MARK_BYTES 4
#define MOST_DIGITS 9

uint32_t
markdown_slot_put(struct markdown *md, struct buf *out, enum slot_kind kind, str raw, str text)
{
	bool is_new;
	struct idmap_entry *entry = idmap_add(&md->by_raw[kind], raw, &is_new);

	if (is_new) {
		entry->value = (uint32_t)md->slot_count;
		*ARENA_PUSH(md->ctx->arena, md->slots, md->slot_count, md->slot_room) =
		    (struct slot){kind, raw, text};
	}
	buf_printf(out, MARK_BEGIN "%lu" MARK_END, (unsigned long)entry->value);
	return entry->value;
}

bool
markdown_slot_next(const struct markdown *md, str *rest, str *before, const struct slot **slot)
{
	size_t from = 0, at;

	while ((at = str_find(str_from(*rest, from), STR(MARK_BEGIN))) != STR_NOT_FOUND) {
		uint32_t index;
		str digits = str_from(*rest, from + at + MARK_BYTES);
		size_t len = str_number(digits, MOST_DIGITS, &index);

		at += from;
		if (len && str_starts(str_from(digits, len), STR(MARK_END)) &&
		    index < md->slot_count) {
			*before = str_head(*rest, at);
			*slot = &md->slots[index];
			*rest = str_from(digits, len + MARK_BYTES);
			return true;
		}
		from = at + MARK_BYTES;
	}
	*before = *rest;
	*rest = STR_NONE;
	return false;
}

/* What was written around a mark goes: take `before` from the end of what is out, `after` from the
   beginning of the rest. */
static void
unwrap(struct buf *out, size_t floor, str before, str *rest, str after)
{
	if (out->len - floor >= before.len && str_ends(buf_str(out), before) &&
	    str_starts(*rest, after)) {
		out->len -= before.len;
		*rest = str_from(*rest, after.len);
	}
}

void
markdown_slot_restore(const struct markdown *md, struct buf *out, str text)
{
	const struct slot *slot;
	size_t floor = out->len;
	str before;

	while (markdown_slot_next(md, &text, &before, &slot)) {
		buf_add(out, before);
		switch (slot->kind) {
		case SLOT_DIV:
		case SLOT_DIV_END:
		case SLOT_ORDER:
			unwrap(out, floor, STR("<!--"), &text, STR("-->"));
			break;
		case SLOT_NOTE:
			unwrap(out, floor, STR("[^"), &text, STR("]"));
			break;
		case SLOT_ITEM:
			if (out->len - floor >= slot->raw.len)
				out->len -= slot->raw.len;
			break;
		default:
			break;
		}
		buf_add(out, slot->raw);
	}
	buf_add(out, before);
}

const struct slot *
markdown_slot_alone(const struct markdown *md, str literal)
{
	const struct slot *slot;
	str before;

	literal = str_trim(literal);
	if (!str_starts(literal, STR("<!--")) ||
	    !markdown_slot_next(md, &literal, &before, &slot) || before.len != 4 ||
	    !str_eq(literal, STR("-->")))
		return NULL;
	return slot;
}
