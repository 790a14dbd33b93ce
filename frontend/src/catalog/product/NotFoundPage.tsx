import { useTexts } from "../../i18n/useTexts";
import { EmptyState } from "../../ui/feedback/EmptyState";
import { ButtonLink } from "../../ui/form/ButtonLink";
import { Page } from "../../ui/page/Page";

/** Any URL that has no page, and a product that does not exist. */
export default function NotFoundPage() {
  const t = useTexts("catalog", "product");
  return (
    <Page title={t("not-found")}>
      <EmptyState title={t("not-found-advice")}>
        <ButtonLink to="/products">{t("to-products")}</ButtonLink>
      </EmptyState>
    </Page>
  );
}
