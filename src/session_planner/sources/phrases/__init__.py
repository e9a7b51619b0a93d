"""The atoms of the documents' grammar, in the six languages: dates, hours, numbers, symbols, mandates, marks.

Used by `agenda`. Each module finds one kind of phrase in running text and says where it stands; the words of each
language are data beside the rules. Nothing here knows documents, only phrases.
"""
