"""Gap routes: the least-effort ways from where a subject stands to a better outcome.

A *lever* (措施) says how work moves one fact, how much *effort* (工作量) a step takes and how long
until it shows. A *route* (路径) is a set of steps that reaches the outcome wanted, proved by
applying the rule anew, and without which any one step no longer reaches it. The rule's own nodes
are translated into whole numbers for a solver (OR-Tools CP-SAT); what is unknown stays unknown
and never helps. Reading order: ``levers``, ``read_efforts``, ``problem``, ``integers``, ``spans``,
``translate``, ``translate_points``, ``tables``, ``reach``, ``solve``, ``routes``, ``binding``.
"""
