import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import LogInPage from "../src/account/LogInPage";
import { PasskeysCard } from "../src/account/passkeys/PasskeysCard";
import SecondFactorPage from "../src/account/secondFactor/SecondFactorPage";
import { type Answers, LOGGED_IN, refusal, renderShop, shopWith } from "./support/renderShop";

const bytes = (...values: number[]) => Uint8Array.from(values).buffer;
const BEGUN = { challenge: "-_8A", relying_party_id: "shop.test", expires_in_seconds: 300, new_passkey: null };
const NEW = { user_id: "AQI", user_name: "ada@example.org", relying_party_name: "The Shop", excluded: ["BAUG"] };
const PHONE = { id: "1", name: "Phone", added_at: "2026-11-01T10:00:00Z", last_used_at: null };
const ANSWERED = {
  rawId: bytes(1, 2, 3),
  response: {
    clientDataJSON: bytes(4),
    authenticatorData: bytes(5),
    signature: bytes(251, 255),
    userHandle: bytes(6),
  },
};
const SENT = {
  challenge: "-_8A",
  credential_id: "AQID",
  user_id: "Bg",
  client_data: "BA",
  authenticator_data: "BQ",
  signature: "-_8",
};

const credentials = { create: vi.fn(), get: vi.fn() };

beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal("PublicKeyCredential", class {});
  Object.defineProperty(navigator, "credentials", { value: credentials, configurable: true });
  credentials.get.mockReset().mockResolvedValue(ANSWERED);
  credentials.create
    .mockReset()
    .mockResolvedValue({ response: { clientDataJSON: bytes(4), attestationObject: bytes(7) } });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const declined = () => Promise.reject(new DOMException("declined", "NotAllowedError"));

describe("The log-in page", () => {
  const open = (answers: Answers = {}) => {
    const sent: unknown[] = [];
    const { shop, asked } = shopWith({
      "POST /api/passkey-challenges": () => BEGUN,
      "POST /api/sessions/passkey": async (request) => {
        sent.push(await request.json());
        return LOGGED_IN;
      },
      ...answers,
    });
    renderShop(<LogInPage />, { shop, at: "/log-in" });
    return { shop, asked, sent };
  };
  const press = () => fireEvent.click(screen.getByRole("button", { name: "Log in with a passkey" }));

  it("logs in with the passkey that its owner chooses, whose device has verified them", async () => {
    const { shop, sent } = open();
    press();
    await screen.findByText("another page");
    expect(shop.session.current()?.role).toBe("shopper");
    expect(sent).toEqual([SENT]);
    const { publicKey } = credentials.get.mock.calls[0]?.[0] ?? {};
    expect(publicKey).toMatchObject({ rpId: "shop.test", userVerification: "required", timeout: 300_000 });
    expect([...publicKey.challenge]).toEqual([251, 255, 0]);
    expect(publicKey.allowCredentials).toBeUndefined();
  });

  it("says that nothing has happened if no passkey is chosen", async () => {
    credentials.get.mockImplementation(declined);
    const { sent } = open();
    press();
    expect(await screen.findByText(/No passkey was used/)).toBeTruthy();
    expect(sent).toEqual([]);
  });

  it("says what to do if the passkey is refused", async () => {
    open({ "POST /api/sessions/passkey": () => refusal(403, "passkey-refused") });
    press();
    expect(await screen.findByText(/This passkey was not accepted/)).toBeTruthy();
  });

  it("offers none in a browser that knows none", () => {
    vi.unstubAllGlobals();
    open();
    expect(screen.queryByRole("button", { name: "Log in with a passkey" })).toBeNull();
  });
});

describe("The passkeys of an account", () => {
  const open = (answers: Answers = {}) => {
    const sent: unknown[] = [];
    const passkeys = [PHONE];
    const record = async (request: Request) => {
      sent.push(await request.json());
      return new Response(null, { status: 204 });
    };
    const { shop, asked } = shopWith({
      "GET /api/me/sessions": () => ({ items: [], passkeys }),
      "POST /api/passkey-challenges": () => ({ ...BEGUN, new_passkey: NEW }),
      "POST /api/me/passkeys": record,
      "POST /api/me/passkeys/1/removal": async (request) => {
        passkeys.pop();
        return record(request);
      },
      ...answers,
    });
    shop.session.begin(LOGGED_IN);
    renderShop(<PasskeysCard />, { shop, at: "/account" });
    return { asked, sent };
  };
  const fill = (dialog: HTMLElement, label: RegExp, value: string) =>
    fireEvent.change(within(dialog).getByLabelText(label), { target: { value } });
  const add = async () => {
    fireEvent.click(await screen.findByRole("button", { name: "Add a passkey" }));
    const dialog = screen.getByRole("dialog", { name: "Add a passkey" });
    fill(dialog, /Name of the passkey/, " Blue key ");
    fill(dialog, /Current password/, "a long walk");
    fireEvent.click(within(dialog).getByRole("button", { name: "Continue" }));
    return dialog;
  };

  it("get one more, on a device that has none yet and keeps it", async () => {
    const { sent } = open();
    await add();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(sent).toEqual([{ name: "Blue key", challenge: "-_8A", client_data: "BA", attestation: "Bw" }]);
    const { publicKey } = credentials.create.mock.calls[0]?.[0] ?? {};
    expect(publicKey.rp).toEqual({ id: "shop.test", name: "The Shop" });
    expect([...publicKey.user.id]).toEqual([1, 2]);
    expect([...publicKey.excludeCredentials[0].id]).toEqual([4, 5, 6]);
    expect(publicKey.authenticatorSelection).toMatchObject({ residentKey: "required", userVerification: "required" });
  });

  it("stay as they are if the password is wrong", async () => {
    const { sent } = open({ "POST /api/passkey-challenges": () => refusal(403, "current-password-wrong") });
    const dialog = await add();
    expect(await within(dialog).findByText("The current password is incorrect.")).toBeTruthy();
    expect(credentials.create).not.toHaveBeenCalled();
    expect(sent).toEqual([]);
  });

  it("say that the device has one already", async () => {
    credentials.create.mockRejectedValue(new DOMException("known", "InvalidStateError"));
    open();
    const dialog = await add();
    expect(await within(dialog).findByText(/has a passkey of your account already/)).toBeTruthy();
  });

  it("are removed by the password", async () => {
    const { sent } = open();
    fireEvent.click(await screen.findByRole("button", { name: "Remove Phone" }));
    const dialog = screen.getByRole("dialog", { name: "Remove Phone?" });
    fill(dialog, /Current password/, "a long walk");
    fireEvent.click(within(dialog).getByRole("button", { name: "Remove" }));
    await waitFor(() => expect(screen.queryByText("Phone")).toBeNull());
    expect(sent).toEqual([{ password: "a long walk" }]);
  });
});

describe("The second factor's page", () => {
  it("takes a passkey in place of a code", async () => {
    const sent: unknown[] = [];
    const staff = { role: "staff" as const, permissions: [], session_expires_at: LOGGED_IN.session_expires_at };
    const { shop } = shopWith({
      "POST /api/passkey-challenges": () => BEGUN,
      "POST /api/me/second-factor/codes": async (request) => {
        sent.push(await request.json());
        return { recovery_codes: [] };
      },
      "POST /api/sessions/refresh": () => ({ ...staff, second_factor: "presented" }),
      "GET /api/me/sessions": () => ({ items: [], passkeys: [PHONE] }),
    });
    shop.session.begin({ ...staff, second_factor: "present" });
    renderShop(<SecondFactorPage />, { shop, at: "/account/second-factor" });
    fireEvent.click(screen.getByRole("button", { name: "Use a passkey" }));
    await waitFor(() => expect(shop.session.current()?.secondFactor).toBe("presented"));
    expect(sent).toEqual([{ passkey: SENT }]);
  });
});
