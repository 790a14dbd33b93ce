import { defineTexts } from "../i18n/texts";

export const legalTexts = defineTexts(
  {
    terms: "Terms of sale",
    privacy: "Privacy",
    imprint: "Legal notice",
    withdrawal: "Right of withdrawal",
    shipping: "Shipping and returns",
    contact: "Contact",
    "own-data": "Download your data, or close your account",
    loading: "Loading",
    unknown: "There is no such page",
    "unknown-advice": "Links to the shop’s legal texts are at the bottom of every page.",
  },
  {
    terms: "Conditions générales de vente",
    privacy: "Confidentialité",
    imprint: "Mentions légales",
    withdrawal: "Droit de rétractation",
    shipping: "Livraison et retours",
    contact: "Contact",
    "own-data": "Télécharger vos données, ou fermer votre compte",
    loading: "Chargement",
    unknown: "Cette page n’existe pas",
    "unknown-advice": "Les textes de la boutique sont au bas de chaque page.",
  },
);
