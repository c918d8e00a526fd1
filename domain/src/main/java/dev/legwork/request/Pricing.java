package dev.legwork.request;

/** How the legs are priced. */
public enum Pricing {
  LIMIT,
  MARKET,
  HYBRID
}
