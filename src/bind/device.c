/* Reading devices, by name. */
#include "bind/device.h"

#include "core/buf.h"
#include "core/lang_script.h"

#define MEGABYTES(n) ((size_t)(n)*1000 * 1000)

/* What Amazon's shop lists (help page G200673300). Others are often refused, sometimes not. */
static const char kindle_languages[] =
    "af ar br ca co cy da de en es eu fi fr frr fy ga gd gl gsw gu gv hi is it ja kw lb ml mr nb "
    "nl nn no oc pl pt rm sco stq sv ta zh";

static const struct device devices[] = {
#define DEVICE(name, suffix, is_kepub, page_bytes, math, languages, letters, mail, most) \
	{name, suffix, is_kepub, page_bytes, math, languages, letters, mail, most},
#include "bind/device.def"
#undef DEVICE
};

#define COUNT (sizeof devices / sizeof devices[0])

const struct device *
device_named(str name)
{
	for (size_t i = 0; i < COUNT; i++)
		if (str_eq(name, str_of(devices[i].name)))
			return &devices[i];
	return NULL;
}

const struct device *
device_generic(void)
{
	return &devices[0];
}

str
device_names(struct arena *arena)
{
	struct buf names = BUF(arena);

	for (size_t i = 0; i < COUNT; i++)
		buf_printf(&names, "%s%s",
		    i == 0              ? ""
			: i + 1 < COUNT ? ", "
					: " or ",
		    devices[i].name);
	return buf_str(&names);
}

bool
device_takes(const struct device *device, str lang)
{
	return !device->languages || str_has_word(str_of(device->languages), lang_primary(lang));
}
