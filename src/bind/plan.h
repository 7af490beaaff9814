/* What bind decides about a book: its chapters, their order and names. Within bind alone. */
#ifndef BIND_PLAN_H
#define BIND_PLAN_H

#include "bind/bind.h"
#include "core/idmap.h"

#define XHTML "application/xhtml+xml"

/* A page of a list is cut after so many articles. */
#define ARTICLES_A_PAGE 50

/* A stretch of the body that goes into one piece, or a text that stands between two of them. */
struct stretch {
	str text; /* when present */
	uint64_t at, len;
};

/* One file of a long article. */
struct piece {
	struct stretch *stretches;
	size_t count, room, bytes;
	bool has_math;
};

/* Where an id of a long article is. */
struct anchor {
	str id;
	uint32_t piece;
};

struct split {
	struct piece *pieces;
	uint32_t count;
	struct anchor *anchors; /* sorted by id */
	size_t anchor_count;
};

/* An article in its place. */
struct chapter {
	struct entry *entry;
	uint32_t section; /* index */
	str title;        /* never empty, at most 200 characters */
	str stem, file;   /* "s1a1", "s1a1.xhtml" */
	str lang;         /* BCP 47, well-formed */
	str address;      /* of the original; absent when it is not on the web */
	const struct words *words;
	const struct split *split; /* NULL: one file */
	const struct chapter *previous, *next;
};

struct section {
	str name; /* absent for articles that ask for none */
	str file; /* its page; absent when the digest has no section pages */
	size_t first, count;
};

struct link {
	str key;
	const struct chapter *chapter;
};

struct plan {
	struct arena *arena;
	struct arena *scratch; /* for one page at a time */
	struct book *book;
	const struct bind_request *request;
	const struct device *device;
	struct words *words;
	struct chapter *chapters; /* in reading order */
	size_t chapter_count;
	struct section *sections;
	size_t section_count;
	struct link *links; /* sorted by key */
	size_t link_count;
	struct link *places; /* the same, by names of files */
	size_t place_count;
	struct idmap thumbs; /* files of small pictures that are in the book */
	str masthead;        /* the digest's name, or its title without a date */
	str site;            /* when all articles are from one */
	str cover_name;
	struct {
		str lang;
		const struct words *words;
	} * languages;
	size_t language_count, language_room;
};

/* bind.c: all that is decided before the pages are made. */
struct plan *bind_plan(struct ctx *ctx, const struct bind_request *request);

/* naming.c: the book's title and identifier, the masthead, the volume in words. */
void naming_book(struct plan *plan);
str naming_volume(const struct plan *plan);
str naming_issue(const struct plan *plan); /* the same, or "No. 12"; absent without a number */

/* order.c: chapters and sections, by what the articles ask for. */
void order_chapters(struct plan *plan);
size_t order_headlines(const struct plan *plan, str *list, size_t most);

/* label.c: names that readers see. */
str label_cut(struct arena *arena, str text, size_t characters);
str label_chapter(const struct plan *plan, const struct entry *entry);
size_t label_minutes_of(uint64_t words); /* of reading, at least one */
str label_minutes(struct arena *arena, const struct words *words, uint64_t count);
str label_byline(struct arena *arena, const struct words *words, const struct entry *entry);

/* sort.c: the file-as of a person: "Lindqvist, Ida", by the language of the text; names that have
   no such form stay. Of a title: "Harbour Digest, The"; absent for one that sorts as it stands. */
str sort_name(struct arena *arena, str name, str lang);
str sort_title(struct arena *arena, str title, str lang);

/* language.c */
str language_clean(struct arena *arena, str lang); /* absent when it says nothing */
str language_of_book(const struct plan *plan);
str language_other_dir(const struct plan *plan, str lang); /* absent: the book's own */
const struct words *language_words(struct plan *plan, str lang);
/* What a page's template wants first: lang, dir, page_title, root. */
void language_page(struct values *values, str lang, str title, const char *root);

/* places.c: an address that is none of the web leads to another article or nowhere. */
void places_gather(struct plan *plan);
bool places_is_local(str href);
const struct chapter *
places_find(const struct plan *plan, struct arena *arena, const struct chapter *chapter, str href);

/* links.c: links from article to article. */
void links_gather(struct plan *plan);
void links_resolve(struct buf *to, const struct plan *plan, const struct chapter *chapter,
    uint32_t piece, str body);

/* split.c: long articles; false when the spool cannot be read. */
bool split_chapters(struct plan *plan, struct spool *spool);
bool split_has_math(const struct chapter *chapter, uint32_t piece);
uint32_t split_piece(const struct split *split, str id);
str split_file(struct arena *arena, const struct chapter *chapter, uint32_t piece);

/* jacket.c: the cover, its page and its picture. */
void jacket_add(struct ctx *ctx, struct plan *plan, struct spool *spool);

/* lists.c: front page, section pages. */
void lists_front(struct plan *plan);
void lists_section(struct plan *plan, const struct section *section);

/* A page of a list: `page` (from 0) of `pages`, those that begin with `stem`, with links to the
   others where there are several. */
struct list_page {
	const char *template, *stem;
	str title;
	size_t page, pages;
};
void lists_page(struct plan *plan, struct values *values, const struct list_page *page);
str lists_continued(struct plan *plan, str title);
/* Items stand in a line, with a mark before all but the first; `list` is their name, and a fact is
   one of "facts" that is not blank. */
struct values *lists_item(struct values *line, const char *list, str text, size_t *count);
void lists_fact(struct values *line, str text, size_t *count);

/* colophon.c */
void colophon_pages(struct plan *plan);

/* provenance.c: where each article of a volume comes from, for programs. */
void provenance_add(struct plan *plan);

/* contents.c: nav and NCX. */
str contents_nav(struct plan *plan);
str contents_ncx(struct plan *plan);

/* kepub.c: a page with Kobo's wrappers and spans. */
str kepub_page(struct arena *arena, str page);

/* package.c: the package document, when all parts are known. */
str package_write(struct plan *plan);

/* bind.c: a new file below EPUB/. */
struct part *bind_part(struct plan *plan, str path, const char *media_type, str id);

/* A page that was filled in the scratch: kept in the book, and the scratch is emptied. */
str bind_keep(struct plan *plan, const struct buf *text);

#endif
