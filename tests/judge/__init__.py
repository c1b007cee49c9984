"""An independent judge of ``posdesk sell``.

It works out, from the project's contract and invariants alone, what the till must answer to each
request, and what must be in the drawer and on the shelves afterwards. It shares no code with the
program it judges; only the scripts in ``till/``, which run as processes of their own, import it.

``python -m tests.judge --requests 10000 --seed 1`` is the full run.
"""
