"""The web application: the planner's board, the delegate's page, the bureau's page, and the REST API behind them.

Last station of the way; it stands on the API of the package alone. `store` keeps what people do (SQLite or PostgreSQL),
`app` puts the parts together, `api` holds the endpoints, `pages` what is shown without scripts, `frontend` the board.
"""
