/* A web archive (ISO 28500:2017): what its files share. */
#ifndef UNPACK_WARC_H
#define UNPACK_WARC_H

#include "source/source.h"
#include "unpack/warc_record.h"

#define LIMIT_WARC_ENTRIES ((size_t)2000000) /* addresses that the index holds: 24 bytes each */
#define LIMIT_WARC_PAGES ((size_t)1000000)
#define LIMIT_WARC_REDIRECTS 8

/* Where a record lies: its first byte in the archive, or in what was kept of it, in the low 48
   bits; the flags above. */
#define WARC_PLACE (((uint64_t)1 << 48) - 1)
enum warc_flag {
	WARC_IS_HELD = 1,     /* in the file of what was kept */
	WARC_IS_REDIRECT = 2, /* `other` is the address it leads to */
	WARC_IS_SAME = 4,     /* `other` is the digest of the payload that it repeats */
	WARC_IS_ANY_KIND = 8  /* a page whose kind is to be told by its bytes */
};

/* Of a file that can be found by its address. */
struct warc_entry {
	uint64_t address, place, other; /* hashes, and the place; other: the digest */
};

struct warc_set {
	uint64_t *slots;
	size_t count, mask;
};

struct warc_index {
	struct arena *arena;
	struct warc_entry *entries, *pages; /* sorted by warc_index_end; in order of the archive */
	size_t count, room, page_count, page_room;
	struct warc_set addresses, digests; /* of the pages, to take them once */
	struct warc_set documents,
	    asides; /* addresses that a browser asked for as a page; others */
	bool is_full;
};

enum warc_form { WARC_PLAIN, WARC_GZIP, WARC_ZSTD };

/* An archive that has been looked through: any thread may read it. */
struct warc {
	int fd;            /* the archive; -1 where it cannot be read in places */
	int held;          /* what was kept of it where places do not help, unlinked; -1 */
	uint64_t end;      /* of the archive in its file, */
	uint64_t held_end; /* and of what was kept */
	enum warc_form form;
	str dictionary; /* of zstd; absent */
	struct warc_index index;
	const char *broken; /* why something could not be read; NULL */
	int held_errno;     /* why something could not be kept; 0 */
};

/* Look through the archive that a stream holds, which is read to its end. `with_pages`: its pages
   are wanted too, by the settings' patterns. All that lives long is in `arena`, what is needed for
   the moment in `scratch`. */
void warc_scan(struct warc *warc, const struct settings *settings, struct arena *arena,
    struct arena *scratch, struct stream *from, bool with_pages);

/* What is told of a payload before it is read. */
struct warc_candidate {
	const struct warc_head *head;
	struct warc_http http;
	str block; /* its first bytes */
	str media;
	uint64_t address;
	bool has_http;
};

struct warc_judge {
	struct warc_index *index;
	const struct settings *settings;
	struct arena *scratch;
	bool with_pages;
};

/* What a record is to us: noted in the index where it is no payload but leads to one (a redirect, a
   revisit, what a request says), and a page's address and digest, to take it once. `flags` are
   those of the page. */
enum warc_role { WARC_ROLE_NONE, WARC_ROLE_PAGE, WARC_ROLE_FILE };
enum warc_role
warc_judge(const struct warc_judge *judge, struct warc_candidate *candidate, uint64_t *flags);

/* Keep a copy of a record whose bytes cannot be found again by their place: its head, and `block`
   bytes that `from` gives. Where that fails nothing is kept; false when `from` ended too early. */
bool warc_hold(struct warc *warc, struct arena *arena, str head, struct stream *from,
    uint64_t block, uint64_t *place);

/* A record that was opened for its payload. */
struct warc_payload {
	struct warc_head head;
	struct warc_http http; /* all absent where the payload stands alone */
	struct stream *body;
	str media, charset;
};

/* Open the record at a place; false when it cannot be read. Everything is in `arena`. */
bool
warc_open(struct arena *arena, const struct warc *warc, uint64_t place, struct warc_payload *out);

/* The file that an address names (source/shelf.h). */
enum shelf_result
warc_find(struct ctx *ctx, const struct warc *warc, str absolute, size_t most, str *bytes);

/* The same as a shelf, in `arena`; the archive must live as long. */
struct shelf *warc_shelf(struct arena *arena, const struct warc *warc);

/* An address to its hash: without scheme, fragment and percent-encoding, so that the same file is
   found however a page writes it; 0 for none of the web. */
uint64_t warc_hash_address(struct arena *scratch, str address);
uint64_t warc_hash(str bytes);

bool warc_set_add(struct arena *arena, struct warc_set *set, uint64_t hash); /* whether it is new */
bool warc_set_has(const struct warc_set *set, uint64_t hash);

void warc_index_add(struct warc_index *index, uint64_t address, uint64_t place, uint64_t other);
void warc_index_end(struct warc_index *index);
/* Where an address leads to; 0 where it does not. */
uint64_t warc_index_redirect(const struct warc_index *index, uint64_t address);
/* The entry of an address, redirects and repetitions followed; NULL where there is none. */
const struct warc_entry *warc_index_find(const struct warc_index *index, uint64_t address);

#endif
