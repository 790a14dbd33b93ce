import { type RefObject, useEffect, useRef, useState } from "react";
import type { ElementView } from "../../../api/schema";
import { useLanguage } from "../../../i18n/useLanguage";
import { type Elements, loadStripe, type PaymentElement, type Stripe } from "./stripe";

export interface Form {
  readonly stripe: Stripe;
  readonly elements: Elements;
}

/** Shows the provider's form in `place`: it is `loading` until it can be filled in, or `unreachable`. */
export function usePaymentElement({ script_url, publishable_key, client_secret }: ElementView): {
  place: RefObject<HTMLDivElement | null>;
  form: Form | "loading" | "unreachable";
} {
  const { language } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const [form, setForm] = useState<Form | "loading" | "unreachable">("loading");
  useEffect(() => {
    let element: PaymentElement | undefined;
    let isLeft = false;
    const show = async () => {
      const createStripe = await loadStripe(script_url);
      if (isLeft || place.current === null) return;
      const stripe = createStripe(publishable_key);
      const theme = isDark(place.current) ? "night" : "stripe";
      const elements = stripe.elements({ clientSecret: client_secret, locale: language, appearance: { theme } });
      element = elements.create("payment");
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

function isDark(place: HTMLElement): boolean {
  const { colorScheme } = getComputedStyle(place);
  return colorScheme === "dark" || (colorScheme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
}
