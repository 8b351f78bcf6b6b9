"""The four classes of acts of the quad count: verbal or material, cooperation or conflict."""

QUAD_NAMES = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}
CONFLICT = frozenset({3, 4})
