"""Exchange by files in a folder: for every province and floor that gives or takes a spreadsheet.

Out, written anew at each sync: ``catalogue``, ``stock``, ``shipments`` and ``photos/``. In: every
CSV or XLSX file in ``orders/``, read once as long as it does not change. Columns are found by the
names people use, or by those the owner saved.
"""
