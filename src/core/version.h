/* The one place that says which version this is; the Makefile reads it from here. */
#ifndef CORE_VERSION_H
#define CORE_VERSION_H

#define OCTAVO_VERSION "0.1.0"

#endif
