/* The text that stands for a picture. */
#ifndef EDIT_ALT_H
#define EDIT_ALT_H

#include "tree/tree.h"

/* Of an img: its alt where that says something (a file's name does not), else the caption; absent
   when nothing tells. */
str alt_of(struct arena *arena, const xmlNode *image, str caption);

/* The figure around, or NULL; and the text of its caption, absent where there is none. */
const xmlNode *alt_figure(const xmlNode *image);
str alt_caption(struct arena *arena, const xmlNode *figure);

/* A file's name, or what a camera calls its pictures. */
bool alt_is_file_name(str text);

#endif
