import { defineTexts } from "../../i18n/texts";

export const invoiceTexts = defineTexts(
  {
    title: "Invoices",
    invoice: "Invoice {number} of {date}",
    credit_note: "Credit note {number} of {date}",
    download: "Download {number} (PDF)",
  },
  {
    title: "Factures",
    invoice: "Facture {number} du {date}",
    credit_note: "Avoir {number} du {date}",
    download: "Télécharger {number} (PDF)",
  },
);
