/* What tells that two articles have the same text, or nearly the same. */
#ifndef CORE_LIKENESS_H
#define CORE_LIKENESS_H

#include "core/buf.h"

/* Hashes of all runs of three words of a text that utf8_fold_words made; of scripts without spaces
   each letter is a word. A text of fewer has one. Returns how many; 0 for no words. */
size_t likeness_runs(struct arena *arena, str words, uint64_t **runs);

/* A simhash (Charikar 2002) of the same runs: alike texts differ in few of its bits. */
uint64_t likeness_of(str words);

#define LIKENESS_NEAR 7     /* bits in which nearly the same texts differ at most */
#define LIKENESS_CHANGED 20 /* the same, of a text and what became of it */

/* Bits in which two differ. */
unsigned likeness_distance(uint64_t one, uint64_t two);

/* How much two sets of runs have in common, 0 to 1 (Jaccard); sorts both. */
double likeness_share(uint64_t *one, size_t ones, uint64_t *two, size_t twos);

#endif
