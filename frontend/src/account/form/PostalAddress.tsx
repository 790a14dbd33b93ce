import type { OrderView } from "../../api/schema";
import { LOCALES } from "../../i18n/languages";
import { useLanguage } from "../../i18n/useLanguage";
import styles from "./PostalAddress.module.css";

/** The address as it is written on a parcel, with the e-mail address where it is given. */
export function PostalAddress({ address, email = "" }: { address: OrderView["address"]; email?: string }) {
  const { language } = useLanguage();
  const text = (name: string) => String(address[name] ?? "");
  const countries = new Intl.DisplayNames(LOCALES[language], { type: "region" });
  const country = text("country") && countries.of(text("country"));
  const city = `${text("postal_code")} ${text("city")}`.trim();
  const street = [text("name"), text("company"), text("street"), text("street_2")];
  const lines = [...street, city, text("area"), country, text("phone"), email].filter(Boolean);
  return <address className={styles.address}>{lines.join("\n")}</address>;
}
