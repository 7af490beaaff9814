/* What names of files and folders say. */
#include "source/names.h"

#include <string.h>

int
names_compare(str a, str b)
{
	size_t i = 0, k = 0;

	while (i < a.len && k < b.len) {
		unsigned char x = (unsigned char)a.at[i], y = (unsigned char)b.at[k];

		if (ascii_is_digit(x) && ascii_is_digit(y)) {
			size_t x_end, y_end;
			int order;

			while (i < a.len && a.at[i] == '0')
				i++;
			while (k < b.len && b.at[k] == '0')
				k++;
			for (x_end = i; x_end < a.len && ascii_is_digit((unsigned char)a.at[x_end]);
			     x_end++)
				;
			for (y_end = k; y_end < b.len && ascii_is_digit((unsigned char)b.at[y_end]);
			     y_end++)
				;
			if (x_end - i != y_end - k)
				return x_end - i < y_end - k ? -1 : 1;
			order = str_compare((str){a.at + i, x_end - i}, (str){b.at + k, y_end - k});
			if (order)
				return order;
			i = x_end;
			k = y_end;
			continue;
		}
		if (ascii_lower(x) != ascii_lower(y))
			return ascii_lower(x) < ascii_lower(y) ? -1 : 1;
		i++;
		k++;
	}
	if (a.len - i != b.len - k)
		return a.len - i < b.len - k ? -1 : 1;
	return str_compare(a, b);
}

str
names_section(str folder)
{
	size_t at = 0;

	while (at < folder.len && ascii_is_digit((unsigned char)folder.at[at]))
		at++;
	if (at == 0)
		return folder;
	while (at < folder.len &&
	    (ascii_is_space((unsigned char)folder.at[at]) || strchr(".-_)(", folder.at[at])))
		at++;
	return at < folder.len ? str_from(folder, at) : folder;
}

bool
names_neighbours(str name)
{
	return str_ends_nocase(name, STR("_files")) || str_ends_nocase(name, STR(".files"));
}
