# CMake: compile a library with the plugin and render its bindings.
#
#	find_package(FfiExtract REQUIRED)		# with its prefix in CMAKE_PREFIX_PATH, if that is one of its own
#	ffiextract_target(foo)				# the objects of target foo carry their interface
#	ffiextract_render(foo python ${CMAKE_BINARY_DIR}/foo.py [NOTES foo.notes.xml])
#	ffiextract_shims(objects ${CMAKE_BINARY_DIR}/foo_shims.c)	# of an OBJECT library: a source more for foo
#
# SPDX-License-Identifier: MIT
get_filename_component(FFIEXTRACT_PREFIX "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
find_program(FFIRENDER ffirender HINTS "${FFIEXTRACT_PREFIX}/bin")
set(FFIEXTRACT_PLUGIN "" CACHE STRING "The plugin, if it is neither in GCC's folder nor below the prefix of this file")

# In GCC's folder the plugin has a name, below a prefix of its own a path for each GCC.
function(ffiextract_plugin variable)
	execute_process(COMMAND "${CMAKE_C_COMPILER}" -dumpmachine OUTPUT_VARIABLE machine OUTPUT_STRIP_TRAILING_WHITESPACE)
	string(REGEX MATCH "^[0-9]+" major "${CMAKE_C_COMPILER_VERSION}")
	set(own "${FFIEXTRACT_PREFIX}/lib/ffiextract/${machine}-${major}/ffiextract.so")
	if(FFIEXTRACT_PLUGIN)
		set(${variable} "${FFIEXTRACT_PLUGIN}" PARENT_SCOPE)
	elseif(EXISTS "${own}")
		set(${variable} "${own}" PARENT_SCOPE)
	else()
		set(${variable} ffiextract PARENT_SCOPE)
	endif()
endfunction()

function(ffiextract_target target)
	if(NOT CMAKE_C_COMPILER_ID STREQUAL "GNU")
		message(WARNING "ffiextract: ${target} is not compiled by GCC, so it will carry no interface")
		return()
	endif()
	ffiextract_plugin(plugin)
	target_compile_options(${target} PRIVATE "$<$<COMPILE_LANGUAGE:C,CXX>:-fplugin=${plugin}>")
	target_include_directories(${target} PUBLIC "${FFIEXTRACT_PREFIX}/include")
endfunction()

function(ffiextract_notes variable)
	set(notes)
	foreach(file IN LISTS ARGN)
		get_filename_component(file "${file}" ABSOLUTE)
		list(APPEND notes --notes "${file}")
	endforeach()
	set(${variable} "${notes}" PARENT_SCOPE)
endfunction()

function(ffiextract_render target language output)
	cmake_parse_arguments(ARG "" "" "NOTES" ${ARGN})
	ffiextract_notes(notes ${ARG_NOTES})
	add_custom_command(OUTPUT "${output}"
		COMMAND "${FFIRENDER}" ${language} "$<TARGET_FILE:${target}>" ${notes} -o "${output}"
		DEPENDS ${target} ${ARG_NOTES} VERBATIM)
	add_custom_target(${target}-${language} ALL DEPENDS "${output}")
endfunction()

function(ffiextract_shims target output)
	cmake_parse_arguments(ARG "" "" "NOTES" ${ARGN})
	ffiextract_notes(notes ${ARG_NOTES})
	add_custom_command(OUTPUT "${output}"
		COMMAND "${FFIRENDER}" shims "$<TARGET_OBJECTS:${target}>" ${notes} -o "${output}"
		DEPENDS ${target} "$<TARGET_OBJECTS:${target}>" ${ARG_NOTES} COMMAND_EXPAND_LISTS VERBATIM)
endfunction()
