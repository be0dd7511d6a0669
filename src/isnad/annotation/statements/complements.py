"""What stands behind a verb: the prepositions under which its content may follow."""

# The folded prepositions of each frame; ``languages/ar/cues.txt`` explains the frames.
PREPOSITIONS = {
    "b": ("ب",),
    "li": ("ل",),
    "an": ("عن",),
    "ala": ("علي",),
    "ila": ("الي",),
    "min": ("من",),
    "fi": ("في",),
    "hawl": ("حول", "بشان", "ازاء", "حيال", "تجاه"),
}
