import { defineTexts } from "../../../i18n/texts";

export const staffReturnTexts = defineTexts(
  {
    decide: "Decide on the return",
    reply: "Answer to the shopper, who reads it in a mail",
    "reply-missing": "Write to the shopper why it is declined.",
    approve: "Approve",
    decline: "Decline",
    receive: "Receive the return",
    "receive-advice": "Good items go back into stock, damaged ones are written off. What is missing is not refunded.",
    good: "{title}: in good condition (of {quantity})",
    damaged: "{title}: damaged",
    "receive-confirm": "Continue to the refund",
    "refund-ask": "Refund {amount}?",
    "refund-advice": "The return is closed, and the shopper gets the money back. This cannot be undone.",
    "refund-yes": "Yes, refund {amount}",
  },
  {
    decide: "Décider du retour",
    reply: "Réponse au client, qui la lit dans un message",
    "reply-missing": "Écrivez au client pourquoi il est refusé.",
    approve: "Accepter",
    decline: "Refuser",
    receive: "Réceptionner le retour",
    "receive-advice":
      "Les articles en bon état retournent au stock, les abîmés sont passés en perte. Ce qui manque n’est pas remboursé.",
    good: "{title} : en bon état (sur {quantity})",
    damaged: "{title} : abîmés",
    "receive-confirm": "Continuer vers le remboursement",
    "refund-ask": "Rembourser {amount} ?",
    "refund-advice": "Le retour est clos, et le client récupère cet argent ; on ne peut plus revenir en arrière.",
    "refund-yes": "Oui, rembourser {amount}",
  },
);
