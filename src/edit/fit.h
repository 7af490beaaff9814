/* Pictures made such that every e-reader shows them. */
#ifndef EDIT_FIT_H
#define EDIT_FIT_H

#include "picture/picture.h"

/* Of a picture that was read and probed: its bytes without metadata where they will do, else made
   anew (settings->cell). `bytes` and `facts` become those of a JPEG, PNG, GIF or clean SVG. False
   when it cannot be: then it was said why, by `name`. */
bool fit_picture(struct ctx *ctx, str name, str *bytes, struct picture_facts *facts);

#endif
