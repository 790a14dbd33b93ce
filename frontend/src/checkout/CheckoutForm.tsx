import { useState } from "react";
import { AddressFields } from "../account/AddressFields";
import { checkAddress, NO_ADDRESS } from "../account/address";
import { checkEmail } from "../account/checks";
import type { CartView, ProfileView } from "../api/schema";
import { useTexts } from "../i18n/useTexts";
import { useShop } from "../shop/useShop";
import { compact } from "../ui/compact";
import formStyles from "../ui/Form.module.css";
import { useForm } from "../ui/useForm";
import type { OrderBody } from "./attempt";
import { CardChoice } from "./CardChoice";
import styles from "./CheckoutForm.module.css";
import { Contact } from "./Contact";
import { type Draft, keepDraft, keptDraft, NO_DRAFT } from "./draft";
import { OrderSummary } from "./OrderSummary";
import { checkoutTexts } from "./texts";
import type { PlaceOrder } from "./usePlaceOrder";

/** Address, card and costs. What is typed is kept in this tab; while an order is open it cannot be changed. */
export function CheckoutForm({
  cart,
  profile,
  placing,
}: {
  cart: CartView;
  profile: ProfileView | null;
  placing: PlaceOrder;
}) {
  const t = useTexts(checkoutTexts);
  const { tab } = useShop();
  const [draft, setDraft] = useState(() => keptDraft(tab) ?? draftOf(profile));
  const type = (change: Partial<Draft>) => {
    const next = { ...draft, ...change };
    setDraft(next);
    keepDraft(tab, next);
  };
  const given = profile ? { ...draft, email: profile.email } : draft;
  const { problems, props } = useForm(given, check, (sent) => placing.place(bodyOf(sent, cart)));
  return (
    <form {...props} className={styles.checkout}>
      <fieldset className={formStyles.form} disabled={placing.isOpen}>
        <section className={`${formStyles.form} ${formStyles.card}`}>
          <h2>{t("contact")}</h2>
          {profile ? (
            <p>{profile.email}</p>
          ) : (
            <Contact
              email={draft.email}
              wrong={problems.email}
              answer={placing.problem}
              onType={(email) => type({ email })}
            />
          )}
        </section>
        <section className={`${formStyles.form} ${formStyles.card}`}>
          <h2>{t("delivery")}</h2>
          <AddressFields
            address={draft.address}
            problems={checkedAddress(problems.address, draft)}
            answer={placing.problem}
            onChange={(address) => type({ address })}
          />
        </section>
        <section className={`${formStyles.form} ${formStyles.card}`}>
          <h2>{t("payment")}</h2>
          <CardChoice card={draft.card} onChoose={(card) => type({ card })} />
        </section>
      </fieldset>
      <OrderSummary cart={cart} placing={placing} />
    </form>
  );
}

function draftOf(profile: ProfileView | null): Draft {
  return { ...NO_DRAFT, address: profile?.address ?? { ...NO_ADDRESS, name: profile?.name ?? "" } };
}

function check({ email, address }: Draft) {
  const isWrong = Object.keys(checkAddress(address)).length > 0;
  return compact({ email: checkEmail(email), address: isWrong ? ("required" as const) : null });
}

function checkedAddress(problem: string | undefined, { address }: Draft) {
  return problem ? checkAddress(address) : {};
}

function bodyOf({ email, address, card }: Draft, cart: CartView): OrderBody {
  const lines = cart.items.map(({ sku, quantity }) => ({ sku, quantity }));
  return { lines, email: email.trim(), address, payment_method: card, cart_id: cart.cart_id };
}
