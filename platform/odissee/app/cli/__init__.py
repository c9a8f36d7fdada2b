"""The commands of `./odissee`. Each module is one command and has `run(arguments) -> exit code`.

What is printed is French; a known fault is one sentence and exit code 1, never a stack trace.
"""
