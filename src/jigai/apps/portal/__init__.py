"""Portal: what passes between the county and an enterprise's own people, each with an answer.

Words: a *correction* is what an enterprise says is wrong in its file and why, until the office
decides; a *form permit* is a responsible unit's leave that the enterprise fills in the form of its
project; a *report proposal* is such a form as the enterprise said it, which waits for the unit and
overwrites nothing; a *data request* is a person's request about data on them, with its clock; a
*delivery* is a document handed to an enterprise, until it confirms the receipt.
"""
