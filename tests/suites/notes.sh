# Note files: to a document, and through scan, where the compiler evaluates what they say.
. "$(dirname "$0")/../lib.sh"
DATA=$ROOT/tests/data
cd "$T" || exit 2

# notes NAME: standard input, in <notes>, becomes NAME.notes.xml; its text starts in line 2.
notes() {
	{ echo '<notes version="1.0">'; cat; echo '</notes>'; } > "$1.notes.xml"
}

if have xmllint; then
	check "the example is valid" xmllint --noout --relaxng "$ROOT/ir/interface.rng" "$DATA/tank.notes.xml"
else
	missing "the example is valid" xmllint
fi

check "scan with notes" "$FFIRENDER" scan --cc="$CC" --notes "$DATA/tank.notes.xml" "$DATA/tank.h" -o noted.ffi.xml
check "nothing is to be said of the example" [ ! -s check.out ]
if have xmllint; then
	check "what comes out is valid" xmllint --noout --relaxng "$ROOT/ir/interface.rng" noted.ffi.xml
fi
check "the compiler evaluates" sh -c 'grep -A2 "<arg>(int)sizeof (tank)</arg>" noted.ffi.xml | grep "arg=\"1\" value=\"[1-9]"'
check "constants that served the notes only are gone" sh -c '! grep "#(int)sizeof" noted.ffi.xml'
check "codes in source order" sh -c 'sed -n "/domain\/TankError/,/<.domain>/s/.*enumerator name=\"\([^\"]*\)\".*/\1/p" noted.ffi.xml |
	tr "\n" " " | grep -x "TANK_OK TANK_EMPTY TANK_FULL_ERROR TANK_LEAK_ERROR "'
check "the library" grep -q '<library name="tank" version="1.3" soname="libtank.so.1"' noted.ffi.xml
check "the noted document is read again" "$FFIRENDER" merge noted.ffi.xml -o again.ffi.xml
check "and is the same" cmp noted.ffi.xml again.ffi.xml

notes select <<'END'
 <domain id="domain/TankError" codes="TANK_OK,TANK_*_ERROR"><annotation name="error_domain"><arg>TankError</arg><arg>TANK_OK</arg></annotation></domain>
END
check "scan takes the codes that notes list" "$FFIRENDER" scan --cc="$CC" --select=tank_close --notes select.notes.xml "$DATA/tank.h" -o select.ffi.xml
check "all of them" [ "$(grep -c '<enumerator name="TANK_' select.ffi.xml)" = 3 ]

notes masked <<'END'
 <domain id="domain/TankCode"><annotation name="enum"><arg>TankCode</arg><arg>TANK_*_ERROR</arg></annotation></domain>
 <function id="tank_bound"><param name="length"><annotation name="default"><arg>TANK_FULL_ERROR | TANK_LEAK_ERROR</arg></annotation></param></function>
END
check "scan evaluates what a default is made of" "$FFIRENDER" scan --cc="$CC" --select=tank_bound --notes masked.notes.xml "$DATA/tank.h" -o masked.ffi.xml
check "but an expression is no code, whatever glob matches its text" sh -c 'grep -q "TANK_FULL_ERROR | TANK_LEAK_ERROR</arg>" masked.ffi.xml &&
	[ "$(grep -c "<enumerator name=" masked.ffi.xml)" = 2 ]'

# To a document: what only a compiler can evaluate is refused, the rest is applied.
refuses "an expression needs a compiler" "tank.notes.xml:47: error: only a compiler can evaluate '\(int\)sizeof \(tank\)': give the notes to 'ffirender scan'" \
	"$FFIRENDER" merge --notes "$DATA/tank.notes.xml" "$DATA/tank.ffi.xml"
check "no output then" [ "$("$FFIRENDER" merge --notes "$DATA/tank.notes.xml" "$DATA/tank.ffi.xml" 2> /dev/null | wc -c)" -eq 0 ]
sed 's/(int)sizeof (tank)/40/' "$DATA/tank.notes.xml" > tank.notes.xml
check "notes to a document" "$FFIRENDER" merge --notes tank.notes.xml "$DATA/tank.ffi.xml" -o late.ffi.xml
check "say the same as notes to scan" sh -c '
	strip() { sed "s/ at=\"[^\"]*\"//g; s/ file=\"[^\"]*\"//g; s/ compiler=\"[^\"]*\"//; s/<unit name=\"[^\"]*\"/<unit/; s/(int)sizeof (tank)/40/" "$1"; }
	strip noted.ffi.xml > a; strip late.ffi.xml > b; if grep -q x86_64-linux-gnu a; then diff a b; fi'

notes first <<'END'
 <function id="tank_*"><annotation name="leaf"/></function>
 <function id="tank_bound"><param name="length"><annotation name="default"><arg>1</arg></annotation></param></function>
END
notes second <<'END'
 <function id="tank_bound"><param name="length"><annotation name="default"><arg>2</arg></annotation></param></function>
END
check "two note files" "$FFIRENDER" merge --notes first.notes.xml --notes second.notes.xml "$DATA/tank.ffi.xml" -o two.ffi.xml
check "of which the later wins" sh -c '[ "$(grep -c "<arg>[12]</arg>" two.ffi.xml)" = 1 ] && grep -q "<arg>2</arg>" two.ffi.xml'

# says NAME PATTERN: the notes on standard input give the line, as a warning or an error.
says() {
	notes case
	"$FFIRENDER" merge --notes case.notes.xml "$DATA/tank.ffi.xml" -o case.ffi.xml > said 2>&1
	status=$?
	if [ $status -gt 1 ] || ! grep -qxE -- "$2" said; then
		echo "# status $status, does not say: $2" >> said
		not_ok "$1" said
	else
		ok "$1"
	fi
}
says "a name that is not there" "case.notes.xml:2: warning: no function 'tank_opn' in the interface; did you mean 'tank_open'\?" <<'END'
 <function id="tank_opn"/>
END
says "a glob that matches nothing" "case.notes.xml:2: warning: no function of the interface matches 'pool_\*'" <<'END'
 <function id="pool_*"/>
END
says "a typedef where its struct is meant" "case.notes.xml:2: warning: no record 'tank' in the interface; did you mean <record id=\"struct tank_s\">\?" <<'END'
 <record id="tank"/>
END
says "a parameter that is not there" "case.notes.xml:3: error: annotation 'array' names 'lenght', but 'tank_pack' has no such parameter; did you mean 'length'\?" <<'END'
 <function id="tank_pack">
  <param name="source"><annotation name="array"><arg>lenght</arg></annotation></param></function>
END
says "a callback hidden in a typedef" "case.notes.xml:3: error: 'visit' of 'tank_each' has the type 'tank_visit': write its parameters in <alias id=\"tank_visit\">" <<'END'
 <function id="tank_each">
  <param name="visit"><param name="user"><annotation name="context"/></param></param></function>
END
says "a domain that is not there" "case.notes.xml:2: error: annotation 'status' names 'TankErr', which is no domain or enum of the interface; define it: <domain id=\"domain/NAME\" codes=\"...\">" <<'END'
 <function id="tank_close"><result><annotation name="status"><arg>TankErr</arg></annotation></result></function>
END
says "a contradiction" "case.notes.xml:2: error: annotation 'nonnull' contradicts 'nullable' in line 2; keep one of them" <<'END'
 <function id="tank_open"><param name="path"><annotation name="nullable"/><annotation name="nonnull"/></param></function>
END
says "a word on the wrong thing" "case.notes.xml:2: error: annotation 'status' is said of the result: write it in 'result'" <<'END'
 <function id="tank_close"><annotation name="status"><arg>x</arg></annotation></function>
END
says "a word that does not exist" "case.notes.xml:2: error: unknown annotation 'nulable'; did you mean 'nullable'\?" <<'END'
 <function id="tank_close"><param name="file"><annotation name="nulable"/></param></function>
END
refuses "no XML" 'bad.notes.xml:[12]: error: not well-formed XML' sh -c "echo '<notes' > bad.notes.xml; '$FFIRENDER' merge --notes bad.notes.xml '$DATA/tank.ffi.xml'"
refuses "an interface is no note file" "tank.ffi.xml:2: error: " "$FFIRENDER" merge --notes "$DATA/tank.ffi.xml" "$DATA/tank.ffi.xml"
refuses "a warning can be an error" "error: no function of the interface matches 'pool_\*'" sh -c "echo '<notes version=\"1.0\"><function id=\"pool_*\"/></notes>' > w.notes.xml; '$FFIRENDER' merge -Werror --notes w.notes.xml '$DATA/tank.ffi.xml'"

# ---- macros of headers that annotate ----

marked() { "$FFIRENDER" scan --cc="$CC" --notes "$DATA/marked.notes.xml" "$DATA/marked.h" -o marked.ffi.xml > said 2>&1; }
check "scan with macros that a note file explains" marked
# planned FUNCTION TEXT: the plan of the function has it in the line that says what it gives and gets.
planned() {
	"$FFIRENDER" show --plan marked.ffi.xml | sed -n "/[ *]$1(.*;\$/{n;p;}" > plan
	check "$1: $2" grep -qF "$2" plan
}
planned marked_sum 'gives (numbers: slice of scalar int, read)'
planned marked_ends 'gives (text: string, UTF-8), gets first: scalar char; last: scalar int'
planned marked_name 'gets string, UTF-8, or null'
planned marked_label 'gives (of: string, UTF-8, or null)'
planned marked_copy 'gets string, UTF-8, or null'
check "marked_copy: who frees it" grep -q '<arg>marked_free</arg>' marked.ffi.xml
check "where they cannot stand is a warning" [ "$(grep -cE 'marked\.h:3[0-9]:.*warning: .*ffi_nonnull' said)" = 2 ]
check "what no header defines is one" grep -qE "marked\.notes\.xml:9: warning: no header defines the macro .MARKED_NOWHERE" said
check "nothing else is said" [ "$(grep -c warning: said)" = 3 ]
grep -v MARKED_NOWHERE "$DATA/marked.notes.xml" > on.notes.xml
"$FFIRENDER" scan --cc="$CC" --notes on.notes.xml "$DATA/marked.h" -o on.ffi.xml -- -D_Nullable= > said 2>&1
check "also what the command line defines" cmp marked.ffi.xml on.ffi.xml
notes bad <<'END'
 <marker macro="A B"><annotation name="nonnull"/></marker>
 <marker macro="EMPTY"/>
END
refuses "what is no macro" "bad.notes.xml:2: error: 'A B' is no name of a macro" "$FFIRENDER" scan --cc="$CC" --notes bad.notes.xml "$DATA/marked.h"
refuses "what says nothing" "bad.notes.xml:3: error: marker 'EMPTY' says nothing: it needs an annotation" \
	"$FFIRENDER" scan --cc="$CC" --notes bad.notes.xml "$DATA/marked.h"
notes nowhere <<'END'
 <macro id="macro MARKED_NOWHERE"><result><int name="int"/></result><param name="x"><int name="int"/></param></macro>
END
refuses "a prototype of a macro that nobody defines" "nowhere.notes.xml:2:.* error: no header defines the macro 'MARKED_NOWHERE'" \
	"$FFIRENDER" scan --cc="$CC" --plugin="$PLUGIN" --notes nowhere.notes.xml "$DATA/marked.h"
notes library <<'END'
 <marker macro="_Nonnull"><annotation name="library"><arg>x</arg></annotation></marker>
END
refuses "what stands nowhere" "library.notes.xml:2: error: marker '_Nonnull': no macro that stands somewhere can say 'library'" \
	"$FFIRENDER" scan --cc="$CC" --notes library.notes.xml "$DATA/marked.h"
