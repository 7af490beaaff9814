/* What an article may be made of, as a table. */
#include "tree/vocabulary.h"

struct row {
	str name;
	enum content content;
	str attributes;
};

/* Ends in a blank, so that names can be put behind. */
#define COMMON "id class lang dir "

static const struct row rows[] = {
#define ELEMENT(name, symbol, content, attributes) \
	{{name, sizeof name - 1}, content, {COMMON attributes, sizeof COMMON attributes - 1}},
#include "tree/vocabulary.def"
#undef ELEMENT
};

str
tree_element_name(enum element element)
{
	return element < EL_COUNT ? rows[element].name : STR_NONE;
}

enum content
tree_content(enum element element)
{
	return element < EL_COUNT ? rows[element].content : CONTENT_PHRASE;
}

bool
tree_is_math(enum element element)
{
	return element == EL_MATH || (element >= EL_MACTION && element < EL_COUNT);
}

bool
tree_is_token(enum element element)
{
	return element == EL_MI || element == EL_MN || element == EL_MO || element == EL_MS ||
	    element == EL_MTEXT;
}

bool
tree_is_block(enum element element)
{
	switch (element) {
	case EL_ASIDE:
	case EL_BLOCKQUOTE:
	case EL_BODY:
	case EL_CAPTION:
	case EL_DD:
	case EL_DIV:
	case EL_DL:
	case EL_DT:
	case EL_FIGCAPTION:
	case EL_FIGURE:
	case EL_H2:
	case EL_H3:
	case EL_H4:
	case EL_H5:
	case EL_H6:
	case EL_HR:
	case EL_LI:
	case EL_OL:
	case EL_P:
	case EL_PRE:
	case EL_TABLE:
	case EL_TBODY:
	case EL_TD:
	case EL_TFOOT:
	case EL_TH:
	case EL_THEAD:
	case EL_TR:
	case EL_UL:
		return true;
	default:
		return false;
	}
}

static enum element
find_between(str name, size_t low, size_t high)
{
	while (low < high) {
		size_t mid = (low + high) / 2;
		int order = str_compare(name, rows[mid].name);

		if (order == 0)
			return (enum element)mid;
		if (order > 0)
			low = mid + 1;
		else
			high = mid;
	}
	return EL_NONE;
}

enum element
tree_find_element(str name)
{
	enum element html = find_between(name, 0, EL_MACTION);

	return html != EL_NONE ? html : find_between(name, EL_MACTION, EL_COUNT);
}

bool
tree_attribute(enum element element, size_t *step, str *name)
{
	str rest = str_from(rows[element].attributes, *step);

	if (*step == 0 && tree_is_math(element))
		rest = str_from(rest, sizeof COMMON - 1);
	if (!str_word(&rest, name))
		return false;
	*step = (size_t)(rest.at - rows[element].attributes.at);
	return true;
}

bool
tree_allows(enum element element, str attribute)
{
	size_t step = 0;
	str name;

	if (element >= EL_COUNT)
		return false;
	while (tree_attribute(element, &step, &name))
		if (str_eq(name, attribute))
			return true;
	return false;
}
