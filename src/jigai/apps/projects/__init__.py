"""Projects: the register of transformation projects and what is reported of them.

Words: a *baseline* is the approved plan, frozen; a *progress report* is what a responsible unit
says for one period; the four *streams* of investment (planned, reported, verified, paid) are kept
apart; an *inclusion case* follows the project into the statistics library as a process, without
any figure of the statistics bureau.
"""
