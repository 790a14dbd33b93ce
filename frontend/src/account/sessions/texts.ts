import { defineTexts } from "../../i18n/texts";

export const sessionTexts = defineTexts(
  {
    sessions: "Where you are logged in",
    "unknown-device": "Unknown device",
    "this-device": "(this device)",
    "logged-in": "Logged in",
    "last-used": "last used",
    end: "Log out",
    "end-device": "Log out {device}",
    "end-others": "Log out all other devices",
  },
  {
    sessions: "Où vous êtes connecté",
    "unknown-device": "Appareil inconnu",
    "this-device": "(cet appareil)",
    "logged-in": "Connexion :",
    "last-used": "dernière utilisation :",
    end: "Déconnecter",
    "end-device": "Déconnecter {device}",
    "end-others": "Déconnecter tous les autres appareils",
  },
);
