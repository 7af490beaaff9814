/* The book face, a subset embedded while building. */
#ifndef COVER_FACE_H
#define COVER_FACE_H

#include <stddef.h>

extern const unsigned char cover_face_regular[];
extern const size_t cover_face_regular_size;
extern const unsigned char cover_face_bold[];
extern const size_t cover_face_bold_size;

#endif
