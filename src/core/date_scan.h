/* A cursor over text that may hold a date, and the time of day at it. */
#ifndef CORE_DATE_SCAN_H
#define CORE_DATE_SCAN_H

#include "core/date.h"

/* What is taken moves the cursor; what is not there leaves it where it is. Digits are those of
   ASCII and of Arabic, Persian, Devanagari, Bengali, Thai and full-width letters. */
struct date_scan {
	str rest;
};

bool date_at_digit(const struct date_scan *scan);
bool date_take_char(struct date_scan *scan, char c);
bool date_take_text(struct date_scan *scan, const char *text);
bool date_skip_space(struct date_scan *scan); /* and marks of direction; whether there was some */

/* The first of the texts (NULL ends them) that stands there; whether one did. */
bool date_take_one(struct date_scan *scan, const char *const *texts);

/* The next `count` digits, whatever follows. */
bool date_take_digits(struct date_scan *scan, size_t count, uint32_t *value);

/* A number of at most `most` digits; returns how many, 0 where it is longer or not there. */
size_t date_take_number(struct date_scan *scan, size_t most, uint32_t *value);

str date_take_word(struct date_scan *scan); /* a run of letters; may be empty */

/* "T06:00:00+01:00", ", 6:00 pm", " um 06.00 Uhr"; sets the time and offset of the date. */
bool date_take_time(struct date_scan *scan, struct date *date);
bool date_take_compact_time(struct date_scan *scan, struct date *date); /* "060000Z" */

#endif
