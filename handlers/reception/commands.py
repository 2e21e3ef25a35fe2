"""The English names of commands."""

ENGLISH_COMMANDS = {
    "kompetensi": "competencies",
    "pelatihan": "trainings",
    "saya": "mine",
    "umpanbalik": "feedback",
    "pengaturan": "settings",
    "privasi": "privacy",
    "permintaan": "decisions",
    "bantuan": "help",
    "batal": "cancel",
    "angkatan": "runs",
    "pengumuman": "announcement",
    "impor": "import",
}
"""The English name of a command; both are understood, and the menu shows that of the language."""
