/* Articles that were given more than once. */
#include <stdlib.h>
#include <string.h>

#include "core/idmap.h"
#include "core/likeness.h"
#include "core/url.h"
#include "core/utf8.h"
#include "edition/edition.h"

#define BANDS 8           /* of a likeness: two that differ in fewer bits agree in one */
#define FEWEST_WORDS 60   /* of a text that may be nearly another */
#define MOST_LOOKED_AT 64 /* others of the same address or band that one is compared with */
#define MOST_READ 8       /* and of those whose text is read */
#define LONGEST_READ ((uint64_t)4 << 20)
#define SHARED 0.9          /* of their runs of words */
#define SHARED_STRANGE 0.98 /* where their titles differ: forms are filled in with other names */

/* An article that is kept so far, and those that it stands for. */
struct seat {
	struct entry *entry;
	str title, numbers;
	uint32_t same_address, same_text, same_band[BANDS]; /* the one before it, plus one */
};

struct search {
	struct arena *arena, *scratch; /* scratch: for two texts at a time */
	struct spool *spool;
	struct seat *seats;
	size_t count;
	struct idmap addresses, texts;
	uint32_t *bands; /* the last of each, plus one */
	bool is_broken;  /* the spool */
};

static str
address_of(struct arena *arena, const struct entry *entry)
{
	str address = url_is_web(entry->canonical) ? entry->canonical : entry->source;

	return url_is_web(address) ? url_key(arena, address) : STR_NONE;
}

static str
digits_of(struct arena *arena, str title)
{
	struct buf digits = BUF(arena);

	for (size_t i = 0; i < title.len; i++)
		if (ascii_is_digit((unsigned char)title.at[i]))
			buf_char(&digits, title.at[i]);
		else if (digits.len && digits.at[digits.len - 1] != ' ')
			buf_char(&digits, ' ');
	return str_trim(buf_str(&digits));
}

/* The words of a body in its markup. */
static str
words_of(struct search *search, const struct entry *entry)
{
	struct arena *scratch = search->scratch;
	struct buf text = BUF(scratch);
	char *body = arena_alloc(scratch, (size_t)entry->body.len + 1);
	bool in_tag = false;

	if (!spool_read(search->spool, entry->body, body)) {
		search->is_broken = true;
		return STR_NONE;
	}
	for (size_t i = 0; i < entry->body.len; i++) {
		in_tag |= body[i] == '<';
		buf_char(&text, in_tag ? ' ' : body[i]);
		in_tag &= body[i] != '>';
	}
	return utf8_fold_words(scratch, buf_str(&text));
}

static bool
share_most(struct search *search, const struct entry *one, const struct entry *two, double most)
{
	struct arena *scratch = search->scratch;
	uint64_t *runs[2];
	size_t counts[2];
	bool found;

	if (one->body.len > LONGEST_READ || two->body.len > LONGEST_READ)
		return false;
	counts[0] = likeness_runs(scratch, words_of(search, one), &runs[0]);
	counts[1] = likeness_runs(scratch, words_of(search, two), &runs[1]);
	found = likeness_share(runs[0], counts[0], runs[1], counts[1]) >= most;
	arena_release(scratch);
	return found;
}

/* Sites there are that give all of their pages one address. */
static bool
are_one_work(const struct seat *one, const struct seat *two)
{
	return (one->title.len && str_eq(one->title, two->title)) ||
	    likeness_distance(one->entry->likeness, two->entry->likeness) <= LIKENESS_CHANGED;
}

static bool
have_same_text(const struct seat *one, const struct seat *two)
{
	return one->entry->words >= RECORD_FEW_WORDS || str_eq(one->title, two->title);
}

/* The same, or the one with a site's name or the like behind it. */
static bool
have_one_title(const struct seat *one, const struct seat *two)
{
	return one->title.len && two->title.len &&
	    (str_find(one->title, two->title) != STR_NOT_FOUND ||
		str_find(two->title, one->title) != STR_NOT_FOUND);
}

static bool
may_be_near(const struct seat *one, const struct seat *two)
{
	uint32_t less = one->entry->words, more = two->entry->words;

	if (less > more) {
		less = two->entry->words;
		more = one->entry->words;
	}
	return less >= FEWEST_WORDS && more - less <= less / 8 &&
	    str_eq(one->numbers, two->numbers) &&
	    likeness_distance(one->entry->likeness, two->entry->likeness) <= LIKENESS_NEAR;
}

static unsigned
band_of(const struct entry *entry, unsigned band)
{
	return band << 8 | (unsigned)(entry->likeness >> band * 8 & 0xff);
}

static struct seat *
find_near(struct search *search, const struct seat *seat)
{
	unsigned read = 0;

	if (seat->entry->words < FEWEST_WORDS)
		return NULL;
	for (unsigned band = 0; band < BANDS; band++) {
		uint32_t at = search->bands[band_of(seat->entry, band)];

		for (unsigned i = 0; at && i < MOST_LOOKED_AT * 16; i++) {
			struct seat *other = &search->seats[at - 1];

			if (may_be_near(other, seat) && read++ < MOST_READ &&
			    share_most(search, other->entry, seat->entry,
				have_one_title(other, seat) ? SHARED : SHARED_STRANGE))
				return other;
			at = other->same_band[band];
		}
	}
	return NULL;
}

/* The seat of the article that this one is again; NULL when it is new. */
static struct seat *
find_seat(
    struct search *search, const struct seat *seat, str address, str digest, enum edition_why *why)
{
	struct idmap_entry *last = address.at ? idmap_find(&search->addresses, address) : NULL;
	uint32_t at = last ? last->value : 0;

	*why = EDITION_SAME_ADDRESS;
	for (unsigned i = 0; at && i < MOST_LOOKED_AT; i++) {
		if (are_one_work(&search->seats[at - 1], seat))
			return &search->seats[at - 1];
		at = search->seats[at - 1].same_address;
	}
	*why = EDITION_SAME_TEXT;
	last = idmap_find(&search->texts, digest);
	at = last ? last->value : 0;
	for (unsigned i = 0; at && i < MOST_LOOKED_AT; i++) {
		if (have_same_text(&search->seats[at - 1], seat))
			return &search->seats[at - 1];
		at = search->seats[at - 1].same_text;
	}
	*why = EDITION_NEAR_TEXT;
	return find_near(search, seat);
}

static void
link_to(struct idmap *map, str key, uint32_t number, uint32_t *before)
{
	bool is_new;
	struct idmap_entry *last = idmap_add(map, key, &is_new);

	*before = is_new ? 0 : last->value;
	last->value = number;
}

static void
add_seat(struct search *search, const struct seat *seat, str address, str digest)
{
	uint32_t number = (uint32_t)search->count + 1;
	struct seat *kept = &search->seats[search->count++];

	*kept = *seat;
	if (address.at)
		link_to(&search->addresses, address, number, &kept->same_address);
	link_to(&search->texts, digest, number, &kept->same_text);
	for (unsigned band = 0; band < BANDS; band++) {
		uint32_t *last = &search->bands[band_of(seat->entry, band)];

		kept->same_band[band] = *last;
		*last = number;
	}
}

/* Whether what comes later is what a reader wants to have. */
static bool
is_better(const struct entry *later, const struct entry *first)
{
	struct date one = date_is_set(later->modified) ? later->modified : later->date;
	struct date two = date_is_set(first->modified) ? first->modified : first->date;
	int day = date_is_set(one) && date_is_set(two) ? date_compare_day(one, two) : 0;

	return day ? day > 0 : later->words > first->words + first->words / 10;
}

static int
compare_twins(const void *a, const void *b)
{
	const struct edition_twin *one = a, *two = b;

	return edition_compare_places(&one->entry, &two->entry);
}

static void
say(struct ctx *ctx, const struct edition_twin *twin)
{
	enum diag_code code =
	    twin->why == EDITION_NEAR_TEXT ? DIAG_ARTICLE_NEAR : DIAG_ARTICLE_TWICE;

	diag_say(ctx->log, code, twin->entry->name, "%.*s", STR_ARG(twin->kept->name));
}

static str
digest_of(const struct entry *entry)
{
	return (str){(const char *)entry->text_digest, sizeof entry->text_digest};
}

/* One entry after the other takes a seat or is the twin of one that has. */
static void
seat_all(struct search *search, const struct edition_list *entries, bool keeps_first,
    struct edition_twins *twins, uint32_t *seat_of, struct arena *keep)
{
	for (size_t i = 0; i < entries->count && !search->is_broken; i++) {
		struct entry *entry = entries->list[i];
		struct seat seat = {
		    .entry = entry, .title = utf8_fold_words(search->arena, entry->title)};
		str address = address_of(search->arena, entry), digest = digest_of(entry);
		struct edition_twin twin = {.entry = entry};
		struct seat *found;

		seat.numbers = digits_of(search->arena, seat.title);
		found = find_seat(search, &seat, address, digest, &twin.why);
		if (!found) {
			add_seat(search, &seat, address, digest);
			continue;
		}
		if (!keeps_first && twin.why == EDITION_SAME_ADDRESS &&
		    is_better(entry, found->entry)) {
			twin.entry = found->entry;
			found->entry = entry;
		}
		seat_of[twins->count] = (uint32_t)(found - search->seats);
		*ARENA_PUSH(keep, twins->list, twins->count, twins->room) = twin;
	}
}

bool
edition_once(struct ctx *ctx, struct spool *spool, struct edition_list *entries, bool keeps_first,
    struct edition_twins *twins)
{
	struct arena *arena = arena_inner(ctx->arena);
	struct search search = {
	    .arena = arena, .spool = spool, .addresses = IDMAP(arena), .texts = IDMAP(arena)};
	uint32_t *seat_of = arena_array(arena, entries->count + 1, sizeof *seat_of);

	search.scratch = arena_inner(arena);
	search.seats = arena_array(arena, entries->count + 1, sizeof *search.seats);
	search.bands = arena_array(arena, (size_t)BANDS << 8, sizeof *search.bands);
	seat_all(&search, entries, keeps_first, twins, seat_of, ctx->arena);
	for (size_t i = 0; i < search.count; i++)
		entries->list[i] = search.seats[i].entry;
	entries->count = search.count;
	for (size_t i = 0; i < twins->count; i++)
		twins->list[i].kept = search.seats[seat_of[i]].entry;
	if (entries->count)
		qsort(entries->list, entries->count, sizeof *entries->list, edition_compare_places);
	if (twins->count)
		qsort(twins->list, twins->count, sizeof *twins->list, compare_twins);
	for (size_t i = 0; i < twins->count; i++)
		say(ctx, &twins->list[i]);
	arena_release(arena);
	return !search.is_broken;
}

void
edition_note_twins(struct arena *arena, const struct edition_twins *twins)
{
	for (size_t i = 0; i < twins->count; i++) {
		const struct entry *entry = twins->list[i].entry;
		struct entry *kept = twins->list[i].kept;

		*ARENA_PUSH(arena, kept->twins, kept->twin_count, kept->twin_room) = (struct twin){
		    entry->name, entry->canonical.at ? entry->canonical : entry->source};
	}
}
