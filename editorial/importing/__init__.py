"""Files of editors: read, compared with the content, shown, and made into one set of changes.

django-import-export (4.4) was considered. It is well kept, but it saves model instances, row by
row; here every row must become a change that can wait for a reviewer, be refused for the reasons
of `editorial.content.writing`, and be undone. Our kinds say already what a record consists of, so
all that is left to a library is the XLSX format, and openpyxl reads that with the types of cells.
"""
