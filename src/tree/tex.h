/* Formulas of the tree: as TeX, from TeX, and as text. */
#ifndef TREE_TEX_H
#define TREE_TEX_H

#include "tree/tree.h"

/* TeX (LaTeX's mathematics with amsmath) of a `math` element, made from its presentation MathML
   (MathML 3, section 3). Scripts before their base come out behind it; what has no command
   stays the character that it is. */
str tree_tex(struct arena *arena, const xmlNode *math);

/* The other way: presentation MathML for a subset of LaTeX's mathematics (the commands of
   tex_name.def, the environments of tex_rows.c), put into the empty `math`. False, and `math` is
   empty, for what is not known, nested too deep or longer than 20,000 bytes: a part of a formula
   would be another formula. */
bool tree_tex_read(struct tree *tree, xmlNode *math, str tex, bool is_display);

/* A formula as a run of text with sub and sup, in place of a `math` element: fractions with a
   slash, roots with their sign, rows of tables apart. For readers that would show the letters of
   MathML without its form. */
void tree_math_text(struct tree *tree, xmlNode *math);

/* The same as one line, "x_i^2 + (a + b)/2"; `math` stays. */
str tree_math_line(struct tree *tree, xmlNode *math);

#endif
