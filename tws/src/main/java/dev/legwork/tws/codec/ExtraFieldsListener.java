package dev.legwork.tws.codec;

/** Told once for each message type that carried more fields than this codec knows. */
@FunctionalInterface
public interface ExtraFieldsListener {
  /**
   * A message had fields left over.
   *
   * @param messageName its name in the TWS API
   * @param count how many
   */
  void extraFields(String messageName, int count);
}
