# The plugin, for one GCC at a time: PLUGIN_CC. ffiextract.so is the dispatcher (no GCC in it),
# ffiextract-gcc.so the plugin proper.

PLUGIN_SOURCES := $(wildcard plugin/*.cc)
PLUGIN_TRIPLET := $(shell $(PLUGIN_CC) -dumpmachine 2>/dev/null)
PLUGIN_MAJOR := $(firstword $(subst ., ,$(shell $(PLUGIN_CC) -dumpversion 2>/dev/null)))
PLUGIN_HEADERS := $(shell $(PLUGIN_CC) -print-file-name=plugin 2>/dev/null)/include
# For $(CC) into build/ itself, for another GCC into a folder of its own.
ifeq ($(PLUGIN_CC),$(CC))
PLUGIN_DIR := $(BUILD)
else
PLUGIN_DIR := $(BUILD)/$(PLUGIN_TRIPLET)-$(PLUGIN_MAJOR)
endif
PLUGIN_OBJ := $(BUILD)/obj/$(PLUGIN_TRIPLET)-$(PLUGIN_MAJOR)
PLUGIN_OBJECTS := $(PLUGIN_SOURCES:%.cc=$(PLUGIN_OBJ)/%.o) $(IR_CORE:%.c=$(PLUGIN_OBJ)/%.o)

PLUGIN_WARNINGS := -Wall -Wextra -Wno-unused-parameter
ifeq ($(STRICT),1)
PLUGIN_WARNINGS += -Werror
endif
PLUGIN_CXXFLAGS = -std=gnu++17 -fno-rtti -fno-exceptions -fPIC -O2 -g $(PLUGIN_WARNINGS) -I. \
	-isystem $(PLUGIN_HEADERS) -DFFI_VERSION='"$(VERSION)"' -fvisibility=hidden $(CPPFLAGS) $(CXXFLAGS)

# Fewer segments are fewer mappings and page faults in each compile.
PLUGIN_LDFLAGS := -Wl,-O1 -Wl,-z,noseparate-code -Wl,-z,norelro

# The oldest release whose trees and hooks the sources know; plugins of GCC 5, which is Debian's for the AVR, see no SSA
# as a header of its own, other diagnostics and other attributes.
OLDEST_GCC := 11
ifeq ($(shell test 0$(firstword $(subst -, ,$(PLUGIN_MAJOR))) -lt $(OLDEST_GCC) 2>/dev/null && echo old),old)
ifneq ($(filter plugin all,$(or $(MAKECMDGOALS),all)),)
$(error $(PLUGIN_CC) is GCC $(PLUGIN_MAJOR): the plugin needs GCC $(OLDEST_GCC) or later)
endif
endif

plugin: $(PLUGIN_DIR)/ffiextract.so $(PLUGIN_DIR)/ffiextract-gcc.so ## build the plugin for PLUGIN_CC
	@:

$(PLUGIN_DIR)/ffiextract.so: plugin/dispatcher.c
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(Q)$(CC) $(ALL_CFLAGS) -fPIC -fvisibility=hidden -shared $(PLUGIN_LDFLAGS) $(LDFLAGS) -o $@ $< -ldl

# The compiler that loads it has all of the C++ library that it needs: loading libstdc++ once more would cost
# each compile 2 ms.
$(PLUGIN_DIR)/ffiextract-gcc.so: $(PLUGIN_OBJECTS)
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(Q)$(HOSTCXX) -shared -fPIC -nodefaultlibs $(PLUGIN_LDFLAGS) $(LDFLAGS) -o $@ $^ -lc -lgcc

$(PLUGIN_OBJ)/%.o: %.cc
	@mkdir -p $(@D)
	$(call say,CXX,$<)
	$(Q)$(HOSTCXX) $(PLUGIN_CXXFLAGS) -MMD -MP -c -o $@ $<

$(PLUGIN_OBJ)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -fPIC -fvisibility=hidden -MMD -MP -c -o $@ $<

-include $(PLUGIN_OBJECTS:.o=.d)

# Every GCC whose plugin headers are installed, once: $(CC) first, and not again under another name.
FIND_COMPILERS = seen=; for c in $(CC) $$(ls /usr/bin /usr/local/bin 2>/dev/null | grep -E '(^|-)gcc(-[0-9]+)?$$' | sort -u); do \
	id=$$($$c -dumpmachine 2>/dev/null)-$$($$c -dumpversion 2>/dev/null | cut -d. -f1); \
	case " $$seen " in *" $$id "*) continue ;; esac; \
	[ "$$($$c -dumpversion 2>/dev/null | cut -d. -f1 | cut -d- -f1)" -ge $(OLDEST_GCC) ] 2>/dev/null && \
	[ -f "$$($$c -print-file-name=plugin 2>/dev/null)/include/gcc-plugin.h" ] && seen="$$seen $$id" && echo $$c; done

plugins: ## build the plugin for every GCC that is installed with its plugin headers
	@set -e; for compiler in $$($(FIND_COMPILERS)); do \
		echo "plugin for $$compiler"; $(MAKE) --no-print-directory plugin PLUGIN_CC=$$compiler; done

install_plugins = DESTDIR='$(DESTDIR)' INSTALL='$(INSTALL)' PREFIX='$(PREFIX)' LIBDIR='$(LIBDIR)' \
		  PKGCONFIG='$(DESTDIR)$(DATADIR)/pkgconfig/ffiextract.pc' plugin/install.sh $(1) $(BUILD) $(CC) $$($(FIND_COMPILERS))

.PHONY: plugin plugins
