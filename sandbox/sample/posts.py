"""Competencies, posts and what they require: PermenPANRB 38/2017 names, invented levels."""

MANAGERIAL = {
    "M.01": "Integritas",
    "M.02": "Kerja Sama",
    "M.03": "Komunikasi",
    "M.04": "Orientasi pada Hasil",
    "M.05": "Pelayanan Publik",
    "M.06": "Pengembangan Diri dan Orang Lain",
    "M.07": "Mengelola Perubahan",
    "M.08": "Pengambilan Keputusan",
}
SOCIOCULTURAL = {"S.01": "Perekat Bangsa"}
TECHNICAL = {
    "T.01": "Penyusunan Kebijakan",
    "T.02": "Manajemen SDM Aparatur",
    "T.03": "Pelayanan Pemerintahan Wilayah",
    "T.04": "Pengelolaan Keuangan Daerah",
    "T.05": "Pengelolaan Layanan TIK",
    "T.06": "Keamanan Informasi",
    "T.07": "Pedagogi",
    "T.08": "Asuhan Keperawatan",
    "T.09": "Pelayanan Perizinan dan Pengaduan",
    "T.10": "Tata Kelola Arsip dan Administrasi",
}

LEVELS = (
    "bertindak sesuai prosedur untuk diri sendiri",
    "mandiri, mengingatkan dan mengajak rekan kerja",
    "memastikan dan menggerakkan unit yang dipimpin",
    "mengembangkan dan membentuk sistem di organisasi",
    "menjadi rujukan dan menyusun kebijakan",
)

POSTS: dict[str, tuple[int, dict[str, int]]] = {
    "Kepala Dinas Komunikasi dan Informatika": (4, {"T.01": 4, "T.05": 4}),
    "Kepala Bidang Pengembangan Kompetensi": (3, {"T.02": 3, "T.01": 3}),
    "Camat": (3, {"T.03": 3, "T.01": 3}),
    "Sekretaris Kecamatan": (3, {"T.03": 3, "T.04": 3}),
    "Lurah": (2, {"T.03": 2, "T.09": 2}),
    "Kepala Subbagian Umum dan Kepegawaian": (2, {"T.02": 2, "T.10": 2}),
    "Kepala Seksi Pemerintahan": (2, {"T.03": 2}),
    "Analis SDM Aparatur Ahli Muda": (3, {"T.02": 3}),
    "Analis SDM Aparatur Ahli Pertama": (2, {"T.02": 2}),
    "Pranata Komputer Ahli Pertama": (2, {"T.05": 3, "T.06": 2}),
    "Pranata Komputer Terampil": (1, {"T.05": 1, "T.06": 1}),
    "Perencana Ahli Muda": (3, {"T.01": 3, "T.04": 3}),
    "Auditor Ahli Madya": (4, {"T.04": 4}),
    "Guru Ahli Pertama": (2, {"T.07": 2}),
    "Perawat Terampil": (1, {"T.08": 2}),
    "Arsiparis Mahir": (2, {"T.10": 3}),
    "Penata Perizinan Ahli Pertama": (2, {"T.09": 2, "T.03": 2}),
    "Penelaah Teknis Kebijakan": (1, {"T.01": 1}),
    "Pengolah Data dan Informasi": (1, {"T.05": 1}),
    "Pengadministrasi Perkantoran": (1, {"T.10": 1}),
}
"""By post: the level of all managerial and sociocultural competencies, and the technical ones."""

UNITS: dict[str, tuple[str, str | None]] = {
    "C00": ("Pemerintah Kota Medan (DATA CONTOH)", None),
    "C01": ("BKPSDM", "C00"),
    "C02": ("Dinas Komunikasi dan Informatika", "C00"),
    "C03": ("Dinas Kesehatan", "C00"),
    "C04": ("Dinas Pendidikan dan Kebudayaan", "C00"),
    "C05": ("Kecamatan Medan Marelan", "C00"),
    "C06": ("Kelurahan Rengas Pulau", "C05"),
    "C07": ("Kelurahan Paya Pasir", "C05"),
    "C08": ("DPMPTSP", "C00"),
}


def requirements(post: str) -> dict[str, int]:
    """Every competency a post requires, with its level."""
    level, technical = POSTS[post]
    return {**dict.fromkeys([*MANAGERIAL, *SOCIOCULTURAL], level), **technical}
