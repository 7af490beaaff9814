# octavo: `make help` lists what can be asked for. The tree is the list: a source is built because
# it is there. Everything that is made goes under $(OUT).
OUT ?= build
MODE ?= release
PREFIX ?= /usr/local
DESTDIR ?=
CC ?= cc
CFLAGS ?= -O2 -g
PKG_CONFIG ?= pkg-config
FACES ?= /usr/share/fonts/truetype/gentiumplus

VERSION := $(shell sed -n 's/.*OCTAVO_VERSION "\(.*\)".*/\1/p' src/core/version.h)

# Linked at start, and those of which only the headers are needed: they are loaded when first used.
LINKED = gumbo libxml-2.0 libzip zlib libdeflate libcmark-gfm yaml-0.1 libcjson
LOADED = freetype2 harfbuzz pangoft2 libturbojpeg libjpeg libpng libgif libwebp libavif libheif \
	libtiff-4 librsvg-2.0 lcms2 uchardet sqlite3 libzstd libbrotlidec

# Files that ask the system for more than POSIX has.
SYSTEM_FILES = src/cell/filter.c src/cell/wire.c

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wvla
SANITIZE_asan = -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
SANITIZE_fuzz = $(SANITIZE_asan) -fsanitize=fuzzer-no-link

at = $(OUT)/$(MODE)
gen = $(OUT)/gen
sources = $(sort $(filter-out src/tools/%,$(wildcard src/*/*.c)))
objects = $(sources:src/%.c=$(at)/%.o) $(at)/gen/templates.o $(at)/gen/bookface.o
units = $(patsubst tests/unit/%.c,$(at)/unit/%,$(wildcard tests/unit/test_*.c))
replays = $(patsubst tests/fuzz/fuzz_%.c,$(at)/fuzz/replay_%,$(wildcard tests/fuzz/fuzz_*.c))
fuzzers = $(patsubst tests/fuzz/fuzz_%.c,$(at)/fuzz/fuzz_%,$(wildcard tests/fuzz/fuzz_*.c))
template_files = $(shell find templates -type f ! -name '.*' ! -name '*~' 2>/dev/null | LC_ALL=C sort)
template_folders = $(shell find templates -type d 2>/dev/null)
program = $(at)/octavo
test_environment = OUT='$(OUT)' OCTAVO='$(abspath $(program))'

.PHONY: all deps demo check check-kills golden lint units asan asan-run bench cost volumes fuzz fuzzers check-encodings check-readers looks install uninstall \
	clean help libraries FORCE
.DELETE_ON_ERROR:

all: $(OUT)/octavo ## build the program (the default)

deps: ## install the Debian packages that the build needs and that are missing
	@tests/install build

demo: deps ## install what is missing, build, and turn samples/ into books
	@$(MAKE) --no-print-directory -j2 all
	@$(test_environment) tests/demo

check: ## install what is missing, build, and run every test; the last line is the count
	@tests/install build test
	@$(MAKE) --no-print-directory -j2 all units
	@$(test_environment) tests/run

golden: all $(at)/unit/test_cover_looks ## write the expected files of tests/golden and tests/covers anew (read the difference before you commit)
	@$(test_environment) tests/golden/run --write
	@$(test_environment) WRITE=1 $(at)/unit/test_cover_looks 2>/dev/null >/dev/null

lint: all ## look for broken house rules, and for what clang-format would write otherwise
	@$(test_environment) tests/run lint
	@! command -v clang-format >/dev/null || \
		clang-format --dry-run -Werror src/*/*.[ch] $(wildcard tests/unit/*.[ch])

units: $(units) $(replays) $(at)/commonmark/compare $(program)

asan: ## build with the address and undefined-behaviour sanitizers and run unit, golden and cli tests
	@tests/install build test
	@$(MAKE) --no-print-directory -j2 MODE=asan units
	@$(MAKE) --no-print-directory MODE=asan asan-run

asan-run:
	@$(test_environment) UBSAN_OPTIONS=print_stacktrace=1 \
		LSAN_OPTIONS='suppressions=$(CURDIR)/tests/asan.leaks:print_suppressions=0' \
		tests/run unit fuzz golden cli

cost: all ## count instructions of extraction and of the parse (PAGES=FOLDER), and that they double with the page
	@$(test_environment) tests/bench/cost $(PAGES)

bench: all ## measure octavo, beside pandoc where it is installed
	@$(test_environment) tests/bench/run

volumes: all ## make 10 volumes of an archive of 5,000 pages, twice, and once with a page more (PAGES=N)
	@$(test_environment) tests/bench/volumes

fuzz: ## throw damaged inputs at the stages, SECONDS_EACH (60) a target (needs clang)
	@$(MAKE) --no-print-directory -j2 MODE=fuzz CC=clang fuzzers
	@$(test_environment) tests/fuzz/run

fuzzers: $(fuzzers)

check-encodings: units ## compare labels and decoders with Chromium's (skipped where it is not)
	@$(test_environment) tests/encodings/run

check-kills: all ## kill digest --only-new at every change of the disk and at 200 random moments (some minutes)
	@$(test_environment) tests/state/kill.py long

check-readers: all ## open sample books in Ace, foliate-js and epub.js (installs Chromium)
	@tests/install build test readers
	@$(test_environment) tests/readers/run

looks: all ## take pictures of the samples on three screens in three readers, into OUT/looks
	@tests/install build test readers
	@$(test_environment) tests/readers/run --looks

install: all ## install under PREFIX (/usr/local), inside DESTDIR
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(PREFIX)/share/man/man1'
	install -m 755 $(OUT)/octavo '$(DESTDIR)$(PREFIX)/bin/octavo'
	install -m 644 docs/octavo.1 '$(DESTDIR)$(PREFIX)/share/man/man1/octavo.1'

uninstall: ## remove what install put there
	rm -f '$(DESTDIR)$(PREFIX)/bin/octavo' '$(DESTDIR)$(PREFIX)/share/man/man1/octavo.1'

clean: ## remove all that was made
	rm -rf '$(OUT)'

help: ## this list
	@echo 'octavo $(VERSION): make VERB, one of'
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/\1\t\2/p' Makefile | \
		while IFS="$$(printf '\t')" read -r verb what; do printf '  %-16s %s\n' "$$verb" "$$what"; done

# The verbs above that do not build need no library, so only the others look for them.
ifneq ($(filter-out deps demo check asan uninstall clean help,$(or $(MAKECMDGOALS),all)),)
missing := $(shell for p in $(LINKED) $(LOADED); do \
	$(PKG_CONFIG) --exists $$p 2>/dev/null || echo $$p; done; \
	command -v hb-subset >/dev/null || echo hb-subset; \
	test -f '$(FACES)/GentiumPlus-Bold.ttf' || echo GentiumPlus)
ifneq ($(missing),)
$(error missing: $(strip $(missing)); `make deps` installs the packages (`make demo` does too))
endif

library_flags := $(shell $(PKG_CONFIG) --cflags $(LINKED) $(LOADED))
library_links := $(shell $(PKG_CONFIG) --libs $(LINKED)) -lm
# The extensions of cmark-gfm have no pkg-config file of their own everywhere.
ifeq ($(filter -lcmark-gfm-extensions,$(library_links)),)
library_links := -lcmark-gfm-extensions $(library_links)
endif

# Where iconv or dlopen is not in the C library, probe.mk adds the library that has it.
$(gen)/probe.mk:
	@mkdir -p $(@D)
	@: >$@.new
	@printf '#include <iconv.h>\nint main(void) { return iconv_close(iconv_open("", "")); }\n' \
		>$(gen)/probe.c; \
	$(CC) -o $(gen)/probe $(gen)/probe.c 2>/dev/null || echo 'library_links += -liconv' >>$@.new
	@printf '#include <dlfcn.h>\nint main(void) { return dlopen("", 0) != 0; }\n' >$(gen)/probe.c; \
	$(CC) -o $(gen)/probe $(gen)/probe.c 2>/dev/null || echo 'library_links += -ldl' >>$@.new
	@rm -f $(gen)/probe $(gen)/probe.c
	@mv $@.new $@

include $(gen)/probe.mk
endif

compile = $(CC) -std=c11 -D_XOPEN_SOURCE=700 $(CPPFLAGS) -Isrc $(library_flags) $(WARNINGS) \
	-pthread $(CFLAGS) $(SANITIZE_$(MODE))
link = $(CC) -pthread $(CFLAGS) $(SANITIZE_$(MODE)) $(LDFLAGS)

$(OUT)/octavo: $(OUT)/release/octavo
	@ln -sf release/octavo $@

$(program): $(objects)
	$(call say,link,$@)
	$(link) -o $@ $^ $(library_links) $(LDLIBS)

# Objects are made anew when the compiler or its flags change.
$(at)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(compile))' | cmp -s - $@ || echo '$(subst ','\'',$(compile))' >$@

$(SYSTEM_FILES:src/%.c=$(at)/%.o): CPPFLAGS += -D_DEFAULT_SOURCE

$(at)/%.o: src/%.c $(at)/flags
	@mkdir -p $(@D)
	$(call say,cc,$<)
	$(compile) -MMD -MP -c -o $@ $<

$(at)/gen/%.o: $(gen)/%.c $(at)/flags
	@mkdir -p $(@D)
	$(call say,cc,$<)
	$(compile) -MMD -MP -c -o $@ $<

$(at)/unit/%.o: tests/unit/%.c $(at)/flags
	@mkdir -p $(@D)
	$(call say,cc,$<)
	$(compile) -MMD -MP -c -o $@ $<

$(at)/unit/%: $(at)/unit/%.o $(filter-out $(at)/cli/main.o,$(objects))
	$(call say,link,$@)
	$(link) -o $@ $^ $(library_links) -lcmocka $(LDLIBS)

$(at)/commonmark/%.o: tests/commonmark/%.c $(at)/flags
	@mkdir -p $(@D)
	$(call say,cc,$<)
	$(compile) -MMD -MP -c -o $@ $<

$(at)/commonmark/%: $(at)/commonmark/%.o $(filter-out $(at)/cli/main.o,$(objects))
	$(call say,link,$@)
	$(link) -o $@ $^ $(library_links) $(LDLIBS)

$(at)/fuzz/%.o: tests/fuzz/%.c $(at)/flags
	@mkdir -p $(@D)
	$(call say,cc,$<)
	$(compile) -MMD -MP -c -o $@ $<

$(at)/fuzz/replay_%: $(at)/fuzz/fuzz_%.o $(at)/fuzz/replay.o $(filter-out $(at)/cli/main.o,$(objects))
	$(call say,link,$@)
	$(link) -o $@ $^ $(library_links) $(LDLIBS)

$(at)/fuzz/fuzz_%: $(at)/fuzz/fuzz_%.o $(filter-out $(at)/cli/main.o,$(objects))
	$(call say,link,$@)
	$(link) -fsanitize=fuzzer -o $@ $^ $(library_links) $(LDLIBS)

$(gen)/embed: src/tools/embed.c
	@mkdir -p $(@D)
	$(call say,cc,$<)
	$(CC) -std=c11 $(WARNINGS) -O1 -o $@ $<

$(gen)/templates.c: $(gen)/embed $(template_files) $(template_folders)
	$(call say,embed,templates)
	$(gen)/embed templates templates $(template_files) >$@

# The cover's book face: the letters of European languages and Vietnamese, without hinting. Of its
# names only copyright and licence stay: a changed Gentium may not be called by that name.
LETTERS = 0020-007E,00A0-01DC,01E2-01EB,01F4-01F5,01FA-0233,0259,02BB-02BC,02BE-02BF,02C6-02C7,$\
	02D8-02DD,0300-0304,0306-030C,031B,0323,0326-0328,0384-03CE,0400-045F,0490-0493,$\
	049A-049B,04A2-04A3,04AE-04B1,04BA-04BB,04D8-04D9,04E8-04E9,1E00-1E9E,1EA0-1EF9,$\
	2010-2027,202F-203A,2044,2060,2070-208E,20A0-20BF,2116,2122,2190-2193,2212,2248,2260,$\
	2264-2265

$(gen)/face-%.ttf: $(FACES)/GentiumPlus-%.ttf Makefile
	@mkdir -p $(@D)
	$(call say,subset,$<)
	hb-subset --unicodes='$(LETTERS)' --no-hinting --name-IDs=0,14 \
		--layout-features=ccmp,kern,liga,locl,mark,mkmk --output-file=$@ $<

$(gen)/bookface.c: $(gen)/embed $(gen)/face-Regular.ttf $(gen)/face-Bold.ttf
	$(call say,embed,book face)
	$(gen)/embed arrays cover/face.h cover_face_regular $(gen)/face-Regular.ttf \
		cover_face_bold $(gen)/face-Bold.ttf >$@

# Commands are shown in full with V=1, else one short line each.
V ?= 0
ifeq ($(V),0)
say = @printf '  %-7s %s\n' '$1' '$2'
.SILENT:
else
say = @:
endif

.SECONDARY:
-include $(wildcard $(at)/*/*.d)
