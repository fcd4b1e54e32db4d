"""When two names may be the same person, and how far two values agree."""

from lantoa.vietnamese import fold, split_person_name

#: Share of the words of the shorter text that must stand in the longer one to be "near".
_NEAR = 0.6

#: Letters that a folded name is made of, and what stands between them.
_LETTERS = "abcdefghijklmnopqrstuvwxyz '-0123456789"
#: Of longer names, which are of bodies, only equal writings are asked for.
_LONGEST = 60


def one_edit_apart(left: str, right: str) -> bool:
    """Whether one letter put in, left out or changed, or two neighbours swapped, makes
    `left` into `right`. Equal texts are not apart.
    """
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    a, b = left[start:], right[start:]
    swapped = len(a) > 1 and a[:2] == b[1::-1] and a[2:] == b[2:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped


def written_near(name: str) -> list[str]:
    """`name` and every writing that one edit makes of it, in order: some 1,000 for a full name.

    What an index can be asked for one by one, where "near" cannot be asked. Names of one
    syllable stand alone: by edits they are not compared (`closeness`).
    """
    if " " not in name or len(name) > _LONGEST:
        return [name]
    found = {name}
    for at in range(len(name) + 1):
        head, tail = name[:at], name[at:]
        found.update(head + letter + tail for letter in _LETTERS)
        if tail:
            found.add(head + tail[1:])
            found.update(head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            found.add(head + tail[1] + tail[0] + tail[2:])
    return sorted(found)


def closeness(wanted: str, other: str, *, same_place: bool) -> int:
    """How near two folded names are: 3 equal, 2 one edit apart, 1 equal given name in the same
    place, 0 not near.

    Names of one syllable are not compared by edits: 'lan' and 'lai' are two people.
    """
    if wanted == other:
        return 3
    if " " in wanted and one_edit_apart(wanted, other):
        return 2
    has_given = split_person_name(wanted).given == split_person_name(other).given
    return 1 if same_place and has_given else 0


def agreement(left: str, right: str) -> str:
    """How far two values of one field agree: 'same' (also without marks), 'near', 'other',
    'missing' when one side says nothing, '' when neither does.
    """
    one, two = fold(left), fold(right)
    if not one or not two:
        return "missing" if one or two else ""
    if one == two:
        return "same"
    words, others = set(one.split()), set(two.split())
    shared = len(words & others) / min(len(words), len(others))
    return "near" if one_edit_apart(one, two) or shared >= _NEAR else "other"
