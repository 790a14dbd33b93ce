import { defineTexts } from "../i18n/texts";

/** The texts about the cart that other pages need too. */
export const cartTexts = defineTexts(
  {
    cart: "Cart",
    items: { one: "({count} item)", other: "({count} items)" },
    quantity: "Quantity",
    less: "One less",
    more: "One more",
    "at-most": { one: "Only {count} can be ordered", other: "Only {count} can be ordered" },
    add: "Add to cart",
    added: "Added to your cart.",
    "to-cart": "View cart",
  },
  {
    cart: "Panier",
    items: { one: "({count} article)", other: "({count} articles)" },
    quantity: "Quantité",
    less: "Un de moins",
    more: "Un de plus",
    "at-most": { one: "{count} au maximum", other: "{count} au maximum" },
    add: "Ajouter au panier",
    added: "C’est dans votre panier.",
    "to-cart": "Voir le panier",
  },
);
