"""Where armed groups are at home: what they strike in another country is that country's."""

_AT_HOME = {
    "YE": "houthi ansar-allah",
    "SO": "al-shabaab",
    "NG": "boko-haram islamic-state-west-africa-province",
    "LB": "hezbollah",
    "PS": "hamas qassam-brigades palestinian-islamic-jihad",
    "SD": "rapid-support-forces",
    "CD": "m23 m23-body mai-mai",
    "AF": "taliban islamic-state-khorasan",
    "PK": "pakistani-taliban ttp",
    "IQ": "kataib-hezbollah harakat-hezbollah-al-nujaba kataib-sayyid-al-shuhada",
    "ML": "jnim-body jnim azawad-liberation-front",
    "CO": "eln farc",
    "MM": "arakan-army",
    "EG": "islamic-state-sinai-province",
    "EH": "polisario-front",
    "IR": "jaish-al-adl",
    "ET": "fano tplf",
    "SY": "hayat-tahrir-al-sham ypg",
}
_HOMES = {group: land for land, groups in _AT_HOME.items() for group in groups.split()}


def is_at_home(id: str, land: str) -> bool:
    """Whether an armed group fights in its own country, or is nobody of whom that is known: a state strikes abroad."""
    return _HOMES.get(id, land) == land and not (len(id) == 2 and id.isupper())


def is_armed(id: str) -> bool:
    """Whether an id is that of an armed group."""
    return id in _HOMES or id.startswith("islamic-state")
