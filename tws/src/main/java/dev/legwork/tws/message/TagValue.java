package dev.legwork.tws.message;

import java.util.Objects;

/** A name with its value, as used by algorithms, combo routing and security ids. */
public record TagValue(String tag, String value) {
  public TagValue {
    Objects.requireNonNull(tag, "tag");
    Objects.requireNonNull(value, "value");
  }
}
