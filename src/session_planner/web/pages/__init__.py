"""What is shown without scripts: the list of boards, the delegate's pages, the bureau's page, the login.

`page` renders every one of them; a module a kind of page.
"""
