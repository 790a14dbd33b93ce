import { defineTexts } from "../../i18n/texts";

export const downloadTexts = defineTexts(
  {
    download: "Download my data",
    lead: "What the shop holds of you, in one file that programs can read (JSON): your account, orders, returns and invoices.",
    ask: "Enter your password, so that nobody else can download your data. We send you a mail about it.",
    save: "Download the file",
    cancel: "Cancel",
    begun: "Reading your account …",
    progress: "Reading your orders: {done} of {of} …",
    saved: "The file is in your downloads. It also says what is not in it, and why.",
    "saved-newest":
      "The file is in your downloads. You have more orders or invoices than fit in one file: please ask us for the others.",
    "nothing-saved": "Nothing was saved. You can try again.",
    "account-changed": "Another account was logged in meanwhile, so nothing was saved. Log in again, then try again.",
    secrets:
      "Your password, which the shop does not know but only recognises, and what else proves that it is you: whoever gets this file must not get into your account.",
    invoices: "What else is on an invoice: download its PDF on the page of its order, which is named with each.",
    payments:
      "Your cards and the details of your payments: the payment provider has them, and the shop has only its numbers for them. Your orders say what was paid and refunded.",
    staff:
      "What the shop’s staff noted for each other about an order. It is also about them, so please ask us for it in writing.",
    copies:
      "Copies of these data that are on their way between parts of the shop, or are kept so that nothing is done twice. They are deleted by themselves.",
    guest_orders:
      "Orders that were placed without your account and do not belong to it. Look them up with their number and e-mail address.",
    logs: "Logs, which name the id of your account and shorten addresses of the internet, and backups, which are copies of all. Both are deleted after a while.",
  },
  {
    download: "Télécharger mes données",
    lead: "Ce que la boutique détient sur vous, dans un fichier lisible par des programmes (JSON) : votre compte, vos commandes, vos retours et vos factures.",
    ask: "Saisissez votre mot de passe, pour que personne d’autre ne télécharge vos données. Nous vous en informons par e-mail.",
    save: "Télécharger le fichier",
    cancel: "Annuler",
    begun: "Lecture de votre compte …",
    progress: "Lecture de vos commandes : {done} sur {of} …",
    saved: "Le fichier est dans vos téléchargements. Il indique aussi ce qu’il ne contient pas, et pourquoi.",
    "saved-newest":
      "Le fichier est dans vos téléchargements. Vous avez plus de commandes ou de factures qu’un fichier n’en contient : demandez-nous les autres.",
    "nothing-saved": "Rien n’a été enregistré. Vous pouvez réessayer.",
    "account-changed":
      "Un autre compte a été connecté entre-temps : rien n’a été enregistré. Reconnectez-vous, puis réessayez.",
    secrets:
      "Votre mot de passe, que la boutique ne connaît pas mais sait seulement reconnaître, et tout ce qui prouve que c’est vous : qui obtient ce fichier ne doit pas pouvoir entrer dans votre compte.",
    invoices:
      "Le reste du contenu des factures : téléchargez leur PDF sur la page de leur commande, indiquée pour chacune.",
    payments:
      "Vos cartes et le détail de vos paiements : c’est le prestataire de paiement qui les détient, et la boutique n’en a que des numéros. Vos commandes indiquent ce qui a été payé et remboursé.",
    staff:
      "Ce que l’équipe de la boutique a noté pour elle-même au sujet d’une commande. Ces notes la concernent aussi : demandez-les-nous par écrit.",
    copies:
      "Les copies de ces données qui circulent entre les parties de la boutique, ou qui évitent de faire deux fois la même chose. Elles s’effacent d’elles-mêmes.",
    guest_orders:
      "Les commandes passées sans votre compte et qui ne lui appartiennent pas. Recherchez-les avec leur numéro et l’adresse e-mail.",
    logs: "Les journaux, qui nomment le numéro de votre compte et abrègent les adresses internet, et les sauvegardes, qui sont des copies de tout. Les uns et les autres sont effacés au bout d’un temps.",
  },
);
