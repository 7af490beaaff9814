/* Names of months and days, in the languages that core/date_names.def lists. */
#ifndef CORE_DATE_NAMES_H
#define CORE_DATE_NAMES_H

#include "core/str.h"

#define DATE_NO_NAME (-1)
#define DATE_DAY_NAME 0 /* a day of the week, or an article as in "le 24 novembre" */

/* The month (1 to 12) that a word means, or one of the above. The word may be in any case, with
   or without its accents. `lang` (BCP 47, may be absent) decides where languages disagree. */
int date_name(str word, str lang);

#endif
