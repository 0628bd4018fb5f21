"""Loops without end at import."""
# outcome: 0 points; timeout; says "timed out after"

while True:
    pass
