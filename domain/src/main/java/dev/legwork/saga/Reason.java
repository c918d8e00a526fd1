package dev.legwork.saga;

import java.util.Objects;

/** A reason for machines and for people. */
public record Reason(ReasonCode code, String detail) {
  public Reason {
    Objects.requireNonNull(code, "code");
    detail = detail == null ? "" : detail;
  }

  @Override
  public String toString() {
    return detail.isEmpty() ? code.name() : code + ": " + detail;
  }
}
