import { cleanup, fireEvent, screen } from "@testing-library/react";
import { Route, Routes } from "react-router";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SessionView } from "../src/api/schema";
import StaffArea from "../src/staff/StaffArea";
import { type Answers, refusal, renderShop, shopWith } from "./support/renderShop";

const ENDS = "2999-01-01T00:00:00Z";
const ENROLMENT = { secret: "GEZDGNBVGY3TQOJQ", uri: "otpauth://totp/CloudShop" };
const renewed = (second_factor: SessionView["second_factor"]) => ({
  "POST /api/sessions/refresh": () => ({ role: "staff", permissions: [], second_factor, session_expires_at: ENDS }),
});

beforeEach(() => localStorage.clear());
afterEach(cleanup);

describe("The pages of the staff", () => {
  const open = (second_factor: SessionView["second_factor"], answers: Answers = {}) => {
    const { shop, asked } = shopWith(answers);
    shop.session.begin({ role: "staff", permissions: [], second_factor, session_expires_at: ENDS });
    const pages = (
      <Routes>
        <Route element={<StaffArea />}>
          <Route path="/staff" element={<h1>Sales</h1>} />
        </Route>
      </Routes>
    );
    renderShop(pages, { shop, at: "/staff", path: "/*" });
    return { shop, asked };
  };
  const enter = async (label: string, text: string, button: string) => {
    fireEvent.change(await screen.findByLabelText(label), { target: { value: text } });
    fireEvent.click(screen.getByRole("button", { name: button }));
  };

  it.each(["optional", "presented"] as const)("open if the second factor is %s", async (state) => {
    open(state);
    expect(await screen.findByRole("heading", { name: "Sales" })).toBeTruthy();
  });

  it("open once a code was presented", async () => {
    const { shop } = open("present", {
      "POST /api/me/second-factor/codes": () => ({ recovery_codes: [] }),
      ...renewed("presented"),
    });
    await enter("Code", "123456", "Confirm");
    expect(await screen.findByRole("heading", { name: "Sales" })).toBeTruthy();
    expect(shop.session.current()?.secondFactor).toBe("presented");
  });

  it("stay closed after a wrong code, and say what to do", async () => {
    open("present", { "POST /api/me/second-factor/codes": () => refusal(403, "second-factor-refused") });
    await enter("Code", "123456", "Confirm");
    expect(await screen.findByText(/This code is not valid/)).toBeTruthy();
    expect(screen.queryByRole("heading", { name: "Sales" })).toBeNull();
  });

  it("open for who sets up an app, once the recovery codes were kept", async () => {
    const { asked } = open("enrol", {
      "POST /api/me/second-factor": () => ENROLMENT,
      "POST /api/me/second-factor/codes": () => ({ recovery_codes: ["AAAA-BBBB-CCCC-DDDD"] }),
      ...renewed("presented"),
    });
    await enter("Password", "a long walk", "Begin");
    expect((await screen.findByText("GEZD GNBV GY3T QOJQ")).tagName).toBe("CODE");
    expect(screen.getByRole("link", { name: /authenticator app/ }).getAttribute("href")).toBe(ENROLMENT.uri);
    await enter("Code", "123456", "Confirm");
    await screen.findByText("AAAA-BBBB-CCCC-DDDD");
    expect(asked).not.toContain("POST /api/sessions/refresh");
    fireEvent.click(screen.getByRole("button", { name: "I have saved them" }));
    expect(await screen.findByRole("heading", { name: "Sales" })).toBeTruthy();
  });
});
