package dev.legwork.simulator.orders;

/**
 * When the last byte of an order's frame had been read.
 *
 * @param nanos monotonic time of the venue's process, ns
 * @param epochMicros wall clock, µs since 1970
 */
public record Reception(long nanos, long epochMicros) {
  /** Of an order that no client sent. */
  public static final Reception NONE = new Reception(0, 0);
}
