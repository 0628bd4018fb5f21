"""What runs beside a submission where the arguments of its function cannot cross a pipe.

The text of one of these files is sent to a worker, and only to those that need it: so each stands alone, and nothing in
it solves an exercise that such a worker is asked about. Each function takes the submission's objects by their names,
plays, and returns plain observations. It decides nothing: the trusted process compares these with its own.
"""
