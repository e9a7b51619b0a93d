"""Sittings as a grid of hours and rooms, without the times inside them: how programmes of many chambers are found.

`builder`: the model, on which the same rules state themselves. `packing`: which chamber an item of such an answer is
in. `search`: from a problem to its answer by way of the grid, tier after tier.
"""
