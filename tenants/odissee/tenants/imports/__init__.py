"""Files brought into the book: spreadsheets and exports of other programs, however they were written (TEN-06, SET-18).

Four steps: the file is read (`reading`), its columns are guessed and corrected by a person (`guess`), a trial says
what each line would do and writes nothing (`plan`), the import writes everything in one transaction or nothing
(`apply`). Invariants: the same file again changes nothing; a line that cannot be read is told with its number and
its reason, and comes back in a file to mend; a whole import is taken back by one undo.
"""

from odissee.tenants.imports.guess import guess_columns
from odissee.tenants.imports.reading import Sheet, UnreadableFile, read_sheet

__all__ = ["Sheet", "UnreadableFile", "guess_columns", "read_sheet"]
