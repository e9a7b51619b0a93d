"""A maker of documents: from the facts of a gold file, or from a page in a small markup, to every format we read.

`pages` is a page and its writers (.txt aligned, .txt as text taken out of a PDF, .docx, .html, .pdf); `programmes` and
`agendas` lay gold facts out as pages, in the layouts that the facts describe; `markup` reads pages written by hand.
"""
