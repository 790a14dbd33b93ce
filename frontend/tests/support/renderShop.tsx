import { QueryClientProvider } from "@tanstack/react-query";
import { configure, render } from "@testing-library/react";
import type { ReactNode } from "react";
import { MemoryRouter, Route, Routes } from "react-router";
import { createApi } from "../../src/api/client";
import { throwProblems } from "../../src/api/send";
import { SlowRequests } from "../../src/api/slowRequests";
import { StaleAnswers } from "../../src/api/staleAnswers";
import { createQueryClient } from "../../src/app/createShop";
import { authenticate } from "../../src/session/authenticate";
import { CartToken } from "../../src/session/cartToken";
import { SessionStore } from "../../src/session/session";
import { type Shop, ShopContext } from "../../src/session/shop";
import { useSessionReset } from "../../src/session/useSessionReset";

// A busy machine takes its time; nothing is waited for longer than it takes.
configure({ asyncUtilTimeout: 20_000 });

/** The API's answers by method and path, such as "GET /api/cart". */
export type Answers = Record<string, (request: Request) => object | Response | Promise<object | Response>>;

export const LOGGED_IN = { role: "shopper" as const, session_expires_at: "2999-01-01T00:00:00Z" };

export function refusal(status: number, slug: string): Response {
  return Response.json({ type: `urn:cloudshop:problem:${slug}` }, { status });
}

/** A shop of which every call is answered as a test says, with what was asked of it. */
export function shopWith(answers: Answers): { shop: Shop; asked: string[] } {
  const session = new SessionStore(localStorage);
  const asked: string[] = [];
  const answer = async (request: Request) => {
    const call = `${request.method} ${new URL(request.url).pathname}`;
    asked.push(call);
    const found = (await answers[call]?.(request)) ?? refusal(404, "not-found");
    return found instanceof Response ? found : Response.json(found);
  };
  const staleAnswers = new StaleAnswers();
  const api = createApi("http://shop.test", throwProblems(staleAnswers.watch(authenticate(answer, session))));
  const cartToken = new CartToken(localStorage);
  const shop = { api, session, cartToken, slowRequests: new SlowRequests(), staleAnswers, tab: sessionStorage };
  return { shop, asked };
}

/** Renders the page of a path, as if it were opened at `at`, with the state that the page before hands over. */
export function renderShop(
  page: ReactNode,
  { shop, at = "/", path = at, state }: { shop: Shop; at?: string; path?: string; state?: unknown },
) {
  return render(
    <ShopContext value={shop}>
      <QueryClientProvider client={createQueryClient()}>
        <MemoryRouter initialEntries={[state === undefined ? at : { pathname: at, state }]}>
          <Reset />
          <Routes>
            <Route path={path} element={page} />
            <Route path="*" element={<p>another page</p>} />
          </Routes>
        </MemoryRouter>
      </QueryClientProvider>
    </ShopContext>,
  );
}

function Reset() {
  useSessionReset();
  return null;
}
