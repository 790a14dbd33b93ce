import { answerOf } from "../api/client";
import { useShop } from "../shop/useShop";
import { useChange } from "./useChange";

/** Asks what a file would change. */
export function usePreview() {
  const { api } = useShop();
  return useChange("preview import", async (file: File) =>
    answerOf(api.POST("/api/staff/catalog/preview", await csv(file))),
  );
}

/** Takes a file in. */
export function useImport() {
  const { api } = useShop();
  return useChange(
    "import catalogue",
    async (file: File) => answerOf(api.POST("/api/staff/catalog", await csv(file))),
    { changes: ["product"] },
  );
}

/** The bytes go as they are, so that the shop can say where they are not UTF-8. */
async function csv(file: File) {
  return {
    headers: { "content-type": "text/csv" },
    body: (await file.arrayBuffer()) as unknown as string,
    bodySerializer: (body: unknown) => body as ArrayBuffer,
  };
}
