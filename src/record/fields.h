/* The fields of a record: an entry's metadata as bytes. */
#ifndef RECORD_FIELDS_H
#define RECORD_FIELDS_H

#include "record/record.h"

void fields_write(struct buf *to, const struct entry *entry);

/* False when the bytes are no fields or hold more than an entry may. Strings are copied. */
bool fields_read(struct arena *arena, str bytes, struct entry *entry);

/* Little-endian numbers. */
void bytes_put(struct buf *to, uint64_t number, size_t bytes);
uint64_t bytes_number(const char *at, size_t bytes);

#endif
