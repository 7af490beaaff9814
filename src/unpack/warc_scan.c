/* Looking through a web archive: which pages and files it has, and where they lie. */
#include "unpack/warc.h"

#define BOMB_BYTES ((uint64_t)256 << 20) /* that one record expands to, */
#define BOMB_RATIO 200                   /* for one of the archive's: not read to its end */
#define PROBES 256                       /* places that are tried behind broken members */

enum step { STEP_RECORD, STEP_END, STEP_BROKEN, STEP_BOMB };

struct scan {
	struct warc *warc;
	const struct settings *settings;
	struct arena *arena;  /* what lives as long as the archive */
	struct arena *member; /* the member's decoder */
	struct arena *record; /* emptied with each record */
	struct arena *behind; /* of `from`, once it was opened again behind a broken member */
	struct stream *from, *records;
	uint64_t base; /* place of from's first byte */
	struct warc_judge judge;
	bool in_places;
	bool is_first; /* in its member: it is found again by its place */
	size_t probes;
};

/* Read the rest of a record to nowhere. */
static enum step
skip_block(struct scan *scan, uint64_t left)
{
	uint64_t began = scan->from->given, all = left;

	while (left) {
		uint64_t piece = left < (uint64_t)16 << 20 ? left : (uint64_t)16 << 20;

		if (!stream_skip(scan->records, piece))
			return STEP_BROKEN;
		left -= piece;
		if (scan->records != scan->from && all - left > BOMB_BYTES &&
		    (all - left) / (scan->from->given - began + 1) > BOMB_RATIO)
			return STEP_BOMB;
	}
	return STEP_RECORD;
}

/* Note what the record is and go behind it. */
static enum step
take_record(struct scan *scan, const struct warc_head *head, str text, uint64_t place)
{
	struct warc *warc = scan->warc;
	size_t most = head->length < STREAM_PEEK ? (size_t)head->length : STREAM_PEEK;
	struct warc_candidate candidate = {.head = head};
	uint64_t flags = 0, limit;
	enum step step;
	enum warc_role role;

	if (head->type == WARC_OTHER || !head->target.len)
		return skip_block(scan, head->length);
	candidate.block = stream_peek(scan->records, most < 8192 ? most : 8192);
	if (most > 8192 && !warc_head_size(candidate.block))
		candidate.block = stream_peek(scan->records, most);
	role = warc_judge(&scan->judge, &candidate, &flags);
	if (role == WARC_ROLE_NONE)
		return skip_block(scan, head->length);
	limit = role == WARC_ROLE_PAGE ? scan->settings->max_input : LIMIT_PICTURE_BYTES;
	if (!scan->in_places || !scan->is_first) {
		uint64_t kept = head->length > limit ? 0 : head->length;

		if (!warc_hold(warc, scan->arena, text, scan->records, kept, &place))
			return STEP_BROKEN;
		flags |= WARC_IS_HELD;
		step = warc->held_errno ? STEP_RECORD : skip_block(scan, head->length - kept);
		if (warc->held_errno)
			return step;
	} else {
		step = skip_block(scan, head->length);
	}
	/* A page that is broken is one that is refused by its name; of a picture nothing is said.
	 */
	place |= flags << 48;
	if (role == WARC_ROLE_PAGE)
		*ARENA_PUSH(warc->index.arena, warc->index.pages, warc->index.page_count,
		    warc->index.page_room) = (struct warc_entry){candidate.address, place, 0};
	else if (step == STEP_RECORD && head->length <= limit)
		warc_index_add(&warc->index, candidate.address, place,
		    head->digest.len ? warc_hash(head->digest) : 0);
	return step;
}

/* The next record of the stream. */
static enum step
next_record(struct scan *scan)
{
	struct stream *records = scan->records;
	struct warc_head head;
	uint64_t place = scan->base + scan->from->given, left;
	str bytes;

	while ((bytes = stream_some(records)).len) {
		size_t blank = 0;

		while (blank < bytes.len &&
		    (ascii_is_space((unsigned char)bytes.at[blank]) || !bytes.at[blank]))
			blank++;
		stream_skip(records, blank);
		if (blank < bytes.len)
			break;
	}
	if (!bytes.len)
		return records->why ? STEP_BROKEN : STEP_END;
	if (records == scan->from)
		place = scan->base + scan->from->given;
	bytes = stream_peek(records, 4096);
	if (!warc_head_size(bytes))
		bytes = stream_peek(records, WARC_HEAD);
	arena_release(scan->record);
	bytes = arena_copy(scan->record, str_head(bytes, warc_head_size(bytes)));
	if (!warc_head_parse(bytes, &head))
		return STEP_BROKEN;
	stream_skip(records, head.size);
	if (records == scan->from && stream_left(records, &left) && head.length > left)
		return STEP_BROKEN;
	return take_record(scan, &head, bytes, place);
}

static void
note_broken(struct scan *scan)
{
	const char *why = scan->records->why;

	if (!scan->warc->broken)
		scan->warc->broken = why ? why : "a record's headers or its length are wrong";
}

/* Records one behind another: behind a broken one the next is looked for by its first line. */
static void
scan_plain(struct scan *scan)
{
	enum step step;

	scan->records = scan->from;
	scan->is_first = true;
	while ((step = next_record(scan)) != STEP_END) {
		str head;

		if (step == STEP_RECORD)
			continue;
		note_broken(scan);
		if (!stream_some(scan->from).len)
			return;
		while ((head = stream_peek(scan->from, STREAM_PEEK)).len) {
			size_t at = warc_head_find(head);

			/* The line may begin at the end of what is at hand. */
			if (at == STR_NOT_FOUND)
				at = head.len > 8 ? head.len - 7 : head.len;
			stream_skip(scan->from, at);
			if (str_starts(str_from(head, at), STR("WARC/")))
				break;
		}
	}
}

static struct stream *
open_member(struct scan *scan, struct arena *arena, struct stream *from)
{
	return scan->warc->form == WARC_GZIP
	    ? stream_inflate(arena, from, INFLATE_GZIP, true)
	    : stream_zstd(arena, from, true, scan->warc->dictionary);
}

/* Whether a member of records begins with the bytes. */
static bool
begins_member(struct scan *scan, str bytes)
{
	struct arena *probe = arena_inner(scan->record);
	char first[5];
	bool begins;

	begins =
	    stream_read(open_member(scan, probe, stream_of_bytes(probe, bytes)), first, 5) == 5 &&
	    str_eq((str){first, 5}, STR("WARC/"));
	arena_release(probe);
	return begins;
}

/* Broken data are noticed late, and the next member may have begun before. */
static void
go_back(struct scan *scan, uint64_t began)
{
	uint64_t at = scan->base + scan->from->given;

	if (!scan->in_places)
		return;
	at = at - began > STREAM_PEEK ? at - STREAM_PEEK : began + 1;
	arena_release(scan->behind);
	arena_init(scan->behind, LIMIT_ITEM_MEMORY, scan->arena->escape);
	scan->from = stream_of_range(scan->behind, scan->warc->fd, at, scan->warc->end - at);
	scan->base = at;
}

/* Go to the next member behind a broken one; false when there is none. */
static bool
find_member(struct scan *scan)
{
	str magic = scan->warc->form == WARC_GZIP ? STR("\x1f\x8b\x08") : STR("\x28\xb5\x2f\xfd");
	str head;

	arena_release(scan->record);
	while ((head = stream_peek(scan->from, STREAM_PEEK)).len) {
		size_t at = str_find(head, magic);

		if (at == STR_NOT_FOUND) {
			stream_skip(scan->from, head.len > 3 ? head.len - 3 : head.len);
			continue;
		}
		stream_skip(scan->from, at);
		if (scan->probes++ >= PROBES)
			return false;
		if (begins_member(scan, stream_peek(scan->from, 4096)))
			return true;
		stream_skip(scan->from, magic.len);
	}
	return false;
}

/* Whether another member follows one that has ended. Padding behind the last one is no fault. */
static bool
has_more(struct scan *scan)
{
	str head;
	size_t zeros = 0;

	while ((head = stream_some(scan->from)).len) {
		for (zeros = 0; zeros < head.len && !head.at[zeros]; zeros++)
			;
		stream_skip(scan->from, zeros);
		if (zeros < head.len)
			return stream_again(scan->records);
	}
	return false;
}

/* Members of gzip or frames of zstd, one for each record or one for many. */
static void
scan_members(struct scan *scan)
{
	bool more = true;

	scan->records = open_member(scan, scan->member, scan->from);
	while (more) {
		uint64_t began = scan->base + scan->from->given;
		enum step step;

		scan->is_first = true;
		while ((step = next_record(scan)) == STEP_RECORD)
			scan->is_first = false;
		if (step == STEP_END) {
			more = has_more(scan);
			continue;
		}
		if (step == STEP_BROKEN)
			note_broken(scan);
		go_back(scan, began);
		more = find_member(scan);
		arena_release(scan->member);
		arena_init(scan->member, LIMIT_ITEM_MEMORY, scan->arena->escape);
		scan->records = open_member(scan, scan->member, scan->from);
	}
}

/* A dictionary for all frames that comes in front of them, itself compressed or not (the draft
   "Zstandard Compression for WARC Files", section 4.1). */
static void
read_dictionary(struct scan *scan)
{
	str head = stream_peek(scan->from, 8);
	uint64_t length = 0, end;
	struct stream *frame;

	if (head.len < 8 || !str_starts(head, STR("\x5d\x2a\x4d\x18")))
		return;
	for (int i = 7; i >= 4; i--)
		length = length << 8 | (unsigned char)head.at[i];
	stream_skip(scan->from, 8);
	end = scan->from->given + length;
	frame = stream_of_next(scan->member, scan->from, length);
	if (str_starts(stream_peek(frame, 4), STR("\x28\xb5\x2f\xfd")))
		frame = stream_zstd(scan->member, frame, true, STR_NONE);
	stream_all(frame, scan->arena, (size_t)16 << 20, &scan->warc->dictionary);
	stream_skip(scan->from, end - scan->from->given);
}

void
warc_scan(struct warc *warc, const struct settings *settings, struct arena *arena,
    struct arena *scratch, struct stream *from, bool with_pages)
{
	struct scan scan = {.warc = warc,
	    .settings = settings,
	    .arena = arena,
	    .member = arena_inner(scratch),
	    .record = arena_inner(scratch),
	    .behind = arena_inner(scratch),
	    .from = from};
	uint64_t at, left;
	str head;

	*warc = (struct warc){.fd = -1, .held = -1, .index = {.arena = arena}};
	scan.judge = (struct warc_judge){&warc->index, settings, scan.record, with_pages};
	head = stream_peek(from, 4);
	scan.in_places = stream_place(from, &warc->fd, &at) && stream_left(from, &left);
	if (scan.in_places) {
		scan.base = at - from->given;
		warc->end = at + left;
	} else {
		warc->fd = -1;
	}
	if (str_starts(head, STR("\x1f\x8b"))) {
		warc->form = WARC_GZIP;
		scan_members(&scan);
	} else if (kind_is_zstd(head)) {
		warc->form = WARC_ZSTD;
		read_dictionary(&scan);
		scan_members(&scan);
	} else {
		scan_plain(&scan);
	}
	warc_index_end(&warc->index);
	arena_release(scan.member);
	arena_release(scan.record);
	arena_release(scan.behind);
}
