"""Tests of the learners' copy of the kit."""
