"""Who meets whom on a matching day, so that no two would rather meet each other.

Words: a *participant* has *wishes*, the other side's participants best first, and a *capacity*,
how many it can meet. A *blocking pair* are two who list each other, do not meet, and would each
give up what they have for the other; an assignment without one is *stable*.
"""
