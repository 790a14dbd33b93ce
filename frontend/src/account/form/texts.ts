import { defineTexts } from "../../i18n/texts";

/** The texts of address and account forms. */
export const formTexts = defineTexts(
  {
    email: "E-mail address",
    password: "Password",
    name: "Name",
    street: "Street and number",
    postal_code: "Postal code",
    city: "City",
    country: "Country",
    required: "This field is required.",
    "email-wrong": "Enter an e-mail address such as ada@example.org.",
    "password-short": "Use at least 8 characters.",
    "password-plain": "Use more than one different character.",
    "password-refused": "This password is too easy to guess. Choose another one.",
    refused: "This value was not accepted. Please check it.",
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
