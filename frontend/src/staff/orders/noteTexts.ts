import { defineTexts } from "../../i18n/texts";

export const noteTexts = defineTexts(
  {
    notes: "Notes",
    text: "Note",
    "text-hint": "Only staff can see it.",
    required: "Please write something first.",
    write: "Add the note",
    by: "account {author}",
  },
  {
    notes: "Notes",
    text: "Note",
    "text-hint": "Seule l’équipe la voit.",
    required: "Écrivez d’abord quelque chose.",
    write: "Ajouter la note",
    by: "compte {author}",
  },
);
