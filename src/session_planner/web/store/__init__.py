"""What the web application keeps: boards and every change of them, jobs, accounts, links and the audit log.

SQLite by default, PostgreSQL by its URL; the schema is Alembic's. Releases are no part of it: they stay the plain
folder that they are for the command line.
"""
