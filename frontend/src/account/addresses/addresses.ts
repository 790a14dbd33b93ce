import type { Address, ProfileView } from "../../api/schema";
import { type AddressField, NO_ADDRESS, textOf } from "../form/address";

/** The largest number of addresses beside the default, as in functions/identity/rules.py. */
const OTHER_ADDRESSES_MAX = 9;

/** The addresses beside the default; profiles of the release before lack them. */
export function othersOf(profile: Partial<ProfileView>): readonly Address[] {
  return profile.other_addresses ?? [];
}

/** The account's addresses, the default first. */
export function savedAddresses(profile: ProfileView): readonly Address[] {
  return profile.address ? [profile.address, ...othersOf(profile)] : othersOf(profile);
}

export function isSaved(profile: ProfileView, address: Partial<Address>): boolean {
  return savedAddresses(profile).some((saved) => isSame(saved, address));
}

export function hasRoom(profile: ProfileView): boolean {
  return othersOf(profile).length < OTHER_ADDRESSES_MAX;
}

/** Whether two addresses say the same; stored ones of earlier releases lack some fields. */
export function isSame(one: Partial<Address>, other: Partial<Address>): boolean {
  const fields = Object.keys(NO_ADDRESS) as AddressField[];
  return fields.every((field) => textOf(one, field).trim() === textOf(other, field).trim());
}

/** The other addresses with `address` in the place of `former`, or as the last if that is not among them. */
export function withOther(profile: ProfileView, address: Address, former: Address | null = null) {
  const others = othersOf(profile);
  const place = former ? others.findIndex((other) => isSame(other, former)) : -1;
  return { other_addresses: place === -1 ? [...others, address] : others.toSpliced(place, 1, address) };
}

export function withoutOther(profile: ProfileView, address: Address) {
  return { other_addresses: othersOf(profile).filter((other) => !isSame(other, address)) };
}

/** The change that makes one of the other addresses the default; the former default takes its place. */
export function withDefault(profile: ProfileView, address: Address) {
  const { other_addresses } = profile.address
    ? withOther(profile, profile.address, address)
    : withoutOther(profile, address);
  return { address, other_addresses };
}

/** The address in one line, for lists to choose from. */
export function oneLine(address: Address): string {
  const city = `${textOf(address, "postal_code")} ${textOf(address, "city")}`.trim();
  const parts = [address.name, textOf(address, "company"), address.street, textOf(address, "street_2"), city];
  return [...parts, textOf(address, "area"), address.country].filter(Boolean).join(", ");
}
