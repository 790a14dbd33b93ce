import { useMutation, useQuery } from "@tanstack/react-query";
import { dataOf } from "../../api/client";
import type { InvoicesView, OrderView } from "../../api/schema";
import { useShop } from "../../session/shop";
import { saveFile } from "../../ui/saveFile";
import { orderKey } from "../detail/useOrder";

// A guest may ask 20 times a minute, for the order as well.
const [LOOK_AGAIN_MILLISECONDS, LOOKS_MAX] = [5_000, 6];

/** The order's invoice and credit notes; a guest's are found by the order's e-mail address. */
export function useInvoices(order: OrderView, email: string | null) {
  const { api } = useShop();
  const body = { number: order.number, email };
  return useQuery({
    // Invoices are only issued when the order changes its state.
    queryKey: [...orderKey(order.number), "invoices", email, order.timeline.length],
    queryFn: ({ signal }) => dataOf<InvoicesView>(api.POST("/api/invoice-look-ups", { body, signal })),
    enabled: order.timeline.some(({ state }) => state === "shipped"),
    // An invoice is there a moment after the parcel, as soon as its event has arrived.
    refetchInterval: ({ state }) =>
      state.data?.invoices.length === 0 && state.dataUpdateCount < LOOKS_MAX ? LOOK_AGAIN_MILLISECONDS : false,
  });
}

/** Has the browser save the PDF. A plain link could neither prove whose the order is nor report a problem. */
export function useDownload(email: string | null) {
  const { api } = useShop();
  return useMutation({
    mutationFn: async (number: string) => {
      const body = { number, email };
      saveFile(await dataOf<Blob>(api.POST("/api/invoice-downloads", { body, parseAs: "blob" })), `${number}.pdf`);
    },
  });
}
