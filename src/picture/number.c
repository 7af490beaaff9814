/* Decimal numbers as SVG writes them. */
#include "picture/number.h"

#define MOST INT64_C(1000000000)

static int64_t
take_digits(str *s, int64_t value, int *digits)
{
	while (s->len && ascii_is_digit((unsigned char)*s->at)) {
		if (value < MOST)
			value = value * 10 + (*s->at - '0');
		*s = str_from(*s, 1);
		++*digits;
	}
	return value;
}

/* Digits behind the point, as thousandths; further ones are passed over. */
static int64_t
take_fraction(str *s, int *digits)
{
	int64_t value = 0;
	int count = 0;

	for (; s->len && ascii_is_digit((unsigned char)*s->at); *s = str_from(*s, 1), count++)
		if (count < 3)
			value = value * 10 + (*s->at - '0');
	*digits += count;
	for (; count < 3; count++)
		value *= 10;
	return value;
}

bool
number_take(str *s, int64_t *thousandths)
{
	str rest = str_trim(*s);
	bool is_negative = str_starts(rest, STR("-"));
	int digits = 0;
	int64_t value;

	if (is_negative || str_starts(rest, STR("+")))
		rest = str_from(rest, 1);
	value = take_digits(&rest, 0, &digits) * 1000;
	if (str_starts(rest, STR("."))) {
		rest = str_from(rest, 1);
		value += take_fraction(&rest, &digits);
	}
	if (!digits)
		return false;
	value = value > MOST ? MOST : value;
	*thousandths = is_negative ? -value : value;
	rest = str_trim(rest);
	if (str_starts(rest, STR(",")))
		rest = str_trim(str_from(rest, 1));
	*s = rest;
	return true;
}

static const struct unit {
	const char *name;
	int64_t times, by; /* pixels in `by` of it */
} units[] = {
    {"", 1, 1},
    {"cm", 9600, 254},
    {"in", 96, 1},
    {"mm", 960, 254},
    {"pc", 16, 1},
    {"pt", 4, 3},
    {"px", 1, 1},
};

uint32_t
number_pixels(str s)
{
	int64_t value;

	if (!number_take(&s, &value) || value <= 0)
		return 0;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (str_eq_nocase(s, str_of(units[i].name))) {
			value = (value * units[i].times / units[i].by + 500) / 1000;
			return value < 1 ? 1 : value > 100000 ? 100000 : (uint32_t)value;
		}
	return 0;
}
