import { defineTexts } from "../../i18n/texts";

export const shipmentTexts = defineTexts(
  {
    title: "Parcels",
    parcel: "Sent on {date} with {carrier}",
    "tracking-code": "Tracking code",
    "to-ship": "Still to be sent",
    released: "Not sent",
    refunded: "{amount} refunded",
    "not-charged": "{amount} not charged",
  },
  {
    title: "Colis",
    parcel: "Envoyé le {date} avec {carrier}",
    "tracking-code": "Numéro de suivi",
    "to-ship": "Encore à envoyer",
    released: "Non envoyé",
    refunded: "{amount} remboursés",
    "not-charged": "{amount} non débités",
  },
);
