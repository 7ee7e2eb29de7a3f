# CMake: compile a library with the plugin and render its bindings.
#
#	include(FfiExtract)
#	ffiextract_target(foo)				# the objects of target foo carry their interface
#	ffiextract_render(foo python ${CMAKE_BINARY_DIR}/foo.py [NOTES foo.notes.xml])
#
# SPDX-License-Identifier: MIT
find_program(FFIRENDER ffirender)
set(FFIEXTRACT_PLUGIN ffiextract CACHE STRING "The plugin: ffiextract, or its full path where it is not installed in GCC's folder")

function(ffiextract_target target)
	if(NOT CMAKE_C_COMPILER_ID STREQUAL "GNU")
		message(WARNING "ffiextract: ${target} is not compiled by GCC, so it will carry no interface")
		return()
	endif()
	target_compile_options(${target} PRIVATE "$<$<COMPILE_LANGUAGE:C,CXX>:-fplugin=${FFIEXTRACT_PLUGIN}>")
endfunction()

function(ffiextract_render target language output)
	cmake_parse_arguments(ARG "" "" "NOTES" ${ARGN})
	set(notes)
	foreach(file IN LISTS ARG_NOTES)
		get_filename_component(file "${file}" ABSOLUTE)
		list(APPEND notes --notes "${file}")
	endforeach()
	add_custom_command(OUTPUT "${output}"
		COMMAND "${FFIRENDER}" ${language} "$<TARGET_FILE:${target}>" ${notes} -o "${output}"
		DEPENDS ${target} ${ARG_NOTES} VERBATIM)
	add_custom_target(${target}-${language} ALL DEPENDS "${output}")
endfunction()
