"""Every verb of the platform and who may do it: one case each.

`@case("module.action", may=[…])` gives what the action takes besides `by` and `at`, in a world
where somebody of `may` (names of the cast, `public` or `system`) can do it. `verb` names the
step of a lifecycle that the action performs. `apart` are people of the cast whose right depends
on more than their role; the case's own tests say how.

A case lies in the module of its subject. An action without a case stands in `OTHERWISE`, with where its refusals are tested or why it has
none. An action or a lifecycle step in neither fails tests/security/test_verbs.py.
"""

from tests.security.verbs import (  # noqa: F401  # each registers its cases
    copying,
    discovery,
    files,
    meetings,
    mergers,
    registry,
    rights,
    stories,
)
from tests.security.verbs.otherwise import FOLLOWING, OTHERWISE
from tests.security.verbs.table import CASES, NOBODIES, Stage

__all__ = ["CASES", "FOLLOWING", "NOBODIES", "OTHERWISE", "Stage"]
