"""How an account's groups say for whom it acts: an office of the packs, or an entity by its key.

Django's own groups carry it, so that no table of ours is needed.
"""

OFFICE = "office:"
ENTITY = "entity:"
