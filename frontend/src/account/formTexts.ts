import { defineTexts } from "../i18n/texts";

/** What forms for addresses and accounts have in common. */
export const formTexts = defineTexts(
  {
    email: "E-mail address",
    password: "Password",
    name: "Name",
    street: "Street and number",
    postal_code: "Postal code",
    city: "City",
    country: "Country",
    required: "Please fill this in.",
    "email-wrong": "An address like ada@example.org",
    "password-short": "At least 8 characters",
    "password-plain": "Not the same character throughout",
    "password-refused": "This password is too easy to guess; choose another.",
    refused: "This is not taken; please look at it again.",
  },
  {
    email: "Adresse e-mail",
    password: "Mot de passe",
    name: "Nom",
    street: "Rue et numéro",
    postal_code: "Code postal",
    city: "Ville",
    country: "Pays",
    required: "Veuillez remplir ce champ.",
    "email-wrong": "Une adresse comme ada@example.org",
    "password-short": "Au moins 8 caractères",
    "password-plain": "Pas toujours le même caractère",
    "password-refused": "Ce mot de passe est trop facile à deviner ; choisissez-en un autre.",
    refused: "Cette saisie n’est pas acceptée ; veuillez la vérifier.",
  },
);

export type FormKey = keyof typeof formTexts.en;
