"""Grades in unusual environments: each works, or says in a line what is missing; none is a wrong score or hangs.

Each test runs the real grader.py where it is really so: on that file system, within that limit, as that user.
"""
