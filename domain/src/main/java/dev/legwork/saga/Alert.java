package dev.legwork.saga;

import java.util.List;

/**
 * Something a person must know. It is stored before anything goes on.
 *
 * @param code machine-readable, e.g. {@code RESIDUAL_POSITION}; one open alert for each code of an
 *     execution
 * @param text what happened and what the system does next
 * @param residual exact positions, where it is about positions
 */
public record Alert(Severity severity, String code, String text, List<Residual> residual) {
  public enum Severity {
    WARNING,
    CRITICAL
  }

  public Alert {
    residual = List.copyOf(residual);
  }
}
