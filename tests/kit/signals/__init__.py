"""Real graders, ended at random moments of their lives, and a look at what is left of them.

`victims` are the submissions that they grade, `moments` when and `blows` how they are ended, `trials` ends one
and looks, `suite` does so a few hundred times. `python -m tests.kit.signals` prints the table.
"""
