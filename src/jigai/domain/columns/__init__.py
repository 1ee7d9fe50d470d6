"""A rule set as named columns in stages: what every engine for whole tables translates.

``lower`` turns a ``RuleSet`` into a ``Plan``: columns over the facts, each a small tree of the
nodes of ``nodes`` (a closed union without Python callables), in stages that only read the facts
and the stages before them. A translation (an *emitter*) needs to know those nodes and nothing of
rules.

The plan means what ``domain.rules.evaluate`` means, row for row:

* An unknown number is a range there and two columns here, its low and its high end; an end without
  limit is null. A number that is known or wholly unknown is one column, null while unknown.
* A condition is true, false or null (unknown); ``and``, ``or`` and ``not`` follow Kleene.
* Arithmetic is exact while it is whole: a fact comes as a 64-bit integer, the number times a power
  of ten (``FactColumn``), and what is built from facts stays an integer as long as its bound shows
  that 64 bits hold it. A ratio is compared as a correctly rounded quotient where the bounds prove
  that no two different ratios round alike, so a share that equals its threshold equals it.
* What cannot be shown exact is computed in double precision with its error, and each comparison of
  such numbers marks the rows that lie within the error. The result ``close`` says so; those rows
  are decided by ``evaluate`` itself. Rows whose facts do not fit their ``FactColumn`` are the
  reader's to mark likewise.

Reading order for those who translate: ``nodes``, ``plan``, ``ranges_of_nodes``. For those who
lower: ``lower``, ``expressions``, ``criteria``, ``decision``; ``amounts`` and ``amount_arithmetic``
(ranges); ``forms``, ``doubles``, ``comparing``, ``choosing``, ``reckoning`` (one number);
``truths``, ``workbench`` (names, stages, doubts), ``sharing`` (repeated parts named once).
"""
