/* The bytes of windows-1252 and their code points. */
#ifndef DECODE_WESTERN_H
#define DECODE_WESTERN_H

#include <stdint.h>

/* The code point that windows-1252 gives a byte (index-windows-1252 of the Encoding Standard). */
uint32_t western_code(unsigned char byte);

/* The byte above 0x7F that windows-1252 or ISO-8859-1 writes a code point as; 0 when none does. */
unsigned char western_byte(uint32_t code);

#endif
