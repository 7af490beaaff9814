/* The files beside one that gives an order, found by address. */
#ifndef UNPACK_BESIDE_H
#define UNPACK_BESIDE_H

#include "source/kind.h"

#define BESIDE_FILES_MAX 20000 /* files of the folder and the folders in it that are looked at */
#define BESIDE_ADDRESSES_MAX 4

struct beside_file {
	str path;  /* to open */
	str below; /* below the folder */
	enum kind kind;
	str addresses[BESIDE_ADDRESSES_MAX]; /* what it says of itself, as url_key has it */
	size_t address_count;
	str title; /* as utf8_fold_words has it */
	bool is_taken;
};

struct beside;

/* The regular files of a folder and of the folders in it that octavo reads, `own` left out; feeds
   alone or all but feeds. No symbolic link is followed. */
struct beside *beside_read(struct ctx *ctx, str folder, str own, bool feeds);

/* The file of an address (or a relative one, or a name of a file), else of its title, else of a
   name made of either. Each file is found once; NULL when there is none. */
const struct beside_file *
beside_find(struct ctx *ctx, struct beside *beside, str address, str home, str title);

#endif
