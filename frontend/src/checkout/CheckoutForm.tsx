import { useEffect, useState } from "react";
import { AddressChoice } from "../account/addresses/AddressChoice";
import { AddressFields } from "../account/form/AddressFields";
import { checkAddress, NO_ADDRESS } from "../account/form/address";
import { checkEmail, checkRequired } from "../account/form/checks";
import type { Address, CartView, ProfileView, QuoteView } from "../api/schema";
import { usePrewarmBefore } from "../api/usePrewarm";
import { useLanguage } from "../i18n/useLanguage";
import { useTexts } from "../i18n/useTexts";
import { useShop } from "../session/shop";
import { useAddressForm } from "../session/useCountries";
import formStyles from "../ui/form/Form.module.css";
import { hasProblems, useForm } from "../ui/form/useForm";
import { Card } from "../ui/page/Card";
import styles from "./CheckoutForm.module.css";
import { Contact } from "./Contact";
import { type Draft, loadDraft, NO_DRAFT, saveDraft } from "./draft";
import { OrderSummary } from "./OrderSummary";
import { ShippingChoice } from "./ShippingChoice";
import type { OrderBody, PlaceOrder } from "./usePlaceOrder";
import { linesOf, useQuote } from "./useQuote";
import { VatNumber } from "./VatNumber";
import { VoucherChoice } from "./VoucherChoice";

/** Asks for the address, and shows the costs; the order's own page then asks for the payment. It is locked while the order's outcome is not known. */
export default function CheckoutForm({
  cart,
  profile,
  placing,
}: {
  cart: CartView;
  profile: ProfileView | null;
  placing: PlaceOrder;
}) {
  const t = useTexts("checkout", "checkout");
  const { tab } = useShop();
  const { language } = useLanguage();
  const account = profile?.email ?? null;
  const [draft, setDraft] = useState(() => loadDraft(tab, account) ?? draftOf(profile));
  const change = (changed: Partial<Draft>) => {
    const next = { ...draft, ...changed, account };
    setDraft(next);
    saveDraft(tab, next);
  };
  const changeAddress = (address: Address) =>
    change(address.country === draft.address.country ? { address } : { address, method: null });
  const values = profile ? { ...draft, email: profile.email } : draft;
  const quote = useQuote(cart, values);
  const addressForm = useAddressForm(values.address.country);
  const check = ({ email, address, vatNumber }: Draft) => {
    const company = vatNumber === "" ? null : checkRequired(address.company ?? "");
    const addressProblems = { ...checkAddress(address, addressForm), ...(company && { company }) };
    return { email: checkEmail(email), address: hasProblems(addressProblems) ? addressProblems : null };
  };
  const { problems, props } = useForm(values, check, (sent) => {
    if (quote.data && !quote.isPlaceholderData) placing.place({ ...bodyOf(sent, cart, quote.data), language });
  });
  const wakeOrder = usePrewarmBefore("/api/orders");
  const canBePlaced = quote.data !== undefined && !hasProblems(check(values));
  // Repeated with each change, because a prewarmed function stays for seconds only.
  useEffect(() => {
    if (canBePlaced) wakeOrder();
  });
  return (
    <form {...props} className={styles.checkout}>
      <fieldset className={formStyles.form} disabled={placing.isUnanswered}>
        <Card title={t("contact")}>
          {profile ? (
            <p>{profile.email}</p>
          ) : (
            <Contact
              email={draft.email}
              problem={problems.email}
              refusal={placing.problem}
              onType={(email) => change({ email })}
            />
          )}
        </Card>
        <Card title={t("delivery")}>
          {profile && <AddressChoice {...{ profile }} address={draft.address} onChoose={changeAddress} />}
          <AddressFields
            address={draft.address}
            problems={problems.address ?? {}}
            refusal={placing.problem}
            onChange={changeAddress}
          />
          <VatNumber
            number={draft.vatNumber}
            refusals={[quote.error, placing.problem]}
            onEnter={(vatNumber) => change({ vatNumber })}
          />
        </Card>
        {quote.data && quote.data.shipping_methods.length > 0 && (
          <Card title={t("shipping-method")}>
            <ShippingChoice quote={quote.data} method={draft.method} onChoose={(method) => change({ method })} />
          </Card>
        )}
        <Card title={t("vouchers")}>
          <VoucherChoice codes={draft.vouchers} quote={quote.data} onChange={(vouchers) => change({ vouchers })} />
        </Card>
        <Card title={t("payment")}>
          <p>{t("payment-next")}</p>
        </Card>
      </fieldset>
      <OrderSummary cart={cart} quote={quote} placing={placing} onApproach={wakeOrder} />
    </form>
  );
}

function draftOf(profile: ProfileView | null): Draft {
  return { ...NO_DRAFT, address: profile?.address ?? { ...NO_ADDRESS, name: profile?.name ?? "" } };
}

/** The order, at the total of the quote that the page shows. */
function bodyOf({ email, address, method, vouchers, vatNumber }: Draft, cart: CartView, quote: QuoteView): OrderBody {
  const agreed = { expected_total_minor: quote.total_minor, currency: quote.currency };
  return {
    lines: linesOf(cart),
    ...agreed,
    email: email.trim(),
    address,
    shipping_method: method,
    voucher_codes: [...vouchers],
    vat_number: vatNumber || null,
    vat_proof: vatNumber ? quote.vat_proof : null,
    cart_id: cart.cart_id,
  };
}
