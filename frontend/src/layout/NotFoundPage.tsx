import { useTexts } from "../i18n/useTexts";
import { ButtonLink } from "../ui/ButtonLink";
import { EmptyState } from "../ui/EmptyState";
import { Page } from "../ui/Page";
import { layoutTexts } from "./texts";

export function NotFoundPage() {
  const t = useTexts(layoutTexts);
  return (
    <Page title={t("not-found")}>
      <EmptyState title={t("not-found-advice")}>
        <ButtonLink to="/products">{t("to-products")}</ButtonLink>
      </EmptyState>
    </Page>
  );
}
