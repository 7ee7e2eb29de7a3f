# ffiextract: bindings from inside the compiler. `make help` lists what there is to make.
# SPDX-License-Identifier: MIT

-include local.mk

CC ?= gcc
CFLAGS ?= -O2 -g
PREFIX ?= /usr/local
BUILD ?= build
STRICT ?= 0
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
ALL_CFLAGS = -std=gnu11 $(WARNINGS) $(CFLAGS) -I. -DFFI_VERSION='"$(VERSION)"'
XML_CFLAGS = $(shell $(PKG_CONFIG) --cflags libxml-2.0)
XML_LIBS = $(shell $(PKG_CONFIG) --libs libxml-2.0)
LIBS = $(XML_LIBS) -lelf

.DEFAULT_GOAL := all
.SUFFIXES:
.DELETE_ON_ERROR:

# ---- ffirender ----
# The part of ir/ that also runs inside the compiler knows no library.
IR_CORE := ir/arena.c ir/model.c ir/vocabulary.c ir/write.c ir/doc.c
IR_SOURCES := $(wildcard ir/*.c)
BACKEND_SOURCES := $(wildcard backends/*.c backends/*/*.c)
RENDER_SOURCES := $(IR_SOURCES) $(BACKEND_SOURCES)
RENDER_OBJECTS := $(RENDER_SOURCES:%.c=$(BUILD)/obj/%.o)
# Everything but main(), for the unit tests.
RENDER_LIBRARY := $(filter-out $(BUILD)/obj/backends/main.o,$(RENDER_OBJECTS))

# Run-time text of the backends is a real source file of its language, made into a C array.
RUNTIME_TEXTS := $(wildcard backends/*/runtime/*)
RUNTIME_HEADERS := $(RUNTIME_TEXTS:%=$(BUILD)/gen/%.h)

all: ffirender plugin ## build ffirender and the plugin for $(PLUGIN_CC)
ffirender: $(BUILD)/ffirender

$(BUILD)/ffirender: $(RENDER_OBJECTS)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/obj/%.o: %.c | $(RUNTIME_HEADERS)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(XML_CFLAGS) -I$(BUILD)/gen -MMD -MP -c -o $@ $<

# backends/python/runtime/runtime.py -> <backends/python/runtime/runtime.py.h>: a list of bytes and a 0.
$(BUILD)/gen/%.h: %
	@mkdir -p $(@D)
	(od -An -v -tx1 $< | sed 's/\([0-9a-f][0-9a-f]\)/0x\1,/g'; echo 0) > $@

-include $(RENDER_OBJECTS:.o=.d)

include plugin/plugin.mk
include tests/tests.mk
include examples/examples.mk

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  %-10s %s\n", $$1, $$2 }' \
		Makefile plugin/plugin.mk tests/tests.mk examples/examples.mk | sort

clean: ## remove all that was built
	rm -rf $(BUILD)

.PHONY: all ffirender help clean
