/* Numbers of links in dumps of text browsers. */
#ifndef EXTRACT_DUMP_NUMBER_H
#define EXTRACT_DUMP_NUMBER_H

#include "page/page.h"

/* Takes the numbers of links out of the page's texts ("the [6]hills"), where at least three of them
   follow one another from [1] on, and returns true; other brackets stay. */
bool dump_number_drop(struct page *page);

#endif
