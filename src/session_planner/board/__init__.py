"""The planner's board: a programme in the hands of planners, changed a step at a time.

Beside `planning`: what a planner drags is checked by the same checker as what the solver returns. `state` is the
board at one moment, `changes` a step from one to the next and back, `moves` the steps that a hand makes, `proposals`
what a solver would change, `places` where a segment may go. It keeps nothing: the web application stores changes.
"""
