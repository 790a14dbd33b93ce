/** What is wrong with a field, as a key of the form's texts. The API checks again. */
export type FieldProblem = "email-wrong" | "required" | "postal-code-wrong" | "password-short" | "password-plain";

const PASSWORD_LENGTH_MIN = 8;

export function checkEmail(email: string): FieldProblem | null {
  return /^[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+$/.test(email.trim()) ? null : "email-wrong";
}

export function checkRequired(text: string): "required" | null {
  return text.trim() === "" ? "required" : null;
}

export function checkNewPassword(password: string): FieldProblem | null {
  if (password.length < PASSWORD_LENGTH_MIN) return "password-short";
  return new Set(password.toLowerCase()).size === 1 ? "password-plain" : null;
}
