/* WACZ (Web Archive Collection Zipped): web archives in a ZIP, with lists of their pages. */
#ifndef UNPACK_WACZ_H
#define UNPACK_WACZ_H

#include "unpack/archive.h"
#include "unpack/warc.h"

/* Where a ZIP is a WACZ leave it nothing but its web archives, and read which addresses are pages.
 */
void wacz_narrow(struct archive *archive, struct arena *arena);

/* Those of the WACZ that a container lies in; NULL where it lies in none. */
const struct warc_set *wacz_pages(const struct container *container);

#endif
