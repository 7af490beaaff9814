/* Dates as pages write them. */
#ifndef CORE_DATE_H
#define CORE_DATE_H

#include "core/buf.h"

/* A date of the Gregorian calendar, in the offset it was written in; year 0 is none. */
struct date {
	int16_t year;                 /* 1 to 9999 */
	uint8_t month, day;           /* 1 to 12, 1 to 31 */
	uint8_t hour, minute, second; /* a leap second is written as 59 */
	bool has_time, has_zone;
	bool may_swap; /* of numbers alone, and the day and the month could be each other */
	bool day_first, month_first; /* of numbers alone, and their values tell the order */
	int16_t zone;  /* minutes east of UTC */
};

static inline bool
date_is_set(struct date date)
{
	return date.year > 0;
}

/* RFC 3339 / ISO 8601 dates and times ("2026-11-24", "2026-11-24T06:00:00+01:00", "20261124"),
   RFC 5322 ("Tue, 24 Nov 2026 06:00:00 +0100"), numbers ("24/11/2026") and dates in words of the
   commoner languages ("24. November 2026", "Nov 24, 2026", "2026年11月24日"), of the years
   1900 to 2100. The date must begin s but for white space and the names of days; what
   follows is not looked at. A date whose day and month could be swapped is read as day first
   unless `lang` (BCP 47, may be absent) is en-US or en. False when there is none. */
bool date_parse(str s, str lang, struct date *date);

/* The first date within s, which is looked at for at most 400 bytes; years have four digits. */
bool date_find(str s, str lang, struct date *date);

/* The same, and where it begins and ends, its time of day included. */
bool date_find_at(str s, str lang, struct date *date, size_t *from, size_t *to);

int date_compare_day(struct date a, struct date b);
struct date date_of_unix(int64_t seconds); /* in UTC */
int64_t date_to_unix(struct date date);    /* no time is midnight, no zone is UTC */
int date_weekday(struct date date);        /* 0 is Sunday */

str date_day_iso(struct arena *arena, struct date date); /* 2026-11-24 */
str date_iso(struct arena *arena, struct date date);     /* with time and offset where known */
str date_utc(struct arena *arena, struct date date);     /* CCYY-MM-DDThh:mm:ssZ */

#endif
