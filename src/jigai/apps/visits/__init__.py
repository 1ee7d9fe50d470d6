"""Visits: who of the county spoke with which enterprise, and what was promised.

Words: an *interaction* is one visit, call, meeting or message with an enterprise, by whatever
department; it is a service, with a purpose, never an inspection. A *follow-up* is what was
promised in it, with an owner and a day. The *contact rhythm* says within how many days somebody
calls, by rung and by the badge colours of the projects. The *visit cap* is how many visits a year
one enterprise is asked to receive from all departments together.
"""
