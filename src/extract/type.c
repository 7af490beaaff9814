/* Types of pages: names and the classifier. */
#include "extract/type.h"

#include <math.h>

const char *
type_name(enum page_type type)
{
	static const char *const names[] = {
#define TYPE(symbol, name) name,
#include "extract/type_name.def"
#undef TYPE
	};

	return names[type];
}

const char *
type_sign_name(size_t sign)
{
	static const char *const names[] = {
#define TYPE_SIGN(name) #name,
#define TYPE_PAGE(feature) #feature,
#define TYPE_MEAN(feature) "all_" #feature, "kept_" #feature,
#include "extract/type.def"
#undef TYPE_SIGN
#undef TYPE_PAGE
#undef TYPE_MEAN
	};

	return names[sign];
}

void
type_classify(const struct witnesses *w, struct seen *seen)
{
	float row[TYPE_SIGN_COUNT], sums[FOREST_CLASSES_MAX], most, total = 0;

	type_signs(w, seen, row);
	forest_sums(seen->types, row, sums);
	most = sums[0];
	for (size_t i = 1; i < TYPE_COUNT; i++)
		most = fmaxf(most, sums[i]);
	for (size_t i = 0; i < TYPE_COUNT; i++)
		total += seen->likely[i] = expf(sums[i] - most);
	for (size_t i = 0; i < TYPE_COUNT; i++)
		seen->likely[i] /= total;
}

enum page_type
type_of(const struct seen *seen)
{
	size_t best = 0;

	for (size_t i = 1; i < TYPE_COUNT; i++)
		if (seen->likely[i] > seen->likely[best])
			best = i;
	return (enum page_type)best;
}
