import { useQuery } from "@tanstack/react-query";
import { dataOf } from "../api/client";
import type { CountryView } from "../api/schema";
import { useShop } from "./shop";

/** Reads the countries that the shop delivers to, with their forms of address; undefined at first. */
export function useCountries(): readonly CountryView[] | undefined {
  const { api } = useShop();
  return useQuery({
    queryKey: ["countries"],
    queryFn: ({ signal }) => dataOf(api.GET("/api/countries", { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  }).data?.countries;
}

/** The form of address of a country; undefined while the countries are read, and of one that is not served. */
export function useAddressForm(country: string): CountryView | undefined {
  return useCountries()?.find(({ code }) => code === country);
}
