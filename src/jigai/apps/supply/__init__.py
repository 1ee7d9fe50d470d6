"""Supply: who supplies whom in the county's industries, and which reserve projects to support.

Words: a *supply tie* says that a buyer takes a product of a *chain link* from a supplier; a
*party* is one end of it, an enterprise of the register or an *outside party* known by name and
region. Without the *consent* of both parties a tie is seen by the office alone. A *portfolio* is a
proposal which reserve projects to support; the *portfolio decision* on it is made by people.
"""
