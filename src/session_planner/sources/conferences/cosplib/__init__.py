"""CoSPLib, the conference scheduling problem library (Kheiri, Pylyavskyy, Jacko; doi 10.1145/3712255.3726570).

`reading` makes an `instance` of a workbook of the library, `writing` one of an instance; `solution` reads and writes
what the library writes as a result; `scoring` says what a solution costs, term by term, as the library's checker does.
"""
