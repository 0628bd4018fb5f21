"""The door to the grader: `python grader.py` grades exercises/, `python grader.py --help` lists the commands."""

if __name__ == "__main__":
    from grading.cli import main

    main()
