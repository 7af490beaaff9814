/* MathML 3's presentation elements. */
#include "rebuild/mathrules.h"

enum element
math_element(str name)
{
	static const char *const dropped[] = {"annotation", "annotation-xml", "mglyph",
	    "malignmark", "maligngroup", "mlongdiv", "script", "style"};
	enum element element = tree_find_element(name);

	for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
		if (str_eq(name, str_of(dropped[i])))
			return EL_NONE;
	if (str_eq(name, STR("mlabeledtr")))
		return EL_MTR;
	if (element == EL_NONE || !tree_is_math(element) || element == EL_MATH ||
	    element == EL_MACTION)
		return EL_MROW;
	return element;
}

size_t
math_child_count(enum element element)
{
	switch (element) {
	case EL_MFRAC:
	case EL_MOVER:
	case EL_MROOT:
	case EL_MSUB:
	case EL_MSUP:
	case EL_MUNDER:
		return 2;
	case EL_MSUBSUP:
	case EL_MUNDEROVER:
		return 3;
	default:
		return 0;
	}
}

static bool
is_one_of(str value, const char *list)
{
	return str_has_word(str_of(list), value);
}

/* MathML 3 section 2.1.5.2. */
static bool
is_length(str s)
{
	size_t digits = 0, points = 0;

	if (is_one_of(s,
		"thinmathspace mediummathspace thickmathspace verythinmathspace "
		"verythickmathspace veryverythinmathspace veryverythickmathspace"))
		return true;
	if (str_starts(s, STR("-")))
		s = str_from(s, 1);
	for (; s.len && (ascii_is_digit((unsigned char)*s.at) || *s.at == '.');
	     s = str_from(s, 1)) {
		digits += *s.at != '.';
		points += *s.at == '.';
	}
	return digits && points < 2 && (!s.len || is_one_of(s, "em ex in cm mm px pt pc %"));
}

static bool
is_every(str s, bool (*is_good)(str))
{
	str word;
	size_t count = 0;

	for (; count < 100 && str_word(&s, &word); count++)
		if (!is_good(word))
			return false;
	return count > 0;
}

static bool
is_flag(str s)
{
	return is_one_of(s, "true false");
}

static bool
is_column(str s)
{
	return is_one_of(s, "left center right");
}

static bool
is_columns(str s)
{
	return is_every(s, is_column);
}

static bool
is_lengths(str s)
{
	return is_every(s, is_length);
}

static bool
is_thickness(str s)
{
	return is_length(s) || is_one_of(s, "thin medium thick");
}

static bool
is_level(str s)
{
	uint32_t n;

	if (str_starts(s, STR("+")) || str_starts(s, STR("-")))
		s = str_from(s, 1);
	return s.len && str_number(s, 3, &n) == s.len;
}

static bool
is_form(str s)
{
	return is_one_of(s, "prefix infix postfix");
}

static bool
is_variant(str s)
{
	return is_one_of(s,
	    "normal bold italic bold-italic double-struck bold-fraktur script "
	    "bold-script fraktur sans-serif bold-sans-serif sans-serif-italic "
	    "sans-serif-bold-italic monospace");
}

static const struct row {
	const char *name;
	bool (*is_good)(str);
} rows[] = {
    {"accent", is_flag},
    {"accentunder", is_flag},
    {"columnalign", is_columns},
    {"columnspacing", is_lengths},
    {"displaystyle", is_flag},
    {"fence", is_flag},
    {"form", is_form},
    {"largeop", is_flag},
    {"linethickness", is_thickness},
    {"lspace", is_length},
    {"mathvariant", is_variant},
    {"movablelimits", is_flag},
    {"rowspacing", is_lengths},
    {"rspace", is_length},
    {"scriptlevel", is_level},
    {"separator", is_flag},
    {"stretchy", is_flag},
    {"width", is_length},
};

bool
math_value_is_good(str name, str value)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_eq(name, str_of(rows[i].name)))
			return rows[i].is_good(value);
	return false;
}
