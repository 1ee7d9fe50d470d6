"""One list component for every table of the product.

A page declares a ``ListPage`` with its ``Column`` s over a query of the floors below; the
component does the rest: typed and clicked conditions, paging by key, chosen columns, totals,
as-of and changed-since reading, saved views, export. All of it stands in the link.
"""
