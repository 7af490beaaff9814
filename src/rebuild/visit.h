/* Visits, by kind; see rule.h for what they give. */
#ifndef REBUILD_VISIT_H
#define REBUILD_VISIT_H

#include "rebuild/rule.h"

/* Opens a frame that is a block. */
struct frame *visit_push(struct rebuild *rebuild, uint32_t at);

/* Opens a frame and a container with the page's id, lang and dir; NULL where none can stand. */
xmlNode *
visit_open(struct rebuild *rebuild, uint32_t at, enum element element, enum build_what what);

/* Sets TAKE_ALL for what is open, when of its text that was not kept there are at most so many
   bytes. */
void visit_take_whole(struct rebuild *rebuild, uint32_t at, uint32_t most);

/* It holds more text than one run may. */
bool visit_is_long(const struct rebuild *rebuild, uint32_t at);

/* A picture's address as the article has it: as it stands in the page where the file may lie beside
   it, else absolute where the page's base is known. */
str image_address(const struct rebuild *rebuild, str address);

/* `best`, where its file is there or nobody can say; else another of the picture's addresses. */
str image_at_hand(const struct rebuild *rebuild, uint32_t at, str best);

/* A post of the thread, whose heading is put, or what merely lays out posts: a block that leaves no
   trace but its ends. False where it is neither. */
bool visit_thread(struct rebuild *rebuild, uint32_t at);

/* The box of a task, where an item of a list begins with one. */
bool visit_task(struct rebuild *rebuild, uint32_t at);
void visit_task_item(struct rebuild *rebuild, uint32_t at);

/* A card; false where the element is none. */
bool visit_card(struct rebuild *rebuild, uint32_t at);

/* The address of a link as the page means it; absent when it can lead nowhere. */
str visit_address(struct rebuild *rebuild, uint32_t link);

/* The picture that an element shows as its background; false where it shows none. */
bool visit_backdrop(struct rebuild *rebuild, uint32_t at);

/* The text of an e-mail address that is hidden from robots; false where none is. */
bool visit_email(struct rebuild *rebuild, uint32_t at);

/* Opens a callout (admonition, alert), where the element is one: an aside with its kind as a
   second class. */
bool visit_callout(struct rebuild *rebuild, uint32_t at);

/* A pre that is called verse: its end. */
uint32_t visit_verse(struct rebuild *rebuild, uint32_t at);

/* block.c */
rule_visit visit_section; /* a block that leaves no trace but its ends */
rule_visit visit_paragraph;
rule_visit visit_container; /* blockquote, aside, figure and the like */
rule_visit visit_heading;
rule_visit visit_list;
rule_visit visit_item;
rule_visit visit_term;
rule_visit visit_figcaption;
rule_visit visit_details;
rule_visit visit_summary;
rule_visit visit_rule;

/* phrase.c */
rule_visit visit_phrase;
rule_visit visit_inline; /* a phrase that leaves no trace */
rule_visit visit_link;
rule_visit visit_time;
rule_visit visit_break;
rule_visit visit_ruby;
rule_visit visit_drop;

/* grid.c */
rule_visit visit_table;
rule_visit visit_rows;
rule_visit visit_row;
rule_visit visit_cell;
rule_visit visit_caption;

/* code.c, math.c, image.c, media.c */
rule_visit visit_code;
rule_visit visit_listing_title;
void visit_panel(struct rebuild *rebuild, uint32_t at); /* what a tab shows: its name */
rule_visit visit_math;
rule_visit visit_equations; /* a table of formulas and their numbers */
void visit_text(struct rebuild *rebuild, uint32_t at);
void visit_tex(struct rebuild *rebuild, str tex, bool is_display);

/* The same formula stands close by as MathML. */
bool visit_is_beside_math(const struct rebuild *rebuild, uint32_t at);

/* An element that is a formula in TeX. */
bool visit_formula(struct rebuild *rebuild, uint32_t at);

/* image.c */
rule_visit visit_image;
rule_visit visit_noscript;
rule_visit visit_media;

#endif
