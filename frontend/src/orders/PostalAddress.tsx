import type { OrderView } from "../api/schema";
import { LOCALES } from "../i18n/languages";
import { useLanguage } from "../i18n/useLanguage";
import styles from "./PostalAddress.module.css";

export function PostalAddress({ address, email }: { address: OrderView["address"]; email: string }) {
  const { language } = useLanguage();
  const line = (name: string) => String(address[name] ?? "");
  const country = line("country");
  const countries = new Intl.DisplayNames(LOCALES[language], { type: "region" });
  return (
    <address className={styles.address}>
      {line("name")}
      <br />
      {line("street")}
      <br />
      {line("postal_code")} {line("city")}
      <br />
      {country && countries.of(country)}
      <br />
      {email}
    </address>
  );
}
