import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import { dataOf } from "../api/client";
import { useLanguage } from "../i18n/useLanguage";
import { useTexts } from "../i18n/useTexts";
import { Loaded } from "../queries/Loaded";
import { useShop } from "../session/shop";
import { EmptyState } from "../ui/feedback/EmptyState";
import { Page } from "../ui/page/Page";
import { Blocks } from "./Blocks";
import { isLegalText, type LegalText } from "./names";

/** /legal/:name: a text of the merchant, such as the terms. */
export default function LegalPage() {
  const t = useTexts("shop", "legal");
  const { name = "" } = useParams();
  if (isLegalText(name)) return <Legal name={name} />;
  return (
    <Page title={t("unknown")}>
      <EmptyState title={t("unknown-advice")} />
    </Page>
  );
}

function Legal({ name }: { name: LegalText }) {
  const t = useTexts("shop", "legal");
  const { api } = useShop();
  const { language } = useLanguage();
  const text = useQuery({
    queryKey: ["legal-text", name, language],
    queryFn: ({ signal }) =>
      dataOf(api.GET("/api/legal-texts/{name}", { params: { path: { name }, query: { language } }, signal })),
  });
  return (
    <Page title={t(name)} narrow>
      <Loaded query={text} skeleton={<p>{t("loading")}</p>}>
        {(found) => <Blocks text={found.text} />}
      </Loaded>
      {name === "privacy" && (
        <p>
          <Link to="/account">{t("own-data")}</Link>
        </p>
      )}
    </Page>
  );
}
