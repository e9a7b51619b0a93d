"""Tests of reading what planners already have."""
