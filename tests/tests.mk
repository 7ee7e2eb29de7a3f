# The tests: unit tests (CUnit) and the suites, shell scripts that each print "ok", "not ok" or "skip" lines.

UNIT_SOURCES := $(wildcard tests/unit/*.c)
UNIT_OBJECTS := $(UNIT_SOURCES:%.c=$(BUILD)/obj/%.o)

# What DWARF says of the same types needs elfutils' library, as nothing else does.
CHECK_TOOLS := $(BUILD)/unit $(if $(wildcard /usr/include/elfutils/libdwfl.h),$(BUILD)/oracle)

check: all $(CHECK_TOOLS) ## run all tests; STRICT=1 makes a missing tool a failure
	@BUILD=$(abspath $(BUILD)) STRICT=$(STRICT) CC='$(CC)' tests/check

$(BUILD)/unit: $(UNIT_OBJECTS) $(RENDER_LIBRARY)
	$(call say,LD,$@)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) $(LDFLAGS) -o $@ $^ $(LIBS) -lcunit -lffi

ORACLE_SOURCES := $(wildcard tests/oracle/*.c)
ORACLE_OBJECTS := $(ORACLE_SOURCES:%.c=$(BUILD)/obj/%.o)

$(BUILD)/oracle: $(ORACLE_OBJECTS) $(RENDER_LIBRARY)
	$(call say,LD,$@)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) $(LDFLAGS) -o $@ $^ $(LIBS) -ldw

check-libraries: all $(BUILD)/oracle ## what is found of real libraries' headers, against DWARF: a table
	@BUILD=$(abspath $(BUILD)) CC='$(CC)' tests/oracle/libraries $(TARGETS:%=-t %) $(LIBRARIES)

check-exports: all ## whether all functions that these libraries export are recorded: a table
	@BUILD=$(abspath $(BUILD)) CC='$(CC)' tests/oracle/libraries -x $(TARGETS:%=-t %) $(LIBRARIES)

check-all: ## all tests on all targets, and with all GCCs; needs root. 'make deps check-all' installs the compilers
	@status=0; $(MAKE) --no-print-directory check || status=1; $(MAKE) --no-print-directory check-others || status=1; exit $$status

# The suites that have a list of targets, which 'make check' takes some of.
check-others: all $(CHECK_TOOLS)
	@log=$$(mktemp); trap 'rm -f "$$log"' EXIT; STRICT=$(STRICT) tests/gcc $(GCC) > "$$log" 2>&1 & gcc=$$!; \
	BUILD=$(abspath $(BUILD)) STRICT=$(STRICT) CC='$(CC)' TARGETS=all ONLY=1 \
		tests/check $$(grep -lE 'TARGETS|"\$$BUILD"/\*-' tests/suites/*.sh); status=$$?; \
	wait $$gcc || status=1; cat "$$log"; exit $$status

check-gcc: ## the plugin with GCC 11 and 13 to 16, those that are not here each in its own Debian (needs root); GCC='13 16' picks some
	@STRICT=$(STRICT) tests/gcc $(GCC)

# SEEDS='1 2 3' names them; without, they follow the clock.
fuzz: all $(BUILD)/oracle ## random declarations through everything, random functions called: COUNT=100 of them, or SEEDS='1 2'
	@BUILD=$(abspath $(BUILD)) CC='$(CC)'; export BUILD CC; start=$$(date +%s); scratch=$$(mktemp -d); failed=0; \
	for seed in $(or $(SEEDS),$$(seq $$start $$((start + $(or $(COUNT),100) - 1)))); do \
		{ tests/fuzz/run $$seed "$$scratch" && tests/fuzz/target $$seed "$$scratch/target" "$$CC" "$$BUILD/ffiextract.so"; } || failed=$$((failed + 1)); done; \
	rm -rf "$$scratch"; echo "$$failed failed"; [ $$failed -eq 0 ]

golden: all ## write the golden files anew; read the diff
	@BUILD=$(abspath $(BUILD)) CC='$(CC)' tests/golden.sh --rewrite

bench: all ## the measurements, as ratios against a baseline in the same run; ONLY='python csharp' picks parts
	@BUILD=$(abspath $(BUILD)) CC='$(CC)' tests/bench/run $(ONLY)

mutate: all ## wrong changes to generated bindings, one at a time: do the tests notice? LANGUAGES='c python csharp' picks some
	@BUILD=$(abspath $(BUILD)) CC='$(CC)' tests/mutation/run -j $$(nproc) $(LANGUAGES)

-include $(UNIT_OBJECTS:.o=.d) $(ORACLE_OBJECTS:.o=.d)

.PHONY: check check-all check-others check-exports check-gcc check-libraries fuzz golden bench mutate
