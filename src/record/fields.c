/* An entry's metadata as bytes: docs/bundle.md has the same table. */
#include "record/fields.h"

#include <stddef.h>
#include <string.h>

#define HEAD 8 /* of a field: number, length */
#define MOST_TEXT ((size_t)16 << 10)
#define MOST_IN_LIST 1000
#define DATE_BYTES 10
#define FACTS_BYTES 12

/* Numbers of the fields are for ever; those of the tables below come before them. */
enum {
	FIELD_DATE = 40,
	FIELD_MODIFIED = 41,
	FIELD_FACTS = 42,
	FIELD_CAPTURED = 43,
	FIELD_INPUT_DIGEST = 44,
	FIELD_TEXT_DIGEST = 45,
	FIELD_LIKENESS = 46,
	FIELD_LEAD = 47
};

static const struct {
	uint16_t number;
	size_t place;
} texts[] = {
    {1, offsetof(struct entry, name)},
    {2, offsetof(struct entry, title)},
    {3, offsetof(struct entry, subtitle)},
    {4, offsetof(struct entry, byline)},
    {5, offsetof(struct entry, site)},
    {6, offsetof(struct entry, source)},
    {7, offsetof(struct entry, canonical)},
    {8, offsetof(struct entry, description)},
    {9, offsetof(struct entry, lang)},
    {10, offsetof(struct entry, section)},
    {11, offsetof(struct entry, publisher)},
    {12, offsetof(struct entry, series)},
    {13, offsetof(struct entry, rights)},
    {14, offsetof(struct entry, identifier)},
    {15, offsetof(struct entry, title_sort)},
    {16, offsetof(struct entry, series_index)},
};

static const struct {
	uint16_t number;
	size_t place, count;
} lists[] = {
    {20, offsetof(struct entry, authors), offsetof(struct entry, author_count)},
    {21, offsetof(struct entry, tags), offsetof(struct entry, tag_count)},
    {22, offsetof(struct entry, headings), offsetof(struct entry, heading_count)},
    {23, offsetof(struct entry, heading_ids), offsetof(struct entry, heading_id_count)},
};

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

void
bytes_put(struct buf *to, uint64_t number, size_t bytes)
{
	for (; bytes; bytes--, number >>= 8)
		buf_char(to, (char)(number & 0xff));
}

uint64_t
bytes_number(const char *at, size_t bytes)
{
	uint64_t number = 0;

	while (bytes)
		number = number << 8 | (unsigned char)at[--bytes];
	return number;
}

static void
put_field(struct buf *to, uint16_t number, str bytes)
{
	bytes_put(to, number, 4);
	bytes_put(to, bytes.len, 4);
	buf_add(to, bytes);
}

static void
put_date(struct buf *to, uint16_t number, struct date date)
{
	if (!date_is_set(date))
		return;
	bytes_put(to, number, 4);
	bytes_put(to, DATE_BYTES, 4);
	bytes_put(to, (uint16_t)date.year, 2);
	bytes_put(to, date.month, 1);
	bytes_put(to, date.day, 1);
	bytes_put(to, date.hour, 1);
	bytes_put(to, date.minute, 1);
	bytes_put(to, date.second, 1);
	bytes_put(to, (date.has_time ? 1u : 0u) | (date.has_zone ? 2u : 0u), 1);
	bytes_put(to, (uint16_t)date.zone, 2);
}

static void
put_digest(struct buf *to, uint16_t number, const uint8_t digest[32])
{
	put_field(to, number, (str){(const char *)digest, 32});
}

static void
put_number(struct buf *to, uint16_t number, uint64_t value, size_t bytes)
{
	bytes_put(to, number, 4);
	bytes_put(to, bytes, 4);
	bytes_put(to, value, bytes);
}

void
fields_write(struct buf *to, const struct entry *entry)
{
	const char *at = (const char *)entry;

	for (size_t i = 0; i < COUNT(texts); i++) {
		str text;

		memcpy(&text, at + texts[i].place, sizeof text);
		if (text.len)
			put_field(to, texts[i].number, text);
	}
	for (size_t i = 0; i < COUNT(lists); i++) {
		uint32_t count;
		const str *list;

		memcpy(&count, at + lists[i].count, sizeof count);
		memcpy(&list, at + lists[i].place, sizeof list);
		for (uint32_t j = 0; j < count; j++)
			put_field(to, lists[i].number, list[j]);
	}
	put_date(to, FIELD_DATE, entry->date);
	put_date(to, FIELD_MODIFIED, entry->modified);
	put_date(to, FIELD_CAPTURED, entry->captured);
	put_digest(to, FIELD_INPUT_DIGEST, entry->input_digest);
	put_digest(to, FIELD_TEXT_DIGEST, entry->text_digest);
	put_number(to, FIELD_LIKENESS, entry->likeness, 8);
	if (entry->lead)
		put_number(to, FIELD_LEAD, entry->lead, 4);
	bytes_put(to, FIELD_FACTS, 4);
	bytes_put(to, FACTS_BYTES, 4);
	bytes_put(to, entry->words, 4);
	bytes_put(to, entry->index, 4);
	bytes_put(to,
	    (entry->has_math ? 1u : 0u) | (entry->has_pictures ? 2u : 0u) |
		(entry->lacks_alt ? 4u : 0u),
	    4);
}

static bool
read_date(str bytes, struct date *date)
{
	if (bytes.len != DATE_BYTES)
		return false;
	date->year = (int16_t)bytes_number(bytes.at, 2);
	date->month = (uint8_t)bytes.at[2];
	date->day = (uint8_t)bytes.at[3];
	date->hour = (uint8_t)bytes.at[4];
	date->minute = (uint8_t)bytes.at[5];
	date->second = (uint8_t)bytes.at[6];
	date->has_time = bytes.at[7] & 1;
	date->has_zone = (bytes.at[7] & 2) != 0;
	date->zone = (int16_t)bytes_number(bytes.at + 8, 2);
	return date->year >= 1 && date->year <= 9999 && date->month >= 1 && date->month <= 12 &&
	    date->day >= 1 && date->day <= 31 && date->hour < 24 && date->minute < 60 &&
	    date->second <= 60 && date->zone > -1440 && date->zone < 1440;
}

static bool
read_facts(str bytes, struct entry *entry)
{
	uint32_t flags;

	if (bytes.len != FACTS_BYTES)
		return false;
	entry->words = (uint32_t)bytes_number(bytes.at, 4);
	entry->index = (uint32_t)bytes_number(bytes.at + 4, 4);
	flags = (uint32_t)bytes_number(bytes.at + 8, 4);
	entry->has_math = flags & 1;
	entry->has_pictures = (flags & 2) != 0;
	entry->lacks_alt = (flags & 4) != 0;
	return true;
}

/* Members of one list stand side by side, so its room is known from its count: powers of two. */
static bool
add_to_list(struct arena *arena, struct entry *entry, size_t i, str text)
{
	char *at = (char *)entry;
	uint32_t count;
	size_t room;
	str *list;

	memcpy(&count, at + lists[i].count, sizeof count);
	memcpy(&list, at + lists[i].place, sizeof list);
	if (count >= MOST_IN_LIST)
		return false;
	if (!list || (count & (count - 1)) == 0) {
		room = count ? (size_t)count * 2 : 1;
		list = arena_grow(arena, list, count * sizeof *list, room * sizeof *list);
	}
	list[count++] = arena_copy(arena, text);
	memcpy(at + lists[i].count, &count, sizeof count);
	memcpy(at + lists[i].place, &list, sizeof list);
	return true;
}

static bool
read_digest(str bytes, uint8_t digest[32])
{
	if (bytes.len != 32)
		return false;
	memcpy(digest, bytes.at, 32);
	return true;
}

/* What another version wrote besides is passed over. */
static bool
read_field(struct arena *arena, uint32_t number, str bytes, struct entry *entry)
{
	if (number == FIELD_DATE)
		return read_date(bytes, &entry->date);
	if (number == FIELD_MODIFIED)
		return read_date(bytes, &entry->modified);
	if (number == FIELD_FACTS)
		return read_facts(bytes, entry);
	if (number == FIELD_CAPTURED)
		return read_date(bytes, &entry->captured);
	if (number == FIELD_INPUT_DIGEST)
		return read_digest(bytes, entry->input_digest);
	if (number == FIELD_TEXT_DIGEST)
		return read_digest(bytes, entry->text_digest);
	if (number == FIELD_LIKENESS && bytes.len == 8) {
		entry->likeness = bytes_number(bytes.at, 8);
		return true;
	}
	if (number == FIELD_LEAD && bytes.len == 4) {
		entry->lead = (uint32_t)bytes_number(bytes.at, 4);
		return true;
	}
	if (bytes.len > MOST_TEXT)
		return false;
	for (size_t i = 0; i < COUNT(texts); i++)
		if (texts[i].number == number) {
			str copy = arena_copy(arena, bytes);

			memcpy((char *)entry + texts[i].place, &copy, sizeof copy);
			return true;
		}
	for (size_t i = 0; i < COUNT(lists); i++)
		if (lists[i].number == number)
			return add_to_list(arena, entry, i, bytes);
	return true;
}

bool
fields_read(struct arena *arena, str bytes, struct entry *entry)
{
	while (bytes.len) {
		uint64_t len;

		if (bytes.len < HEAD)
			return false;
		len = bytes_number(bytes.at + 4, 4);
		if (len > bytes.len - HEAD ||
		    !read_field(arena, (uint32_t)bytes_number(bytes.at, 4),
			(str){bytes.at + HEAD, (size_t)len}, entry))
			return false;
		bytes = str_from(bytes, HEAD + (size_t)len);
	}
	return entry->heading_count == entry->heading_id_count;
}
