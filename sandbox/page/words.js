// The page's words: Indonesian stands in the code, its English here.

const ENGLISH = {
  "Anda": "You",
  "Apa yang dapat dilakukan bot ini?": "What can this bot do?",
  "Bagikan": "Share",
  "Bagikan nomor Anda? Nomor HP Anda akan diketahui oleh bot ini.": "Share your number? This bot will know your phone number.",
  "Balas": "Reply",
  "Batal": "Cancel",
  "Belum ada pesan": "No messages yet",
  "Berkas atau foto…": "File or photo…",
  "Blokir bot": "Block the bot",
  "BUKA BLOKIR": "UNBLOCK",
  "Buka blokir": "Unblock",
  "Buka gambar": "Open picture",
  "Buka tautan ?start=…": "Open a link ?start=…",
  "Daftar perintah": "Commands",
  "diblokir": "blocked",
  "diedit": "edited",
  "Disalin ke papan klip.": "Copied.",
  "Edit": "Edit",
  "Foto contoh dengan keterangan…": "Sample photo with a caption…",
  "Gagal ({code}).": "Failed ({code}).",
  "Gambar": "Picture",
  "Isi ?start= dari tautan (boleh seluruh tautan):": "What follows ?start= in the link, or the whole link:",
  "Jam maju {span}.": "The clock moved {span}.",
  "Ke pesan terbaru": "To the newest message",
  "Keterangan": "Caption",
  "Kirim berkas contoh ({file})": "Send the sample file ({file})",
  "Kirim kartu kontak {who}": "Send the contact card of {who}",
  "Kirim": "Send",
  "Kirim pesan": "Send",
  "Kirim stiker": "Send a sticker",
  "Lampirkan berkas": "Attach a file",
  "Lampiran": "Attach",
  "Lepaskan berkas di sini": "Drop files here",
  "Lokasi": "Location",
  "Lokasi (Balai Kota)": "Location (town hall)",
  "Membalas": "Reply to",
  "Mengedit": "Edit",
  "mengetik…": "typing…",
  "Menu ponsel": "Menu of the phone",
  "MULAI": "START",
  "Papan tombol": "Keyboard",
  "Percakapan {who}": "Chat of {who}",
  "Perintah": "Commands",
  "Pesan": "Message",
  "Pesan suara (3 detik)": "Voice message (3 seconds)",
  "Pesan suara": "Voice message",
  "Pilihan pesan": "What to do with the message",
  "Ponsel {who}": "Phone of {who}",
  "Salin teks": "Copy text",
  "Selengkapnya": "More",
  "Stiker": "Sticker",
  "Tampilkan": "Show",
  "Terputus: program berhenti": "Cut off: the program has stopped",
  "Tidak ada pesan baru.": "No new messages.",
  "Tidak dapat diteruskan atau disimpan": "Cannot be forwarded or saved",
  "Tombol": "Buttons",
  "Tutup": "Close",
  "Waktu ditulis seperti 9/12/2026 08.00.": "Write the time like 9/12/2026 08.00.",
  "{n} hari": "{n} days",
  "{n} jam": "{n} hours",
  "{n} pesan baru": "{n} new messages",
  "… dan {n} lagi": "… and {n} more",
  "dan {n} pesan kepada ASN lain": "and {n} messages to other people",
};

let chosen = localStorage.getItem("language");
export let language = chosen ?? "id";
export const locale = () => (language === "en" ? "en-GB" : "id-ID");

export function t(words, facts = {}) {
  const said = language === "en" ? ENGLISH[words] ?? words : words;
  return said.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
}

// The page begins in the language of the demo; a person's own choice stays.
export function begin(offered) {
  language = chosen ?? offered;
  document.documentElement.lang = language;
  for (const one of document.querySelectorAll("[data-in]")) one.hidden = one.dataset.in !== language;
  for (const one of document.querySelectorAll("[data-label]")) {
    one.ariaLabel = language === "en" ? one.dataset.label : one.ariaLabel;
  }
}

export function choose(wanted) {
  localStorage.setItem("language", wanted);
  location.reload();
}
