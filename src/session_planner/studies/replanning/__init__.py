"""Replanning: events become edits of the scenario, what has begun stays, what is published changes least."""
