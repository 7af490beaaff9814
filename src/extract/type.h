/* What kind of page it is: a classifier over the whole page. */
#ifndef EXTRACT_TYPE_H
#define EXTRACT_TYPE_H

#include "extract/meta_witness.h"
#include "extract/seen.h"

enum type_sign {
#define TYPE_SIGN(name) TYPE_SIGN_##name,
#define TYPE_PAGE(feature) TYPE_PAGE_##feature,
#define TYPE_MEAN(feature) TYPE_ALL_##feature, TYPE_KEPT_##feature,
#include "extract/type.def"
#undef TYPE_SIGN
#undef TYPE_PAGE
#undef TYPE_MEAN
	TYPE_SIGN_COUNT
};

extern const struct forest type_forest_builtin;

const char *type_sign_name(size_t sign);

/* What is measured of the page; `seen` must have been read. */
void type_signs(const struct witnesses *w, const struct seen *seen, float row[TYPE_SIGN_COUNT]);

/* Fills seen->likely, by the classifier. */
void type_classify(const struct witnesses *w, struct seen *seen);

/* The likeliest. */
enum page_type type_of(const struct seen *seen);

#endif
