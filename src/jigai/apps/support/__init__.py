"""Support: what enterprises ask of the county, and how long it takes.

Words: a *request* is raised by an enterprise and closed by it; its *first receiver* takes it
in, the *department in charge* answers for it, a *blocking department* does a part without which it
cannot go on. Each has a *clock*; the enterprise has one, over all of them. A *call-back* asks the
enterprise how it finds the answer; an *escalation* brings a request before the level above, once.
A *service standard* is the limit of one kind from a day on.
"""
