# Prints each annotation of a document, "KEY PART: WORD(ARGUMENTS)"; of those with by="BY" alone if BY is given.
# SPDX-License-Identifier: MIT
BEGIN { RS = "<"; depth = 0 }
function value(name) {
	if (!match($0, name "=\"[^\"]*\""))
		return ""
	return substr($0, RSTART + length(name) + 2, RLENGTH - length(name) - 3)
}
function say(   i, part, key) {
	if (BY != "" && by[depth] != BY)
		return
	for (i = 1; i < depth; i++) {
		if (kind[i] == "decl")
			key = label[i]
		else if (kind[i] == "annotation")
			part = part "/" label[i]
		else if (kind[i] != "type")
			part = label[i]
	}
	print key (part == "" ? "" : " " part) ": " label[depth] (args[depth] == "" ? "" : "(" args[depth] ")")
}
function close_one() { if (kind[depth] == "annotation") say(); depth-- }
{
	tag = $0; sub(/[ \/>].*/, "", tag); gsub(/[ \n]/, "", tag)
	closing = substr($0, 1, 1) == "/"
	if (closing) { tag = substr($0, 2); sub(/>.*/, "", tag) }
	new = ""
	if (tag ~ /^(record|enumeration|alias|function|constant|domain|variable|macro)$/ && (closing || value("id") != "")) new = "decl"
	if (tag == "result" || tag == "param" || tag == "field" || tag == "enumerator" || tag == "annotation") new = tag
	if (tag == "function" && (closing ? kind[depth] == "type" : new == "")) new = "type"
	if (tag == "arg" && !closing) {
		text = $0 ~ /^arg[^>]*\/>/ ? "" : $0
		sub(/^arg[^>]*>/, "", text)
		args[depth] = args[depth] (n[depth]++ ? ", " : "") text
	}
	if (new == "") next
	if (closing) { close_one(); next }
	depth++
	kind[depth] = new
	label[depth] = new == "decl" ? value("id") : new == "result" ? "result" : value("name")
	by[depth] = value("by")
	args[depth] = ""
	n[depth] = 0
	if ($0 ~ /\/>[ \n]*$/) close_one()
}
