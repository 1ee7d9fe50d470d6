"""The cultivation ladder: its rungs, what expires on it, and the yearly days that wait.

Reading order: ``rungs``, ``fact_values``, ``reminders``. The scores themselves come from
``domain/rules``.
"""
