"""Studies: questions of what if, each answered by solving, checking and comparing."""
