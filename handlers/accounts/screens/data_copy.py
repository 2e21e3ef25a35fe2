"""Writes a person's data as a JSON file with Indonesian names of fields."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from handlers.screens.screen import Document

NAMES = {
    "person": "pegawai",
    "role": "peran",
    "link": "tautan_akun",
    "consent": "riwayat_persetujuan",
    "failed_link": "gagal_terhubung",
    "link_code": "kode_tautan",
    "dialogue": "isian_terbuka",
    "assessment": "penilaian",
    "current_level": "tingkat_saat_ini",
    "enrolment": "pelatihan",
    "history": "riwayat_pendaftaran",
    "answer": "umpan_balik",
    "request": "permintaan_data",
    "message": "pesan",
    "read_or_changed": "dilihat_atau_diubah",
    "nip": "nip",
    "name": "nama",
    "title_before": "gelar_depan",
    "title_after": "gelar_belakang",
    "phone": "nomor_hp",
    "employment": "jenis_pegawai",
    "legal_status": "kedudukan_hukum",
    "active": "aktif",
    "grade": "golongan",
    "position_kind": "jenis_jabatan",
    "position_title": "jabatan",
    "unit": "unit_kerja",
    "superior_nip": "nip_atasan",
    "granted_at": "diberikan_pada",
    "telegram_id": "id_telegram",
    "linked_at": "terhubung_sejak",
    "consent_version": "versi_persetujuan",
    "consent_at": "disetujui_pada",
    "language": "bahasa",
    "picture": "tampilan_gambar",
    "muted": "pengingat_dimatikan",
    "unreachable_at": "tidak_terjangkau_sejak",
    "search": "pencarian_terakhir",
    "version": "versi",
    "event": "kejadian",
    "at": "pada",
    "reason": "alasan",
    "flow": "isian",
    "data": "data",
    "expires_at": "berlaku_sampai",
    "issued_at": "diterbitkan_pada",
    "wrong": "percobaan_salah",
    "competency": "kompetensi",
    "level": "level",
    "gap": "kesenjangan",
    "assessed_on": "tanggal_penilaian",
    "source": "sumber",
    "title": "judul",
    "hours": "jp",
    "label": "angkatan",
    "starts_at": "mulai",
    "ends_at": "selesai",
    "since": "sejak",
    "confirmed_at": "konfirmasi_hadir_pada",
    "attendance": "kehadiran",
    "certificate": "nomor_sertifikat",
    "form": "formulir",
    "number": "nomor",
    "wording": "pertanyaan",
    "value": "nilai",
    "text": "teks",
    "skipped": "dilewati",
    "answered_at": "dijawab_pada",
    "id": "nomor",
    "kind": "jenis",
    "field": "bidang",
    "content": "isi",
    "created_at": "dibuat_pada",
    "due_at": "paling_lambat",
    "settled_at": "selesai_pada",
    "state": "status",
}
"""Subjects in the order of the file, and fields: column name to the Indonesian name."""


def data_copy(
    subjects: Mapping[str, Sequence[Mapping[str, Any]]], *, now: datetime, zone: str
) -> Document:
    """All data by subject; times in UTC (ISO 8601), the local day in the file's name."""
    content = {"dibuat_pada": now.isoformat()} | {
        _named(subject): [{_named(key): value for key, value in row.items()} for row in rows]
        for subject, rows in sorted(subjects.items(), key=lambda item: [*NAMES].index(item[0]))
    }
    text = json.dumps(content, ensure_ascii=False, indent=2, default=_plain)
    return Document(f"data-saya-{now.astimezone(ZoneInfo(zone)):%Y%m%d}.json", text.encode())


def _named(name: str) -> str:
    return NAMES.get(name, name)


def _plain(value: Any) -> str:
    return str(value.isoformat())
