"""The entry point: `python grader.py` grades exercises/, `python grader.py --help` lists the commands."""

import sys


def refuse(reason: str) -> None:
    """Say why there will be no grade."""
    print(f"grader: {reason}", file=sys.stderr)
    sys.exit(3)


if __name__ == "__main__":
    if sys.version_info < (3, 10):  # noqa: UP036  (pip refuses it too, but this may be another Python than pip's)
        refuse("this needs Python 3.10 or newer.")
    try:
        from grading.sandbox.signals import ending_calmly

        with ending_calmly():
            from grading.commands.main import main

            main()
    except KeyboardInterrupt:  # so early that it was not heard yet
        sys.exit(130)
    except ModuleNotFoundError as missing:  # what pip would have installed with the kit
        import language
        from grading.sandbox import machine

        language.use(None)
        refuse(machine.explain(missing))
