import { useParams } from "react-router";
import { MERCHANT_TEXT } from "../../i18n/merchantText";
import { useTexts } from "../../i18n/useTexts";
import { Loaded } from "../../queries/Loaded";
import { useMay } from "../../session/useMay";
import { Skeleton } from "../../ui/feedback/Skeleton";
import { Page } from "../../ui/page/Page";
import { ChangedNotice } from "../ChangedNotice";
import { useRefused } from "../useRefused";
import { EditLinks } from "./EditLinks";
import { PublicationCard } from "./PublicationCard";
import { PicturesCard } from "./pictures/PicturesCard";
import { PlannedPrices } from "./prices/PlannedPrices";
import { PricesForm } from "./prices/PricesForm";
import { TaxClassForm } from "./TaxClassForm";
import { useProductChanges } from "./useProductChanges";
import { type StaffProduct, useStaffProduct } from "./useStaffProduct";

/** /staff/products/:handle: changes a product's prices and tax class, and publishes or archives it. */
export default function ProductPage() {
  const { handle = "" } = useParams();
  const t = useTexts("staff/products", "product");
  const query = useStaffProduct(handle);
  return (
    <Page title={t("product", { handle })} lead={<span {...MERCHANT_TEXT}>{query.data?.title ?? "…"}</span>}>
      <Loaded query={query} skeleton={<Skeleton shape="block" />}>
        {(product) => <ProductForms product={product} />}
      </Loaded>
    </Page>
  );
}

function ProductForms({ product }: { product: StaffProduct }) {
  const { refused, report } = useRefused<StaffProduct>();
  const changes = useProductChanges(refused, product);
  const may = useMay();
  const mayPublish = may(product.state === "published" ? "catalog.archive" : "catalog.publish");
  return (
    <>
      <ChangedNotice changes={changes} />
      <EditLinks handle={product.handle} />
      {may("catalog.set-prices") && <PricesForm product={product} report={report} />}
      {may("catalog.set-prices") && <PlannedPrices product={product} report={report} />}
      {may("catalog.change") && <PicturesCard product={product} report={report} />}
      {may("catalog.change") && <TaxClassForm product={product} report={report} />}
      {mayPublish && <PublicationCard product={product} report={report} />}
    </>
  );
}
