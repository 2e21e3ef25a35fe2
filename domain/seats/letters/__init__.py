"""Letters of assignment (surat tugas)."""
