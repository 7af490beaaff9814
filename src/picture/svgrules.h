/* What a clean SVG may hold. */
#ifndef PICTURE_SVGRULES_H
#define PICTURE_SVGRULES_H

#include "core/str.h"

enum svg_kind {
	SVG_DROP,   /* left out with all below it */
	SVG_REFUSE, /* the picture would not be what it was without it: not clean */
	SVG_ROOT,
	SVG_SHAPE,
	SVG_TEXT, /* has characters */
	SVG_STYLE,
	SVG_LINK,
	SVG_USE,
	SVG_TILE, /* drawn many times */
	SVG_GRADIENT
};

/* Of an element in the SVG namespace; absent for others. */
enum svg_kind svg_element(str name);

bool svg_attribute(str name);      /* may stand on any element, but for id and href */
bool svg_root_attribute(str name); /* may stand on the root, beside its size */

/* CSS (a sheet, a declaration or a value) without rules from outside, scripts, or escapes that
   could hide them; url() of fragments is clean. */
bool svg_is_style_clean(str css);

#endif
