"""Clocks of enterprises' requests: what runs, what stands still, when it is due.

A *clock* is the time in which it ran, as spans; a *limit* is how much of it a standard grants, in
office minutes or work-days; a *standing* says what is used, what is left and when it is due. A
work-day counts when the clock runs as that day begins: the day on which it starts does not count
(Civil Code, Art. 201), nor the day on which it goes on after a pause. What is due on a day is due
when the office closes (Art. 203).
"""
