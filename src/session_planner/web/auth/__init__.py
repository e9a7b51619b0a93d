"""How people come in: passwords, limits on guessing, the session's cookie, OpenID Connect."""
