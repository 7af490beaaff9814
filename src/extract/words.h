/* Word lists: what class names mean, and what pages say about themselves. */
#ifndef EXTRACT_WORDS_H
#define EXTRACT_WORDS_H

#include "page/page.h"

enum group {
#define GROUP(symbol, name, what) GROUP_##symbol,
#include "extract/group.def"
#undef GROUP
	GROUP_COUNT
};

/* Kinds of words of a page's furniture. */
enum furniture {
	FURNITURE_SHARE,   /* sharing, following, printing */
	FURNITURE_TALK,    /* comments, replies, votes */
	FURNITURE_LEGAL,   /* copyright, consent, terms */
	FURNITURE_ACCOUNT, /* sign in, subscribe */
	FURNITURE_RELATED, /* related, more, advertisement */
	FURNITURE_SHOP,    /* prices, cart, delivery */
	FURNITURE_PLACE,   /* menus, search, back to top */
	FURNITURE_TIME,    /* months, days, bylines */
	FURNITURE_COUNT
};

#define GROUP_BIT(group) ((uint64_t)1 << (group))

/* Groups of the words in a class or the like ("post-body commentList"), as bits: split at all that
   is no ASCII letter and before capitals within; at most the first 400 bytes. */
uint64_t words_groups(str value);

/* Groups of an element: of its class, id, role, itemprop, and test attributes. */
uint64_t words_of_element(const struct page *page, uint32_t at);

/* Kind of a word in lower case; FURNITURE_COUNT when it is none. */
enum furniture words_furniture(str word);

/* Whether a folded text is what stands over an advertisement. */
bool words_is_ad_label(str folded);

/* Whether both tables stand in order; for the test. */
bool words_sorted(void);

#endif
