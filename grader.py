"""The door to the grader: `python grader.py` grades exercises/, `python grader.py --help` lists the commands."""

if __name__ == "__main__":
    try:
        from grading.stopping import ending_calmly

        with ending_calmly():
            from grading.cli import main

            main()
    except KeyboardInterrupt:  # so early that it could not end calmly yet
        raise SystemExit(130) from None
