import { defineTexts } from "../../i18n/texts";

export const accountingTexts = defineTexts(
  {
    title: "Accounting",
    lead: "Files for the accountant, for a month or a part of it. Each export is recorded.",
    month: "Month",
    hint: "At most 31 days, in the shop’s own time zone, and 50,000 rows per file.",
    since: "From",
    until: "Until",
    range: "Days of the files",
    export: "Export as CSV",
    orders: "Orders",
    "orders-lead": "Each order placed that was confirmed and not cancelled, with its amounts and its VAT.",
    payments: "Payments",
    "payments-lead": "Each entry of the ledger: captures, refunds, fees and disputes. They add up to zero.",
    vat: "VAT",
    "vat-lead": "Each capture and each refund by country and rate. They add up to the revenue less refunds.",
  },
  {
    title: "Comptabilité",
    lead: "Des fichiers pour le comptable, pour un mois ou une partie. Chaque export est consigné.",
    month: "Mois",
    hint: "31 jours au plus, dans le fuseau horaire de la boutique, et 50 000 lignes par fichier.",
    since: "Du",
    until: "Au",
    range: "Jours des fichiers",
    export: "Exporter en CSV",
    orders: "Commandes",
    "orders-lead": "Chaque commande passée, confirmée et non annulée, avec ses montants et sa TVA.",
    payments: "Paiements",
    "payments-lead": "Chaque écriture : encaissements, remboursements, frais et litiges. Leur somme est nulle.",
    vat: "TVA",
    "vat-lead":
      "Chaque encaissement et chaque remboursement, par pays et par taux. Leur somme est le chiffre d’affaires moins les remboursements.",
  },
);
