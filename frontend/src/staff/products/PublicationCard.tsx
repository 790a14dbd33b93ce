import { dataOf } from "../../api/client";
import type { ProductView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { useShop } from "../../session/shop";
import { ActionCard } from "../ActionCard";
import { useStaffMutation } from "../useStaffMutation";
import { staffProductTexts } from "./texts";

/** Reports whether a product is published, and archives or publishes it. */
export function PublicationCard({ product: { handle, state } }: { product: ProductView }) {
  const t = useTexts(staffProductTexts);
  const { api } = useShop();
  const isPublished = state === "published";
  const change = useStaffMutation(
    `state ${handle}`,
    () => {
      const params = { path: { handle } };
      return dataOf(
        isPublished
          ? api.POST("/api/staff/products/{handle}/archive", { params })
          : api.POST("/api/staff/products/{handle}/publish", { params }),
      );
    },
    { changes: ["product"] },
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
