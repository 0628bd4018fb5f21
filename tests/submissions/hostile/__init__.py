"""Hostile submissions, one a file, each with its intent and the outcome that it must have.

The first line says what the file tries, and `# outcome:` what must come of it: the points, then (where it
matters) the status of the first check that is lost and a phrase of its message. `# exercise:` names the
exercise that the file answers, softmax if nothing is said; with `# graded: all` the other exercises are graded
too and have to keep their points. In `folders` a file lays out a folder instead.

Nothing here does harm where the sandbox is missing. @FILE@, @FOLDER@, @PID@ and @PORT@ become what the test made
for it; forks, memory and disk are bounded, and no process is signalled that the test did not start.
"""
