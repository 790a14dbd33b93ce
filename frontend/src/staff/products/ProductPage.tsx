import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { dataOf } from "../../api/client";
import { useTexts } from "../../i18n/useTexts";
import { STAFF_KEY } from "../../queries/keys";
import { Loaded } from "../../queries/Loaded";
import { useShop } from "../../session/shop";
import { Skeleton } from "../../ui/feedback/Skeleton";
import { Page } from "../../ui/page/Page";
import { PricesForm } from "./PricesForm";
import { PublicationCard } from "./PublicationCard";
import { staffProductTexts } from "./texts";

/** /staff/products/:handle: changes a product's prices, and publishes or archives it. */
export default function ProductPage() {
  const { handle = "" } = useParams();
  const t = useTexts(staffProductTexts);
  const query = useStaffProduct(handle);
  return (
    <Page title={t("product", { handle })} lead={<span lang="en">{query.data?.title ?? "…"}</span>}>
      <Loaded query={query} skeleton={<Skeleton shape="block" />}>
        {(product) => (
          <>
            <PricesForm product={product} />
            <PublicationCard product={product} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Reads a product in any state; for shoppers the API has published ones only. */
function useStaffProduct(handle: string) {
  const { api } = useShop();
  return useQuery({
    queryKey: [...STAFF_KEY, "product", handle],
    queryFn: ({ signal }) => dataOf(api.GET("/api/products/{handle}", { params: { path: { handle } }, signal })),
    staleTime: 0,
  });
}
