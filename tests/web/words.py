"""What shoppers read, in both languages: tests look for what a person would look for."""

from collections.abc import Mapping
from types import MappingProxyType

_ENGLISH_FRENCH = {
    "search": ("Search for products", "Rechercher un produit"),
    "add": ("Add to cart", "Ajouter au panier"),
    "added": ("It is in your cart.", "C’est dans votre panier."),
    "to-cart": ("Go to the cart", "Voir le panier"),
    "checkout": ("Go to checkout", "Passer la commande"),
    "cart-empty": ("Your cart is empty", "Votre panier est vide"),
    "more": ("One more", "Un de plus"),
    "quantity": ("Quantity", "Quantité"),
    "order": ("Place the order, ", "Commander pour "),
    "email": ("E-mail address", "Adresse e-mail"),
    "password": ("Password", "Mot de passe"),
    "name": ("Name", "Nom"),
    "street": ("Street and number", "Rue et numéro"),
    "postal-code": ("Postal code", "Code postal"),
    "city": ("City", "Ville"),
    "declined-card": ("A card that is declined", "Une carte refusée"),
    "confirmed": ("Confirmed", "Confirmée"),
    "rejected": ("Not possible", "Impossible"),
    "declined": ("The card was declined", "La carte a été refusée"),
    "refunded": ("Refunded", "Remboursée"),
    "cancel": ("Cancel the order", "Annuler la commande"),
    "cancel-confirm": ("Yes, cancel it", "Oui, annuler"),
    "return": ("Send something back", "Renvoyer quelque chose"),
    "return-reason": ("What is wrong with it?", "Qu’est-ce qui ne va pas ?"),
    "return-confirm": ("Announce the return", "Annoncer le retour"),
    "returned": ("Return announced", "Retour annoncé"),
    "register": ("Register", "Créer un compte"),
    "log-in": ("Log in", "Se connecter"),
    "log-out": ("Log out", "Se déconnecter"),
    "account": ("My account", "Mon compte"),
    "orders": ("My orders", "Mes commandes"),
    "save": ("Save", "Enregistrer"),
    "saved": ("Saved.", "Enregistré."),
    "find": ("Find it", "La retrouver"),
    "number": ("Order number", "Numéro de commande"),
    "waking": ("The shop is waking up", "La boutique se réveille"),
    "try-again": ("Try again", "Réessayer"),
    "ask-again": ("Ask again", "Redemander"),
    "similar": ("Nothing has all of these words", "Aucun produit ne contient tous ces mots"),
}

WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {key: english for key, (english, _) in _ENGLISH_FRENCH.items()},
        "fr": {key: french for key, (_, french) in _ENGLISH_FRENCH.items()},
    }
)
