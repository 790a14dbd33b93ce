import { dataOf } from "../../api/client";
import type { DeadLetterView } from "../../api/schema";
import { useShop } from "../../session/shop";
import { useStaffMutation } from "../useStaffMutation";

/** What staff can do with a dead letter; `replay-kind` replays every open one of its event type and consumer. */
export const DEAD_LETTER_ACTIONS = ["replay", "replay-kind", "discard"] as const;
export type DeadLetterAction = (typeof DEAD_LETTER_ACTIONS)[number];

interface Input {
  readonly deadLetter: DeadLetterView;
  readonly action: DeadLetterAction;
  readonly reason: string;
}

/** Replays or discards dead letters; `onDone` gets their number. */
export function useDeadLetterAction(onDone: (count: number) => void) {
  const { api } = useShop();
  return useStaffMutation(
    "dead letter",
    async ({ deadLetter: { id, event_type, consumer }, action, reason }: Input): Promise<number> => {
      const params = { path: { id } };
      if (action === "replay-kind") {
        const body = { event_type, consumer };
        return (await dataOf(api.POST("/api/staff/dead-letters/replay", { body }))).replayed;
      }
      if (action === "replay") await dataOf(api.POST("/api/staff/dead-letters/{id}/replay", { params }));
      else await dataOf(api.POST("/api/staff/dead-letters/{id}/discard", { params, body: { reason } }));
      return 1;
    },
    { onDone },
  );
}
