/* Binary property lists, as far as web archives need them. */
#include "core/utf8.h"
#include "unpack/webarchive.h"

#define MAGIC STR("bplist00")
#define TRAILER ((size_t)32)
#define MAX_KEYS 64 /* of a dictionary that are looked at; web archives have nine */

enum mark {
	MARK_DATA = 0x4,
	MARK_ASCII = 0x5,
	MARK_UTF16 = 0x6,
	MARK_ARRAY = 0xA,
	MARK_DICT = 0xD
};

struct plist {
	struct arena *arena;
	str bytes;
	uint64_t count, table; /* objects, and where their places stand */
	unsigned place_size, ref_size;
};

struct object {
	enum mark mark;
	size_t at;      /* of its content */
	uint64_t count; /* bytes, UTF-16 units, elements or pairs */
};

/* A big-endian number; false where it does not lie in the file. */
static bool
read_number(str bytes, uint64_t at, unsigned size, uint64_t *value)
{
	*value = 0;
	if (size > 8 || at > bytes.len || bytes.len - at < size)
		return false;
	for (unsigned i = 0; i < size; i++)
		*value = *value << 8 | (unsigned char)bytes.at[at + i];
	return true;
}

static bool
read_trailer(struct plist *plist, uint64_t *top)
{
	str bytes = plist->bytes;
	size_t at;

	if (bytes.len < MAGIC.len + TRAILER || !str_starts(bytes, MAGIC))
		return false;
	at = bytes.len - TRAILER;
	plist->place_size = (unsigned char)bytes.at[at + 6];
	plist->ref_size = (unsigned char)bytes.at[at + 7];
	return plist->place_size && plist->ref_size && plist->ref_size <= 8 &&
	    read_number(bytes, at + 8, 8, &plist->count) && read_number(bytes, at + 16, 8, top) &&
	    read_number(bytes, at + 24, 8, &plist->table) && plist->table < bytes.len &&
	    plist->count <= (bytes.len - plist->table) / plist->place_size;
}

/* An object by its number. False when it is none, of a kind that is not needed, or does not lie in
   the file as a whole. */
static bool
read_object(const struct plist *plist, uint64_t number, struct object *object)
{
	uint64_t at, count, size;
	unsigned mark;

	if (number >= plist->count ||
	    !read_number(
		plist->bytes, plist->table + number * plist->place_size, plist->place_size, &at) ||
	    at >= plist->bytes.len)
		return false;
	mark = (unsigned char)plist->bytes.at[at++];
	count = mark & 0xF;
	if (count == 0xF) {
		unsigned width;

		if (at >= plist->bytes.len || (unsigned char)plist->bytes.at[at] >> 4 != 1)
			return false;
		width = (unsigned char)plist->bytes.at[at] & 0xF;
		if (width > 3 || !read_number(plist->bytes, at + 1, 1u << width, &count))
			return false;
		at += 1 + (1u << width);
	}
	object->mark = (enum mark)(mark >> 4);
	object->at = (size_t)at;
	object->count = count;
	switch (object->mark) {
	case MARK_DATA:
	case MARK_ASCII:
		size = 1;
		break;
	case MARK_UTF16:
		size = 2;
		break;
	case MARK_ARRAY:
		size = plist->ref_size;
		break;
	case MARK_DICT:
		size = 2u * plist->ref_size;
		break;
	default:
		return false;
	}
	return at <= plist->bytes.len && count <= (plist->bytes.len - at) / size;
}

static bool
read_element(
    const struct plist *plist, const struct object *object, uint64_t index, struct object *element)
{
	uint64_t number;

	return read_number(
		   plist->bytes, object->at + index * plist->ref_size, plist->ref_size, &number) &&
	    read_object(plist, number, element);
}

/* Data as they are, texts as UTF-8. */
static str
content(const struct plist *plist, const struct object *object)
{
	struct buf text = BUF(plist->arena);

	if (object->mark != MARK_UTF16)
		return (str){plist->bytes.at + object->at, (size_t)object->count};
	for (uint64_t i = 0; i < object->count && i < 65536; i++) {
		uint64_t unit, low;

		read_number(plist->bytes, object->at + 2 * i, 2, &unit);
		if (unit >= 0xD800 && unit < 0xDC00 && i + 1 < object->count) {
			read_number(plist->bytes, object->at + 2 * ++i, 2, &low);
			unit = 0x10000 + ((unit & 0x3FF) << 10 | (low & 0x3FF));
		}
		buf_utf8(&text, (uint32_t)unit);
	}
	return buf_str(&text);
}

/* The key and value of a pair. */
static bool
read_pair(const struct plist *plist, const struct object *dict, uint64_t index, str *key,
    struct object *value)
{
	struct object name;

	if (!read_element(plist, dict, index, &name) || name.mark != MARK_ASCII)
		return false;
	*key = content(plist, &name);
	return read_element(plist, dict, dict->count + index, value);
}

static void
add_resource(struct webarchive_list *list, const struct plist *plist, const struct object *dict,
    bool is_page)
{
	struct webarchive_resource resource = {.is_page = is_page};

	if (dict->mark != MARK_DICT)
		return;
	for (uint64_t i = 0; i < dict->count && i < MAX_KEYS; i++) {
		struct object value;
		str key, *field;

		if (!read_pair(plist, dict, i, &key, &value))
			continue;
		field = webarchive_field(&resource, key);
		if (field && value.mark <= MARK_UTF16)
			*field = content(plist, &value);
	}
	webarchive_add(list, &resource);
}

/* What an archive holds; its frames are put into the row of archives that are still to be read. */
static void
read_archive(struct webarchive_list *list, const struct plist *plist, struct object *row, size_t at,
    size_t *count)
{
	struct object archive = row[at];

	if (archive.mark != MARK_DICT)
		return;
	for (uint64_t i = 0; i < archive.count && i < MAX_KEYS; i++) {
		struct object value, element;
		str key;

		if (!read_pair(plist, &archive, i, &key, &value))
			continue;
		if (str_eq(key, STR("WebMainResource")))
			add_resource(list, plist, &value, true);
		if (value.mark != MARK_ARRAY)
			continue;
		for (uint64_t k = 0; k < value.count && !list->is_cut; k++) {
			if (!read_element(plist, &value, k, &element))
				continue;
			if (str_eq(key, STR("WebSubresources")))
				add_resource(list, plist, &element, false);
			else if (!str_eq(key, STR("WebSubframeArchives")))
				break;
			else if (*count < LIMIT_WEBARCHIVE_FRAMES)
				row[(*count)++] = element;
			else
				list->is_cut = true;
		}
	}
}

void
webarchive_binary(struct webarchive_list *list, str bytes)
{
	struct plist plist = {.arena = list->arena, .bytes = bytes};
	struct object *row = arena_array(list->arena, LIMIT_WEBARCHIVE_FRAMES, sizeof *row);
	uint64_t top;
	size_t count = 1;

	if (!read_trailer(&plist, &top) || !read_object(&plist, top, &row[0]))
		return;
	for (size_t i = 0; i < count && !list->is_cut; i++)
		read_archive(list, &plist, row, i, &count);
}
