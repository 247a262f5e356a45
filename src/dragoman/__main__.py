"""`python -m dragoman` is `dragoman`."""

from dragoman.cli import main

if __name__ == "__main__":  # worker processes import this module again, and must not start anew
    main(prog_name="dragoman")
