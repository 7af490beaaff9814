/* Features: what is measured of each block, for the model. */
#ifndef EXTRACT_FEATURE_H
#define EXTRACT_FEATURE_H

#include "extract/block.h"
#include "extract/readability.h"

enum feature {
#define FEATURE(name, what) FEATURE_##name,
#include "extract/feature.def"
#undef FEATURE
	FEATURE_COUNT,
	FEATURE_TEXT = FEATURE_is_p /* how many are of the text alone; they come first */
};

const char *feature_name(size_t feature);
const char *feature_what(size_t feature);

/* A set of words, by their hashes; now and then it holds one too many. */
struct word_set {
	uint64_t bits[64];
	uint32_t count;
};

/* What is known of the page as a whole before its blocks are looked at. */
struct page_facts {
	struct word_set title, about;
	float row[FEATURE_COUNT]; /* the page's own features are filled in */
};

/* Whether an element is furniture, or an article's, by its tag or groups. */
bool feature_is_bad(enum tag tag, uint64_t groups);
bool feature_is_good(enum tag tag, uint64_t groups);

void feature_of_page(struct ctx *ctx, const struct page *page, const struct blocks *blocks,
    const struct masses *masses, struct page_facts *facts);

/* What neighbours and duplicates need of a block. */
struct trait {
	float text[FEATURE_TEXT]; /* its text's features */
	float best;               /* best score of its ancestors, by the page's best */
	uint64_t hash, begin;     /* of all its words, and of its first eight; 0: fewer */
	uint32_t copies, begins;  /* how often these stand on the page */
	uint8_t heading;
	bool is_long, copy_before;
};

/* The features of the text alone. */
void
feature_of_text(const struct block *block, const struct page_facts *facts, struct trait *trait);

/* Features of the markup within a block: links, bold, images and the like. */
void feature_of_markup(
    const struct page *page, const struct blocks *blocks, const struct block *block, float *row);

/* Features of a block's place among the others; traits of all blocks must be there. */
struct place;
struct place *feature_places(
    struct ctx *ctx, const struct page *page, const struct blocks *blocks, struct trait *traits);
void feature_of_place(const struct place *place, size_t index, float *row);

/* Features of what is like the block; traits of all blocks must be there. */
struct groups;
struct kin;
struct groups *feature_groups(struct ctx *ctx, const struct page *page, const struct blocks *blocks,
    const struct masses *masses, const struct kin *kin, const struct trait *traits);
void feature_of_group(const struct groups *groups, size_t index, float *row);

/* The features of all blocks of a page, one row of FEATURE_COUNT after the other, handed to
   `take`. Linear in nodes and blocks. */
void feature_rows(struct ctx *ctx, const struct page *page, const struct blocks *blocks,
    const struct masses *masses, void (*take)(void *with, size_t index, const float *row),
    void *with);

/* FNV-1a over words in lower case. */
#define FEATURE_HASH_START 0xcbf29ce484222325u
uint64_t feature_hash(uint64_t hash, str bytes);

/* A hash of two numbers, in order. */
static inline uint64_t
feature_mixed(uint64_t hash, uint64_t with)
{
	hash = (hash ^ with) * 0x9E3779B97F4A7C15u;
	return hash ^ hash >> 29;
}

/* A counter of hashes, bounded in probes: what does not find room is not counted. */
struct tally {
	struct tally_slot *slots;
	size_t mask;
};
struct tally tally_new(struct ctx *ctx, size_t expected);
uint32_t tally_add(struct tally *tally, uint64_t hash); /* its count, this one included */
uint32_t *tally_at(struct tally *tally, uint64_t hash); /* its number, to be set; NULL: no room */
uint32_t tally_get(const struct tally *tally, uint64_t hash); /* 0 when it was never added */

/* One JSON object a line: a first line that names the features, then for each block its index,
   words, text, and features. */
void extract_dump_features(struct ctx *ctx, struct page *page, struct buf *to);

#endif
