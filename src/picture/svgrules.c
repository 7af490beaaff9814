/* What a clean SVG may hold. */
#include "picture/svgrules.h"

static const struct row {
	const char *name;
	enum svg_kind kind;
} elements[] = {
    {"a", SVG_LINK},
    {"circle", SVG_SHAPE},
    {"clipPath", SVG_TILE},
    {"defs", SVG_SHAPE},
    {"desc", SVG_TEXT},
    {"ellipse", SVG_SHAPE},
    {"feBlend", SVG_SHAPE},
    {"feColorMatrix", SVG_SHAPE},
    {"feComposite", SVG_SHAPE},
    {"feFlood", SVG_SHAPE},
    {"feGaussianBlur", SVG_SHAPE},
    {"feMerge", SVG_SHAPE},
    {"feMergeNode", SVG_SHAPE},
    {"feOffset", SVG_SHAPE},
    {"filter", SVG_SHAPE},
    {"foreignObject", SVG_REFUSE},
    {"g", SVG_SHAPE},
    {"image", SVG_REFUSE},
    {"line", SVG_SHAPE},
    {"linearGradient", SVG_GRADIENT},
    {"marker", SVG_TILE},
    {"mask", SVG_TILE},
    {"path", SVG_SHAPE},
    {"pattern", SVG_TILE},
    {"polygon", SVG_SHAPE},
    {"polyline", SVG_SHAPE},
    {"radialGradient", SVG_GRADIENT},
    {"rect", SVG_SHAPE},
    {"stop", SVG_SHAPE},
    {"style", SVG_STYLE},
    {"svg", SVG_ROOT},
    {"switch", SVG_SHAPE},
    {"symbol", SVG_SHAPE},
    {"text", SVG_TEXT},
    {"textPath", SVG_TEXT},
    {"title", SVG_TEXT},
    {"tspan", SVG_TEXT},
    {"use", SVG_USE},
};

/* Geometry, presentation and structure of SVG 1.1. */
static const char *const attributes[] = {
    "alignment-baseline",
    "baseline-shift",
    "class",
    "clip-path",
    "clip-rule",
    "clipPathUnits",
    "color",
    "color-interpolation-filters",
    "cx",
    "cy",
    "d",
    "direction",
    "display",
    "dominant-baseline",
    "dx",
    "dy",
    "fill",
    "fill-opacity",
    "fill-rule",
    "filter",
    "filterUnits",
    "flood-color",
    "flood-opacity",
    "font-family",
    "font-size",
    "font-style",
    "font-variant",
    "font-weight",
    "fx",
    "fy",
    "gradientTransform",
    "gradientUnits",
    "height",
    "in",
    "in2",
    "k1",
    "k2",
    "k3",
    "k4",
    "lengthAdjust",
    "letter-spacing",
    "marker-end",
    "marker-mid",
    "marker-start",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "mask",
    "maskContentUnits",
    "maskUnits",
    "mode",
    "offset",
    "opacity",
    "operator",
    "orient",
    "overflow",
    "paint-order",
    "pathLength",
    "patternContentUnits",
    "patternTransform",
    "patternUnits",
    "points",
    "preserveAspectRatio",
    "primitiveUnits",
    "r",
    "refX",
    "refY",
    "result",
    "rotate",
    "rx",
    "ry",
    "shape-rendering",
    "spreadMethod",
    "startOffset",
    "stdDeviation",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "style",
    "text-anchor",
    "text-decoration",
    "text-rendering",
    "textLength",
    "transform",
    "type",
    "unicode-bidi",
    "values",
    "vector-effect",
    "viewBox",
    "visibility",
    "width",
    "word-spacing",
    "writing-mode",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
};

enum svg_kind
svg_element(str name)
{
	for (size_t low = 0, high = sizeof elements / sizeof *elements; low < high;) {
		size_t mid = (low + high) / 2;
		int order = str_compare(name, str_of(elements[mid].name));

		if (order == 0)
			return elements[mid].kind;
		if (order > 0)
			low = mid + 1;
		else
			high = mid;
	}
	return SVG_DROP;
}

bool
svg_attribute(str name)
{
	for (size_t low = 0, high = sizeof attributes / sizeof *attributes; low < high;) {
		size_t mid = (low + high) / 2;
		int order = str_compare(name, str_of(attributes[mid]));

		if (order == 0)
			return true;
		if (order > 0)
			low = mid + 1;
		else
			high = mid;
	}
	return false;
}

bool
svg_root_attribute(str name)
{
	return svg_attribute(name) && !str_eq(name, STR("width")) && !str_eq(name, STR("height")) &&
	    !str_eq(name, STR("viewBox")) && !str_eq(name, STR("x")) && !str_eq(name, STR("y"));
}

static const char *const unclean[] = {
    "@import",
    "@font-face",
    "@namespace",
    "expression",
    "behavior",
    "-moz-binding",
    "image-set",
    "image(",
    "javascript:",
    "src(",
    "/*",
    "\\",
};

bool
svg_is_style_clean(str css)
{
	size_t at;

	for (size_t i = 0; i < sizeof unclean / sizeof *unclean; i++)
		if (str_find_nocase(css, str_of(unclean[i])) != STR_NOT_FOUND)
			return false;
	while ((at = str_find_nocase(css, STR("url"))) != STR_NOT_FOUND) {
		css = str_from(css, at + 3);
		if (!str_starts(css, STR("(")))
			continue;
		css = str_trim(str_from(css, 1));
		if (str_starts(css, STR("\"")) || str_starts(css, STR("'")))
			css = str_from(css, 1);
		if (!str_starts(css, STR("#")))
			return false;
	}
	return true;
}
