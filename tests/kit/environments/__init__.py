"""Grades in hard places: each works, or says in a line what is missing; none is a wrong score, a traceback or a hang.

Each test runs the real grader.py in a place that is really so. What takes a worker and several seconds is only run
when asked for (-m place), but for two: one grade in nearly all of the places at once, and two at the same time.
"""
