import { dataOf } from "../../api/client";
import { useTexts } from "../../i18n/useTexts";
import { useShop } from "../../session/shop";
import { ActionCard } from "../ActionCard";
import type { Report } from "../useRefused";
import { useStaffMutation } from "../useStaffMutation";
import type { StaffProduct } from "./useStaffProduct";

/** Reports whether a product is published, and archives or publishes it. */
export function PublicationCard({ product, report }: { product: StaffProduct; report: Report<StaffProduct> }) {
  const t = useTexts("staff/products", "product");
  const { api } = useShop();
  const { handle, state, etag } = product;
  const isPublished = state === "published";
  const change = useStaffMutation(
    `state ${handle}`,
    () => {
      const params = { path: { handle }, header: { "If-Match": etag } };
      return dataOf(
        isPublished
          ? api.POST("/api/staff/products/{handle}/archive", { params })
          : api.POST("/api/staff/products/{handle}/publish", { params }),
      );
    },
    { changes: ["product"], onDone: () => report(null, product), onError: (problem) => report(problem, product) },
  );
  return (
    <ActionCard
      title={t("publication")}
      mutation={change}
      label={t(isPublished ? "archive" : "publish")}
      kind={isPublished ? "danger" : "primary"}
    >
      <p role="status">{t(isPublished ? "is-published" : "is-hidden")}</p>
    </ActionCard>
  );
}
