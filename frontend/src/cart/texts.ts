import { defineTexts } from "../i18n/texts";

/** What is said of carts on every page; the cart's own page has more. */
export const cartTexts = defineTexts(
  {
    cart: "Cart",
    articles: { one: "({count} article)", other: "({count} articles)" },
    quantity: "Quantity",
    less: "One less",
    more: "One more",
    add: "Add to cart",
    added: "It is in your cart.",
    "to-cart": "Go to the cart",
  },
  {
    cart: "Panier",
    articles: { one: "({count} article)", other: "({count} articles)" },
    quantity: "Quantité",
    less: "Un de moins",
    more: "Un de plus",
    add: "Ajouter au panier",
    added: "C’est dans votre panier.",
    "to-cart": "Voir le panier",
  },
);
