/* Elements that may name a person. */
#ifndef EXTRACT_META_PEOPLE_H
#define EXTRACT_META_PEOPLE_H

#include "extract/meta_witness.h"

/* Adds the element to w->people where its class, attributes or kind say so; of each kind the first
   few. */
void meta_people_look(struct witnesses *w, uint32_t at);

#endif
