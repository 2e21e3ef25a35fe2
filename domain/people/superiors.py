"""The two kinds of superiors of a civil servant."""

from enum import StrEnum


class SuperiorKind(StrEnum):
    """JENIS of sheet `atasan`, as stored (PP 11/2017 Pasal 67)."""

    RATER = "penilai"
    """The formal superior, who decides."""
    TEAM_LEADER = "ketua tim"
    """Leads a team and is heard; decides nothing."""
