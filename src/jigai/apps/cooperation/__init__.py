"""Cooperation: who in schools and institutes works with the county's firms, and on what.

Words: an *institution* is a university, college or institute; a *joint body* is what it runs with
the county (a joint laboratory, an industry college). An *agreement* has terms with due days:
a *duty* or a *deliverable*. A *demand* is what an enterprise needs solved, an *achievement* what
can be transformed; its *maturity* (1 to 9) stands on *maturity evidence*. A *confidential demand*
is shown by its *masked text*; a *disclosure* opens the name when both sides agree, and each *look*
is logged. An *expert* (a person or a laboratory) is listed by *consent*, up to a *load limit*.
"""
