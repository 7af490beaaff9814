/* What names of files and folders say, on disk and in archives. */
#ifndef SOURCE_NAMES_H
#define SOURCE_NAMES_H

#include "core/str.h"

/* Natural order: digits by value, letters without case, then bytes; whatever the locale. */
int names_compare(str a, str b);

/* "1 The Port" is "The Port": the number that puts folders in order is no part of a section's
   name. */
str names_section(str folder);

/* Whether a folder holds the files of a page saved beside it. */
bool names_neighbours(str name);

#endif
