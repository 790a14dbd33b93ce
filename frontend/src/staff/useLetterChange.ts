import { answerOf } from "../api/client";
import type { DeadLetterView } from "../api/schema";
import { useShop } from "../shop/useShop";
import { useChange } from "./useChange";

/** What can be done about a dead letter, or about all of its kind. */
export const LETTER_CHANGES = ["replay", "replay-kind", "discard"] as const;
export type LetterChange = (typeof LETTER_CHANGES)[number];

interface Asked {
  readonly letter: DeadLetterView;
  readonly change: LetterChange;
  readonly reason: string;
}

/** Answers how many letters were dealt with. */
export function useLetterChange(onDone: (count: number) => void) {
  const { api } = useShop();
  return useChange(
    "dead letter",
    async ({ letter: { id, event_type, consumer }, change, reason }: Asked): Promise<number> => {
      const params = { path: { id } };
      if (change === "replay-kind") {
        const body = { event_type, consumer };
        return (await answerOf(api.POST("/api/staff/dead-letters/replay", { body }))).replayed;
      }
      if (change === "replay") await answerOf(api.POST("/api/staff/dead-letters/{id}/replay", { params }));
      else await answerOf(api.POST("/api/staff/dead-letters/{id}/discard", { params, body: { reason } }));
      return 1;
    },
    { onDone },
  );
}
