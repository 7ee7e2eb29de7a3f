# The examples, as `make demo` runs them: each in a copy under build/, with its own Makefile, as a user would.

DEMO_ARGS = FFIRENDER=$(abspath $(BUILD))/ffirender PLUGIN=$(abspath $(BUILD))/ffiextract.so \
	    FFI_INCLUDE=$(abspath attributes) CC='$(CC)'

demo: all ## show the tool at work: an annotated library, then the system's zlib, SQLite and libgit2
	@mkdir -p $(BUILD)/examples
	@rm -rf $(addprefix $(BUILD)/examples/,point zlib sqlite3 libgit2)
	@cp -r $(addprefix examples/,point zlib sqlite3 libgit2) $(BUILD)/examples/
	@echo; echo "== examples/point: an annotated library, compiled with the plugin =="
	@$(MAKE) --no-print-directory -s -C $(BUILD)/examples/point $(DEMO_ARGS) demo
	@echo; echo "== examples/zlib: the system's zlib, from its header and a note file =="
	@$(MAKE) --no-print-directory -s -C $(BUILD)/examples/zlib $(DEMO_ARGS) demo
	@echo; echo "== examples/sqlite3: the system's SQLite: objects, its error messages, callbacks, functions of its SQL in Python and C# =="
	@$(MAKE) --no-print-directory -s -C $(BUILD)/examples/sqlite3 $(DEMO_ARGS) demo
	@echo; echo "== examples/libgit2: the system's libgit2, nearly all of its 767 functions =="
	@$(MAKE) --no-print-directory -s -C $(BUILD)/examples/libgit2 $(DEMO_ARGS) demo
	@echo; echo "What was generated is in $(BUILD)/examples; README.md says how to bind a library of your own."

.PHONY: demo
