/* UTF-16 and UTF-32, told from bytes. */
#ifndef CORE_WIDE_H
#define CORE_WIDE_H

#include "core/str.h"

enum wide { WIDE_NONE, WIDE_UTF_16LE, WIDE_UTF_16BE, WIDE_UTF_32LE, WIDE_UTF_32BE };

/* By a byte-order mark with text behind it, else by where zero bytes stand in the head: a few
   characters of ASCII must be there, and spaces and line ends will do. */
enum wide wide_sniff(str bytes);

#endif
