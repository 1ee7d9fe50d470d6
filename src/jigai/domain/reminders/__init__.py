"""What is due for whom, when it is said, and in which words; channels and tables stand above.

A *due thing* (`Due`) names its kind, its record, its day and whom it concerns. On a day each
has one *occasion* (new, soon, last day, overdue); a receiver is told of each occasion once.
"""
