import { type RefObject, useEffect, useRef, useState } from "react";
import type { ElementView } from "../../../api/schema";
import { useLanguage } from "../../../i18n/useLanguage";
import { type Elements, loadStripe, type PaymentElement, type Stripe } from "./stripe";

export interface Form {
  readonly stripe: Stripe;
  readonly elements: Elements;
}

/** Shows the provider's form in `place`: it is `loading` until it can be filled in, or `unreachable`. */
export function usePaymentElement(shown: ElementView): {
  place: RefObject<HTMLDivElement | null>;
  form: Form | "loading" | "unreachable";
} {
  const { script_url, publishable_key, client_secret } = shown;
  const { language } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  // Later responses of the shop leave a visible form unchanged, because the shopper may be typing a card number.
  const latest = useRef(shown);
  latest.current = shown;
  const usedSecret = useRef<string | null>(null);
  const [form, setForm] = useState<Form | "loading" | "unreachable">("loading");
  useEffect(() => {
    let element: PaymentElement | undefined;
    let isLeft = false;
    const show = async () => {
      const createStripe = await loadStripe(script_url);
      if (isLeft || place.current === null) return;
      const stripe = createStripe(publishable_key);
      const theme = isDark(place.current) ? "night" : "stripe";
      const { cards_secret, wallets } = latest.current;
      const isFresh = cards_secret !== null && cards_secret !== usedSecret.current;
      usedSecret.current = cards_secret;
      const elements = stripe.elements({
        clientSecret: client_secret,
        ...(isFresh && { customerSessionClientSecret: cards_secret }),
        locale: language,
        appearance: { theme },
      });
      element = elements.create("payment", { wallets: shownWallets(wallets) });
      element.on("ready", () => setForm({ stripe, elements }));
      element.on("loaderror", () => setForm("unreachable"));
      element.mount(place.current);
    };
    setForm("loading");
    show().catch(() => !isLeft && setForm("unreachable"));
    return () => {
      isLeft = true;
      element?.destroy();
    };
  }, [script_url, publishable_key, client_secret, language]);
  return { place, form };
}

function shownWallets(wallets: ElementView["wallets"]) {
  const choice = (wallet: ElementView["wallets"][number]) => (wallets.includes(wallet) ? "auto" : "never");
  return { applePay: choice("apple_pay"), googlePay: choice("google_pay"), link: choice("link") } as const;
}

function isDark(place: HTMLElement): boolean {
  const { colorScheme } = getComputedStyle(place);
  return colorScheme === "dark" || (colorScheme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
}
