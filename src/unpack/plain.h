/* A text/plain body, line by line: for plain*.c. */
#ifndef UNPACK_PLAIN_H
#define UNPACK_PLAIN_H

#include "core/ctx.h"

struct plain_line {
	str text;
	unsigned depth; /* of quotation */
	bool is_soft;   /* flowed: goes on in the next */
	bool is_out;
};

struct plain {
	struct ctx *ctx;
	struct plain_line *lines;
	size_t count, room;
	bool is_flowed, joins_words;
	size_t width; /* where hard-wrapped lines end */
	struct buf out;
	unsigned depth;         /* quotations that are open */
	str *references;        /* addresses by number, of a list at the end; absent ones between */
	size_t reference_count; /* the highest number, and one */
};

/* A row of one mark: "-----", "=====", "* * *". */
bool plain_is_rule(str text);

/* Columns that a text takes: two a character of the East Asian scripts. */
size_t plain_width(str text);

/* Length of an address of the web at the start of s; 0 without. */
size_t plain_address(str s);

/* Take a list of numbered addresses ("[3] https://…") out, and remember them. */
void plain_take_references(struct plain *plain);

/* Length of a reference ("[3]") at the start of s that such an address was found for; 0 without. */
size_t plain_reference(const struct plain *plain, str s, str *address);

/* All lines that are not out, as HTML, into plain->out. */
void plain_write(struct plain *plain);

#endif
