// What else can be done on a phone: links, attachments, other people's cards, blocking.

import { askText } from "./dialogs.js";
import { openPopup } from "./popup.js";
import { t } from "./words.js";

// Staff that HR might load: two new people, one with two numbers, one whose NIP lacks a digit; and
// the attendance of ASN 1 at the first training.
const SAMPLES = ["pegawai-baru.csv", "hadir-asn-1.csv"];
const TOWN_HALL = { latitude: 3.5905, longitude: 98.6772 };

export function openMenu(phone, button) {
  const others = phone.desk.others(phone.id);
  openPopup(phone.screen, button, t("Menu ponsel"), [
    [t("Buka tautan ?start=…"), () => openLink(phone)],
    ...SAMPLES.map((file) => [t("Kirim berkas contoh ({file})", { file }), () => sendSample(phone, file)]),
    [t("Kirim stiker"), () => phone.do("sticker")],
    ...others.map((other) => [t("Kirim kartu kontak {who}", { who: other.role || other.name }), () => phone.do("contact", { of: other.id })]),
    phone.state.blocked ? [t("Buka blokir"), () => phone.do("unblock")] : [t("Blokir bot"), () => phone.do("block")],
  ]);
}

export function openAttachments(phone, button, chooseFile) {
  openPopup(phone.screen, button, t("Lampiran"), [
    [t("Berkas atau foto…"), chooseFile],
    [t("Foto contoh dengan keterangan…"), async () => phone.upload([await samplePhoto()])],
    [t("Pesan suara (3 detik)"), () => phone.do("voice")],
    [t("Lokasi (Balai Kota)"), () => phone.do("location", TOWN_HALL)],
  ]);
}

async function sendSample(phone, name) {
  const content = await (await fetch(`/page/${name}`)).blob();
  phone.upload([new File([content], name, { type: "text/csv" })]);
}

// A picture such as a camera makes, drawn here.
async function samplePhoto() {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [640, 480];
  const pen = canvas.getContext("2d");
  const sky = pen.createLinearGradient(0, 0, 0, 480);
  sky.addColorStop(0, "#8fc4ea");
  sky.addColorStop(1, "#e8f1e0");
  pen.fillStyle = sky;
  pen.fillRect(0, 0, 640, 480);
  pen.fillStyle = "#4d7f52";
  pen.fillRect(0, 360, 640, 120);
  pen.fillStyle = "#c9603f";
  pen.fillRect(190, 200, 260, 160);
  pen.fillStyle = "#7e3526";
  pen.fill(new Path2D("M170 200 320 110 470 200Z"));
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  return new File([blob], "foto-contoh.png", { type: "image/png" });
}

async function openLink(phone) {
  const given = await askText(t("Isi ?start= dari tautan (boleh seluruh tautan):"));
  if (given === null) return;
  phone.actions.start(phone.desk.payload(given.trim()) ?? given.trim());
}
