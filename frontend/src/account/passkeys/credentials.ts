import { ShopProblem } from "../../api/problem";
import type { NewPasskey, PasskeyAnswer, PasskeyChallenge } from "../../api/schema";

/** As COSE numbers them: ES256, EdDSA and RS256. */
const ALGORITHMS = [-7, -8, -257];

/** Whether this browser knows passkeys. */
export function hasPasskeys(): boolean {
  return "PublicKeyCredential" in window && "credentials" in navigator;
}

/** Has the person make a passkey, which their device keeps; null if they do not want to after all. */
export async function makePasskey(begun: PasskeyChallenge, passkey: NewPasskey) {
  const made = await unlessDismissed(() =>
    navigator.credentials.create({
      publicKey: {
        ...common(begun),
        rp: { id: begun.relying_party_id, name: passkey.relying_party_name },
        user: { id: bytes(passkey.user_id), name: passkey.user_name, displayName: passkey.user_name },
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
        excludeCredentials: passkey.excluded.map((id) => ({ type: "public-key", id: bytes(id) })),
        authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
        attestation: "none",
      },
    }),
  );
  if (made === null) return null;
  const { clientDataJSON, attestationObject } = made.response as AuthenticatorAttestationResponse;
  return { challenge: begun.challenge, client_data: text(clientDataJSON), attestation: text(attestationObject) };
}

/** Has the person choose a passkey, which answers the challenge; null if they do not want to after all. */
export async function answerWithPasskey(begun: PasskeyChallenge): Promise<PasskeyAnswer | null> {
  const chosen = await unlessDismissed(() =>
    navigator.credentials.get({
      publicKey: { ...common(begun), rpId: begun.relying_party_id, userVerification: "required" },
    }),
  );
  if (chosen === null) return null;
  const answered = chosen.response as AuthenticatorAssertionResponse;
  return {
    challenge: begun.challenge,
    credential_id: text(chosen.rawId),
    user_id: text(answered.userHandle ?? new ArrayBuffer(0)),
    client_data: text(answered.clientDataJSON),
    authenticator_data: text(answered.authenticatorData),
    signature: text(answered.signature),
  };
}

function common({ challenge, expires_in_seconds }: PasskeyChallenge) {
  return { challenge: bytes(challenge), timeout: expires_in_seconds * 1000 };
}

/** Browsers say neither whether the person has declined nor whether they have no passkey: sites must not find out. */
async function unlessDismissed(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential | null> {
  try {
    return (await ask()) as PublicKeyCredential | null;
  } catch (problem) {
    if (!(problem instanceof DOMException)) throw problem;
    if (problem.name === "InvalidStateError")
      throw new ShopProblem({ type: "urn:cloudshop:problem:passkey-known", status: 409 });
    return null;
  }
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
}

function text(value: ArrayBuffer): string {
  const binary = String.fromCharCode(...new Uint8Array(value));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
