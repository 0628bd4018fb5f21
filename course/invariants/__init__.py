"""What holds of every right answer, whatever it is given: how its results change when its input does.

One file an exercise, ID.py. Each function takes an answer and a seed to draw numbers from, and tells whether the answer
breaks the rule; its docstring says what was seen then, as the docstrings of wrong answers do. It raises whatever it
likes where the answer comes to nothing that could be looked at.
"""
