"""Messages that go out: to whom, by which channel, whether they arrived, and how to stop them.

A *message* is one of a day for one receiver; a *delivery record* says that a due thing was told on
an *occasion*, once to each receiver. A *group robot* brings counts to a group of a messenger; a
*switch* stops a kind on a medium; a *quiet span* stops all; a *calendar address* hands out days.
"""
