import { CodeUnreachable } from "../../../ui/reloadAfterRelease";

/** Stripe.js as far as the shop uses it (https://docs.stripe.com/js); Stripe wants it loaded from its own address. */
export interface Stripe {
  elements(options: {
    clientSecret: string;
    /** The secret of a session for the shopper's cards stored at Stripe; usable once. */
    customerSessionClientSecret?: string;
    locale: string;
    appearance: { theme: "stripe" | "night" };
  }): Elements;
  /** Confirms the payment. It leads to the bank where the bank wants that, and otherwise says how it went. */
  confirmPayment(options: {
    elements: Elements;
    confirmParams: { return_url: string };
    redirect: "if_required";
  }): Promise<{ error?: { type: string } }>;
}

export interface Elements {
  create(
    kind: "payment",
    options: { wallets: Record<"applePay" | "googlePay" | "link", "auto" | "never"> },
  ): PaymentElement;
}

export interface PaymentElement {
  on(event: "ready" | "loaderror", listener: () => void): void;
  mount(place: HTMLElement): void;
  destroy(): void;
}

type CreateStripe = (publishableKey: string) => Stripe;

declare global {
  interface Window {
    Stripe?: CreateStripe;
  }
}

const loaded = new Map<string, Promise<CreateStripe>>();

/** Loads the provider's script once; throws CodeUnreachable, after which it may be loaded again. */
export async function loadStripe(url: string): Promise<CreateStripe> {
  const script = loaded.get(url) ?? load(url);
  loaded.set(url, script);
  try {
    return await script;
  } catch (failure) {
    loaded.delete(url);
    throw failure;
  }
}

function load(url: string): Promise<CreateStripe> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.addEventListener("load", () => (window.Stripe ? resolve(window.Stripe) : reject(new CodeUnreachable())));
    script.addEventListener("error", () => {
      script.remove();
      reject(new CodeUnreachable());
    });
    script.src = url;
    document.head.append(script);
  });
}
