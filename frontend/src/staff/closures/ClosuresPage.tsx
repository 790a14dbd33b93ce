import { useState } from "react";
import { useTexts } from "../../i18n/useTexts";
import { PagedList } from "../../queries/PagedList";
import { EmptyState } from "../../ui/feedback/EmptyState";
import { Field } from "../../ui/form/Field";
import { Page } from "../../ui/page/Page";
import { CertificateRow } from "./CertificateRow";
import { isReference, useClosures } from "./useClosures";

/** /staff/closures: what was erased of each closed account, and what is kept, why and until when. */
export default function ClosuresPage() {
  const t = useTexts("staff/closures", "closures");
  const [typed, type] = useState("");
  const reference = typed.trim().toLowerCase();
  const problem = reference !== "" && !isReference(reference) ? t("no-reference") : undefined;
  const query = useClosures(isReference(reference) ? reference : undefined);
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Field
        label={t("reference")}
        name="reference"
        value={typed}
        onChange={(event) => type(event.target.value)}
        problem={problem}
      />
      <PagedList query={query} itemsOf={(page) => page.items} empty={<EmptyState title={t("none")} />}>
        {(certificate) => <CertificateRow key={certificate.reference} certificate={certificate} />}
      </PagedList>
    </Page>
  );
}
