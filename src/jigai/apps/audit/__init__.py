"""Audit: the one way to write, and the memory of every write.

Words: a *change set* is one act with who, when, why and through which path; a *version* is one
state of a record, valid from one change set until another; the *chain* ties change sets by a
keyed digest; the *head* is the chain's last link, printed on documents and kept elsewhere.
Triggers generated from the models keep the versions and refuse a write outside a change set.
"""
