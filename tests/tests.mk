# The tests: unit tests (CUnit) and the suites, shell scripts that each print "ok", "not ok" or "skip" lines.

UNIT_SOURCES := $(wildcard tests/unit/*.c)
UNIT_OBJECTS := $(UNIT_SOURCES:%.c=$(BUILD)/obj/%.o)

check: all $(BUILD)/unit ## run all tests; STRICT=1 makes a missing tool a failure
	@BUILD=$(abspath $(BUILD)) STRICT=$(STRICT) CC='$(CC)' tests/check

$(BUILD)/unit: $(UNIT_OBJECTS) $(RENDER_LIBRARY)
	$(call say,LD,$@)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) $(LDFLAGS) -o $@ $^ $(LIBS) -lcunit -lffi

golden: all ## write the golden files anew; read the diff
	@BUILD=$(abspath $(BUILD)) CC='$(CC)' tests/golden.sh --rewrite

bench: all ## the measurements, as ratios against a baseline in the same run
	@BUILD=$(abspath $(BUILD)) CC='$(CC)' tests/bench/run

-include $(UNIT_OBJECTS:.o=.d)

.PHONY: check golden bench
