/* Records: packing an article into bytes, and telling from the bytes what memory keeps of it. */
#include "record/record.h"

#include <errno.h>
#include <string.h>

#include "core/deflate.h"
#include "core/likeness.h"
#include "core/sha256.h"
#include "core/utf8.h"
#include "record/fields.h"

/* The record: head, fields, body, pictures (each a head and its bytes); numbers little-endian. */
#define MAGIC "OCTB"
#define VERSION 1
#define HEAD 32
#define PICTURE_HEAD 56

/* How much of each an entry keeps. */
#define LONGEST_TITLE 1000
#define LONGEST_TEXT 2000
#define LONGEST_ADDRESS 4000
#define LONGEST_NAME 300
#define MOST_NAMES 50
#define MOST_HEADINGS 300

str
record_picture_name(struct arena *arena, const struct record_picture *picture)
{
	str stem = sha256_hex(arena, picture->digest, 16), kind = article_extension(picture->kind);

	return arena_printf(arena, "%.*s.%.*s", STR_ARG(stem), STR_ARG(kind));
}

static str
at_most(struct arena *arena, str text, size_t most)
{
	return utf8_head(utf8_fold_space(arena, utf8_repair(arena, text)), most);
}

/* An address that is cut would lead elsewhere. */
static str
address_at_most(str address)
{
	return address.len <= LONGEST_ADDRESS ? address : STR_NONE;
}

static uint32_t
keep_names(struct arena *arena, str **to, const str *names, size_t count)
{
	uint32_t kept = 0;

	*to = arena_array(arena, count < MOST_NAMES ? count + 1 : MOST_NAMES, sizeof **to);
	for (size_t i = 0; i < count && kept < MOST_NAMES; i++) {
		str name = at_most(arena, names[i], LONGEST_NAME);

		if (!str_is_blank(name))
			(*to)[kept++] = name;
	}
	return kept;
}

static void
keep_meta(struct arena *arena, struct entry *entry, const struct article *article)
{
	const struct meta *meta = &article->meta;

	entry->title = at_most(arena, meta->title, LONGEST_TITLE);
	entry->subtitle = at_most(arena, meta->subtitle, LONGEST_TITLE);
	entry->byline = at_most(arena, meta->byline, LONGEST_NAME);
	entry->site = at_most(arena, meta->site, LONGEST_NAME);
	entry->source = address_at_most(meta->source);
	entry->canonical = address_at_most(meta->canonical);
	entry->description = at_most(arena, meta->description, LONGEST_TEXT);
	entry->lang = at_most(arena, meta->lang, LONGEST_NAME);
	entry->section = at_most(arena, meta->section, LONGEST_NAME);
	entry->publisher = at_most(arena, meta->publisher, LONGEST_NAME);
	entry->series = at_most(arena, meta->series, LONGEST_NAME);
	entry->series_index = at_most(arena, meta->series_index, LONGEST_NAME);
	entry->title_sort = at_most(arena, meta->title_sort, LONGEST_TITLE);
	entry->rights = at_most(arena, meta->rights, LONGEST_TEXT);
	entry->author_count = keep_names(arena, &entry->authors, meta->authors, meta->author_count);
	entry->tag_count = keep_names(arena, &entry->tags, meta->tags, meta->tag_count);
	entry->date = meta->date;
	entry->modified = meta->modified;
	entry->captured = article->captured;
	memcpy(entry->input_digest, article->input_digest, sizeof entry->input_digest);
	entry->words = article->words > UINT32_MAX ? UINT32_MAX : (uint32_t)article->words;
	entry->identifier = article_identifier(arena, article);
}

/* What a record is made from; `shown` says of each picture whether the body shows it. */
struct packing {
	struct arena *arena;
	struct deflate *deflate;
	const struct article *article;
	bool *shown;
};

/* A heading that nothing leads to gets an id here: those of edit never begin so. */
static void
keep_heading(const struct packing *packing, struct entry *entry, xmlNode *node)
{
	struct arena *arena = packing->arena;
	str text = at_most(arena, tree_text(arena, node), LONGEST_NAME);

	if (!entry->headings) {
		entry->headings = arena_array(arena, MOST_HEADINGS, sizeof(str));
		entry->heading_ids = arena_array(arena, MOST_HEADINGS, sizeof(str));
	}
	if (str_is_blank(text) || entry->heading_count == MOST_HEADINGS)
		return;
	if (!tree_get(node, "id").len || tree_get(node, "id").len > LONGEST_NAME)
		tree_set(packing->article->body, node, "id",
		    arena_printf(arena, "h-%u", entry->heading_count + 1));
	entry->headings[entry->heading_count++] = text;
	entry->heading_ids[entry->heading_id_count++] = arena_copy(arena, tree_get(node, "id"));
}

/* The picture of the article that an img shows; NULL when it is not in the book. */
static const struct picture *
picture_of(const struct article *article, str src)
{
	size_t slash = str_rfind_char(src, '/');
	str name = slash == STR_NOT_FOUND ? src : str_from(src, slash + 1);

	for (size_t i = 0; i < article->picture_count; i++) {
		const struct picture *picture = &article->pictures[i];

		if (picture->bytes.len && picture->bytes.len <= UINT32_MAX &&
		    picture->kind != PICTURE_NONE &&
		    (str_eq(picture->name, name) || str_eq(picture->address, src)))
			return picture;
	}
	return NULL;
}

static struct record_picture
of_picture(const struct picture *picture)
{
	struct record_picture kept = {.kind = picture->kind};

	memcpy(kept.digest, picture->digest, sizeof kept.digest);
	return kept;
}

static void
keep_img(const struct packing *packing, struct entry *entry, xmlNode *img)
{
	struct arena *arena = packing->arena;
	const struct article *article = packing->article;
	const struct picture *picture = picture_of(article, tree_get(img, "src"));
	str alt = tree_get(img, "alt");

	if (picture) {
		struct record_picture kept = of_picture(picture);
		str name = record_picture_name(arena, &kept);

		packing->shown[picture - article->pictures] = true;
		entry->has_pictures = true;
		entry->lacks_alt |= str_is_blank(alt);
		tree_set(article->body, img, "src",
		    arena_printf(arena, "../images/%.*s", STR_ARG(name)));
		if (!alt.at)
			tree_set(article->body, img, "alt", STR(""));
		return;
	}
	alt = arena_copy(arena, alt);
	for (size_t i = 0; i < 4; i++)
		tree_set(article->body, img, (const char *[]){"src", "alt", "width", "height"}[i],
		    STR_NONE);
	tree_rename(img, EL_SPAN);
	tree_add_text(article->body, img, alt);
}

static void
keep_body(const struct packing *packing, struct entry *entry)
{
	const xmlNode *top = packing->article->body->root;

	for (xmlNode *node = tree_next(top, top); node; node = tree_next(top, node)) {
		enum element element = tree_element(node);

		if (element == EL_IMG)
			keep_img(packing, entry, node);
		else if (element == EL_MATH)
			entry->has_math = true;
		else if (element == EL_H2)
			keep_heading(packing, entry, node);
	}
}

/* Before pictures that are not in the book become their alt texts. */
static void
keep_likeness(const struct packing *packing, struct entry *entry)
{
	const struct article *article = packing->article;
	struct arena *scratch = arena_inner(packing->arena);
	struct buf words = BUF(scratch);

	buf_add(&words, utf8_fold_words(scratch, tree_text(scratch, article->body->root)));
	entry->likeness = likeness_of(buf_str(&words));
	if (entry->words < RECORD_FEW_WORDS)
		for (size_t i = 0; i < article->picture_count; i++)
			buf_add(&words, (str){(const char *)article->pictures[i].digest, 32});
	sha256(buf_str(&words), entry->text_digest);
	arena_release(scratch);
}

static void
write_link(struct buf *to, str href, void *with)
{
	(void)with;
	buf_char(to, RECORD_LINK_OPEN);
	buf_xml_attribute(to, href);
	buf_char(to, RECORD_LINK_CLOSE);
}

/* Pictures are compressed already, most of them; a look at the first bytes tells. */
static bool
is_worth_packing(struct arena *arena, struct deflate *deflate, str bytes)
{
	str head = str_head(bytes, (size_t)32 << 10);

	return deflate_bytes(deflate, arena, head).len < head.len - head.len / 16;
}

/* Whether a picture, small, says something beside a headline: no icon, no rule, no drawing whose
   letters vanish. */
static bool
may_lead(const struct picture *picture)
{
	uint32_t width = picture->width, height = picture->height;

	return (picture->kind == PICTURE_JPEG || picture->kind == PICTURE_PNG) && width >= 200 &&
	    height >= 120 && width <= height * (uint64_t)3 && height <= width * (uint64_t)2;
}

static void
put_picture(struct buf *to, struct deflate *deflate, const struct picture *picture)
{
	bool is_packed = is_worth_packing(to->arena, deflate, picture->bytes);
	str bytes = picture->bytes;

	if (is_packed) {
		bytes = deflate_bytes(deflate, to->arena, bytes);
		is_packed = bytes.len < picture->bytes.len;
		bytes = is_packed ? bytes : picture->bytes;
	}
	buf_add(to, (str){(const char *)picture->digest, sizeof picture->digest});
	bytes_put(to, picture->kind, 1);
	bytes_put(to, is_packed, 1);
	bytes_put(to, 0, 2);
	bytes_put(to, picture->bytes.len, 4);
	bytes_put(to, deflate_crc(0, picture->bytes), 4);
	bytes_put(to, 0, 4);
	bytes_put(to, bytes.len, 8);
	buf_add(to, bytes);
}

/* Each picture that is shown, and each digest once. */
static bool
is_kept(const struct packing *packing, size_t index)
{
	const struct picture *list = packing->article->pictures;

	for (size_t i = 0; packing->shown[index] && i < index; i++)
		if (packing->shown[i] && memcmp(list[i].digest, list[index].digest, 32) == 0)
			return false;
	return packing->shown[index];
}

str
record_pack(struct arena *arena, struct deflate *deflate, const struct article *article, str name,
    uint32_t index)
{
	struct tree_links links = {write_link, NULL};
	struct packing packing = {
	    arena, deflate, article, arena_array(arena, article->picture_count + 1, sizeof(bool))};
	struct entry entry = {.name = at_most(arena, name, LONGEST_TEXT), .index = index};
	struct buf fields = BUF(arena), body = BUF(arena), to = BUF(arena);
	uint32_t count = 0;
	size_t size = HEAD;

	keep_meta(arena, &entry, article);
	keep_likeness(&packing, &entry);
	keep_body(&packing, &entry);
	tree_write_xhtml(&body, article->body->root, &links);
	for (size_t i = 0; i < article->picture_count; i++)
		if (is_kept(&packing, i)) {
			count++;
			if (!entry.lead && may_lead(&article->pictures[i]))
				entry.lead = count;
			size += PICTURE_HEAD + article->pictures[i].bytes.len;
		}
	fields_write(&fields, &entry);
	buf_reserve(&to, size + fields.len + body.len);
	buf_z(&to, MAGIC);
	bytes_put(&to, VERSION, 4);
	bytes_put(&to, fields.len, 4);
	bytes_put(&to, count, 4);
	bytes_put(&to, body.len, 8);
	bytes_put(&to, deflate_crc(0, buf_str(&body)), 4);
	bytes_put(&to, 0, 4);
	buf_add(&to, buf_str(&fields));
	buf_add(&to, buf_str(&body));
	for (size_t i = 0; i < article->picture_count; i++)
		if (is_kept(&packing, i))
			put_picture(&to, deflate, &article->pictures[i]);
	return buf_str(&to);
}

/* The pictures' heads; `at` is where they begin in the record. */
static bool
read_pictures(struct arena *arena, str packed, size_t at, uint32_t count, struct entry *entry)
{
	if (count > (packed.len - at) / PICTURE_HEAD)
		return false;
	entry->pictures = arena_array(arena, count, sizeof *entry->pictures);
	for (uint32_t i = 0; i < count; i++) {
		struct record_picture *picture = &entry->pictures[i];
		const char *head = packed.at + at;
		uint64_t len;

		if (packed.len - at < PICTURE_HEAD)
			return false;
		memcpy(picture->digest, head, sizeof picture->digest);
		picture->kind = (enum picture_kind)head[32];
		picture->is_deflated = head[33] != 0;
		picture->size = (uint32_t)bytes_number(head + 36, 4);
		picture->crc = (uint32_t)bytes_number(head + 40, 4);
		len = bytes_number(head + 48, 8);
		at += PICTURE_HEAD;
		if (head[32] <= PICTURE_NONE || head[32] > PICTURE_SVG || len > packed.len - at ||
		    (!picture->is_deflated && len != picture->size))
			return false;
		picture->bytes = (struct spool_range){at, len};
		at += (size_t)len;
	}
	entry->picture_count = count;
	return at == packed.len && entry->lead <= count;
}

static bool
read_record(struct arena *arena, str packed, struct entry *entry)
{
	uint64_t fields, body;
	str bytes;

	if (packed.len < HEAD || !str_starts(packed, STR(MAGIC)) ||
	    bytes_number(packed.at + 4, 4) != VERSION)
		return false;
	fields = bytes_number(packed.at + 8, 4);
	body = bytes_number(packed.at + 16, 8);
	if (fields > packed.len - HEAD || body > packed.len - HEAD - fields)
		return false;
	bytes = (str){packed.at + HEAD + fields, (size_t)body};
	if (deflate_crc(0, bytes) != bytes_number(packed.at + 24, 4))
		return false;
	entry->body = (struct spool_range){HEAD + fields, body};
	entry->body_size = body;
	return fields_read(arena, (str){packed.at + HEAD, (size_t)fields}, entry) &&
	    read_pictures(arena, packed, HEAD + (size_t)(fields + body),
		(uint32_t)bytes_number(packed.at + 12, 4), entry);
}

struct entry *
record_store(struct arena *arena, struct spool *spool, str packed)
{
	struct entry *entry = arena_alloc(arena, sizeof *entry);
	struct spool_range range;

	if (!read_record(arena, packed, entry)) {
		errno = EILSEQ;
		return NULL;
	}
	if (!spool_add(spool, packed, &range))
		return NULL;
	entry->body.at += range.at;
	for (uint32_t i = 0; i < entry->picture_count; i++)
		entry->pictures[i].bytes.at += range.at;
	return entry;
}
