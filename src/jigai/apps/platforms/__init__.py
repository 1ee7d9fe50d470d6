"""Platforms: where the county's firms and schools do research together, and what they share.

Words: a *platform* is of a *kind* (重点实验室, 企业技术中心 …) and stands at one level at a time;
each *standing* is a dated period, so that counts are right on any day. A *platform score* is the
yearly scorecard, computed by dated rules and open to objection. A *shared instrument* is offered
to outside enterprises by *booking*; only a *use* that the outside user confirmed counts. A
*platform service* is linked to what came of it, or says that nothing has yet.
"""
