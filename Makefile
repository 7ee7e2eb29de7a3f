# ffiextract: bindings from inside the compiler. `make help` lists what there is to make.
# SPDX-License-Identifier: MIT

-include local.mk

ifeq ($(origin CC),default)
CC := gcc
endif
CFLAGS ?= -O2 -g
PREFIX ?= /usr/local
# Not every shell sees to it.
override PREFIX := $(patsubst ~/%,$(HOME)/%,$(PREFIX))
BUILD ?= build
# By one name, however it was given: or what .d files say is of other files.
override BUILD := $(patsubst $(CURDIR)/%,%,$(BUILD))
STRICT ?= 0
# Flags for ffirender and the unit tests only: a compiler that is no sanitized program cannot load a sanitized plugin.
SANITIZE ?=
# The compiler that a plugin is built for; its own plugin headers are used.
PLUGIN_CC ?= $(CC)
HOSTCXX ?= g++
PKG_CONFIG ?= pkg-config

VERSION := 0.1.0

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
	    -Wformat=2 -Wno-format-zero-length -Wc++-compat
ifeq ($(STRICT),1)
WARNINGS += -Werror
endif
ALL_CFLAGS = -std=gnu11 $(WARNINGS) $(CPPFLAGS) $(CFLAGS) -I. -DFFI_VERSION='"$(VERSION)"'
XML_CFLAGS = $(shell $(PKG_CONFIG) --cflags libxml-2.0)
XML_LIBS = $(shell $(PKG_CONFIG) --libs libxml-2.0)
LIBS = $(XML_LIBS) -lelf

# `make deps` installs packages before anything else is read, so that `make deps demo` works where even the
# compiler was missing: make runs this rule first and, if it installed something, starts again.
ifneq ($(filter deps,$(MAKECMDGOALS)),)
# The demo alone needs less than the tests.
DEPS_FOR := $(if $(filter demo,$(MAKECMDGOALS)),$(if $(filter-out deps demo all,$(MAKECMDGOALS)),,--demo)) \
	    $(if $(filter check-all check-others,$(MAKECMDGOALS)),--all)
include $(BUILD)/deps.mk
$(BUILD)/deps.mk: FORCE
	@CC='$(CC)' tests/deps $(DEPS_FOR) $@
endif
deps: ## install what is missing, by the distribution's package manager
	@:

.DEFAULT_GOAL := all
.SUFFIXES:

# One short line for each command; V=1 shows it whole, -s says nothing.
ifneq ($(V),1)
Q := @
ifeq (,$(findstring s,$(filter-out --%,$(firstword -$(MAKEFLAGS)))))
say = @printf '  %-4s %s\n' '$(1)' '$(2)'
endif
endif

.DELETE_ON_ERROR:

# ---- ffirender ----
# The part of ir/ that also runs inside the compiler knows no library.
IR_CORE := ir/arena.c ir/model.c ir/vocabulary.c ir/write.c ir/write_on.c ir/write_document.c ir/xml.c ir/comments.c ir/comments_find.c \
	   ir/comment_kind.c ir/tokens.c ir/lexer.c
IR_SOURCES := $(wildcard ir/*.c)
BACKEND_SOURCES := $(wildcard backends/*.c backends/*/*.c)
RENDER_SOURCES := $(IR_SOURCES) $(BACKEND_SOURCES)
RENDER_OBJECTS := $(RENDER_SOURCES:%.c=$(BUILD)/obj/%.o)
# Everything but main(), for the unit tests.
RENDER_LIBRARY := $(filter-out $(BUILD)/obj/backends/main.o,$(RENDER_OBJECTS))

# Run-time text of the backends is real source of its language, and --list asks about an interface. Each folder of it becomes one header, with an array for
# each file: closure.py is closure_py.
RUNTIMES := $(wildcard backends/*/runtime)
RUNTIME_HEADERS := $(RUNTIMES:%=$(BUILD)/gen/%.h)

all: ffirender plugin ## build ffirender, and the plugin for CC
ffirender: $(BUILD)/ffirender

$(BUILD)/ffirender: $(RENDER_OBJECTS)
	$(call say,LD,$@)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) $(LDFLAGS) -o $@ $^ $(LIBS)

# `ffirender scan` takes the plugin beside it only for the compiler that it was made for.
$(BUILD)/obj/backends/cmd_scan.o: private ALL_CFLAGS += -DFFI_BUILT_BY='"$(shell $(CC) -dumpmachine)-$(firstword $(subst ., ,$(shell $(CC) -dumpversion)))"'

$(BUILD)/obj/%.o: %.c | $(RUNTIME_HEADERS)
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) $(SANITIZE) $(XML_CFLAGS) -I$(BUILD)/gen -MMD -MP -c -o $@ $<

define runtime_header
$(BUILD)/gen/$(1).h: $(wildcard $(1)/*)
	@mkdir -p $$(@D)
	$(Q)for file in $$^; do \
		printf 'static const char %s[] = {\n' "$$$$(basename "$$$$file" | tr -c 'A-Za-z0-9\n' _)"; \
		od -An -v -tx1 "$$$$file" | sed 's/\([0-9a-f][0-9a-f]\)/0x\1,/g'; echo '0};'; done > $$@
endef
$(foreach runtime,$(RUNTIMES),$(eval $(call runtime_header,$(runtime))))

-include $(RENDER_OBJECTS:.o=.d)

include plugin/plugin.mk
include tests/tests.mk
include examples/examples.mk

# ---- install ----
DESTDIR ?=
BINDIR ?= $(PREFIX)/bin
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
DATADIR ?= $(PREFIX)/share
MANDIR ?= $(DATADIR)/man
INSTALL ?= install

$(BUILD)/ffiextract.pc: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' 'prefix=$(PREFIX)' 'includedir=$(INCLUDEDIR)' 'plugin=ffiextract' '' 'Name: ffiextract' \
		'Description: language bindings from inside the compiler' 'Version: $(VERSION)' \
		'Cflags: -I$${includedir} -fplugin=$${plugin}' > $@

install: all $(BUILD)/ffiextract.pc ## install into DESTDIR and PREFIX, and the plugin into each GCC it was built for
	$(INSTALL) -D -m 755 $(BUILD)/ffirender '$(DESTDIR)$(BINDIR)/ffirender'
	$(INSTALL) -D -m 644 attributes/ffiextract.h '$(DESTDIR)$(INCLUDEDIR)/ffiextract.h'
	$(INSTALL) -D -m 644 ir/interface.rng '$(DESTDIR)$(DATADIR)/ffiextract/interface.rng'
	$(INSTALL) -D -m 644 ir/findings.rng '$(DESTDIR)$(DATADIR)/ffiextract/findings.rng'
	$(INSTALL) -D -m 644 $(BUILD)/ffiextract.pc '$(DESTDIR)$(DATADIR)/pkgconfig/ffiextract.pc'
	$(INSTALL) -D -m 644 examples/FfiExtract.cmake '$(DESTDIR)$(DATADIR)/cmake/FfiExtract/FfiExtractConfig.cmake'
	$(INSTALL) -D -m 644 man/ffirender.1 '$(DESTDIR)$(MANDIR)/man1/ffirender.1'
	$(INSTALL) -D -m 644 man/ffiextract.7 '$(DESTDIR)$(MANDIR)/man7/ffiextract.7'
	@$(call install_plugins,install)

uninstall: ## remove what install put there
	rm -f '$(DESTDIR)$(BINDIR)/ffirender' '$(DESTDIR)$(INCLUDEDIR)/ffiextract.h' \
		'$(DESTDIR)$(DATADIR)/ffiextract/interface.rng' '$(DESTDIR)$(DATADIR)/ffiextract/findings.rng' \
		'$(DESTDIR)$(DATADIR)/pkgconfig/ffiextract.pc' \
		'$(DESTDIR)$(DATADIR)/cmake/FfiExtract/FfiExtractConfig.cmake' \
		'$(DESTDIR)$(MANDIR)/man1/ffirender.1' '$(DESTDIR)$(MANDIR)/man7/ffiextract.7'
	-rmdir '$(DESTDIR)$(DATADIR)/ffiextract' '$(DESTDIR)$(DATADIR)/cmake/FfiExtract' 2>/dev/null
	@$(call install_plugins,uninstall)

# ---- care ----
# Not what tests read as input, nor what becomes a part of generated headers; plan.h's tables are laid out by hand.
C_FILES = $(shell git ls-files 'ir/*.[ch]' 'backends/*.[ch]' 'plugin/*.cc' 'plugin/*.[ch]' 'tests/unit/*.[ch]' \
	    'tests/bench/*.c' 'tests/fuzz/*.c' 'tests/oracle/*.[ch]' ':!backends/*/runtime/*' \
	    ':!backends/plan.h')
# Its releases lay out differently: the one that is meant, if it is there under that name.
CLANG_FORMAT ?= $(firstword $(shell command -v clang-format-14 clang-format) clang-format)

format: ## lay the sources out as .clang-format says
	@$(CLANG_FORMAT) -i $(C_FILES)

lint: ## what a machine can see: layout, borders between the boxes, scripts
	@$(CLANG_FORMAT) --dry-run --Werror $(C_FILES)
	@tests/borders
	@shellcheck -s sh -S warning -e SC2010,SC2034,SC2046 $$(git ls-files '*.sh' tests/check tests/deps tests/gcc tests/borders tests/bench/run tests/oracle/run tests/oracle/libraries tests/fuzz/run .ci/run man/annotations)

sanitize: ## the unit tests and suites with the address and undefined-behaviour sanitizers
	$(MAKE) BUILD=$(BUILD)/sanitize all $(patsubst $(BUILD)/%,$(BUILD)/sanitize/%,$(CHECK_TOOLS)) \
		CFLAGS='-O1 -g -DFFIR_ARENA_MALLOC' SANITIZE='-fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined'
	@BUILD=$(abspath $(BUILD))/sanitize STRICT=$(STRICT) CC='$(CC)' SANITIZED=1 tests/check

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  %-15s %s\n", $$1, $$2 }' \
		Makefile plugin/plugin.mk tests/tests.mk examples/examples.mk | sort

clean: ## remove all that was built
	rm -rf $(BUILD)

FORCE:
.PHONY: all ffirender deps install uninstall format lint sanitize help clean FORCE
