/* A formula of the tree as TeX. */
#ifndef TREE_TEX_H
#define TREE_TEX_H

#include "tree/tree.h"

/* TeX (LaTeX's mathematics with amsmath) of a `math` element, made from its presentation MathML
   (MathML 3, section 3). Scripts before their base come out behind it; what has no command
   stays the character that it is. */
str tree_tex(struct arena *arena, const xmlNode *math);

#endif
