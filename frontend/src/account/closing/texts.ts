import { defineTexts } from "../../i18n/texts";

export const closingTexts = defineTexts(
  {
    "close-account": "Close my account",
    "close-lead": "Your account and its data are erased, as far as the law permits.",
    ask: "Close your account for good?",
    "ask-erased":
      "Your name, addresses, password, stored cards and cart are erased, and all of your devices are logged out.",
    "ask-orders":
      "Orders that are still on their way, or can be returned, go on. You find them with their number and your e-mail address, which is erased from each once it has ended.",
    "ask-kept": "The law has us keep invoices for some years.",
    "ask-final": "This cannot be undone. You can register again with the same address at any time.",
    "close-yes": "Close the account for good",
    keep: "Keep the account",
    closed: "Your account is closed",
    "closed-mail": "We have sent a last mail to your address, which confirms it.",
    "closed-reference": "Reference: {reference}",
    "look-up": "Look an order up",
  },
  {
    "close-account": "Fermer mon compte",
    "close-lead": "Votre compte et ses données sont effacés, dans la mesure permise par la loi.",
    ask: "Fermer définitivement votre compte ?",
    "ask-erased":
      "Votre nom, vos adresses, votre mot de passe, vos cartes enregistrées et votre panier sont effacés, et tous vos appareils sont déconnectés.",
    "ask-orders":
      "Les commandes en cours, ou qui peuvent encore être retournées, suivent leur cours. Vous les retrouvez avec leur numéro et votre adresse e-mail, qui est effacée de chacune dès qu’elle est terminée.",
    "ask-kept": "La loi nous oblige à conserver les factures pendant plusieurs années.",
    "ask-final": "C’est définitif. Vous pouvez vous inscrire à nouveau avec la même adresse à tout moment.",
    "close-yes": "Fermer définitivement le compte",
    keep: "Garder le compte",
    closed: "Votre compte est fermé",
    "closed-mail": "Nous avons envoyé un dernier message à votre adresse, qui le confirme.",
    "closed-reference": "Référence : {reference}",
    "look-up": "Rechercher une commande",
  },
);
