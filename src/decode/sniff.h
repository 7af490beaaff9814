/* Encodings of two or four bytes a unit that no byte-order mark announces. */
#ifndef DECODE_SNIFF_H
#define DECODE_SNIFF_H

#include "decode/labels.h"

/* UTF-16LE, UTF-16BE or ENCODING_NONE, by the head of the bytes. Needs a few characters of ASCII
   in it, and spaces and line ends will do: their zero bytes all stand on one side. */
enum encoding sniff_utf16(str bytes);

/* Whether the bytes are UTF-32, with its mark (which stays) or without; *big is its order. */
bool sniff_utf32(str bytes, bool *big);

#endif
