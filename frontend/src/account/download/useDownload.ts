import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTexts } from "../../i18n/useTexts";
import { useShop } from "../../session/shop";
import { saveFile } from "../../ui/saveFile";
import { assemble, type Progress } from "./assemble";

/** Assembles the file and has the browser save it, once it is whole. It is given up when the page or dialog closes. */
export function useDownload(onSaved: (isComplete: boolean) => void) {
  const { api } = useShop();
  const t = useTexts("account", "download");
  const [progress, onProgress] = useState<Progress | null>(null);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  const download = useMutation({
    mutationFn: async (password: string) => {
      running.current = new AbortController();
      const { signal } = running.current;
      const origin = window.location.origin;
      const file = await assemble({ api, origin, password, why: (data) => t(data), onProgress, signal });
      signal.throwIfAborted();
      saveFile(new Blob([JSON.stringify(file, null, 2)], { type: "application/json" }), nameOf(file.exported_at));
      return file.is_complete;
    },
    onSuccess: onSaved,
    onSettled: () => onProgress(null),
  });
  return { download, progress };
}

function nameOf(exportedAt: string): string {
  return `my-data-${exportedAt.slice(0, 10)}.json`;
}
