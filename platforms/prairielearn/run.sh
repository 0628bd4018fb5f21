#!/usr/bin/env bash
# Grades /grade/student into /grade/results/results.json, as PrairieLearn's external grader runs it.
set -u
root=${GRADE_ROOT:-/grade}
results=$root/results/results.json

mkdir -p "$root/results"
rm -rf "$results" # what lies there before the grade is none
cd "${KIT:-/kit}" || exit 3
extra=()
if [ -d extra-checks ]; then extra=(--extra-checks extra-checks); fi
code=0
python grader.py --submission "$root/student" --prairielearn "$results" "${extra[@]}" || code=$?
# 1 is a score below all points, 2 a submission that cannot be read: both have their results.
if [ "$code" -le 2 ] && [ -f "$results" ]; then exit 0; fi
echo "This is not a grade: the grader could not grade (exit code $code); its output above says why." >&2
exit 3
